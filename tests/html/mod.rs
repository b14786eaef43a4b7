//! Reads pages strictly: every element closed, every attribute quoted, every sign escaped.

/// Elements without content.
const VOID: [&str; 5] = ["meta", "link", "br", "hr", "img"];

/// One element with its attributes.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text inside of it, also of its children.
    pub text: String,
}

impl Element {
    /// An attribute, unescaped.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A page as the list of its elements, in the order of their beginnings.
pub struct Page {
    pub elements: Vec<Element>,
}

impl Page {
    /// Reads a page, and panics where it is not well-formed.
    pub fn read(html: &str) -> Self {
        let mut rest = html.strip_prefix("<!doctype html>").expect("a doctype");
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        while let Some(at) = rest.find('<') {
            let (text, tag) = rest.split_at(at);
            let text = unescaped(text);
            open.iter().for_each(|i| elements[*i].text += &text);
            let (tag, after) = tag[1..].split_once('>').expect("the end of a tag");
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                let last = open.pop().expect("an open element");
                assert_eq!(elements[last].name, name, "is closed by the wrong tag");
                continue;
            }
            let is_closed = tag.ends_with('/');
            let mut element = element(tag.trim_end_matches('/'));
            // A style sheet is no markup.
            if element.name == "style" {
                let (style, after) = rest.split_once("</style>").expect("its end");
                (element.text, rest) = (style.to_owned(), after);
            } else if !is_closed && !VOID.contains(&element.name.as_str()) {
                open.push(elements.len());
            }
            elements.push(element);
        }
        assert!(open.is_empty(), "not closed: {:?}", elements[open[0]].name);
        assert_eq!(rest.trim(), "", "text behind the page");
        Self { elements }
    }

    /// All elements of this name.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let all = self.elements.iter();
        all.filter(|element| element.name == name).collect()
    }

    /// The only element of this name.
    pub fn only(&self, name: &str) -> &Element {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "<{name}>");
        all[0]
    }

    /// The content of a meta element.
    pub fn meta(&self, name: &str) -> Option<&str> {
        let all = self.all("meta").into_iter();
        let mut all =
            all.filter(|meta| [meta.get("name"), meta.get("property")].contains(&Some(name)));
        all.next()?.get("content")
    }

    /// Where a link element of this relation points.
    pub fn link(&self, relation: &str) -> Option<&str> {
        let all = self.all("link").into_iter();
        let mut all = all.filter(|link| link.get("rel") == Some(relation));
        all.next()?.get("href")
    }

    /// The cells of every table without its head: tables, rows, cells.
    pub fn tables(&self) -> Vec<Vec<Vec<String>>> {
        let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
        let mut is_head = false;
        for element in &self.elements {
            match element.name.as_str() {
                "table" => tables.push(Vec::new()),
                "thead" | "tbody" => is_head = element.name == "thead",
                "tr" if !is_head => tables.last_mut().expect("a table").push(Vec::new()),
                "th" | "td" if !is_head => {
                    let row = tables.last_mut().and_then(|table| table.last_mut());
                    row.expect("a row").push(element.text.clone());
                }
                _ => {}
            }
        }
        tables
    }
}

/// `name a="b" c="d"` as an element.
fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "<{tag}>");
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim().is_empty() {
        let (name, after) = rest.split_once("=\"").expect(tag);
        let (value, after) = after.split_once('"').expect(tag);
        let name = name.trim().to_owned();
        assert!(
            attributes.iter().all(|(known, _)| *known != name),
            "twice {name}: <{tag}>"
        );
        attributes.push((name, unescaped(value)));
        rest = after;
    }
    Element {
        name: name.to_owned(),
        attributes,
        text: String::new(),
    }
}

/// A text without its escapes; an ampersand that begins none is an error.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or((part, ""));
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "apos" => '\'',
            _ => panic!("an ampersand that is not escaped: &{part}"),
        });
        out.push_str(rest);
    }
    out
}

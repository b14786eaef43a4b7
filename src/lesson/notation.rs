//! Texts with formulas in a short notation, as HTML with MathML.

use crate::scene::escape;

/// A text as HTML. Text between dollar signs is a formula: letters are symbols, three or more
/// letters a name, `_` and `^` set what follows lower and higher, one sign or a group in braces; an
/// apostrophe is a prime; `∂`, `‖` and `|` are set as operators.
///
/// ```
/// # use gradlens::lesson::html;
/// assert_eq!(html("1 < $x_2$"), "1 &lt; <math><mrow><msub><mi>x</mi><mn>2</mn></msub></mrow></math>");
/// ```
pub fn html(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split('$').enumerate() {
        if i % 2 == 0 {
            part.chars().for_each(|c| escape(c, &mut out));
        } else {
            out.push_str("<math>");
            let mut reader = Reader {
                rest: part,
                out,
                bars: 0,
            };
            reader.row('\0');
            out = reader.out;
            out.push_str("</math>");
        }
    }
    out
}

/// The text still to be read, and the HTML written so far.
struct Reader<'a> {
    rest: &'a str,
    out: String,
    bars: u32,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let mut signs = self.rest.chars();
        let sign = signs.next();
        self.rest = signs.as_str();
        sign
    }

    /// Everything up to the end, as one row.
    fn row(&mut self, end: char) {
        self.out.push_str("<mrow>");
        while let Some(sign) = self.next() {
            if sign == end {
                break;
            }
            if sign == ' ' {
                self.out.push_str("<mspace width=\"0.15em\"/>");
            } else {
                let start = self.out.len();
                self.atom(sign);
                self.scripts(start);
            }
        }
        self.out.push_str("</mrow>");
    }

    /// What is set lower and higher beside the base that begins at `start`.
    fn scripts(&mut self, start: usize) {
        let mut name = String::new();
        while let Some(sign) = self.rest.chars().next() {
            match sign {
                '_' => name.push_str("sub"),
                '^' | '\'' if !name.ends_with("sup") => name.push_str("sup"),
                _ => break,
            }
            self.next();
            if sign == '\'' {
                self.out.push_str("<mo>′</mo>");
            } else {
                match self.next() {
                    Some('{') => self.row('}'),
                    Some(sign) => self.atom(sign),
                    None => {}
                }
            }
        }
        if !name.is_empty() {
            self.out.insert_str(start, &["<m", &name, ">"].concat());
            self.out += &["</m", &name, ">"].concat();
        }
    }

    /// One symbol, name, number or operator.
    fn atom(&mut self, sign: char) {
        let rest = self.rest;
        let run = |is: fn(&u8) -> bool| rest.bytes().take_while(is).count();
        let (name, form, more) = match sign {
            '0'..='9' => ("mn", "", run(|c| c.is_ascii_digit() || *c == b'.')),
            'a'..='z' => {
                let more = run(u8::is_ascii_lowercase);
                ("mi", "", if more > 1 { more } else { 0 })
            }
            'A'..='Z' | 'Δ' | 'η' | 'σ' | 'ℝ' => ("mi", "", 0),
            '∂' => ("mi", " mathvariant=\"normal\"", 0),
            '‖' | '|' => {
                self.bars += 1;
                let form = match self.bars % 2 {
                    1 => " form=\"prefix\" stretchy=\"false\"",
                    _ => " form=\"postfix\" stretchy=\"false\"",
                };
                ("mo", form, 0)
            }
            '(' | ')' | '[' | ']' => ("mo", " stretchy=\"false\"", 0),
            '/' => ("mo", " lspace=\"0\" rspace=\"0\"", 0),
            _ => ("mo", "", 0),
        };
        self.out += &["<", name, form, ">"].concat();
        escape(sign, &mut self.out);
        let (own, rest) = rest.split_at_checked(more).unwrap_or((rest, ""));
        self.rest = rest;
        self.out += &[own, "</", name, ">"].concat();
    }
}

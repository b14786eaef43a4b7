//! No circle between the files of the front end: read off their `use` lines, a file knows another one only if that one does not
//! know it, be it by way of others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The rooms whose files are looked at.
const ROOMS: [&str; 2] = ["state", "app"];

/// The modules of a room with their code: `app::views::stage`.
fn modules(room: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.join(format!("{room}.rs"))];
    let mut folders = vec![root.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => waiting.push(path),
            }
        }
    }
    for path in waiting {
        let inside = path.strip_prefix(&root).expect("below src");
        let name = inside
            .with_extension("")
            .to_string_lossy()
            .replace('/', "::");
        found.insert(name, fs::read_to_string(&path).expect("a text file"));
    }
    found
}

/// The paths of all `use` items, braces taken apart.
fn used(code: &str) -> Vec<String> {
    let code: Vec<&str> = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut paths = Vec::new();
    for part in code.split("\nuse ").chain(code.split("\npub use ")).skip(1) {
        if let Some((item, _)) = part.split_once(';') {
            expand("", item, &mut paths);
        }
    }
    paths
}

fn expand(before: &str, item: &str, paths: &mut Vec<String>) {
    let item = item.trim();
    let Some((path, rest)) = item.split_once('{') else {
        return paths.push(format!("{before}{item}"));
    };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    expand(&format!("{before}{path}"), &inner[start..at], paths);
                }
                start = (at + 1).min(inner.len());
            }
            _ => {}
        }
    }
}

/// The module in which a path used in module `from` leads.
fn target(from: &str, path: &str, all: &BTreeMap<String, String>) -> Option<String> {
    let parent = |module: &str| module.rsplit_once("::").map_or("", |(up, _)| up).to_owned();
    let whole = if let Some(rest) = path.strip_prefix("crate::") {
        rest.to_owned()
    } else if let Some(rest) = path.strip_prefix("super::") {
        format!("{}::{rest}", parent(from))
    } else {
        format!("{from}::{}", path.trim_start_matches("self::"))
    };
    let mut whole = whole.as_str();
    loop {
        if all.contains_key(whole) {
            return Some(whole.to_owned()).filter(|found| found != from);
        }
        whole = whole.rsplit_once("::")?.0;
    }
}

fn arrows(all: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let of = |(name, code): (&String, &String)| {
        let targets = used(code).into_iter();
        let targets = targets.filter_map(|path| target(name, &path, all));
        (name.clone(), targets.collect())
    };
    all.iter().map(of).collect()
}

/// A way from a file back to itself, if there is one.
fn circle(arrows: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit(
        at: &str,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
        arrows: &BTreeMap<String, BTreeSet<String>>,
    ) -> bool {
        if let Some(first) = way.iter().position(|one| one == at) {
            way.drain(..first);
            return true;
        }
        if !done.insert(at.to_owned()) {
            return false;
        }
        way.push(at.to_owned());
        let next = arrows.get(at).into_iter().flatten();
        if next.into_iter().any(|next| visit(next, way, done, arrows)) {
            return true;
        }
        way.pop();
        false
    }
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    let found = arrows
        .keys()
        .any(|name| visit(name, &mut way, &mut done, arrows));
    found.then_some(way)
}

#[test]
fn no_file_of_the_front_end_knows_itself_by_way_of_others() {
    for room in ROOMS {
        let all = modules(room);
        let arrows = arrows(&all);
        let count: usize = arrows.values().map(BTreeSet::len).sum();
        assert!(count > all.len(), "{room}: only {count} arrows were found");
        if let Some(way) = circle(&arrows) {
            panic!("{room}: a circle, {}", way.join(" -> "));
        }
    }
}

#[test]
fn a_circle_is_found() {
    let code = [
        ("a", "\nuse super::b::{C, D};"),
        ("b", "\nuse super::c;"),
        ("c", "\nuse crate::a::X;"),
    ];
    let all = code.map(|(name, code)| (format!("app::{name}"), code.to_owned()));
    let mut all: BTreeMap<String, String> = all.into();
    assert_eq!(circle(&arrows(&all)), None, "crate::a is another module");
    all.insert("app::c".into(), "\nuse crate::app::a::X;".into());
    let way = circle(&arrows(&all)).expect("a circle");
    assert_eq!(way, ["app::a", "app::b", "app::c"]);
}

//! Who may know whom: the arrows of ARCHITECTURE.md, read off the source, and the sizes of the files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of code, and the most lines that a file there may have; lists of cases in tests may be a little longer.
const LONGEST_FILES: [(&str, usize); 4] = [
    ("src", 400),
    ("examples", 400),
    ("benches", 400),
    ("tests", 400),
];

/// One room: what it may use of this crate, and which other crates.
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    crates: &'static [&'static str],
}

const ROOMS: [Room; 15] = [
    Room {
        name: "decimal",
        rooms: &[],
        crates: &[],
    },
    Room {
        name: "words",
        rooms: &[],
        crates: &[],
    },
    Room {
        name: "json",
        rooms: &["decimal"],
        crates: &[],
    },
    Room {
        name: "settings",
        rooms: &["decimal", "words"],
        crates: &["libm"],
    },
    Room {
        name: "link",
        rooms: &["settings", "words"],
        crates: &[],
    },
    Room {
        name: "preset",
        rooms: &["settings", "words"],
        crates: &[],
    },
    Room {
        name: "network",
        rooms: &["json", "settings", "words"],
        crates: &["kernel", "libm", "nalgebra", "rand_chacha"],
    },
    Room {
        name: "analysis",
        rooms: &["network", "settings"],
        crates: &["kernel", "libm", "nalgebra"],
    },
    Room {
        name: "study",
        rooms: &["analysis", "json", "network", "settings", "words"],
        crates: &["kernel", "libm", "nalgebra"],
    },
    Room {
        name: "report",
        rooms: &[
            "analysis",
            "json",
            "network::Extended",
            "settings",
            "study::training",
        ],
        crates: &[],
    },
    Room {
        name: "scene",
        rooms: &[
            "analysis",
            "network::Block",
            "network::Extended",
            "network::IS_WHOLE",
            "network::Norm",
            "network::Normed",
            "network::Place",
            "network::Subject",
            "settings",
            "study::ensemble",
            "study::map",
            "study::reach",
            "study::theory",
            "study::training",
            "words",
        ],
        crates: &["libm"],
    },
    Room {
        name: "lesson",
        rooms: &[
            "analysis", "network", "preset", "scene", "settings", "words",
        ],
        crates: &["libm"],
    },
    Room {
        name: "chart",
        rooms: &["scene", "words"],
        crates: &["libm", "plotters"],
    },
    Room {
        name: "state",
        rooms: &[
            "analysis", "json", "lesson", "link", "network", "preset", "report", "scene",
            "settings", "study", "words",
        ],
        crates: &[],
    },
    Room {
        name: "app",
        rooms: &[
            "analysis", "chart", "json", "lesson", "link", "network", "preset", "report", "scene",
            "settings", "state", "study", "words",
        ],
        crates: &[
            "console_error_panic_hook",
            "js_sys",
            "libm",
            "plotters",
            "plotters_backend",
            "plotters_canvas",
            "wasm_bindgen",
            "web_sys",
        ],
    },
];

/// The folder of the package of the kernels: a package of its own, so that Cargo lets it know nothing of this one.
const KERNEL: &str = "src/kernel";

/// The files below `folder` that end in .rs, with their paths from the repository's root.
fn sources(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path.strip_prefix(root).expect("below the root").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a text file")
}

/// The code without comments; `crate::` in a string would be taken for code, which does no harm.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What follows `crate::`, braces taken apart: `network::{Extended, Forward}` gives both with their module.
fn paths_into_crate(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        let (path, rest) = rest.split_at(end.unwrap_or(rest.len()));
        let Some(module) = path.strip_suffix("::") else {
            found.insert(path.to_owned());
            continue;
        };
        let list = rest.trim_start_matches('{').split('}').next().unwrap_or("");
        for name in list
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            found.insert(if name == "self" {
                module.to_owned()
            } else {
                format!("{module}::{name}")
            });
        }
    }
    found
}

/// The names by which this crate's dependencies are used in code, from Cargo.toml.
fn dependencies() -> Vec<String> {
    let manifest = read(Path::new("Cargo.toml"));
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && let Some((name, _)) = line.split_once(" = ") {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

/// Whether the code names this crate: as `name::`, or as the whole of a `use`.
fn uses(code: &str, name: &str) -> bool {
    let starts_word = |at: usize| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    };
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| starts_word(at))
        || code.contains(&format!("use {name};"))
}

/// Whether `path` is one of `allowed` or inside it.
fn is_within(path: &str, allowed: &[&str]) -> bool {
    allowed.iter().any(|room| {
        path.strip_prefix(room)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    })
}

fn room_of(path: &Path) -> Option<&'static Room> {
    let first = path.strip_prefix("src").ok()?.iter().next()?.to_str()?;
    let name = first.trim_end_matches(".rs");
    ROOMS.iter().find(|room| room.name == name)
}

#[test]
fn every_file_stands_in_a_room() {
    for path in sources("src") {
        let is_root = path == Path::new("src/lib.rs");
        assert!(
            is_root || path.starts_with(KERNEL) || room_of(&path).is_some(),
            "{} has no room",
            path.display()
        );
    }
}

#[test]
fn no_room_knows_what_it_must_not() {
    let mut checked = 0;
    for path in sources("src") {
        let Some(room) = room_of(&path) else { continue };
        let code = code(&read(&path));
        for used in paths_into_crate(&code) {
            checked += 1;
            let own = is_within(&used, &[room.name]);
            let allowed = own || is_within(&used, room.rooms);
            assert!(allowed, "{} uses crate::{used}", path.display());
        }
        assert!(
            !code.contains("super::super::"),
            "{} climbs with super::super: say crate:: instead",
            path.display()
        );
    }
    assert!(checked > 20, "only {checked} paths were found");
}

#[test]
fn no_room_uses_a_crate_that_it_must_not() {
    let dependencies = dependencies();
    assert!(
        dependencies.contains(&"web_sys".to_owned()),
        "{dependencies:?}"
    );
    for path in sources("src") {
        let Some(room) = room_of(&path) else { continue };
        let code = code(&read(&path));
        for name in dependencies.iter().filter(|name| uses(&code, name)) {
            let allowed = room.crates.contains(&name.as_str());
            assert!(allowed, "{} uses {name}", path.display());
        }
    }
}

#[test]
fn the_root_holds_modules_only() {
    let text = code(&read(Path::new("src/lib.rs")));
    let wasm_lines = text.matches("cfg(").count();
    assert_eq!(wasm_lines, 1, "only `mod app` depends on the platform");
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let is_module = line.starts_with("pub mod ") || line == "mod app;";
        assert!(is_module || line.starts_with("#["), "src/lib.rs: {line}");
    }
}

#[test]
fn only_the_app_depends_on_the_platform() {
    for path in sources("src") {
        let in_app = room_of(&path).is_none_or(|room| room.name == "app");
        let text = code(&read(&path));
        assert!(
            in_app || !text.contains("target_arch"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn no_file_is_too_long() {
    for (folder, most) in LONGEST_FILES {
        for path in sources(folder) {
            let lines = read(&path).lines().count();
            assert!(
                lines <= most,
                "{} has {lines} lines of {most}",
                path.display()
            );
        }
    }
}

/// Cargo looks for no tests by itself, so a file that nobody names would never run.
#[test]
fn every_file_of_tests_is_run() {
    let all = code(&read(Path::new("tests/all.rs")));
    let named: BTreeSet<&str> = all
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let roots = ["all", "wasm"];
    let mut files = 0;
    for path in sources("tests") {
        let name = path.file_stem().expect("a name").to_string_lossy();
        if path.components().count() == 2 && !roots.contains(&&*name) {
            files += 1;
            assert!(named.contains(&*name), "tests/all.rs does not name {name}");
        }
    }
    assert!(files > 40, "found only {files} files of tests");
}

#[test]
fn paths_are_read_right() {
    let code = "use crate::network::{Extended, file::FileError};\nlet x = crate::link::encode(s); pub(in crate::analysis) fn f() {}\nuse crate::analysis::{self, Work};";
    let expected = [
        "analysis",
        "analysis::Work",
        "link::encode",
        "network::Extended",
        "network::file::FileError",
    ];
    assert_eq!(paths_into_crate(code), expected.map(str::to_owned).into());
    assert!(uses("a = nalgebra::DMatrix", "nalgebra") && uses("use libm;", "libm"));
    assert!(!uses("my_libm::x + x::libm::y", "libm"));
    assert!(is_within("network::Extended", &["network"]) && !is_within("networks", &["network"]));
}

//! The small networks of tests/reference/cases/: inputs that once gave wrong results, with results
//! from exact arithmetic.

use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use gradlens::network::Network;
use serde::Deserialize;
use serde_json::value::RawValue;

/// A network with the log10 of the singular values of every J^(j) and of every P^(h). `None` is
/// zero or, because of a saturated derivative, smaller than 10^(-10^9).
pub struct Case {
    /// The file's stem.
    pub name: String,
    /// The network.
    pub network: Network,
    /// Of J^(1)..J^(K).
    pub layers: Vec<Vec<Option<f64>>>,
    /// Of P^(0)..P^(K-1).
    pub chain: Vec<Vec<Option<f64>>>,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    network: &'a RawValue,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    layers: Vec<Vec<Option<f64>>>,
    chain: Vec<Vec<Option<f64>>>,
}

/// All of them, by name.
pub fn all() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/cases");
    let entries = std::fs::read_dir(&folder).expect("tests/reference/cases");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let cases: Vec<Case> = paths.iter().map(|path| case(path)).collect();
    assert!(cases.len() >= 10, "cases in {}", folder.display());
    cases
}

/// One of them.
pub fn named(name: &str) -> Case {
    let mut cases = all();
    cases.retain(|case| case.name == name);
    assert_eq!(cases.len(), 1, "cases called {name}");
    cases.remove(0)
}

fn case(path: &Path) -> Case {
    let name = path.file_name().expect("a name").to_string_lossy();
    let name = name.trim_end_matches(".json.gz").to_owned();
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("a readable file");
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("gzip");
    let file: File<'_> = serde_json::from_str(&text).expect("a case");
    let network = Network::from_json(file.network.get());
    Case {
        network: network.unwrap_or_else(|error| panic!("{name}: {error}")),
        layers: file.expected.layers,
        chain: file.expected.chain,
        name,
    }
}

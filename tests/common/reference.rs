//! The reference networks of tests/reference/: results computed with 1024 bits and more.

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// One network with its results.
pub struct ReferenceCase {
    /// The file's stem, such as `04_relu_he_K50_H32`.
    pub name: String,
    /// The network file.
    pub network_json: String,
    /// The results.
    pub expected: Expected,
}

/// Results under the names of the report format: log10 to 13 decimals, `None` an exact zero.
#[derive(Debug, Deserialize)]
pub struct Expected {
    /// K.
    pub depth: usize,
    /// H_0..H_K.
    pub widths: Vec<usize>,
    /// L = 1/2 ||y* - t||^2.
    pub log10_loss: Option<f64>,
    /// Layers 1..K.
    pub layers: Vec<ExpectedLayer>,
    /// ||dL/dz^(0)||.
    pub log10_input_gradient: Option<f64>,
    /// P^(h) for h = 0..K-1.
    pub chain: Vec<ExpectedSuffix>,
    /// Singular vectors of P^(0).
    pub end_to_end: ExpectedVectors,
}

/// One layer.
#[derive(Debug, Deserialize)]
pub struct ExpectedLayer {
    /// j.
    pub layer: usize,
    /// ||z^(j)||.
    pub log10_output_norm: Option<f64>,
    /// Singular values of J^(j).
    pub jacobian: ExpectedSpectrum,
    /// ||diag[A']||.
    pub log10_diag_norm: Option<f64>,
    /// ||w^(j)||.
    pub log10_weight_norm: Option<f64>,
    /// ||diag[A']|| ||w^(j)||.
    pub log10_bound: Option<f64>,
    /// The gradients.
    pub gradient: ExpectedGradient,
}

/// Singular values, descending, exact zeros last.
#[derive(Debug, Deserialize)]
pub struct ExpectedSpectrum {
    /// How many are not zero.
    pub rank: usize,
    /// All of them.
    pub log10_singular_values: Vec<Option<f64>>,
}

/// Norms of the gradients at one layer.
#[derive(Debug, Deserialize)]
pub struct ExpectedGradient {
    /// ||dL/dz^(j)||.
    pub log10_output: Option<f64>,
    /// ||dL/da^(j)||.
    pub log10_preactivation: Option<f64>,
    /// ||dL/dw^(j)||, Frobenius.
    pub log10_weight: Option<f64>,
}

/// P^(h).
#[derive(Debug, Deserialize)]
pub struct ExpectedSuffix {
    /// h.
    pub from: usize,
    /// Singular values of P^(h).
    #[serde(flatten)]
    pub spectrum: ExpectedSpectrum,
    /// Product of ||diag[A']|| ||w|| over the layers h+1..K.
    pub log10_bound: Option<f64>,
}

/// Singular vectors of P^(0): largest value and smallest nonzero one.
#[derive(Debug, Deserialize)]
pub struct ExpectedVectors {
    /// Largest.
    pub first: ExpectedPair,
    /// Smallest nonzero.
    pub last: ExpectedPair,
}

/// Unit vectors, the largest |u_i| positive.
#[derive(Debug, Deserialize)]
pub struct ExpectedPair {
    /// At y*.
    pub u: Vec<f64>,
    /// At the input.
    pub v: Vec<f64>,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    network: &'a RawValue,
    expected: Value,
}

/// All reference cases, sorted by name.
pub fn cases() -> Vec<ReferenceCase> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let entries = std::fs::read_dir(&folder).expect("tests/reference");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "gz"));
    paths.sort();
    assert_eq!(paths.len(), 21, "reference cases in {}", folder.display());
    paths.iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> ReferenceCase {
    let name = path.file_name().expect("a name").to_string_lossy();
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("a readable file");
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("gzip");
    let file: File<'_> = serde_json::from_str(&text).expect("a reference case");
    ReferenceCase {
        name: name.trim_end_matches(".json.gz").to_owned(),
        network_json: file.network.get().to_owned(),
        expected: serde_json::from_value(file.expected).expect("results"),
    }
}

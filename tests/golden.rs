//! Links are for ever: each line of `golden/links.txt` is a link and the digest of what it shows, on every platform and in every later
//! version. The same file is read by `tests/e2e/golden.test.mjs`, which computes the digest a second time, from the report of the page.
//!
//! The digest is FNV-1a of 64 bits over the numbers named below, rounded to six decimals, so that it sees every difference a reader could
//! and not the last bit of an algorithm that got better. Singular vectors are not in it.

use crate::common::fingerprint::Fingerprint;
use gradlens::analysis::Analysis;
use gradlens::network::Network;
use gradlens::{link, report};
use serde_json::Value;

const LINKS: &str = include_str!("golden/links.txt");
/// So many lines have been published, with the digest of their text: they never change. Raise both when lines have been added.
const PUBLISHED: (usize, u64) = (45, 0xF4E8_FC44_0153_BF05);

/// The numbers of a layer, of a gradient, of a chain, and of the verdict.
const LAYER: [&str; 7] = [
    "layer",
    "activation",
    "log10_output_norm",
    "log10_diag_norm",
    "log10_weight_norm",
    "log10_bound",
    "log10_sup_bound",
];
const GRADIENT: [&str; 3] = ["log10_output", "log10_preactivation", "log10_weight"];
const CHAIN: [&str; 2] = ["from", "log10_bound"];
const VERDICT: [&str; 4] = ["state", "decades", "per_layer", "first_bad_layer"];

struct Digest(Fingerprint);

impl Digest {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.add(bytes);
    }

    /// A null is a zero, a number a one and the eight bytes of what it is a millionth of, a text its bytes between a two and a zero.
    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.bytes(&[0]),
            Value::Number(number) => {
                let millionths = (number.as_f64().expect("a number") * 1e6 + 0.5).floor();
                self.bytes(&[1]);
                self.bytes(&millionths.to_le_bytes());
            }
            Value::String(text) => {
                self.bytes(&[2]);
                self.bytes(text.as_bytes());
                self.bytes(&[0]);
            }
            Value::Array(list) => list.iter().for_each(|one| self.value(one)),
            other => panic!("{other} has no digest"),
        }
    }

    fn members(&mut self, object: &Value, names: &[&str]) {
        for name in names {
            let value = object.get(name);
            self.value(value.unwrap_or_else(|| panic!("the report has no {name}")));
        }
    }

    /// Links whose singular values are not all resolved do not belong into the file: later versions may resolve more.
    fn spectrum(&mut self, object: &Value) {
        let [rank, resolved] = ["rank", "resolved"].map(|name| object[name].as_u64());
        assert!(resolved >= rank, "{resolved:?} of {rank:?} are resolved");
        self.members(object, &["rank", "log10_singular_values"]);
    }
}

fn list<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    object[name].as_array().expect("a list")
}

fn digest(report: &Value) -> u64 {
    let mut digest = Digest(Fingerprint::new());
    digest.members(report, &["depth", "widths", "log10_input_gradient"]);
    digest.members(&report["loss"], &["kind", "log10"]);
    for layer in list(report, "layers") {
        digest.members(layer, &LAYER);
        digest.spectrum(&layer["jacobian"]);
        digest.members(&layer["gradient"], &GRADIENT);
    }
    for suffix in list(report, "chain") {
        digest.members(suffix, &CHAIN);
        digest.spectrum(suffix);
    }
    digest.members(&report["verdict"], &VERDICT);
    digest.0.0
}

fn lines() -> impl Iterator<Item = &'static str> {
    LINKS.lines().filter(|line| !line.starts_with('#'))
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_published_link_shows_what_it_showed() {
    let mut changed = Vec::new();
    for line in lines() {
        let (expected, text) = line.split_once(' ').expect("a digest and a link");
        let (settings, notices) = link::decode(text);
        assert!(notices.is_empty(), "{text}: {notices:?}");
        let analysis = Analysis::of(&Network::from(&settings.recipe));
        let report = report::of(&analysis, None).to_string();
        let report = serde_json::from_str(&report).expect("JSON");
        let found = format!("{:016x}", digest(&report));
        if found != expected {
            changed.push(format!("{found} {text}, not {expected}"));
        }
    }
    assert!(
        changed.is_empty(),
        "links that people have show something else now:\n{}",
        changed.join("\n")
    );
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn no_published_line_is_changed_or_taken_away() {
    let (count, expected) = PUBLISHED;
    let mut text = Fingerprint::new();
    for line in lines().take(count) {
        text.add(line.as_bytes());
        text.add(b"\n");
    }
    assert_eq!(
        text.0, expected,
        "the first {count} links of golden/links.txt are published and stay as they are; add new ones after them (0x{:016X})",
        text.0
    );
    assert_eq!(
        lines().count(),
        count,
        "lines have been added: PUBLISHED has to count them"
    );
}

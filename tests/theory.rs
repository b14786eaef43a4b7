//! Mean-field theory and exact laws against reference values of 20 digits, closed forms and definitions.

use std::io::Read;

use approx_eq::close;
use flate2::read::GzDecoder;
use gradlens::settings::Activation;
use gradlens::study::theory::{
    Blocks, Fate, Form, MeanField, Moments, Row, Shape, Wide, digamma, trigamma,
};
use serde_json::Value;

use crate::common::training::number;

/// Two-sided, with the numbers in the message.
mod approx_eq {
    pub fn close(got: f64, wanted: f64, relative: f64, what: &str) {
        let error = (got - wanted).abs();
        assert!(
            error <= relative * wanted.abs() || got == wanted,
            "{what}: {got} instead of {wanted}"
        );
    }
}

fn reference() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/reference/theory.json.gz"
    );
    let mut text = String::new();
    let file = std::fs::File::open(path).expect("the reference");
    GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("gzip");
    serde_json::from_str(&text).expect("JSON")
}

fn shape(row: &Value) -> Shape {
    let name = row["activation"].as_str().expect("a name");
    Activation::from_name(name).expect("an activation").into()
}

fn count(value: &Value) -> usize {
    value.as_u64().expect("a count") as usize
}

fn blocks(row: &Value) -> Blocks {
    let skip = Some(&row["alpha"]).filter(|alpha| !alpha.is_null() && *alpha != "1/sqrt(depth)");
    Blocks {
        shape: shape(row),
        weight_variance: number(&row["sw2"]),
        skip: skip.map(number),
        depth: count(&row["depth"]),
    }
}

/// The row that computes what this row of a table says.
fn row_of(table: &str, row: &Value) -> Row {
    match table {
        "/points" => Row::Point(Wide {
            shape: shape(row),
            weight_variance: number(&row["sw2"]),
            bias_variance: number(&row["sb2"]),
        }),
        "/normalised/rows" => Row::Normalised(shape(row)),
        "/normalised/chi_batch_norm_linear" => Row::BatchNormLinear(count(&row["batch"])),
        "/residual/inside" => Row::Residual(Form::Inside, blocks(row)),
        "/residual/outside" => Row::Residual(Form::Outside, blocks(row)),
        "/residual/normalised" => Row::Residual(Form::Normalised, blocks(row)),
        "/finite_width/rows" => Row::FiniteWidth(count(&row["width"]), count(&row["depth"])),
        "/newman/rows" => Row::Newman(count(&row["width"]), number(&row["sw2"])),
        "/dead_relu/rows" => {
            let widths = row["widths"].as_array().expect("widths");
            Row::DeadRelu(widths.iter().map(count).collect())
        }
        "/critical_line/rows" => Row::CriticalLine(shape(row), number(&row["q_star"])),
        "/shattered/rows" => Row::Shattered(count(&row["depth"])),
        _ => panic!("{table}"),
    }
}

const TABLES: [&str; 11] = [
    "/points",
    "/normalised/rows",
    "/normalised/chi_batch_norm_linear",
    "/residual/inside",
    "/residual/outside",
    "/residual/normalised",
    "/finite_width/rows",
    "/newman/rows",
    "/dead_relu/rows",
    "/critical_line/rows",
    "/shattered/rows",
];

/// Compares all that `wanted` has; the number of numbers.
fn compare(got: &Value, wanted: &Value, what: &str) -> usize {
    match wanted {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| *name != "simulated")
            .map(|(name, value)| compare(&got[name], value, &format!("{what}.{name}")))
            .sum(),
        Value::Array(list) => {
            let all = got.as_array().unwrap_or_else(|| panic!("{what}: {got}"));
            assert_eq!(all.len(), list.len(), "{what}: {got}");
            let pairs = all.iter().zip(list).enumerate();
            pairs
                .map(|(i, (got, wanted))| compare(got, wanted, &format!("{what}[{i}]")))
                .sum()
        }
        Value::String(text) if text.parse::<f64>().is_err() => {
            assert_eq!(got, wanted, "{what}");
            0
        }
        Value::Null => {
            assert!(got.is_null(), "{what}: {got} instead of none");
            0
        }
        _ => {
            assert!(got.is_number(), "{what}: {got} instead of {wanted}");
            close(number(got), number(wanted), 1e-10, what);
            1
        }
    }
}

#[test]
fn every_entry_of_the_reference_is_recomputed() {
    let reference = reference();
    let mut numbers = 0;
    for table in TABLES {
        let rows = reference.pointer(table).and_then(Value::as_array);
        for row in rows.unwrap_or_else(|| panic!("no table {table}")) {
            let got = row_of(table, row).json().to_string();
            let got = serde_json::from_str(&got).expect("JSON");
            numbers += compare(&got, row, &format!("{table} {row}"));
        }
    }
    assert!(numbers > 900, "only {numbers} numbers were compared");
}

//! Mean-field theory and exact laws against reference values of 20 digits, closed forms and definitions.

use std::io::Read;

use approx_eq::close;
use flate2::read::GzDecoder;
use gradlens::settings::Activation;
use gradlens::study::theory::{
    Blocks, Fate, Form, MeanField, Moments, Row, Shape, Wide, digamma, tetragamma, trigamma,
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
        "/tests/reference/theory/theory.json.gz"
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
    usize::try_from(value.as_u64().expect("a count")).expect("a small count")
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

#[test]
fn digamma_and_trigamma_have_their_known_values() {
    use std::f64::consts::{LN_2, PI};
    const EULER: f64 = 0.577_215_664_901_532_9;
    close(digamma(1.0), -EULER, 1e-14, "psi(1)");
    close(digamma(0.5), -EULER - 2.0 * LN_2, 1e-14, "psi(1/2)");
    close(trigamma(1.0), PI * PI / 6.0, 1e-14, "psi'(1)");
    close(trigamma(0.5), PI * PI / 2.0, 1e-14, "psi'(1/2)");
    // psi(x + 1) = psi(x) + 1/x, across the border of the series.
    for x in [0.5, 15.5, 16.0, 300.0] {
        close(digamma(x + 1.0), digamma(x) + 1.0 / x, 1e-13, "psi");
        let wanted = trigamma(x) - 1.0 / (x * x);
        close(trigamma(x + 1.0), wanted, 1e-12, "psi'");
        let step = 1e-4 * x;
        let slope = (trigamma(x + step) - trigamma(x - step)) / (2.0 * step);
        close(tetragamma(x), slope, 1e-6, "psi''");
    }
}

/// Williams 1997 for erf; the sine from its Fourier transform.
#[test]
fn moments_have_their_closed_forms() {
    use std::f64::consts::PI;
    for q in [
        1e-40, 1e-12, 0.01, 0.3, 1.0, 10.0, 1e3, 1e7, 1e20, 1e60, 1e200,
    ] {
        let erf = Moments::of(Activation::Erf.into(), q.into());
        let square = 2.0 / PI * (2.0 * q / (1.0 + 4.0 * q).sqrt()).atan();
        close(
            erf.square.to_f64(),
            square,
            3e-13,
            &format!("E erf^2 at {q}"),
        );
        let slope = 4.0 / PI / (1.0 + 4.0 * q).sqrt();
        let what = format!("E erf'^2 at {q}");
        close(erf.slope_square.to_f64(), slope, 3e-13, &what);
        let fourth = 16.0 / (PI * PI) / (1.0 + 8.0 * q).sqrt();
        close(erf.slope_kurtosis, fourth / (slope * slope), 1e-12, &what);
        let relu = Moments::of(Activation::Relu.into(), q.into());
        close(relu.square.to_f64(), q / 2.0, 1e-15, "E relu^2");
        close(relu.mean.to_f64(), (q / (2.0 * PI)).sqrt(), 1e-15, "E relu");
        close(relu.slope_kurtosis, 2.0, 1e-15, "kurtosis of relu'");
    }
}

#[test]
fn fixed_points_satisfy_their_definition() {
    let mut found = 0;
    for activation in Activation::ALL {
        for (weight_variance, bias_variance) in [(0.5, 0.3), (1.1, 0.01), (3.0, 0.0), (30.0, 2.0)] {
            let wide = Wide {
                shape: (*activation).into(),
                weight_variance,
                bias_variance,
            };
            let field = MeanField::of(wide);
            let what = format!("{} {weight_variance} {bias_variance}", activation.name());
            let stable = field.q.filter(|_| field.fate == Fate::Fixed);
            for (q, is_stable) in stable
                .iter()
                .map(|q| (*q, true))
                .chain(field.unstable.iter().map(|q| (*q, false)))
            {
                found += 1;
                close(wide.next(q.into()).to_f64(), q, 1e-12, &what);
                let step = 1e-4 * q;
                let [below, above] = [q - step, q + step].map(|q| wide.next(q.into()).to_f64());
                let slope = (above - below) / (2.0 * step);
                assert_eq!(slope.abs() < 1.0, is_stable, "{what}: V' = {slope} at {q}");
                if is_stable {
                    assert!((field.slope - slope).abs() < 1e-6, "{what}: {slope}");
                }
            }
            // The lengths of many layers end where the theory says.
            let mut q = gradlens::network::Extended::ONE;
            for _ in 0..300 {
                q = wide.next(q);
            }
            match field.fate {
                Fate::Fixed if field.slope < 0.9 => {
                    close(q.to_f64(), stable.expect("a point"), 1e-9, &what);
                }
                Fate::Zero => assert!(q.to_f64() < 0.1, "{what}: {q:?}"),
                Fate::Diverges => assert!(q.to_f64() > 100.0, "{what}: {q:?}"),
                _ => {}
            }
        }
    }
    assert!(found > 40, "{found}");
}

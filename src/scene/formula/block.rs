//! The bounds of a layer with a skip or a norm, with the reader's numbers put in.

use super::{Formula, Norms, RESULT_DIGITS, Symbol, between_bars, factor, math, norm, number, row};
use crate::analysis::LayerReport;
use crate::network::{Normed, Place};
use crate::scene::value::Value;

/// What a skip and a norm add to the bound of a layer.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct Around {
    /// |s|.
    pub skip: Option<Value>,
    /// ||N'||, and where the norm acts.
    pub norm: Option<(Value, Place)>,
}

impl Around {
    /// Of a layer.
    pub fn of(report: &LayerReport) -> Self {
        let norm = report.norm.as_ref().map(Normed::operator_norm);
        let place = report.block.norm().map(|norm| norm.place);
        let size = |skip: f64| crate::network::Extended::from(skip.abs()).into();
        Self {
            skip: report.block.skip().map(size),
            norm: norm.map(Value::from).zip(place),
        }
    }
}

/// A term of a bound: as a symbol and as a number, for the eye and in one line of text.
struct Term {
    symbol: [String; 2],
    number: [String; 2],
}

impl Term {
    fn of(symbol: [String; 2], value: Value) -> Self {
        let (mathml, text) = factor(value);
        Self {
            symbol,
            number: [mathml, text],
        }
    }

    fn named(symbol: Symbol, layer: usize, value: Value) -> Self {
        Self::of([symbol.mathml(layer), symbol.text().into()], value)
    }
}

/// A product of terms.
fn product(terms: &[Term]) -> Term {
    let join = |part: fn(&Term) -> &String, sign: &str| {
        let parts: Vec<&str> = terms.iter().map(|term| part(term).as_str()).collect();
        parts.join(sign)
    };
    Term {
        symbol: [
            join(|term| &term.symbol[0], "<mspace width=\"0.2em\"/>"),
            join(|term| &term.symbol[1], " "),
        ],
        number: [
            join(|term| &term.number[0], "<mo>×</mo>"),
            join(|term| &term.number[1], " × "),
        ],
    }
}

/// 1 + a term.
fn one_plus(term: &Term) -> Term {
    let [symbol, number] = [&term.symbol, &term.number].map(|[mathml, text]| {
        [
            format!("<mn>1</mn><mo>+</mo>{mathml}"),
            format!("1 + {text}"),
        ]
    });
    Term { symbol, number }
}

/// The same in brackets.
fn bracketed(term: &Term) -> Term {
    let [symbol, number] = [&term.symbol, &term.number]
        .map(|[mathml, text]| [format!("<mo>(</mo>{mathml}<mo>)</mo>"), format!("({text})")]);
    Term { symbol, number }
}

/// ||J|| = .. <= [||N'||] \[1 +\] \[|s|\] first ||w|| \[||N'||\] = .. = .., where `first` is ||diag[A']|| or sup |A'|.
pub(in crate::scene) fn bound(
    layer: usize,
    norms: &Norms,
    around: Around,
    (first, value, result): (Symbol, Value, Value),
) -> Formula {
    let jacobian = Symbol::JacobianNorm;
    let mut branch = Vec::new();
    if let Some(size) = around.skip {
        let symbol = [between_bars('|', "<mi>s</mi>"), "|s|".into()];
        branch.push(Term::of(symbol, size));
    }
    branch.push(Term::named(first, layer, value));
    // Without its layer, so that a line fits on a phone.
    let weights = [norm("<mi>w</mi>"), "‖w‖".into()];
    branch.push(Term::of(weights, norms.weight));
    let slope = norm("<msup><mi>N</mi><mo>′</mo></msup>");
    let of_norm = |size| Term::of([slope.clone(), "‖N′‖".into()], size);
    if let Some((size, Place::Before | Place::Inside)) = around.norm {
        branch.push(of_norm(size));
    }
    let mut whole = product(&branch);
    if around.skip.is_some() {
        whole = one_plus(&whole);
    }
    let mut rows = vec![row(
        &jacobian.mathml(layer),
        "=",
        &number(norms.jacobian, RESULT_DIGITS),
    )];
    if let Some((size, Place::After)) = around.norm {
        if around.skip.is_some() {
            whole = bracketed(&whole);
        }
        let after = of_norm(size);
        for (relation, part) in [
            ("≤", [&after.symbol, &whole.symbol]),
            ("=", [&after.number, &whole.number]),
        ] {
            rows.extend([row("", relation, &part[0][0]), row("", "×", &part[1][0])]);
        }
        whole = product(&[after, whole]);
    } else {
        rows.push(row("", "≤", &whole.symbol[0]));
        rows.push(row("", "=", &whole.number[0]));
    }
    rows.push(row("", "=", &number(result, RESULT_DIGITS)));
    Formula {
        mathml: math(&format!("<mtable>{}</mtable>", rows.concat())),
        text: format!(
            "{} = {} ≤ {} = {} = {}",
            jacobian.text(),
            norms.jacobian.digits(RESULT_DIGITS),
            whole.symbol[1],
            whole.number[1],
            result.digits(RESULT_DIGITS),
        ),
    }
}

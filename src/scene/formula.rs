//! Formulas with the reader's numbers put in, as MathML and as text.

pub(super) mod block;

use super::value::{Rounded, Value};
use crate::words::values as words;

/// The most characters of `a × b = c` on one row; a longer result gets its own row, so that no
/// digit is cut.
const LONGEST_ROW: usize = 22;
/// Significant digits of a result.
const RESULT_DIGITS: usize = 3;
/// Significant digits of the factors: one more, so that multiplying them by hand gives the result.
const FACTOR_DIGITS: usize = 4;

/// A formula twice: for the eye and for everything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// A `math` element. Built from numbers and fixed symbols only, so it needs no escaping.
    pub mathml: String,
    /// The same in one line of text.
    pub text: String,
}

impl Formula {
    /// ||J|| = .. <= ||diag[A']|| ||w|| = .. x .. = ..
    pub(super) fn norm_bound(layer: usize, norms: &Norms) -> Self {
        let factors = Product {
            first: Symbol::DiagNorm,
            first_value: norms.diag,
            weight: norms.weight,
            result: norms.bound,
        };
        Self::inequality(layer, (Symbol::JacobianNorm, norms.jacobian), &factors)
    }

    /// ||J|| = .. <= sup |A'| ||w|| = .. x .. = ..
    pub(super) fn sup_bound(layer: usize, norms: &Norms) -> Self {
        let factors = Product {
            first: Symbol::Supremum,
            first_value: norms.sup,
            weight: norms.weight,
            result: norms.sup_bound,
        };
        Self::inequality(layer, (Symbol::JacobianNorm, norms.jacobian), &factors)
    }

    fn inequality(layer: usize, left: (Symbol, Value), right: &Product) -> Self {
        if left.1 == Value::NotFinite {
            return Self {
                mathml: math(&words::symbol_not_finite(&left.0.mathml(layer))),
                text: words::is_not_finite(left.0.text()),
            };
        }
        let weight = Symbol::WeightNorm;
        let numbers = [
            factor(right.first_value).0,
            "<mo>×</mo>".into(),
            factor(right.weight).0,
        ];
        let result = number(right.result, RESULT_DIGITS);
        let written = format!(
            "{} × {} = {}",
            factor(right.first_value).1,
            factor(right.weight).1,
            right.result.digits(RESULT_DIGITS),
        );
        let numbers = if written.chars().count() > LONGEST_ROW {
            row("", "=", &numbers.concat()) + &row("", "=", &result)
        } else {
            row("", "=", &format!("{}<mo>=</mo>{result}", numbers.concat()))
        };
        let product = [
            right.first.mathml(layer),
            "<mspace width=\"0.2em\"/>".into(),
            weight.mathml(layer),
        ];
        let rows = [
            row(&left.0.mathml(layer), "=", &number(left.1, RESULT_DIGITS)),
            row("", "≤", &product.concat()),
            numbers,
        ];
        let text = format!(
            "{} = {} ≤ {} {} = {written}",
            left.0.text(),
            left.1.digits(RESULT_DIGITS),
            right.first.text(),
            weight.text(),
        );
        Self {
            mathml: math(&format!("<mtable>{}</mtable>", rows.concat())),
            text,
        }
    }
}

/// The norms that a layer's bounds are made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Norms {
    pub jacobian: Value,
    pub diag: Value,
    pub weight: Value,
    pub sup: Value,
    pub bound: Value,
    pub sup_bound: Value,
}

/// A product of two factors, the second one being ||w||.
struct Product {
    first: Symbol,
    first_value: Value,
    weight: Value,
    result: Value,
}

/// A quantity of one layer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Symbol {
    JacobianNorm,
    DiagNorm,
    WeightNorm,
    Supremum,
    OutputNorm,
    OutputGradient,
    PreActivationGradient,
    WeightGradient,
    /// dL/dy*, a factor rather than a norm, as the three below.
    LossGradient,
    Jacobian,
    OutputByWeights,
    WeightDerivative,
}

impl Symbol {
    /// The quantity at a layer as the inside of a `math` element.
    pub(super) fn mathml(self, layer: usize) -> String {
        match self {
            Self::JacobianNorm => norm(&at_layer("J", layer)),
            Self::DiagNorm => norm(&format!(
                "<mi>diag</mi><mrow>{}<msup><mi>A</mi><mo>′</mo></msup>{}</mrow>",
                fence('['),
                fence(']')
            )),
            Self::WeightNorm => norm(&at_layer("w", layer)),
            Self::Supremum => {
                let slope = between_bars('|', "<msup><mi>A</mi><mo>′</mo></msup>");
                format!("<mi>sup</mi><mspace width=\"0.15em\"/>{slope}")
            }
            Self::OutputNorm => norm(&at_layer("z", layer)),
            Self::OutputGradient => norm(&derivative("z", layer)),
            Self::PreActivationGradient => norm(&derivative("a", layer)),
            Self::WeightGradient => norm(&derivative("w", layer)),
            Self::LossGradient => quotient("<mi>L</mi>", "<msup><mi>y</mi><mo>*</mo></msup>"),
            Self::Jacobian => at_layer("J", layer),
            Self::OutputByWeights => quotient(&at_layer("z", layer), &at_layer("w", layer)),
            Self::WeightDerivative => derivative("w", layer),
        }
    }

    /// The quantity in one line of text, without the layer.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::JacobianNorm => "‖J‖",
            Self::DiagNorm => "‖diag[A′]‖",
            Self::WeightNorm => "‖w‖",
            Self::Supremum => "sup |A′|",
            Self::OutputNorm => "‖z‖",
            Self::OutputGradient => "‖∂L/∂z‖",
            Self::PreActivationGradient => "‖∂L/∂a‖",
            Self::WeightGradient => "‖∂L/∂w‖",
            Self::LossGradient => "∂L/∂y*",
            Self::Jacobian => "J",
            Self::OutputByWeights => "∂z/∂w",
            Self::WeightDerivative => "∂L/∂w",
        }
    }
}

/// A `math` element around its inside.
pub(super) fn math(inside: &str) -> String {
    format!("<math><mrow>{inside}</mrow></math>")
}

/// A row of a formula that is set in three columns: left side, relation, right side.
pub(super) fn row(left: &str, relation: &str, right: &str) -> String {
    format!(
        "<mtr><mtd>{left}</mtd><mtd><mo>{relation}</mo></mtd><mtd><mrow>{right}</mrow></mtd></mtr>"
    )
}

/// A bracket that keeps its height.
fn fence(sign: char) -> String {
    format!("<mo stretchy=\"false\">{sign}</mo>")
}

fn norm(inside: &str) -> String {
    between_bars('‖', inside)
}

/// Puts content between two bars marked as opening and closing, so that no space is set inside
/// them.
fn between_bars(bar: char, inside: &str) -> String {
    format!(
        "<mrow><mo form=\"prefix\" stretchy=\"false\">{bar}</mo>{inside}\
         <mo form=\"postfix\" stretchy=\"false\">{bar}</mo></mrow>"
    )
}

fn at_layer(letter: &str, layer: usize) -> String {
    format!("<msup><mi>{letter}</mi><mrow><mo>(</mo><mn>{layer}</mn><mo>)</mo></mrow></msup>")
}

fn derivative(letter: &str, layer: usize) -> String {
    quotient("<mi>L</mi>", &at_layer(letter, layer))
}

/// A partial derivative on one line.
fn quotient(above: &str, below: &str) -> String {
    let d = "<mi mathvariant=\"normal\">∂</mi>";
    format!("{d}{above}<mo lspace=\"0\" rspace=\"0\">/</mo>{d}{below}")
}

/// A value as MathML.
pub(super) fn number(value: Value, digits: usize) -> String {
    match value {
        Value::Finite(log10) => {
            let rounded = Rounded::of(log10, digits);
            let figures = format!("<mn>{}</mn>", rounded.figures);
            match rounded.exponent {
                Some(exponent) if rounded.figures.is_empty() => power(exponent),
                Some(exponent) => format!("{figures}<mo>×</mo>{}", power(exponent)),
                None => figures,
            }
        }
        Value::Unresolved(log10) => format!("<mo>&lt;</mo>{}", power(log10.ceil())),
        Value::Zero => "<mn>0</mn>".into(),
        Value::NotFinite => format!("<mtext>{}</mtext>", words::NOT_FINITE),
        Value::Within(..) | Value::Dear => format!("<mtext>{}</mtext>", value.digits(3)),
        Value::Pending => "<mtext>…</mtext>".into(),
    }
}

/// A value inside a product, as MathML and as text: in brackets if it is a product itself.
fn factor(value: Value) -> (String, String) {
    let (mathml, text) = (number(value, FACTOR_DIGITS), value.digits(FACTOR_DIGITS));
    if text.chars().any(|c| c == '×') {
        (format!("<mo>(</mo>{mathml}<mo>)</mo>"), format!("({text})"))
    } else {
        (mathml, text)
    }
}

/// A power of ten as MathML.
fn power(exponent: f64) -> String {
    let sign = if exponent < 0.0 { "<mo>−</mo>" } else { "" };
    let size = exponent.abs();
    format!("<msup><mn>10</mn><mrow>{sign}<mn>{size:.0}</mn></mrow></msup>")
}

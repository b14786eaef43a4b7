//! One entry of the Jacobian as its own formula, with the numbers in it.

use super::signed::Signed;
use crate::analysis::LayerDetail;
use crate::network::{Block, IS_WHOLE};
use crate::scene::formula::{Formula, math, number, row};
use crate::words::{blocks, inspector as words};

/// Significant digits of the factors, and of the result.
const DIGITS: (usize, usize) = (4, 3);

/// J_ik = A'(a_i) w_ki with its numbers; `unit` is i and `input` is k, both counted from 0.
pub fn entry(detail: &LayerDetail, unit: usize, input: usize) -> Formula {
    let (i, k) = (unit + 1, input + 1);
    let a = detail.pre_activations.get(unit).copied();
    let a = Signed::from(a.unwrap_or(crate::network::Extended::NAN));
    let slope = Signed::from(
        detail
            .slopes
            .get(unit)
            .copied()
            .unwrap_or(crate::network::Extended::NAN),
    );
    let (weight, result) = (
        Signed::from(detail.weight(unit, input)),
        Signed::from(detail.jacobian(unit, input)),
    );
    let slope_symbol = prime(&below("a", &i.to_string()));
    let weight_symbol = below("w", &pair(k, i));
    let block = detail.block();
    if IS_WHOLE && !block.is_plain() {
        return in_block(block, [i, k], [slope, weight, result]);
    }
    let rows = [
        row(
            &slope_symbol,
            "=",
            &format!(
                "{}<mo>=</mo>{}",
                prime(&signed(a, DIGITS.0)),
                signed(slope, DIGITS.0)
            ),
        ),
        row(
            &below("J", &pair(i, k)),
            "=",
            &format!("{slope_symbol}<mspace width=\"0.3em\"/>{weight_symbol}"),
        ),
        row(
            "",
            "=",
            &format!("{}<mo>×</mo>{}", factor(slope), factor(weight)),
        ),
        row("", "=", &signed(result, DIGITS.1)),
    ];
    let bracketed = |x: Signed| bracket(x.short(DIGITS.0), x);
    Formula {
        mathml: math(&format!("<mtable>{}</mtable>", rows.concat())),
        text: words::entry(
            [i, k],
            &a.short(DIGITS.0),
            [
                &bracketed(slope),
                &bracketed(weight),
                &result.short(DIGITS.1),
            ],
        ),
    }
}

/// J_ik = \[1 +\] s A'(a_i) w_ki; behind or before a norm, which mixes all entries, its number alone.
fn in_block(block: Block, [i, k]: [usize; 2], [slope, weight, result]: [Signed; 3]) -> Formula {
    let entry = below("J", &pair(i, k));
    let value = signed(result, DIGITS.1);
    let skip = block.skip().filter(|_| block.norm().is_none());
    let Some(skip) = skip.map(|skip| Signed::from(crate::network::Extended::from(skip))) else {
        return Formula {
            mathml: math(&format!("{entry}<mo>=</mo>{value}")),
            text: blocks::mixed_entry([i, k], &result.short(DIGITS.1)),
        };
    };
    let (one, one_text) = match i == k {
        true => ("<mn>1</mn><mo>+</mo>", "1 + "),
        false => ("", ""),
    };
    let symbols = [
        "<mi>s</mi>".into(),
        prime(&below("a", &i.to_string())),
        below("w", &pair(k, i)),
    ];
    let numbers = [skip, slope, weight].map(factor);
    let rows = [
        row(
            &entry,
            "=",
            &format!("{one}{}", symbols.join("<mspace width=\"0.3em\"/>")),
        ),
        row("", "=", &format!("{one}{}", numbers.join("<mo>×</mo>"))),
        row("", "=", &value),
    ];
    let [skip, slope, weight] = [skip, slope, weight].map(|x| bracket(x.short(DIGITS.0), x));
    Formula {
        mathml: math(&format!("<mtable>{}</mtable>", rows.concat())),
        text: blocks::entry(
            [i, k],
            one_text,
            [&skip, &slope, &weight, &result.short(DIGITS.1)],
        ),
    }
}

fn bracket(text: String, x: Signed) -> String {
    if x.is_negative || text.chars().any(|c| c == '×') {
        format!("({text})")
    } else {
        text
    }
}

/// A signed number as MathML.
fn signed(x: Signed, digits: usize) -> String {
    let sign = if x.is_negative {
        "<mo form=\"prefix\">−</mo>"
    } else {
        ""
    };
    format!("<mrow>{sign}{}</mrow>", number(x.value, digits))
}

/// The same inside a product.
fn factor(x: Signed) -> String {
    let inside = signed(x, DIGITS.0);
    if x.is_negative || inside.chars().any(|c| c == '×') {
        format!("<mo>(</mo>{inside}<mo>)</mo>")
    } else {
        inside
    }
}

/// A'(x).
fn prime(inside: &str) -> String {
    format!("<msup><mi>A</mi><mo>′</mo></msup><mo>(</mo>{inside}<mo>)</mo>")
}

fn below(letter: &str, index: &str) -> String {
    format!("<msub><mi>{letter}</mi><mrow><mn>{index}</mn></mrow></msub>")
}

fn pair(first: usize, second: usize) -> String {
    format!("{first}</mn><mo separator=\"true\">,</mo><mn>{second}")
}

//! The card of the selected layer as HTML.

use super::markup::escaped;
use crate::scene::{Fact, LayerCard, Value};

/// The inside of the card below its title. The formulas are `math` elements made by the scene.
pub fn body(card: &LayerCard) -> String {
    let bounds: String = card
        .bounds
        .iter()
        .map(|bound| format!("<p class=\"formula\">{}</p>", bound.mathml))
        .collect();
    format!(
        "{}<h3>Bounds of the Jacobian</h3>{bounds}<p>{}</p><h3>Singular values of the Jacobian, {}</h3>\
         <ol class=\"sigmas\">{}</ol><h3>Gradients</h3>{}",
        facts(&card.norms),
        escaped(&card.slack),
        escaped(&card.rank),
        singular_values(&card.singular_values),
        facts(&card.gradients),
    )
}

fn facts(facts: &[Fact]) -> String {
    let rows: String = facts
        .iter()
        .map(|fact| {
            format!(
                "<tr><th scope=\"row\">{}<span class=\"quiet\">{}</span></th><td>{}</td></tr>",
                fact.mathml,
                escaped(fact.name),
                escaped(&fact.value.to_string())
            )
        })
        .collect();
    format!("<table class=\"facts\"><tbody>{rows}</tbody></table>")
}

fn singular_values(values: &[Value]) -> String {
    values
        .iter()
        .map(|value| format!("<li{}>{}</li>", side(*value), escaped(&value.digits(2))))
        .collect()
}

/// Marks a value as expanding or shrinking; the style sheet adds a sign to the colour.
fn side(value: Value) -> &'static str {
    match value.resolved_log10() {
        Some(log10) if log10 > 0.0 => " class=\"expanding\"",
        Some(log10) if log10 < 0.0 => " class=\"shrinking\"",
        _ => "",
    }
}

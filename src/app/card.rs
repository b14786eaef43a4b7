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
        "<h3>Jacobian and its bounds</h3>{bounds}<p>{}</p><h3>Singular values, {}</h3>\
         <ol class=\"sigmas\">{}</ol><h3>Norms</h3>{}",
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
                "<div><dt>{}<span class=\"quiet\">{}</span></dt><dd>{}</dd></div>",
                fact.mathml,
                escaped(fact.name),
                escaped(&fact.value.to_string())
            )
        })
        .collect();
    format!("<dl class=\"facts\">{rows}</dl>")
}

/// The values one by one; exact zeros are counted.
fn singular_values(values: &[Value]) -> String {
    let zeros = values.iter().filter(|value| **value == Value::Zero).count();
    let others = values.iter().filter(|value| **value != Value::Zero);
    let items: String = others
        .map(|value| format!("<li>{}{}</li>", side(*value), escaped(&value.digits(2))))
        .collect();
    match zeros {
        0 => items,
        1 => items + "<li>exactly 0</li>",
        count => format!("{items}<li class=\"wide\">exactly 0, {count} times</li>"),
    }
}

/// The sign of a value that expands or shrinks; the style sheet gives it its colour.
fn side(value: Value) -> &'static str {
    match value.resolved_log10() {
        Some(log10) if log10 > 0.0 => "<span class=\"expanding\" aria-hidden=\"true\">▲</span>",
        Some(log10) if log10 < 0.0 => "<span class=\"shrinking\" aria-hidden=\"true\">▽</span>",
        Some(_) => "<span aria-hidden=\"true\">=</span>",
        None => "",
    }
}

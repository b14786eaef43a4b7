//! The gradient's way back through the layers, and what the chain does to the unit ball.

use super::Selection;
use super::axis::{LayerAxis, MagnitudeAxis};
use super::panel::{
    Ellipse, LegendEntry, Marks, Panel, PanelId, Point, Role, Series, Swatch, Table,
};
use super::source;
use super::value::Value;
use crate::analysis::Analysis;

/// One column per place, as long as the gradient is on the logarithmic scale, and the ellipse to
/// which P^(h)T maps the unit ball.
pub(super) fn panel(analysis: &Analysis, selection: &Selection) -> Panel {
    let gradients = source::gradients(analysis);
    let ellipses = ellipses(analysis);
    Panel {
        id: PanelId::Flow,
        title: "Flow",
        description: description(&gradients, &ellipses),
        x: LayerAxis {
            depth: analysis.layers.len(),
        },
        y: MagnitudeAxis {
            label: "‖∂L/∂z⁽ʰ⁾‖".into(),
            range: selection.range,
        },
        series: series(&gradients, &ellipses),
        legend: legend(&gradients),
        notes: Vec::new(),
        selected: selection.layer,
        readings: gradients
            .iter()
            .zip(&ellipses)
            .enumerate()
            .map(|(h, (gradient, ellipse))| {
                let gradient = source::reading(h, &[("‖∂L/∂z‖", Some(gradient))]);
                match (ellipse.major, ellipse.minor) {
                    (Value::Pending, _) => gradient,
                    (major, Value::Zero | Value::NotFinite) => {
                        format!("{gradient}, unit ball: half axis {major}")
                    }
                    (major, minor) => {
                        format!("{gradient}, unit ball: half axes {major} and {minor}")
                    }
                }
            })
            .collect(),
    }
}

fn ellipses(analysis: &Analysis) -> Vec<Ellipse> {
    source::chain(analysis)
        .iter()
        .enumerate()
        .map(|(layer, values)| Ellipse {
            layer,
            major: values.first().copied().unwrap_or(Value::Zero),
            minor: values.get(1).copied().unwrap_or(Value::Zero),
        })
        .collect()
}

/// The columns, parted by what they mean, and the ellipses.
fn series(gradients: &[Value], ellipses: &[Ellipse]) -> Vec<Series> {
    let part = |name, role| Series {
        name,
        role,
        marks: Marks::Columns(
            source::points(0, gradients.iter().copied())
                .into_iter()
                .filter(|point: &Point| column_role(point.value) == role)
                .collect(),
        ),
    };
    vec![
        part("below 1", Role::Shrinking),
        part("above 1", Role::Expanding),
        part("exactly 1", Role::Chain),
        part("exactly 0", Role::Note),
        part("not finite", Role::Failure),
        Series {
            name: "unit ball under the chain",
            role: Role::Chain,
            marks: Marks::Ellipses(ellipses.to_vec()),
        },
    ]
}

/// A norm this close to 1, in decades, is 1 but for rounding.
const ROUNDING: f64 = 1e-12;

fn column_role(value: Value) -> Role {
    match value {
        Value::Zero => Role::Note,
        Value::NotFinite | Value::Pending => Role::Failure,
        Value::Finite(log10) | Value::Unresolved(log10) => match log10 {
            x if x > ROUNDING => Role::Expanding,
            x if x < -ROUNDING => Role::Shrinking,
            _ => Role::Chain,
        },
    }
}

fn legend(gradients: &[Value]) -> Vec<LegendEntry> {
    let is_one = |value: &&Value| column_role(**value) == Role::Chain;
    let one = ("gradient exactly 1", Role::Chain, Swatch::ColumnAt);
    [
        ("gradient below 1", Role::Shrinking, Swatch::ColumnBelow),
        ("gradient above 1", Role::Expanding, Swatch::ColumnAbove),
    ]
    .into_iter()
    .chain(gradients.iter().find(is_one).map(|_| one))
    .chain([
        ("unit ball after the chain", Role::Chain, Swatch::Ellipse),
        ("length 1; sizes logarithmic", Role::Note, Swatch::Circle),
    ])
    .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
    .collect()
}

fn description(gradients: &[Value], ellipses: &[Ellipse]) -> String {
    let depth = gradients.len().saturating_sub(1);
    let is_number = |value: &Value| *value != Value::NotFinite;
    let mut text = format!("The gradient arrives at layer {depth} on the right and runs left.");
    if gradients.iter().all(is_number) {
        let (shrinking, growing) = steps(gradients);
        text.push_str(&format!(
            " Its norm goes {}; it gets shorter in {shrinking} and longer in {growing} of {depth} \
             {}.",
            source::journey(gradients),
            if depth == 1 { "layer" } else { "layers" }
        ));
    } else {
        let count = gradients.iter().filter(|value| !is_number(value)).count();
        text.push_str(&format!(
            " Its norm is not finite at {count} of {} places.",
            depth + 1
        ));
    }
    let dead = gradients.iter().filter(|v| **v == Value::Zero).count();
    if dead > 0 {
        text.push_str(&format!(
            " It is exactly 0 at {dead} of {} places.",
            depth + 1
        ));
    }
    if let Some(ball) = ellipses.first().filter(|ball| ball.major != Value::Pending) {
        text.push_str(&format!(
            " At the input the image of the unit ball is {}.",
            shape(*ball)
        ));
    }
    text
}

/// In how many layers the gradient gets shorter and longer, beyond rounding.
fn steps(gradients: &[Value]) -> (usize, usize) {
    let steps = gradients.windows(2).filter_map(|pair| match pair {
        [Value::Zero, Value::Finite(_)] => Some(f64::NEG_INFINITY),
        [here, above] => Some(here.log10()? - above.log10()?),
        _ => None,
    });
    steps.fold((0, 0), |(less, more), step| {
        (
            less + usize::from(step < -ROUNDING),
            more + usize::from(step > ROUNDING),
        )
    })
}

/// An ellipse in words.
fn shape(ball: Ellipse) -> String {
    match (ball.major, ball.minor) {
        (Value::NotFinite, _) => "not finite".into(),
        (Value::Zero, _) => "a point: the chain is exactly 0".into(),
        (major, Value::Zero) => format!("a line of half length {major}"),
        (major, minor) => format!("an ellipse with the half axes {major} and {minor}"),
    }
}

/// The numbers of the panel.
pub(super) fn table(analysis: &Analysis) -> Table {
    let gradients = source::gradients(analysis);
    let ellipses = ellipses(analysis);
    Table {
        caption: "The gradient and the image of the unit ball at every layer output".into(),
        columns: [
            "layer h",
            "‖∂L/∂z⁽ʰ⁾‖",
            "longest half axis σ₁",
            "next half axis σ₂",
        ]
        .map(String::from)
        .into(),
        rows: gradients
            .iter()
            .zip(&ellipses)
            .enumerate()
            .map(|(h, (gradient, ellipse))| {
                vec![
                    source::row_head(h),
                    gradient.to_string(),
                    ellipse.major.to_string(),
                    ellipse.minor.to_string(),
                ]
            })
            .collect(),
    }
}

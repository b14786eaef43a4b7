//! The gradient backward through the layers or the signal forward, and the image of the unit ball
//! under the chain.

use super::Selection;
use super::axis::{LayerAxis, MagnitudeAxis};
use super::panel::{Ellipse, LegendEntry, Marks, Panel, Point, Role, Series, Swatch, Table};
use super::picture::PanelId;
use super::pulse::{Pulse, Way};
use super::source;
use super::value::Value;
use crate::analysis::Analysis;
use crate::words::{flow as words, panels, values};

/// One column per place, as long as the norm is on the logarithmic scale, and the ellipse to which
/// P^(h)T maps the unit ball. The norm is that of the gradient or, in the forward direction, of the
/// output.
pub(super) fn panel(analysis: &Analysis, selection: &Selection) -> Panel {
    let pulse = selection.pulse;
    let naming = Naming::of(pulse.way);
    let norms = match pulse.way {
        Way::Backward => source::gradients(analysis),
        Way::Forward => source::outputs(analysis),
    };
    let chain = source::chain(analysis);
    let mut readings: Vec<String> = norms
        .iter()
        .zip(&chain)
        .enumerate()
        .map(|(h, (norm, values))| {
            let norm = source::reading(h, &[(naming.norm, Some(norm))]);
            half_axes(values).map_or(norm.clone(), |axes| {
                words::reading(&norm, naming.ball, &axes)
            })
        })
        .collect();
    let selected = chain.get(selection.layer).and_then(|v| half_axes(v));
    let mut description = description(&norms, &chain, pulse.way);
    if let Some(axes) = selected {
        description.push_str(&words::selected(selection.layer, &axes));
    }
    if let Some((place, reading)) = pulse.place.zip(pulse.reading(&norms, naming.norm)) {
        description.push_str(&words::added(&reading));
        readings[place] = reading;
    }
    Panel {
        id: PanelId::Flow,
        title: naming.title,
        description,
        x: LayerAxis {
            depth: analysis.layers.len(),
        },
        y: MagnitudeAxis {
            label: naming.axis.into(),
            range: selection.range,
        },
        series: series(&norms, &ellipses(&chain), pulse),
        ghost: None,
        legend: legend(&naming),
        notes: Vec::new(),
        selected: selection.layer,
        pulse: Some(pulse),
        readings,
    }
}

/// The names of the two directions.
struct Naming {
    title: &'static str,
    axis: &'static str,
    norm: &'static str,
    /// The legend of columns below, above and at 1.
    columns: [&'static str; 3],
    /// The unit ball's image, and its name in the readings: it always belongs to the backward
    /// direction, whichever is shown.
    balls: &'static str,
    ball: &'static str,
}

impl Naming {
    fn of(way: Way) -> Self {
        match way {
            Way::Backward => Self {
                title: words::BACKWARD,
                axis: "‖∂L/∂z⁽ʰ⁾‖",
                norm: "‖∂L/∂z‖",
                columns: words::BACKWARD_COLUMNS,
                balls: words::BACKWARD_BALLS,
                ball: words::BACKWARD_BALL,
            },
            Way::Forward => Self {
                title: words::FORWARD,
                axis: "‖z⁽ʰ⁾‖",
                norm: "‖z‖",
                columns: words::FORWARD_COLUMNS,
                balls: words::FORWARD_BALLS,
                ball: words::FORWARD_BALL,
            },
        }
    }
}

fn ellipses(chain: &[Vec<Value>]) -> Vec<Ellipse> {
    let at = |values: &Vec<Value>, i: usize| values.get(i).copied().unwrap_or(Value::Zero);
    let all = chain.iter().enumerate();
    all.map(|(layer, values)| Ellipse {
        layer,
        major: at(values, 0),
        minor: at(values, 1),
    })
    .collect()
}

/// The half axes of the unit ball's image with their numbers; none if they are not computed yet.
fn half_axes(values: &[Value]) -> Option<String> {
    match values {
        [] | [Value::Pending, ..] => None,
        [Value::NotFinite, ..] => Some(words::AXES_NOT_FINITE.into()),
        [major] => Some(words::one_axis(major)),
        [major, minor, ..] => Some(words::axes(major, minor)),
    }
}

/// The columns, grouped by meaning, and the ellipses; places that a pulse has not reached are
/// separate.
fn series(norms: &[Value], ellipses: &[Ellipse], pulse: Pulse) -> Vec<Series> {
    let part = |name, role| Series {
        name,
        role,
        marks: Marks::Columns(
            source::points(0, norms.iter().copied())
                .into_iter()
                .filter(|point: &Point| match pulse.has_reached(point.layer) {
                    true => column_role(point.value) == role,
                    false => role == Role::Quiet,
                })
                .collect(),
        ),
    };
    // A signal need not wait for the backward pass.
    let has_passed = pulse.way == Way::Forward;
    let balls = |name, role, is_reached| Series {
        name,
        role,
        marks: Marks::Ellipses(
            ellipses
                .iter()
                .filter(|ball| (has_passed || pulse.has_reached(ball.layer)) == is_reached)
                .copied()
                .collect(),
        ),
    };
    let mut all = vec![
        part(words::BELOW, Role::Shrinking),
        part(words::ABOVE, Role::Expanding),
        part(words::AT, Role::Chain),
        part(values::ZERO, Role::Note),
        part(values::NOT_FINITE, Role::Failure),
        balls(words::BALLS, Role::Chain, true),
    ];
    if pulse.place.is_some() {
        all.push(part(words::NOT_REACHED, Role::Quiet));
        all.push(balls(words::NOT_REACHED, Role::Quiet, false));
    }
    all
}

/// A norm this close to 1, in decades, is 1 up to rounding.
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

fn legend(naming: &Naming) -> Vec<LegendEntry> {
    let [below, above, at] = naming.columns;
    [
        (below, Role::Shrinking, Swatch::ColumnBelow),
        (above, Role::Expanding, Swatch::ColumnAbove),
        (at, Role::Chain, Swatch::ColumnAt),
        (naming.balls, Role::Chain, Swatch::Ellipse),
        (words::CIRCLE, Role::Note, Swatch::Circle),
    ]
    .into_iter()
    .map(|(name, role, swatch)| LegendEntry { name, role, swatch })
    .collect()
}

fn description(norms: &[Value], chain: &[Vec<Value>], way: Way) -> String {
    let depth = norms.len().saturating_sub(1);
    let is_number = |value: &Value| *value != Value::NotFinite;
    let (mut text, journey) = match way {
        Way::Backward => (words::from_the_right(depth), source::journey(norms)),
        Way::Forward => (
            words::FROM_THE_LEFT.into(),
            match (norms.first(), norms.last()) {
                (Some(first), Some(last)) => words::journey_forth(first, last, depth),
                _ => String::new(),
            },
        ),
    };
    let unresolved = norms.iter().filter(|norm| norm.is_unresolved()).count();
    if unresolved > 0 {
        // With estimates it is not known which is longer.
        text.push_str(&words::unresolved(&journey, unresolved, depth + 1));
    } else if norms.iter().all(is_number) {
        let (less, more) = steps(norms);
        let (shrinking, growing) = match way {
            Way::Backward => (less, more),
            Way::Forward => (more, less),
        };
        text.push_str(&words::steps(&journey, shrinking, growing, depth));
    } else {
        let count = norms.iter().filter(|value| !is_number(value)).count();
        text.push_str(&words::not_finite(count, depth + 1));
    }
    let dead = norms.iter().filter(|v| **v == Value::Zero).count();
    if dead > 0 {
        text.push_str(&words::zero(dead, depth + 1));
    }
    if let Some(ball) = chain.first().and_then(|values| shape(values)) {
        text.push_str(&words::at_the_input(&ball));
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

/// An ellipse as text; none if it is not computed yet.
fn shape(values: &[Value]) -> Option<String> {
    Some(match values {
        [] | [Value::Pending, ..] => return None,
        [Value::NotFinite, ..] => words::SHAPE_NOT_FINITE.into(),
        [Value::Zero, ..] => words::POINT.into(),
        [major] | [major, Value::Zero, ..] => words::line(major),
        [major, minor, ..] => words::ellipse(major, minor),
    })
}

/// The numbers of the panel, for both directions.
pub(super) fn table(analysis: &Analysis) -> Table {
    let columns = [
        panels::LAYER_COLUMN,
        "‖∂L/∂z⁽ʰ⁾‖",
        words::LONGEST_AXIS,
        words::NEXT_AXIS,
        "‖z⁽ʰ⁾‖",
    ];
    let norms = source::gradients(analysis)
        .into_iter()
        .zip(source::outputs(analysis));
    Table {
        caption: words::CAPTION.into(),
        columns: columns.map(String::from).into(),
        rows: norms
            .zip(source::chain(analysis))
            .enumerate()
            .map(|(h, ((gradient, output), values))| {
                vec![
                    source::row_head(h),
                    gradient.to_string(),
                    source::cell(values.first()),
                    source::cell(values.get(1)),
                    output.to_string(),
                ]
            })
            .collect(),
    }
}

//! The scale of the colours: a thin bar with its ends and its grey.

use plotters::style::text_anchor::HPos;

use super::plan::{Flow, Plan, float};
use super::tone;
use crate::chart::brush::Brush;
use crate::chart::labels::{Label, Labels, SMALL};
use crate::scene::{Quantity, Training, power_of_ten};
use crate::words::learning as words;

/// Its width at most, its height, and how many pieces it is drawn in.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 7.0;
const PIECES: usize = 96;
/// From the lower edge of the picture to its middle, and to the numbers below it.
const MIDDLE: f64 = 26.0;
const NUMBERS: f64 = 11.0;
/// From its name to it.
const SPACE: f64 = 12.0;

/// Draws it at the lower edge, with its name before it, or above it in a narrow picture.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (training, labels): (&Training, &Labels)) {
    let quantity = training.quantity;
    let name = Label::new(name(quantity), brush.palette.quiet);
    let y = plan.height - MIDDLE;
    let (left, right) = match plan.flow {
        Flow::Right => {
            labels.put(name.clone().at((plan.map.0, y)));
            let left = plan.map.0 + name.width() + SPACE;
            (left, left + WIDTH)
        }
        Flow::Down => {
            labels.put(name.at((plan.map.0, y - 14.0)));
            (plan.map.0, (plan.map.0 + WIDTH).min(plan.curves.2))
        }
    };
    let (low, high) = quantity.scale();
    let step = (right - left) / float(PIECES);
    for piece in 0..PIECES {
        let share = (float(piece) + 0.5) / float(PIECES);
        let color = tone::training_color(brush.palette, quantity, low + share * (high - low));
        let from = left + float(piece) * step;
        let to = (from + step + 0.75).min(right);
        brush.fill((from, y - HEIGHT / 2.0, to, y + HEIGHT / 2.0), color, 1.0);
    }
    let grey = left - low / (high - low) * (right - left);
    let numbers = numbers(quantity);
    let ends = [
        (left, HPos::Left),
        (right, HPos::Right),
        (grey, HPos::Center),
    ];
    for (text, (x, anchor)) in numbers.into_iter().zip(ends) {
        let label = Label::new(text, brush.palette.quiet).sized(SMALL);
        labels.put(label.at((x, y + NUMBERS)).anchored(anchor));
    }
}

fn name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Update => words::UPDATE,
        Quantity::WeightGradient => words::WEIGHT_GRADIENT,
        Quantity::OutputGradient => words::OUTPUT_GRADIENT,
    }
}

/// The ends of the scale, and its grey.
fn numbers(quantity: Quantity) -> [String; 3] {
    let (low, high) = quantity.scale();
    let grey = match quantity {
        Quantity::Update => -3.0,
        Quantity::WeightGradient | Quantity::OutputGradient => 0.0,
    };
    [grey + low, grey + high, grey].map(|decade| match decade {
        0.0 => words::SAME.into(),
        decade => power_of_ten(decade),
    })
}

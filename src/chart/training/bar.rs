//! The scale of the colours: a thin bar with its ends and its grey.

use plotters::style::text_anchor::HPos;

use super::plan::{Flow, Plan};
use super::tone;
use crate::chart::brush::Brush;
use crate::chart::cells;
use crate::chart::labels::{Label, Labels, SMALL};
use crate::scene::{Quantity, Training, power_of_ten};
use crate::words::learning as words;

/// Its width at most.
const WIDTH: f64 = 240.0;
/// From the lower edge of the picture to its middle, and to the numbers below it.
const MIDDLE: f64 = 26.0;
const NUMBERS: f64 = 11.0;
/// From the left edge of a narrow picture to it.
const BESIDE: f64 = 8.0;
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
            labels.put(name.at((BESIDE, y - 15.0)));
            (BESIDE, (BESIDE + WIDTH).min(plan.last().2))
        }
    };
    let (low, high) = quantity.scale();
    cells::bar(brush, (left, right), y, |share| {
        tone::training_color(brush.palette, quantity, low + share * (high - low))
    });
    for (decade, anchor) in numbers(quantity) {
        let x = left + (decade - low) / (high - low) * (right - left);
        let text = match decade + quantity.neutral() {
            0.0 => words::SAME.into(),
            decade => power_of_ten(decade),
        };
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

/// What is written below the scale, in decades from what is grey: its ends, its grey, and where blue is full.
fn numbers(quantity: Quantity) -> Vec<(f64, HPos)> {
    let (low, high) = quantity.scale();
    let mut numbers = vec![(low, HPos::Left), (high, HPos::Right), (0.0, HPos::Center)];
    if quantity == Quantity::Update {
        numbers.push((-3.0, HPos::Center));
    }
    numbers
}

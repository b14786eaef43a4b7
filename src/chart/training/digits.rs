//! Draws the images of digits that a network gets wrong.

use crate::chart::brush::{Area, Brush};
use crate::chart::count::float;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels, SMALL};
use crate::scene::{WrongDigit, WrongDigits};
use crate::words::digits as words;

/// The height of the heading.
const HEAD: f64 = 30.0;
/// The size of an image, and how far one is from the next one and from the next row.
const IMAGE: f64 = 40.0;
const BESIDE: f64 = 14.0;
const BELOW: f64 = 24.0;
/// Pixels to a side.
const SIDE: usize = 8;

/// Draws as many as there is room for, the worst at the left above.
pub(super) fn draw(brush: &Brush<'_>, (width, height): (f64, f64), digits: &WrongDigits) {
    let labels = Labels::on((width, height));
    let heading = Label::new(digits.heading(), brush.palette.ink);
    labels.put(heading.bold().sized(BIG).at((4.0, HEAD / 2.0)));
    let columns = count((width + BESIDE) / (IMAGE + BESIDE)).max(1);
    let rows = count((height - HEAD) / (IMAGE + BELOW));
    let step = (width - IMAGE - 8.0) / float(columns.saturating_sub(1).max(1));
    for (at, digit) in digits.wrong.iter().take(rows * columns).enumerate() {
        let left = 4.0 + float(at % columns) * step.min(IMAGE + 2.0 * BESIDE);
        let top = HEAD + float(at / columns) * (IMAGE + BELOW);
        image(brush, (left, top, left + IMAGE, top + IMAGE), digit);
        let says = Label::new(words::says(digit.says, digit.is), brush.palette.quiet);
        let under = (left + IMAGE / 2.0, top + IMAGE + 9.0);
        labels.put(says.sized(SMALL).at(under).centered());
    }
    labels.draw(brush);
}

/// One image in a frame.
fn image(brush: &Brush<'_>, (left, top, right, bottom): Area, digit: &WrongDigit) {
    let (palette, size) = (brush.palette, (right - left) / float(SIDE));
    for (at, darkness) in digit.pixels.iter().enumerate() {
        let x = left + float(at % SIDE) * size;
        let y = top + float(at / SIDE) * size;
        let color = palette.ink.over(palette.ground, *darkness);
        brush.fill((x, y, x + size, y + size), color, 1.0);
    }
    let corners = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    brush.path(&corners, Pen::solid(palette.line, 1.0));
}

/// How many whole ones.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most some hundreds"
)]
fn count(room: f64) -> usize {
    room.clamp(0.0, 1000.0) as usize
}

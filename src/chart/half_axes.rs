//! The half axes of the selected layer's ellipse, with their numbers where there is room.

use super::edge::{TextBox, overlap};
use super::ellipse::{Row, extent};
use super::frame::Frame;
use super::ink::{Ink, Lettering, Pen};
use crate::scene::{Ellipse, Panel};

/// Draws the two half axes and writes their numbers below, above or beside the ellipse. If no place
/// is clear of all other ellipses and texts, they are left out: the line below the picture has
/// them.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, (panel, taken): (&Panel, &[TextBox])) {
    let ellipses = panel.ellipses();
    let Some(row) = Row::of(ink, frame) else {
        return;
    };
    let drawn: Vec<&Ellipse> = row.drawn(frame, &ellipses).collect();
    let Some(ball) = drawn.iter().find(|ball| ball.layer == frame.selected) else {
        return;
    };
    let center = (frame.x_of(ball.layer), row.middle);
    let Some((across, up)) = extent(frame, &row, ball) else {
        return;
    };
    let pen = Pen::solid(ink.theme.text, 1.0);
    if across > ink.theme.px(3.0) {
        ink.across((center.0, center.0 + across), center.1, pen);
    }
    ink.down(center.0, (center.1 - up, center.1), pen);
    let both = [("σ₁", ball.major), ("σ₂", ball.minor)];
    let [major, minor] = both.map(|(name, value)| format!("{name} {}", value.digits(2)));
    let line = format!("{major}, {minor}");
    let tall = ink.text_height();
    let mut boxes: Vec<TextBox> = drawn
        .iter()
        .map(|other| around_ellipse(frame, &row, other))
        .collect();
    boxes.extend(taken);
    let [wide, narrow] = [vec![line], vec![major, minor]].map(|lines| {
        let widths = lines.iter().map(|text| ink.text_width(text));
        (widths.max().unwrap_or(0), lines)
    });
    let own = around_ellipse(frame, &row, ball);
    let half = (wide.0 + 1) / 2;
    let middle = center.0.clamp(
        frame.left + half,
        (frame.right - half).max(frame.left + half),
    );
    let gap = ink.theme.px(6.0);
    let (below, above) = (row.bottom - tall, row.top);
    let beside = center.1 - tall;
    let places = [
        (&wide, middle - half, below),
        (&wide, middle - half, above),
        // In the row of zeros, if it is empty there.
        (&wide, middle - half, frame.zero - tall / 2),
        (&narrow, own.2 + gap, beside),
        (&narrow, own.0 - gap - narrow.0, beside),
    ];
    for ((width, lines), left, top) in places {
        let height = tall * i32::try_from(lines.len()).unwrap_or(1);
        let here = (left, top, left + width, top + height);
        let is_inside = here.0 >= frame.left && here.2 <= frame.right;
        if is_inside && boxes.iter().all(|other| !overlap(here, *other)) {
            for (text, y) in lines
                .iter()
                .zip((top + tall / 2..).step_by(tall.max(1) as usize))
            {
                ink.text(text, (left, y), Lettering::left(ink.theme.text));
            }
            return;
        }
    }
}

/// The box of an ellipse and of the unit circle behind it.
fn around_ellipse(frame: &Frame, row: &Row, ball: &Ellipse) -> TextBox {
    let unit = row.unit(frame);
    let (across, up) = extent(frame, row, ball).unwrap_or((unit, unit));
    let (across, up) = (across.max(unit), up.max(unit));
    let (x, y) = (frame.x_of(ball.layer), row.middle);
    (x - across, y - up, x + across, y + up)
}

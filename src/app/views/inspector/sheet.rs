//! Drawing on the canvases of the inspector, and the scale of their colours.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use web_sys::HtmlCanvasElement;

use crate::app::browser::document;
use crate::app::views::plot::backing;
use crate::app::views::surface::{self, Surface};
use crate::chart::{self, Theme};
use crate::scene::inspector::Signed;

/// Colours, sizes, and backing pixels per CSS pixel.
pub type Paint = (Theme, f64);
/// What to draw on, and in which colours and sizes.
type Sheet = (DrawingArea<Surface<'static>, Shift>, Theme);

/// A canvas of the right size to draw on, with its text alternative; `None` where it cannot be
/// seen.
pub fn sheet(canvas: &HtmlCanvasElement, (theme, ratio): &Paint, text: &str) -> Option<Sheet> {
    let size = [canvas.client_width(), canvas.client_height()].map(|css| backing(css, *ratio));
    if size.contains(&0) {
        return None;
    }
    document::set_attribute(canvas, "aria-label", text);
    surface::fit(canvas, size.into());
    let theme = theme.clone().with_ratio(*ratio);
    Some((surface::of_canvas(canvas.clone(), 1), theme))
}

/// The scale of colours, from −1 or less to 1 or more.
pub fn levels(theme: &Theme) -> String {
    let mut html = String::from("−1 ");
    for is_negative in [true, false] {
        html.push_str("<span aria-hidden=\"true\">");
        for i in 0..Signed::LEVELS {
            let (level, kind) = match is_negative {
                true => (Signed::LEVELS - 1 - i, "minus"),
                false => (i, "plus"),
            };
            let color = chart::level_color(theme, level, is_negative).css();
            html.push_str("<i class=\"");
            html.push_str(kind);
            html.push_str("\" style=\"background:");
            html.push_str(&color);
            html.push_str("\"></i>");
        }
        html.push_str(if is_negative {
            "</span> 0 "
        } else {
            "</span> 1"
        });
    }
    html
}

//! The marks of a legend as SVG.

use crate::scene::{Dash, Marker, Swatch};

/// A mark on 24 x 14 CSS pixels, its middle at (12, 7), in the current colour: SVG elements without
/// the one around them.
pub fn swatch(swatch: Swatch) -> String {
    match swatch {
        Swatch::Line(dash, on_it) => line(dash) + &marker(on_it, "currentColor"),
        Swatch::Mark(shape) => marker(shape, "currentColor"),
        Swatch::Hollow(shape) => marker(shape, "none"),
        Swatch::ColumnBelow => column(7.5, "currentColor"),
        Swatch::ColumnAbove => column(1.5, "none"),
        Swatch::ColumnAt => column(4.5, "currentColor"),
        Swatch::Circle => {
            "<circle cx=\"12\" cy=\"7\" r=\"5\" fill=\"none\" stroke=\"currentColor\" \
             stroke-dasharray=\"1.5 2\"/>"
                .into()
        }
        Swatch::Ellipse => {
            "<ellipse cx=\"12\" cy=\"7\" rx=\"9\" ry=\"4\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"1.5\"/>"
                .into()
        }
        Swatch::Ghost => stroked("M0 7h24"),
        Swatch::Zero => stroked("M8 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0M8 12L16 2"),
        Swatch::Cross => stroked("M8 3l8 8M16 3l-8 8"),
        Swatch::Triangle => "<path d=\"M3 11h8l-4-8zM13 3h8l-4 8z\" fill=\"currentColor\"/>".into(),
    }
}

fn line(dash: Dash) -> String {
    let pattern = match dash {
        Dash::Solid => "none",
        Dash::Long => "7 3",
        Dash::Short => "4 3",
        Dash::Dotted => "1.5 2.5",
    };
    format!(
        "<path d=\"M0 7h24\" stroke=\"currentColor\" stroke-width=\"2\" \
         stroke-dasharray=\"{pattern}\"/>"
    )
}

fn marker(shape: Marker, fill: &str) -> String {
    let path = match shape {
        Marker::None => return String::new(),
        Marker::Disc => "M8.5 7a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        Marker::Square => "M9 4h6v6h-6z",
        Marker::Diamond => "M12 3l4 4l-4 4l-4-4z",
        Marker::Bar => "M7 7h10",
    };
    format!("<path d=\"{path}\" fill=\"{fill}\" stroke=\"currentColor\" stroke-width=\"1.5\"/>")
}

/// A column from the bottom to a height, and the line at 1.
fn column(top: f64, fill: &str) -> String {
    format!(
        "<path d=\"M2 4.5h20\" stroke=\"currentColor\"/><rect x=\"9\" y=\"{top}\" width=\"6\" \
         height=\"{}\" fill=\"{fill}\" stroke=\"currentColor\"/>",
        13.0 - top
    )
}

fn stroked(path: &str) -> String {
    format!("<path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>")
}

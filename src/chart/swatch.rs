//! The marks of a legend as SVG.

use crate::scene::{Dash, Marker, Swatch};

/// A mark on 24 x 14 CSS pixels, its middle at (12, 7), in the current colour: SVG elements without
/// the one around them.
pub fn swatch(swatch: Swatch) -> String {
    match swatch {
        Swatch::Line(dash, on_it) => line(dash) + &marker(on_it, "currentColor"),
        Swatch::Hollow(shape) => marker(shape, "none"),
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
    };
    format!("<path d=\"{path}\" fill=\"{fill}\" stroke=\"currentColor\" stroke-width=\"1.5\"/>")
}

fn stroked(path: &str) -> String {
    format!("<path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>")
}

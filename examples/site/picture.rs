//! The pictures of a panel as SVG inside of a page, in light colours; the style sheet has the dark ones.

use std::error::Error;

use gradlens::chart::{Theme, draw, draw_small};
use gradlens::scene::{Panel, PanelId};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// Backend pixels per CSS pixel: plotters rounds to whole pixels, and 4 to each make it invisible.
const FINE: u32 = 4;
/// The size of a small picture, in CSS pixels.
const SMALL: (u32, u32) = (132, 48);

/// A panel for wide and for narrow windows; the style sheet shows one of them. `described` is the id of the text alternative.
pub fn both(panel: &Panel, described: &str) -> Result<String, Box<dyn Error>> {
    let sizes = match panel.id {
        PanelId::Flow => [(720, 300), (340, 250)],
        _ => [(720, 340), (340, 280)],
    };
    let mut all = String::new();
    for (class, size) in ["wide", "narrow"].into_iter().zip(sizes) {
        let head = format!(
            "class=\"{class}\" role=\"img\" aria-label=\"{}\" aria-describedby=\"{described}\"",
            panel.title
        );
        all += &svg((size, &head), |area, theme| {
            Ok(draw(panel, area, theme).map(drop)?)
        })?;
    }
    Ok(all)
}

/// The columns of a panel, to recognise it by.
pub fn small(panel: &Panel) -> Result<String, Box<dyn Error>> {
    svg((SMALL, "aria-hidden=\"true\""), |area, theme| {
        Ok(draw_small(panel, area, theme)?)
    })
}

/// A drawing of this size in CSS pixels as an element with these attributes.
fn svg(
    ((width, height), head): ((u32, u32), &str),
    draw: impl Fn(&DrawingArea<SVGBackend<'_>, Shift>, &Theme) -> Result<(), Box<dyn Error>>,
) -> Result<String, Box<dyn Error>> {
    let (wide, high) = (width * FINE, height * FINE);
    let theme = Theme::light().for_svg().with_ratio(FINE.into());
    let mut document = String::new();
    {
        let area = SVGBackend::with_string(&mut document, (wide, high)).into_drawing_area();
        draw(&area, &theme)?;
        area.present()?;
    }
    let (_, body) = document.split_once('>').unwrap_or_default();
    // What browsers take for granted, and what the style sheet says.
    let body = body
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(&format!(" font-family=\"{}\"", Theme::FONT), "")
        .replace(" \"", "\"")
        .replace('\n', "");
    Ok(format!("<svg viewBox=\"0 0 {wide} {high}\" {head}>{body}"))
}

//! Pictures as SVG inside of a page, in light and in dark colours.

use std::error::Error;

use gradlens::chart::{FanLook, Theme, draw_fan, draw_small};
use gradlens::scene::Fan;
use gradlens::words::fan as words;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// Backend pixels per CSS pixel: plotters rounds to whole pixels, and so many to each make it invisible.
const FINE: u32 = 8;
/// The same of a small picture, which nobody looks at closely.
const COARSE: u32 = 4;
/// The size of a small picture, in CSS pixels.
const SMALL: (u32, u32) = (132, 48);
/// The sizes for wide and for narrow windows, in CSS pixels.
const WIDTHS: [&str; 2] = ["wide", "narrow"];
const FAN: [(u32, u32); 2] = [(860, 430), (340, 360)];

/// A drawing in a theme, of any size.
type Drawing<'a> =
    &'a dyn Fn(&DrawingArea<SVGBackend<'_>, Shift>, &Theme) -> Result<(), Box<dyn Error>>;

/// The fan for wide and for narrow windows, light and dark; the style sheet shows one of them. `described` is the id of the text alternative.
pub fn fan(fan: &Fan, described: &str) -> Result<String, Box<dyn Error>> {
    in_both_themes(|theme| {
        let sized = WIDTHS.into_iter().zip(FAN);
        let each = sized.map(|(class, size)| {
            svg(
                (theme, FINE),
                (size, &head(class, words::TITLE, described)),
                &|area, theme| Ok(draw_fan(fan, &FanLook::default(), area, theme).map(drop)?),
            )
        });
        each.collect()
    })
}

/// The marks of a fan, to recognise it by.
pub fn small(fan: &Fan) -> Result<String, Box<dyn Error>> {
    in_both_themes(|theme| {
        svg(
            (theme, COARSE),
            (SMALL, "aria-hidden=\"true\""),
            &|area, theme| Ok(draw_small(fan, area, theme)?),
        )
    })
}

/// The attributes of a picture that is read out.
fn head(class: &str, title: &str, described: &str) -> String {
    format!(
        "class=\"{class}\" role=\"img\" aria-label=\"{title}\" aria-describedby=\"{described}\""
    )
}

/// Light and dark, of which the style sheet shows one.
fn in_both_themes(
    draw: impl Fn(&Theme) -> Result<String, Box<dyn Error>>,
) -> Result<String, Box<dyn Error>> {
    Ok(format!(
        "<div class=\"light\">{}</div><div class=\"dark\">{}</div>",
        draw(&Theme::light())?,
        draw(&Theme::dark())?
    ))
}

/// A drawing in a theme with so many backend pixels per CSS pixel, of this size in CSS pixels, as an element with these attributes.
fn svg(
    (theme, fine): (&Theme, u32),
    ((width, height), head): ((u32, u32), &str),
    draw: Drawing<'_>,
) -> Result<String, Box<dyn Error>> {
    let (wide, high) = (width * fine, height * fine);
    let theme = theme.clone().for_svg().with_ratio(fine.into());
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

//! Pictures as SVG files, for the examples that write them.

use std::error::Error;
use std::fs;
use std::path::Path;

use gradlens::chart::Theme;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};

/// Writes a picture light and dark, `NAME-WIDTH-light.svg` and `NAME-WIDTH-dark.svg`: so many CSS pixels wide and high, each of which has
/// `ratio` backend pixels to a side.
pub fn write<E: Error + 'static>(
    folder: &Path,
    (name, (width, height), ratio): (&str, (u32, u32), u32),
    draw: impl Fn(&DrawingArea<SVGBackend<'_>, Shift>, &Theme) -> Result<(), E>,
) -> Result<(), Box<dyn Error>> {
    for (kind, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let theme = theme.for_svg().with_ratio(ratio.into());
        let fine = (width * ratio, height * ratio);
        let mut document = String::new();
        {
            let area = SVGBackend::with_string(&mut document, fine).into_drawing_area();
            draw(&area, &theme)?;
            area.present()?;
        }
        let drawn = format!("width=\"{}\" height=\"{}\"", fine.0, fine.1);
        let shown = format!("width=\"{width}\" height=\"{height}\"");
        let file = format!("{name}-{width}-{kind}.svg");
        fs::write(folder.join(file), document.replacen(&drawn, &shown, 1))?;
    }
    Ok(())
}

//! The pages of the presets: what is on them, how they look, where they are written.

mod address;
mod card;
mod exhibit;
mod font;
mod head;
mod list;
mod markup;
mod oembed;
mod page;
mod picture;
mod raster;
mod style;
pub mod words;

use std::error::Error;
use std::fs;
use std::path::Path;

use gradlens::preset::PRESETS;

pub use address::Address;
use exhibit::Exhibit;
use style::Style;

/// Writes all pages below `folder`; answers how many presets have one.
///
/// # Errors
/// What the file system or a picture reports.
pub fn build(folder: &Path, address: &Address) -> Result<usize, Box<dyn Error>> {
    let folder = folder.join("p");
    let style = Style::new();
    let exhibits: Vec<Exhibit> = PRESETS.iter().map(Exhibit::of).collect();
    for (i, exhibit) in exhibits.iter().enumerate() {
        let own = folder.join(exhibit.preset.id);
        fs::create_dir_all(&own)?;
        let before = i.checked_sub(1).and_then(|i| exhibits.get(i));
        let neighbours = [before, exhibits.get(i + 1)];
        let text = page::html(exhibit, neighbours, (address, &style))?;
        fs::write(own.join("index.html"), text)?;
        fs::write(own.join("picture.png"), card::png(exhibit)?)?;
        if let Some(text) = oembed::json(exhibit, address) {
            fs::write(own.join("oembed.json"), text)?;
        }
    }
    fs::write(
        folder.join("index.html"),
        list::html(&exhibits, address, &style)?,
    )?;
    Ok(exhibits.len())
}

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
mod words;

use std::error::Error;
use std::fs;
use std::path::Path;

use gradlens::preset::PRESETS;

use address::Address;
use exhibit::Exhibit;
use style::Style;

/// Does what the command line says: folder, and where it will stand on the web; answers with what there is to say.
///
/// # Errors
/// A sentence about what was given, or what the file system or a picture reports.
pub fn run(mut given: impl Iterator<Item = String>) -> Result<String, Box<dyn Error>> {
    let folder = given.next().filter(|folder| !folder.is_empty());
    let folder = folder.ok_or(words::NO_FOLDER)?;
    let address = Address::of(given.next().as_deref().unwrap_or(""))?;
    let pages = build(Path::new(&folder), &address)?;
    let note = match address.is_known() {
        true => "",
        false => words::NO_ADDRESS,
    };
    Ok(words::written(pages, &folder, note))
}

/// Writes all pages below `folder`; answers how many presets have one.
fn build(folder: &Path, address: &Address) -> Result<usize, Box<dyn Error>> {
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

//! How other sites show a preset where somebody pastes the address of its page.

use gradlens::scene::escaped;
use serde_json::json;

use super::address::Address;
use super::exhibit::Exhibit;
use super::{card, words};

/// The size that sites are asked for.
const WIDTH: u32 = 800;
const HEIGHT: u32 = 600;

/// The answer for the page of a preset; none where nobody knows its address.
pub fn json(exhibit: &Exhibit, address: &Address) -> Option<String> {
    let folder = exhibit.folder();
    let (width, height) = card::SIZE;
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": words::NAME,
        "provider_url": address.of_file("")?,
        "title": words::title(exhibit.preset.name),
        "width": WIDTH,
        "height": HEIGHT,
        "html": snippet(exhibit, address)?,
        "thumbnail_url": address.of_file(&format!("{folder}picture.png"))?,
        "thumbnail_width": width,
        "thumbnail_height": height,
    });
    Some(answer.to_string())
}

/// The frame, and a link where a site takes frames away. The page in one file, because some sites lock frames up so far that no other works.
fn snippet(exhibit: &Exhibit, address: &Address) -> Option<String> {
    let link = &exhibit.link;
    let frame = address.of_file(&format!("gradlens.html?{link}&embed=1"))?;
    let page = address.of_file(&format!("?{link}"))?;
    Some(format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{HEIGHT}\" style=\"border:0\" loading=\"lazy\" \
         allow=\"clipboard-write; fullscreen\"></iframe><p><a href=\"{}\">{}</a></p>",
        escaped(&frame),
        escaped(&words::interactive(exhibit.preset.name)),
        escaped(&page),
        words::OPEN_SIMULATION
    ))
}

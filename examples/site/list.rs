//! The page of all presets.

use std::error::Error;

use gradlens::scene::escaped;

use super::address::Address;
use super::exhibit::Exhibit;
use super::head::Head;
use super::style::Style;
use super::{markup, picture, words};

/// The whole document.
pub fn html(
    exhibits: &[Exhibit],
    address: &Address,
    style: &Style,
) -> Result<String, Box<dyn Error>> {
    let head = Head {
        title: words::PRESETS,
        description: words::PRESETS_DESCRIPTION,
        folder: "p/",
        picture: None,
    };
    let mut items = String::new();
    for exhibit in exhibits {
        items += &item(exhibit)?;
    }
    Ok(format!(
        "{}<body>\n<header>\n<nav class=\"crumbs\" aria-label=\"{1}\"><a href=\"../index.html\"><b>{1}</b></a> <span class=\"quiet\">{2}</span></nav>\n\
         <h1>{3}</h1>\n<p class=\"quiet\">{4}</p>\n</header>\n<main>\n<ul class=\"presets\">{items}\n</ul>\n</main>\n</body>\n</html>\n",
        head.html(address, style),
        words::NAME,
        words::QUESTION,
        words::PRESETS,
        words::PRESETS_LEAD
    ))
}

/// A preset with its small picture.
fn item(exhibit: &Exhibit) -> Result<String, Box<dyn Error>> {
    Ok(format!(
        "\n<li>{}<div><h2><a href=\"{}/index.html\">{}</a></h2>\n<p class=\"quiet\">{}</p>\n<p>{}</p></div></li>",
        picture::small(&exhibit.fan)?,
        exhibit.preset.id,
        escaped(exhibit.preset.name),
        escaped(exhibit.preset.purpose),
        markup::brief(&exhibit.brief)
    ))
}

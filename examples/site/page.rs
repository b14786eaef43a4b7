//! The page of one preset.

use std::error::Error;

use gradlens::preset::PRESETS;
use gradlens::scene::{Fan, escaped};
use gradlens::words::fan as fan_words;

use super::address::Address;
use super::exhibit::Exhibit;
use super::head::Head;
use super::style::Style;
use super::{markup, picture, words};

/// What the parts of the page that belong to the fan are called.
const FAN: &str = "fan";

/// The whole document; `neighbours` are the presets before and behind it.
pub fn html(
    exhibit: &Exhibit,
    neighbours: [Option<&Exhibit>; 2],
    (address, style): (&Address, &Style),
) -> Result<String, Box<dyn Error>> {
    let described = exhibit.fan.description();
    let alternative = words::picture(&exhibit.verdict.sentence, &described);
    let head = Head {
        title: exhibit.preset.name,
        description: &exhibit.summary(),
        folder: &exhibit.folder(),
        picture: Some(&alternative),
    };
    Ok([
        head.html(address, style),
        "<body>\n<header>\n".into(),
        crumbs(),
        answer(exhibit),
        "</header>\n<main>\n".into(),
        fan(&exhibit.fan, &described)?,
        settings(exhibit),
        numbers(exhibit),
        "</main>\n".into(),
        pager(exhibit, neighbours),
        "</body>\n</html>\n".into(),
    ]
    .concat())
}

/// The way up.
fn crumbs() -> String {
    format!(
        "<nav class=\"crumbs\" aria-label=\"{0}\"><a href=\"../../index.html\"><b>{0}</b></a> <a href=\"../index.html\">{1}</a></nav>\n",
        words::NAME,
        words::PRESETS
    )
}

/// What the preset is, what comes out, and the way to try it.
fn answer(exhibit: &Exhibit) -> String {
    let direction = match exhibit.direction.as_str() {
        "" => String::new(),
        direction => format!("<p class=\"quiet\">{}</p>\n", escaped(direction)),
    };
    format!(
        "<h1>{}</h1>\n<p class=\"purpose\">{}</p>\n{}\n{direction}\
         <p class=\"open\"><a class=\"button\" href=\"../../index.html?{}\">{}</a> <span class=\"quiet\">{}</span></p>\n",
        escaped(exhibit.preset.name),
        escaped(exhibit.preset.purpose),
        markup::verdict(&exhibit.verdict),
        escaped(&exhibit.link),
        words::OPEN,
        words::OPEN_HINT
    )
}

/// The fan, which needs no legend, with its title and its text alternative.
fn fan(fan: &Fan, described: &str) -> Result<String, Box<dyn Error>> {
    Ok(format!(
        "<section aria-labelledby=\"{FAN}\">\n<h2 id=\"{FAN}\">{}</h2>\n<p>{}</p>\n<figure>{}\n\
         <figcaption id=\"{FAN}-text\" class=\"quiet\">{}</figcaption></figure>\n</section>\n",
        fan_words::TITLE,
        fan_words::LEAD,
        picture::fan(fan, &format!("{FAN}-text"))?,
        escaped(described)
    ))
}

fn settings(exhibit: &Exhibit) -> String {
    format!(
        "<section aria-labelledby=\"settings\">\n<h2 id=\"settings\">{}</h2>\n{}\n\
         <p class=\"link\">{}: <code>{}</code></p>\n</section>\n",
        words::SETTINGS,
        markup::settings(&exhibit.settings),
        words::SAME_LINK,
        escaped(&exhibit.link)
    )
}

fn numbers(exhibit: &Exhibit) -> String {
    let names = [FAN, "bounds", "spectra"];
    let tables = names.iter().zip(&exhibit.tables);
    let tables = tables.map(|(name, table)| markup::table(name, table));
    format!(
        "<section aria-labelledby=\"numbers\">\n<h2 id=\"numbers\">{}</h2>\n{}</section>\n",
        words::NUMBERS,
        tables.collect::<String>()
    )
}

/// The ways to the neighbours.
fn pager(exhibit: &Exhibit, [before, behind]: [Option<&Exhibit>; 2]) -> String {
    let way = |other: Option<&Exhibit>, relation: &str, label: &str| {
        other.map_or_else(String::new, |other| {
            format!(
                "<a rel=\"{relation}\" class=\"{relation}\" href=\"../{}/index.html\"><span>{label}</span> {}</a>",
                other.preset.id,
                escaped(other.preset.name)
            )
        })
    };
    let place = PRESETS.iter().position(|one| one == exhibit.preset);
    format!(
        "<footer><nav class=\"pager\" aria-label=\"{}\">{}<a class=\"all\" href=\"../index.html\"><span>{}</span> {}</a>{}</nav></footer>\n",
        words::MORE,
        way(before, "prev", words::PREVIOUS),
        words::position(place.map_or(0, |place| place + 1), PRESETS.len()),
        words::PRESETS,
        way(behind, "next", words::NEXT)
    )
}

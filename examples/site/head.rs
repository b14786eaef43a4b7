//! What stands in a page for browsers, search engines and messengers.

use gradlens::scene::escaped;

use super::address::Address;
use super::style::Style;
use super::{card, words};

/// A page in words, and where it stands in the folder of the built page.
pub struct Head<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub folder: &'a str,
    /// The text alternative of the picture beside the page, where there is one.
    pub picture: Option<&'a str>,
}

/// The icon of the live page.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 8h12' stroke='%23888'/%3E%3Cpath d='M3 8v2M6 8v3M9 8v4M12 8v6' stroke='%230b62a4' stroke-width='2'/%3E%3C/svg%3E";

impl Head<'_> {
    /// Everything from the beginning of the document to its body.
    pub fn html(&self, address: &Address, style: &Style) -> String {
        let canonical = address.of_file(self.folder);
        let mut lines = vec![
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">".to_owned(),
            format!(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
                style.policy()
            ),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            format!("<title>{}</title>", escaped(&words::title(self.title))),
            meta("description", self.description),
            link("canonical", canonical.as_deref().unwrap_or("./")),
            format!("<link rel=\"icon\" href=\"{ICON}\">"),
            property("og:type", "article"),
            property("og:site_name", words::NAME),
            property("og:title", self.title),
            property("og:description", self.description),
        ];
        lines.extend(canonical.map(|url| property("og:url", &url)));
        lines.extend(self.picture.map(|alt| self.picture(alt, address)));
        let oembed = address.of_file(&format!("{}oembed.json", self.folder));
        lines.extend(oembed.filter(|_| self.picture.is_some()).map(|url| {
            format!(
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">",
                escaped(&url),
                escaped(self.title)
            )
        }));
        lines.push(format!("<style>{}</style>\n</head>\n", style.text));
        lines.join("\n")
    }

    /// The picture for messengers, and how large it is.
    fn picture(&self, alt: &str, address: &Address) -> String {
        let path = format!("{}picture.png", self.folder);
        let url = address.of_file(&path);
        [
            property("og:image", url.as_deref().unwrap_or("picture.png")),
            property("og:image:type", "image/png"),
            property("og:image:width", &card::SIZE.0.to_string()),
            property("og:image:height", &card::SIZE.1.to_string()),
            property("og:image:alt", alt),
            meta("twitter:card", "summary_large_image"),
        ]
        .join("\n")
    }
}

fn meta(name: &str, content: &str) -> String {
    format!("<meta name=\"{name}\" content=\"{}\">", escaped(content))
}

fn property(name: &str, content: &str) -> String {
    format!(
        "<meta property=\"{name}\" content=\"{}\">",
        escaped(content)
    )
}

fn link(relation: &str, url: &str) -> String {
    format!("<link rel=\"{relation}\" href=\"{}\">", escaped(url))
}

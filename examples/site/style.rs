//! The one style sheet of all pages, and its sum for their security policy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gradlens::chart::Theme;
use gradlens::scene::Role;
use sha2::{Digest as _, Sha256};

/// The text of the style sheet and its sum.
pub struct Style {
    pub text: String,
    sum: String,
}

impl Style {
    /// The style sheet of the pages.
    pub fn new() -> Self {
        let mut text = String::from(include_str!("../../www/style/palette.css"));
        text += include_str!("style.css").trim();
        let (light, dark) = (Theme::light(), Theme::dark());
        for role in [Role::Shrinking, Role::Expanding, Role::Note, Role::Failure] {
            text += &format!("\n.{}{{color:{}}}", class(role), light.color(role).css());
        }
        text += "\n@media screen and (prefers-color-scheme:dark){";
        for role in [Role::Shrinking, Role::Expanding, Role::Note, Role::Failure] {
            text += &format!("\n.{}{{color:{}}}", class(role), dark.color(role).css());
        }
        text += "}";
        let sum = STANDARD.encode(Sha256::digest(text.as_bytes()));
        Self { text, sum }
    }

    /// What the pages may do: show pictures of their own, and this style sheet.
    pub fn policy(&self) -> String {
        format!(
            "default-src 'none'; img-src 'self' data:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            self.sum
        )
    }
}

/// The class of words in the colour of a verdict.
pub fn class(role: Role) -> &'static str {
    match role {
        Role::Shrinking => "shrinking",
        Role::Expanding => "expanding",
        Role::Failure => "failure",
        _ => "note",
    }
}

//! The chips below the fan: what it shows.

use web_sys::{Document, HtmlElement};

use super::markup::each;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::scene::{Chip, Fan};
use crate::state::Model;
use crate::words::fan as words;

/// One button for each.
pub struct ChipRow(Vec<(Chip, HtmlElement, Written)>);

impl ChipRow {
    /// Builds them in the page.
    pub fn build(document: &Document) -> Self {
        let row: HtmlElement = parts::element(document, "chips");
        row.set_inner_html(&each(Chip::ALL, markup));
        let find = |chip: Chip| {
            let button: HtmlElement = parts::part(&row, &format!("[data-chip={}]", chip.name()));
            let label = Written::of(parts::part(&button, "span"));
            (chip, button, label)
        };
        Self(Chip::ALL.map(find).into())
    }

    /// Shows what is chosen.
    pub fn show(&self, model: &Model, fan: &Fan) {
        let chips = model.chips();
        for (chip, button, label) in &self.0 {
            let is_on = chips.has(*chip).to_string();
            document::set_attribute(button, "aria-pressed", &is_on);
            if *chip == Chip::Directions {
                label.text(&words::all_directions(fan.directions));
            }
        }
    }
}

fn markup(chip: Chip) -> String {
    let label = match chip {
        Chip::Gradient => words::YOUR_GRADIENT,
        Chip::Directions => "",
        Chip::Bound => words::THE_BOUND,
        Chip::Weights => words::WEIGHT_GRADIENTS,
        Chip::Plain => words::PLAIN,
        Chip::Theory => words::THEORY,
        Chip::Seeds => words::MANY_SEEDS,
        Chip::Formats => words::NUMBER_FORMATS,
    };
    let name = chip.name();
    format!(
        "<button type=\"button\" class=\"chip\" data-chip=\"{name}\" aria-pressed=\"false\"><i \
         aria-hidden=\"true\"></i><span>{label}</span></button>"
    )
}

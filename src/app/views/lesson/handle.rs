//! The handle at the input, with which the reader shows where the gradient is expected.

use web_sys::{Document, HtmlElement};

use crate::app::browser::{document, parts};
use crate::app::views::plot::Plot;
use crate::scene::{FanFrame, Value};
use crate::state::Model;

/// So many decades a key moves it: an arrow, and Page Up or Page Down.
pub const FARTHER: [f64; 2] = [0.5, 2.0];

/// A slider over the fan, which draws what it looks like.
pub struct Handle(HtmlElement);

impl Handle {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        Self(parts::element(document, "guess"))
    }

    /// Puts it where it is in the fan.
    pub fn show(&self, model: &Model, fan: &Plot) {
        let guess = model.lesson.handle();
        let place = guess.and_then(|guess| Some((guess, fan.at_the_input(guess)?)));
        document::set_hidden(&self.0, place.is_none());
        let Some((guess, (x, y))) = place else {
            return;
        };
        let style = format!("left:{x:.1}px;top:{y:.1}px");
        let frame = FanFrame::blind(guess);
        for (name, value) in [
            ("style", style),
            ("aria-valuemin", (-frame.below).to_string()),
            ("aria-valuemax", frame.above.to_string()),
            ("aria-valuenow", format!("{guess:.2}")),
            ("aria-valuetext", Value::Finite(guess).digits(2)),
        ] {
            document::set_attribute(&self.0, name, &value);
        }
    }
}

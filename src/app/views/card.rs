//! The card of the selected layer.

use web_sys::{Document, HtmlElement};

use super::freshness;
use super::markup::{each, escaped};
use crate::app::browser::schedule::PAUSE;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::Theme;
use crate::scene::{Fact, LayerCard, Role, Value};
use crate::state::Freshness;
use crate::words::{card as words, values};

/// While edits keep coming, what nobody sees is drawn once in so many milliseconds.
const UNSEEN: f64 = 400.0;

/// Formulas with more characters may be wider than a phone.
const LONG: usize = 64;

/// The part of the page with the numbers of one layer. It is throttled while dragging: the browser
/// needs long for its formulas.
pub struct Card {
    element: HtmlElement,
    title: Written,
    body: Written,
    /// When it was last drawn.
    drawn: f64,
    waits: bool,
    /// Whether anything that is drawn with it can be seen.
    is_seen: bool,
}

impl Card {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            element: parts::element(document, "card"),
            title: Written::of(parts::element(document, "card-title")),
            body: Written::of(parts::element(document, "card-body")),
            drawn: f64::NEG_INFINITY,
            waits: false,
            is_seen: false,
        }
    }

    /// Decides whether it waits: an edit came a moment ago, and it was drawn a moment ago, a longer one if nobody sees it.
    pub fn decide(&mut self, now: f64, edited: f64) {
        let pace = if self.is_seen {
            f64::from(PAUSE)
        } else {
            UNSEEN
        };
        self.waits = now - edited < f64::from(PAUSE) && now - self.drawn < pace;
    }

    /// It can be seen, or something that is drawn with it, or nothing of that. Returns whether it was to be drawn meanwhile.
    pub fn comes(&mut self, is_seen: bool) -> bool {
        self.is_seen = is_seen;
        self.waits && is_seen
    }

    /// The part of the page.
    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// Whether it has still to be drawn.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Shows its freshness relative to the settings.
    pub fn mark(&self, freshness: Freshness) {
        freshness::mark(&self.element, freshness);
    }

    /// Shows these numbers.
    pub fn show(&mut self, card: &LayerCard, theme: &Theme, now: f64) {
        self.drawn = now;
        document::set_attribute(self.body.element(), "style", &colors(theme));
        self.body.html(&body(card));
        self.title.text(&card.title);
    }
}

/// The colours of expanding and shrinking, for the style sheet.
fn colors(theme: &Theme) -> String {
    let (below, above) = (theme.color(Role::Shrinking), theme.color(Role::Expanding));
    format!("--shrinking:{};--expanding:{}", below.css(), above.css())
}

/// The inside of the card below its title. The formulas are `math` elements made by the scene.
fn body(card: &LayerCard) -> String {
    let bounds = each(&card.bounds, |bound| {
        // A long one scrolls where there is no room for it.
        let focus = match bound.text.chars().count() > LONG {
            true => " tabindex=\"0\"",
            false => "",
        };
        format!("<p class=\"formula\"{focus}>{}</p>", bound.mathml)
    });
    format!(
        "<div><h3>{}</h3>{bounds}<p>{}</p></div><div><h3>{}</h3><ol class=\"sigmas\">{}</ol></div>\
         <div><h3>{}</h3>{}</div>",
        words::BOUNDS,
        escaped(&card.slack),
        escaped(&words::singular_values(&card.rank)),
        singular_values(&card.singular_values),
        words::NORMS,
        facts(&card.gradients),
    )
}

fn facts(facts: &[Fact]) -> String {
    let rows = each(facts, |fact| {
        format!(
            "<div><dt>{}<span class=\"quiet\">{}</span></dt><dd>{}</dd></div>",
            fact.mathml,
            escaped(fact.name),
            escaped(&fact.value.to_string())
        )
    });
    format!("<dl class=\"facts\">{rows}</dl>")
}

/// The values one by one; exact zeros are counted.
fn singular_values(values: &[Value]) -> String {
    let zeros = values.iter().filter(|value| **value == Value::Zero).count();
    let others = values.iter().filter(|value| **value != Value::Zero);
    let items = each(others, |value| {
        format!("<li>{}{}</li>", side(*value), escaped(&value.digits(2)))
    });
    match zeros {
        0 => items,
        1 => format!("{items}<li>{}</li>", values::ZERO),
        count => format!("{items}<li class=\"wide\">{}</li>", words::zeros(count)),
    }
}

/// The sign of a value that expands or shrinks; the style sheet gives it its colour.
fn side(value: Value) -> &'static str {
    match value.resolved_log10() {
        Some(log10) if log10 > 0.0 => "<span class=\"expanding\" aria-hidden=\"true\">▲</span>",
        Some(log10) if log10 < 0.0 => "<span class=\"shrinking\" aria-hidden=\"true\">▽</span>",
        Some(_) => "<span aria-hidden=\"true\">=</span>",
        None => "",
    }
}

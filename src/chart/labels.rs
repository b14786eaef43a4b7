//! Texts of a picture: none lies over another, and none is cut off.

use std::cell::RefCell;

use plotters::prelude::FontStyle;
use plotters::style::text_anchor::HPos;

use super::brush::{Area, At, Brush, overlap};
use super::ink::{Lettering, width_of};
use super::round::Round;
use super::theme::Color;

/// The sizes of type, in CSS pixels.
pub(super) const SMALL: f64 = 11.0;
pub(super) const LABEL: f64 = 11.5;
pub(super) const BIG: f64 = 14.0;
pub(super) const HUGE: f64 = 19.0;
/// The height of a line over its size.
const LINE: f64 = 1.2;
/// Bold type over plain type.
const BOLD: f64 = 1.13;
/// Room around a text.
const AIR: f64 = 2.0;
/// The distance of a text from the edge of the picture.
const EDGE: f64 = 2.0;
/// How far a halo reaches beyond a text, and how much it hides.
const HALO: (f64, f64) = (3.0, 0.82);

/// A line of text and how it looks.
#[derive(Clone)]
pub(super) struct Label {
    text: String,
    at: At,
    lettering: Lettering,
    has_halo: bool,
}

impl Label {
    /// Small text in the quiet colour, anchored at the middle of its left edge.
    pub(super) fn new(text: impl Into<String>, color: Color) -> Self {
        Self {
            text: text.into(),
            at: (0.0, 0.0),
            lettering: Lettering::left(color).sized(LABEL),
            has_halo: false,
        }
    }

    pub(super) fn at(self, at: At) -> Self {
        Self { at, ..self }
    }

    /// With the ground behind it.
    pub(super) fn with_halo(self) -> Self {
        Self {
            has_halo: true,
            ..self
        }
    }

    pub(super) fn sized(mut self, css: f64) -> Self {
        self.lettering = self.lettering.sized(css);
        self
    }

    pub(super) fn bold(mut self) -> Self {
        self.lettering = self.lettering.bold();
        self
    }

    pub(super) fn italic(mut self) -> Self {
        self.lettering = self.lettering.italic();
        self
    }

    pub(super) fn anchored(mut self, anchor: HPos) -> Self {
        self.lettering.horizontal = anchor;
        self
    }

    pub(super) fn centered(self) -> Self {
        self.anchored(HPos::Center)
    }

    /// The same in as few lines no wider than this as there can be, of about the same length, broken at spaces.
    pub(super) fn wrapped(&self, width: f64) -> Vec<Self> {
        let mut lines = self.broken(width);
        let mut narrower = width;
        while lines.len() > 1 && narrower > LABEL {
            narrower -= LABEL / 2.0;
            let other = self.broken(narrower);
            let is_too_narrow = other.iter().any(|line| line.width() > narrower);
            if other.len() > lines.len() || is_too_narrow {
                break;
            }
            lines = other;
        }
        lines
    }

    /// The same with as much as possible in each line.
    fn broken(&self, width: f64) -> Vec<Self> {
        let with = |text: String| Self {
            text,
            ..self.clone()
        };
        let mut lines: Vec<Self> = Vec::new();
        for word in self.text.split(' ') {
            let longer = lines
                .last()
                .map(|line| with(format!("{} {word}", line.text)));
            match (
                longer.filter(|line| line.width() <= width),
                lines.last_mut(),
            ) {
                (Some(longer), Some(last)) => *last = longer,
                _ => lines.push(with(word.to_owned())),
            }
        }
        lines
    }

    fn size(&self) -> f64 {
        self.lettering.size.unwrap_or(LABEL)
    }

    /// About how wide it is; rather too wide.
    pub(super) fn width(&self) -> f64 {
        let is_bold = matches!(self.lettering.style, FontStyle::Bold);
        width_of(&self.text) * self.size() * if is_bold { BOLD } else { 1.0 }
    }

    /// Size and style.
    fn font(&self) -> (u64, u8) {
        (self.size().to_bits(), self.lettering.style as u8)
    }

    /// What tells it apart from texts that are drawn alike.
    fn kind(&self) -> (Color, u64, [u8; 2], bool) {
        let lettering = &self.lettering;
        let shape = [lettering.style as u8, lettering.horizontal as u8];
        (lettering.color, self.size().to_bits(), shape, self.has_halo)
    }

    fn draw(&self, brush: &Brush<'_>) {
        if self.has_halo {
            let (left, top, right, bottom) = self.area();
            let around = (left - HALO.0, top, right + HALO.0, bottom);
            brush.rounded(around, brush.palette.ground, HALO.1);
            // The box is rather too wide: on both sides.
            let middle = (f64::midpoint(left, right), self.at.1);
            brush.text(&self.text, middle, self.lettering.centered());
        } else {
            brush.text(&self.text, self.at, self.lettering);
        }
    }

    /// The box it takes.
    pub(super) fn area(&self) -> Area {
        let (width, half) = (self.width(), self.size() * LINE / 2.0);
        let left = self.at.0
            - match self.lettering.horizontal {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        (left, self.at.1 - half, left + width, self.at.1 + half)
    }
}

/// The texts so far, and the room that is taken.
pub(super) struct Labels {
    size: (f64, f64),
    taken: RefCell<Vec<Area>>,
    texts: RefCell<Vec<Label>>,
}

impl Labels {
    /// On a picture of this size.
    pub(super) fn on(size: (f64, f64)) -> Self {
        Self {
            size,
            taken: RefCell::default(),
            texts: RefCell::default(),
        }
    }

    /// Keeps an area free of text.
    pub(super) fn reserve(&self, area: Area) {
        self.taken.borrow_mut().push(area);
    }

    /// Keeps a circle free of text; its corners may be used.
    pub(super) fn reserve_round(&self, round: Round) {
        let (x, y) = round.center;
        for share in [0.38_f64, 0.71, 0.92] {
            let (w, h) = (
                round.radius * (1.0 - share * share).sqrt(),
                round.radius * share,
            );
            self.reserve((x - w, y - h, x + w, y + h));
        }
        self.reserve((x - round.radius, y - 4.0, x + round.radius, y + 4.0));
    }

    /// Whether there is nothing here yet.
    pub(super) fn is_free(&self, area: Area) -> bool {
        let (width, height) = self.size;
        let is_inside =
            area.0 >= EDGE && area.1 >= 0.0 && area.2 <= width - EDGE && area.3 <= height;
        let air = (area.0 - AIR, area.1, area.2 + AIR, area.3);
        is_inside && !self.taken.borrow().iter().any(|other| overlap(air, *other))
    }

    /// Writes a text if there is room for it.
    pub(super) fn put(&self, label: Label) -> bool {
        let is_free = self.is_free(label.area());
        if is_free {
            self.reserve(label.area());
            self.texts.borrow_mut().push(label);
        }
        is_free
    }

    /// Writes a text at the first of these points that has room for it, anchored as said there.
    pub(super) fn put_at_one_of(&self, label: &Label, places: &[(At, HPos)]) -> bool {
        let mut places = places.iter();
        places.any(|(at, anchor)| self.put(label.clone().at(*at).anchored(*anchor)))
    }

    /// Draws all of them, on top of everything; those of one font and of one kind together, because a canvas needs
    /// long to change its font.
    pub(super) fn draw(self, brush: &Brush<'_>) {
        let mut texts = self.texts.into_inner();
        let mut font = None;
        while let Some(next) = texts
            .iter()
            .find(|label| Some(label.font()) == font)
            .or(texts.first())
        {
            let kind = next.kind();
            font = Some(next.font());
            texts.retain(|label| {
                let is_other = label.kind() != kind;
                if !is_other {
                    label.draw(brush);
                }
                is_other
            });
        }
    }
}

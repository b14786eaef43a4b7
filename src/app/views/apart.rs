//! One layer, taken apart: a direction that can be turned, and what becomes of it.

use std::rc::Rc;

use web_sys::{Document, HtmlElement};

use super::inspector::export::Plate;
use super::plot::{backing, fineness};
use super::surface::{self, drawn};
use crate::analysis::{Analysis, LayerDetail, LayerImages};
use crate::app::browser::measured::Measured;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::{self, ApartInverse, ApartPart, Theme, apart_height};
use crate::network::Subject;
use crate::scene::{Apart, escaped};
use crate::settings::cost;
use crate::state::Entry;
use crate::words::apart as words;

/// Up to this [`cost`] of its weights a layer is taken apart, in some hundredths of a second: 160 units with as many inputs.
const MOST_COST: u64 = 4_200_000;

/// The name of the picture.
pub const NAME: &str = "apart";

/// The picture and what it shows.
pub struct ApartView {
    canvas: Measured,
    /// Lies over the canvas and takes pointer and keys.
    dial: HtmlElement,
    words: Written,
    layer: Option<Taken>,
    /// The direction, from the one that J stretches most.
    degrees: f64,
    /// The unit that is pointed at.
    unit: Option<usize>,
    /// The width in CSS pixels for which it has a height.
    room: i32,
    /// Whether any of it can be seen.
    is_seen: bool,
    /// Whether it is to be drawn when it can be seen.
    is_due: bool,
    inverse: Option<ApartInverse>,
    /// What is on the canvas.
    drawn: Option<(Apart, Theme, (u32, u32))>,
    /// Colours, and pixels of the canvas per CSS pixel.
    paint: Option<(Theme, f64)>,
}

/// A layer of an analysis, with its images: these cost a decomposition.
struct Taken {
    count: u32,
    number: usize,
    subject: Rc<Subject>,
    analysis: Rc<Analysis>,
    detail: LayerDetail,
    images: LayerImages,
}

impl ApartView {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        let figure: HtmlElement = parts::element(document, NAME);
        Self {
            canvas: Measured::of(parts::part(&figure, "canvas")),
            dial: parts::element(document, "dial"),
            words: Written::of(parts::element(document, "apart-words")),
            layer: None,
            degrees: 35.0,
            unit: None,
            room: 0,
            is_seen: false,
            is_due: false,
            inverse: None,
            drawn: None,
            paint: None,
        }
    }

    /// The canvas whose width it has.
    pub fn canvas(&self) -> &Measured {
        &self.canvas
    }

    /// It has come into view, or left it. Returns whether it was to be drawn meanwhile.
    pub fn comes(&mut self, is_seen: bool) -> bool {
        self.is_seen = is_seen;
        self.is_due && is_seen
    }

    /// Draws a layer of an analysis; nothing while it cannot be seen, but for paper.
    pub fn draw(&mut self, (entry, layer): (&Entry, usize), is_printed: bool, paint: (Theme, f64)) {
        self.paint = Some(paint);
        self.make_room();
        self.is_due = !self.is_seen && !is_printed;
        if !self.is_due && self.take(entry, layer) {
            self.show();
        }
    }

    /// The reader has come to rest: it is drawn wherever it is, for those who do not see it and for files.
    pub fn settle(&mut self, (entry, layer): (&Entry, usize)) {
        if std::mem::take(&mut self.is_due) && self.take(entry, layer) {
            self.show();
        }
    }

    /// Gives the picture its height, whether it is drawn or not, so that nothing jumps when it is.
    fn make_room(&mut self) {
        let (width, _) = self.canvas.size();
        if width == self.room {
            return;
        }
        self.room = width;
        if let Some(figure) = self.canvas.canvas().parent_element() {
            let height = apart_height(f64::from(width));
            document::set_attribute(&figure, "style", &format!("height:{height}px"));
        }
    }

    /// Takes a layer, unless it is there already. Returns whether there is such a layer.
    fn take(&mut self, entry: &Entry, number: usize) -> bool {
        let known = |taken: &Taken| (taken.count, taken.number) == (entry.count, number);
        if self.layer.as_ref().is_some_and(known) {
            return true;
        }
        let widths = entry.subject.widths();
        let sides = widths.get(number - 1..=number).unwrap_or(&[]);
        if cost(sides) > MOST_COST {
            self.refuse();
            return false;
        }
        let report = entry.analysis.layers.get(number - 1);
        let weights = entry.subject.layer(number);
        let Some(detail) = report.and_then(|report| LayerDetail::new(number, &weights, report))
        else {
            return false;
        };
        self.unit = None;
        self.layer = Some(Taken {
            count: entry.count,
            number,
            subject: Rc::clone(&entry.subject),
            analysis: Rc::clone(&entry.analysis),
            images: LayerImages::of(&detail),
            detail,
        });
        true
    }

    /// The layer is too wide: says so in place of a picture.
    fn refuse(&mut self) {
        self.layer = None;
        self.drawn = None;
        self.words.html(words::TOO_WIDE);
        let canvas = self.canvas.canvas();
        document::set_attribute(canvas, "aria-label", words::TOO_WIDE);
        // A canvas that is given a size is empty.
        canvas.set_width(canvas.width());
    }

    /// The picture as it is turned.
    fn picture(&self) -> Option<Apart> {
        let taken = self.layer.as_ref()?;
        let report = taken.analysis.layers.get(taken.number - 1)?;
        let parts = (&taken.detail, report);
        let mut picture = Apart::of(parts, &taken.images, self.degrees.to_radians());
        picture.unit = self.unit;
        Some(picture)
    }

    fn show(&mut self) {
        let (Some(picture), Some((theme, ratio))) = (self.picture(), self.paint.clone()) else {
            return;
        };
        let told = match self.unit {
            Some(unit) => picture.reading(unit),
            None => picture.sentence(),
        };
        self.words.html(&escaped(&told));
        let degrees = self.degrees.to_string();
        document::set_attribute(&self.dial, "aria-valuenow", &degrees);
        document::set_attribute(&self.dial, "aria-valuetext", &picture.sentence());
        let canvas = self.canvas.canvas();
        document::set_attribute(canvas, "aria-label", &picture.description());
        let (width, _) = self.canvas.size();
        let height = apart_height(f64::from(width));
        #[expect(clippy::cast_possible_truncation, reason = "a height on a screen")]
        let size = (backing(width, ratio), backing(height as i32, ratio));
        let next = Some((picture, theme, size));
        if size.0 == 0 || self.drawn == next {
            return;
        }
        surface::fit(canvas, size);
        let fine = fineness(ratio);
        let area = surface::of_canvas(canvas.clone(), fine);
        self.drawn = next;
        if let Some((picture, theme, _)) = &self.drawn {
            let theme = theme.clone().with_ratio(ratio * f64::from(fine));
            self.inverse = Some(drawn(chart::draw_apart(picture, &area, &theme)));
        }
    }

    /// The direction, in whole degrees.
    pub fn degrees(&self) -> f64 {
        self.degrees.round()
    }

    /// Turns the direction to this angle.
    pub fn turn_to(&mut self, degrees: f64) {
        self.degrees = degrees.rem_euclid(360.0);
        self.unit = None;
        self.show();
    }

    /// A pointer is at so many CSS pixels from the corner: pressed in the first circle it turns the direction,
    /// among the units it reads one out.
    pub fn point_at(&mut self, at: Option<(i32, i32)>, is_pressed: bool) {
        let pixel = at.and_then(|at| self.pixel(at));
        let inverse = self.inverse.as_ref().zip(pixel);
        if let Some((inverse, (x, y))) = inverse.filter(|_| is_pressed)
            && inverse.part(x, y) == Some(ApartPart::Circle)
        {
            let degrees = inverse.angle(x, y).to_degrees();
            return self.turn_to(degrees.round());
        }
        let unit = inverse.and_then(|(inverse, (x, y))| inverse.unit(x, y));
        if unit != self.unit {
            self.unit = unit;
            self.show();
        }
    }

    /// A pixel of the drawing at so many CSS pixels.
    fn pixel(&self, (x, y): (i32, i32)) -> Option<(i32, i32)> {
        let (_, ratio) = self.paint.as_ref()?;
        let scale = ratio * f64::from(fineness(*ratio));
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let [x, y] = [x, y].map(|css| (f64::from(css) * scale).round() as i32);
        Some((x, y))
    }

    /// The picture for paper and for a file, in a theme; `None` before it is known.
    pub fn plate(&self, theme: &Theme) -> Option<Plate> {
        let picture = self.picture()?;
        let width = self.canvas.size().0.unsigned_abs();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a height on a screen"
        )]
        let height = apart_height(f64::from(width)) as u32;
        let size = Some((width, height)).filter(|_| width > 0)?;
        Some(Plate {
            name: NAME,
            title: words::title(picture.layer),
            description: picture.description(),
            key: "",
            subject: (*self.layer.as_ref()?.subject).clone(),
            size,
            svg: surface::svg(theme, size, &mut |area, theme| {
                drawn(chart::draw_apart(&picture, area, theme));
            }),
        })
    }
}

//! The strip of gains: a native slider over a picture of whole networks.

use std::cell::Cell;

use web_sys::{Document, HtmlCanvasElement, HtmlElement, HtmlInputElement};

use super::plot::{backing, fineness};
use super::surface::{self, drawn};
use crate::app::browser::measured::Measured;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::{StripInverse, StripLook, Theme, draw_columns, draw_over_columns, draw_strip};
use crate::scene::Strip;
use crate::state::Model;

/// CSS pixels for a column.
const COLUMN: usize = 8;

/// The strip and its slider.
pub struct GainStrip {
    section: HtmlElement,
    /// The columns.
    canvas: Measured,
    /// What lies over them and moves with the gain: another gain draws this alone.
    front: HtmlCanvasElement,
    /// Its positions are log10 of a gain, or of a factor of all gains.
    slider: HtmlInputElement,
    reading: Written,
    /// From pixels to gains, and how many pixels of the drawing there are to one of CSS.
    map: Option<(StripInverse, f64)>,
    drawn: Option<Shown>,
    /// What the columns were when they were drawn; the look is that of the moment.
    behind: Option<Shown>,
    /// For how many columns there was room when they were last asked for.
    wanted: Cell<usize>,
}

/// Everything that decides how it looks.
#[derive(PartialEq)]
struct Shown {
    strip: Strip,
    look: StripLook,
    theme: Theme,
    size: (u32, u32),
}

impl GainStrip {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        let section: HtmlElement = parts::element(document, "strip");
        Self {
            canvas: Measured::of(parts::part(&section, "canvas")),
            front: parts::part(&section, "canvas + canvas"),
            slider: parts::part(&section, "input"),
            reading: Written::of(parts::part(&section, "[data-reading]")),
            section,
            map: None,
            drawn: None,
            behind: None,
            wanted: Cell::new(0),
        }
    }

    /// The slider.
    pub fn slider(&self) -> &HtmlInputElement {
        &self.slider
    }

    /// The number of columns for which there is room, if it has changed.
    pub fn wanted(&self) -> Option<usize> {
        let width = usize::try_from(self.canvas.size().0).unwrap_or(0);
        let count = width.div_ceil(COLUMN);
        (self.wanted.replace(count) != count).then_some(count)
    }

    /// Draws what is known, with `ratio` pixels of the canvas per CSS pixel.
    pub fn draw(&mut self, model: &Model, theme: &Theme, ratio: f64) {
        let Some(strip) = model.strip.picture(&model.subject) else {
            return;
        };
        self.show_slider(&strip);
        let canvas = self.canvas.canvas();
        let sides: [i32; 2] = self.canvas.size().into();
        let [width, height] = sides.map(|css| backing(css, ratio));
        let look = StripLook {
            has_handle: true,
            pinned: pinned_gain(model),
            is_veiled: model.lesson.veil().is_some_and(|step| step.covers("flow")),
        };
        let next = Shown {
            strip,
            look,
            theme: theme.clone(),
            size: (width, height),
        };
        if width == 0 || height == 0 || self.drawn.as_ref() == Some(&next) {
            return;
        }
        let fine = fineness(ratio);
        let theme = theme.clone().with_ratio(ratio * f64::from(fine));
        let behind = next.behind();
        if self.behind.as_ref() != Some(&behind) {
            document::set_attribute(canvas, "aria-label", &next.strip.description());
            surface::fit(canvas, next.size);
            let area = surface::of_canvas(canvas.clone(), fine);
            let inverse = drawn(draw_columns(&next.strip, &next.look, &area, &theme));
            self.map = Some((inverse, theme.ratio));
            self.behind = Some(behind);
        }
        // A canvas that is given a size is empty.
        self.front.set_width(width);
        self.front.set_height(height);
        let area = surface::of_canvas(self.front.clone(), fine);
        drawn(draw_over_columns(&next.strip, &next.look, &area, &theme));
        self.drawn = Some(next);
        self.choose_side();
    }

    /// The canvas whose size it has.
    pub fn canvas(&self) -> &Measured {
        &self.canvas
    }

    /// The size of the canvas in CSS pixels.
    pub fn size(&self) -> (u32, u32) {
        let sides: [i32; 2] = self.canvas.size().into();
        sides.map(|css| backing(css, 1.0)).into()
    }

    /// What is on the canvas as an SVG element of this size.
    pub fn svg(&self, theme: &Theme, (width, height): (u32, u32)) -> Option<(String, &Strip)> {
        let shown = self.drawn.as_ref()?;
        let svg = surface::svg(theme, (width, height), &mut |area, theme| {
            drawn(draw_strip(&shown.strip, &shown.look, area, theme));
        });
        Some((svg, &shown.strip))
    }

    fn show_slider(&self, strip: &Strip) {
        document::set_hidden(&self.slider, !strip.can_move());
        let (least, most) = strip.range.limits();
        for (name, end) in [("min", least), ("max", most)] {
            document::set_attribute(&self.slider, name, &format!("{:.3}", libm::log10(end)));
        }
        let position = libm::log10(strip.handle);
        // A slider that already represents it stays where it is.
        if (self.slider.value_as_number() - position).abs() > 1e-3 {
            self.slider.set_value(&format!("{position:.4}"));
        }
        document::set_attribute(&self.slider, "aria-valuetext", &strip.at_handle());
        document::set_attribute(&self.section, "data-strip", &strip.label());
        let columns = match (strip.is_older, strip.is_whole) {
            (true, _) => "older",
            (false, true) => "all",
            (false, false) if strip.columns.is_empty() => "none",
            (false, false) => "some",
        };
        document::set_attribute(&self.section, "data-columns", columns);
    }

    /// The gain that the slider means, or the factor of all gains.
    pub fn gain(&self) -> f64 {
        libm::pow(10.0, self.slider.value_as_number())
    }

    /// The reading stands where it lies over nothing but what the colours mean.
    fn choose_side(&self) {
        if let Some(((inverse, ratio), shown)) = self.map.as_ref().zip(self.drawn.as_ref()) {
            let (width, _) = self.canvas.size();
            let is_right = inverse.x(shown.strip.handle) > 0.5 * f64::from(width) * ratio;
            let side = if is_right { "left" } else { "right" };
            document::set_attribute(&self.section, "data-side", side);
        }
    }

    /// Reads the column under a pointer out, so many CSS pixels from the left; nothing when it has left.
    pub fn read(&self, x: Option<i32>) {
        let at = self.map.as_ref().zip(self.drawn.as_ref()).zip(x);
        let reading = at.map(|(((inverse, ratio), shown), x)| {
            #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
            let x = (f64::from(x) * ratio).round() as i32;
            shown.strip.reading(inverse.gain(x))
        });
        self.reading.text(&reading.unwrap_or_default());
    }
}

impl Shown {
    /// What the columns show of it.
    fn behind(&self) -> Self {
        Self {
            strip: Strip {
                handle: 1.0,
                marks: Vec::new(),
                ..self.strip.clone()
            },
            look: StripLook {
                pinned: None,
                ..self.look
            },
            theme: self.theme.clone(),
            size: self.size,
        }
    }
}

/// The gain of the pinned network, if it is the same in all layers.
fn pinned_gain(model: &Model) -> Option<f64> {
    let recipe = model.pinned.as_ref()?.entry.subject.recipe()?;
    recipe.gain.is_uniform().then(|| recipe.gain.at(1))
}

//! A plotters backend that writes down what it is asked to draw.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

use gradlens::chart::{SpreadInverse, Theme, draw_spread};
use gradlens::scene::Spread;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};

/// What was drawn, one line per stroke.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Everything in drawing order.
    pub lines: Vec<String>,
    /// The texts with their anchors and sizes.
    pub texts: Vec<(String, BackendCoord, f64)>,
    /// About the left and right end of every text.
    pub reaches: Vec<(String, f64, f64)>,
}

impl Record {
    /// All strokes as one text.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// How many lines begin like this.
    pub fn count(&self, beginning: &str) -> usize {
        let begins = |line: &&String| line.starts_with(beginning);
        self.lines.iter().filter(begins).count()
    }

    /// Whether this text was drawn.
    pub fn says(&self, text: &str) -> bool {
        self.texts.iter().any(|(drawn, ..)| drawn == text)
    }
}

/// Draws the chart of outputs and slopes and returns what was drawn, and the way back from pixels.
pub fn record(spread: &Spread, size: (u32, u32), theme: &Theme) -> (Record, SpreadInverse) {
    recorded(size, |area| {
        draw_spread(spread, area, theme).expect("recording never fails")
    })
}

/// What was drawn on an area of this size, and the drawing's answer.
pub fn recorded<T>(
    size: (u32, u32),
    draw: impl FnOnce(&DrawingArea<Recorder, Shift>) -> T,
) -> (Record, T) {
    let shared = Rc::new(RefCell::new(Record::default()));
    let backend = Recorder {
        record: Rc::clone(&shared),
        size,
    };
    let answer = draw(&backend.into_drawing_area());
    let record = shared.borrow().clone();
    (record, answer)
}

/// The backend.
pub struct Recorder {
    record: Rc<RefCell<Record>>,
    size: (u32, u32),
}

impl Recorder {
    fn note(&self, line: String) {
        self.record.borrow_mut().lines.push(line);
    }
}

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

fn hex(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    let mut text = format!("#{red:02x}{green:02x}{blue:02x}");
    if color.alpha < 1.0 {
        write!(text, "/{:.2}", color.alpha).expect("a string takes all");
    }
    text
}

/// About the width of a text in units of its size.
fn width_of(text: &str) -> f64 {
    let is_small = |c: &char| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾ʰ .,il".contains(*c);
    let small = text.chars().filter(is_small).count() as f64;
    0.55 * text.chars().count() as f64 - 0.2 * small
}

fn path_text(pixels: &[BackendCoord]) -> String {
    let pixels: Vec<String> = pixels.iter().map(|(x, y)| format!("{x},{y}")).collect();
    pixels.join(" ")
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.note(format!("pixel {} {}", hex(color), path_text(&[point])));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        let kind = if fill { "box" } else { "frame" };
        let line = format!("{kind} {} {}", hex(style.color()), path_text(&[from, to]));
        self.note(line);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let pixels: Vec<_> = path.into_iter().collect();
        let (color, width) = (hex(style.color()), style.stroke_width());
        self.note(format!(
            "path {color} width {width}: {}",
            path_text(&pixels)
        ));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        let kind = if fill { "disc" } else { "ring" };
        let color = hex(style.color());
        self.note(format!(
            "{kind} {color} radius {radius}: {}",
            path_text(&[center])
        ));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let pixels: Vec<_> = path.into_iter().collect();
        let line = format!("polygon {}: {}", hex(style.color()), path_text(&pixels));
        self.note(line);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Outcome {
        let across = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        assert!(
            matches!(style.anchor().v_pos, VPos::Center),
            "{text} is anchored at its middle"
        );
        let (color, face) = (hex(style.color()), style.style());
        let weight = face.as_str();
        let line = format!(
            "text {text:?} {color} {weight} {across} {}",
            path_text(&[at])
        );
        self.note(line);
        let mut record = self.record.borrow_mut();
        record.texts.push((text.into(), at, style.size()));
        let width = width_of(text) * style.size();
        let left = f64::from(at.0)
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        record.reaches.push((text.into(), left, left + width));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        panic!("text must not be measured by the backend: {text:?}")
    }
}

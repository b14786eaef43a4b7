//! What pictures are drawn on: a canvas, or the text of an SVG. One type for both, so that all drawing is compiled, and downloaded, once.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::fmt::{Display, Formatter};
use wasm_bindgen::prelude::JsValue;
use web_sys::HtmlCanvasElement;

use crate::chart::{self, Theme};
use crate::scene::Panel;
use crate::words::status as words;

/// A canvas or a text.
pub enum Surface<'a> {
    Canvas(CanvasBackend),
    Svg(SVGBackend<'a>),
}

/// The area of a canvas.
///
/// # Errors
/// Where the browser cannot draw on one.
pub fn of_canvas(
    canvas: HtmlCanvasElement,
) -> Result<DrawingArea<Surface<'static>, Shift>, JsValue> {
    let backend = CanvasBackend::with_canvas_object(canvas)
        .ok_or_else(|| js_sys::Error::new(words::NO_CANVAS))?;
    Ok(Surface::Canvas(backend).into_drawing_area())
}

/// Pixels of an SVG per CSS pixel: plotters rounds to whole ones, and four to each make it invisible.
pub const FINE: u32 = 4;

/// A panel of this size in CSS pixels as the text of an SVG, [`FINE`] times as large.
///
/// # Errors
/// What the drawing throws.
pub fn svg(panel: &Panel, theme: &Theme, (width, height): (u32, u32)) -> Result<String, JsValue> {
    let theme = theme.clone().for_svg().with_ratio(f64::from(FINE));
    let mut document = String::new();
    let surface = SVGBackend::with_string(&mut document, (width * FINE, height * FINE));
    chart::draw(panel, &Surface::Svg(surface).into_drawing_area(), &theme).map_err(thrown)?;
    Ok(document)
}

/// What the drawing reports, as something to throw.
pub fn thrown(_: DrawingAreaErrorKind<Refused>) -> JsValue {
    js_sys::Error::new(words::NOT_DRAWN).into()
}

/// A stroke was refused. Neither a canvas nor a text does that, once it is there.
#[derive(Debug)]
pub struct Refused;

impl Display for Refused {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(words::NOT_DRAWN)
    }
}

impl std::error::Error for Refused {}

type Drawn = Result<(), DrawingErrorKind<Refused>>;

fn drawn<E>(result: Result<(), E>) -> Drawn {
    result.map_err(|_| DrawingErrorKind::DrawingError(Refused))
}

/// The look of a stroke, whatever type it came in.
struct Look(BackendColor, u32);

impl Look {
    fn of(style: &impl BackendStyle) -> Self {
        Self(style.color(), style.stroke_width())
    }
}

impl BackendStyle for Look {
    fn color(&self) -> BackendColor {
        self.0
    }

    fn stroke_width(&self) -> u32 {
        self.1
    }
}

/// Calls the same method of whichever there is.
macro_rules! forward {
    ($surface:ident.$method:ident($($argument:expr),*)) => {
        match $surface {
            Self::Canvas(canvas) => drawn(canvas.$method($($argument),*)),
            Self::Svg(svg) => drawn(svg.$method($($argument),*)),
        }
    };
}

/// The strokes with one type of style each, so that they are there once and not at every place that draws.
impl Surface<'_> {
    #[inline(never)]
    fn line(&mut self, (from, to): (BackendCoord, BackendCoord), look: &Look) -> Drawn {
        forward!(self.draw_line(from, to, look))
    }

    #[inline(never)]
    fn rect(&mut self, (from, to): (BackendCoord, BackendCoord), look: &Look, fill: bool) -> Drawn {
        forward!(self.draw_rect(from, to, look, fill))
    }

    #[inline(never)]
    fn path(&mut self, path: Vec<BackendCoord>, look: &Look) -> Drawn {
        forward!(self.draw_path(path, look))
    }

    #[inline(never)]
    fn polygon(&mut self, path: Vec<BackendCoord>, look: &Look) -> Drawn {
        forward!(self.fill_polygon(path, look))
    }

    #[inline(never)]
    fn circle(&mut self, (center, radius): (BackendCoord, u32), look: &Look, fill: bool) -> Drawn {
        forward!(self.draw_circle(center, radius, look, fill))
    }
}

impl DrawingBackend for Surface<'_> {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(canvas) => canvas.get_size(),
            Self::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        forward!(self.present())
    }

    #[inline(never)]
    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        forward!(self.draw_pixel(at, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.line((from, to), &Look::of(style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.rect((from, to), &Look::of(style), fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path.into_iter().collect(), &Look::of(style))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.polygon(path.into_iter().collect(), &Look::of(style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.circle((center, radius), &Look::of(style), fill)
    }

    #[inline(never)]
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        forward!(self.draw_text(text, style, at))
    }
}

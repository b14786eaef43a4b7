//! The surfaces that pictures are drawn on: a canvas, or the text of an SVG. One type for both, so
//! that all drawing is compiled, and downloaded, once.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::convert::Infallible;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::vector::{Paint, Vector};
use crate::app::browser::failure;
use crate::chart::Theme;
use crate::words::status as words;

/// A canvas or a text.
pub enum Surface<'a> {
    /// The number says how many pixels of a drawing there are to one of the canvas, across and down.
    Canvas(CanvasBackend, Filling, u32),
    Svg(Vector<'a>),
}

/// What a canvas has been told: for a box of the same colour, or a text of the same font, it need not be told again, which saves most of
/// the time that thousands of boxes, or dozens of texts, take.
pub struct Filling {
    context: Option<CanvasRenderingContext2d>,
    color: Option<Color>,
    font: Option<Font>,
    anchor: Option<[u8; 2]>,
}

/// A colour and its opacity.
type Color = ((u8, u8, u8), f64);

/// The size of letters and their style; there is one family, and no text is turned.
type Font = (u64, u8);

impl Filling {
    /// The context with the colour and the anchor of a text, if it has its font.
    fn ready_for<S: BackendTextStyle>(&mut self, style: &S) -> Option<&CanvasRenderingContext2d> {
        let context = self.context.as_ref();
        let context = context.filter(|_| self.font == Some(font_of(style)))?;
        let BackendColor { rgb, alpha } = style.color();
        let color = Some((rgb, alpha));
        if self.color != color {
            self.color = color;
            let (red, green, blue) = rgb;
            context.set_fill_style_str(&format!("rgba({red},{green},{blue},{alpha})"));
        }
        let anchor = style.anchor();
        let code = Some(code_of(&anchor));
        if self.anchor != code {
            self.anchor = code;
            context.set_text_align(match anchor.h_pos {
                HPos::Left => "start",
                HPos::Right => "end",
                HPos::Center => "center",
            });
            context.set_text_baseline(match anchor.v_pos {
                VPos::Top => "top",
                VPos::Center => "middle",
                VPos::Bottom => "bottom",
            });
        }
        Some(context)
    }

    /// The canvas is about to draw a text in another font.
    fn note<S: BackendTextStyle>(&mut self, style: &S) {
        let color = style.color();
        self.color = Some((color.rgb, color.alpha));
        self.font = Some(font_of(style));
        self.anchor = Some(code_of(&style.anchor()));
    }
}

fn code_of(anchor: &Pos) -> [u8; 2] {
    [anchor.h_pos as u8, anchor.v_pos as u8]
}

fn font_of<S: BackendTextStyle>(style: &S) -> Font {
    (style.size().to_bits(), style.style() as u8)
}

/// Gives a canvas a size in pixels, which empties it; nothing if it has it.
pub fn fit(canvas: &HtmlCanvasElement, (width, height): (u32, u32)) {
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// What draws on a canvas; `None` if the browser has no room for it.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// The area of a canvas, with `fine` pixels of a drawing to one of the canvas, across and down: plotters
/// rounds to whole pixels, and with several to each one curves move smoothly.
pub fn of_canvas(canvas: HtmlCanvasElement, fine: u32) -> DrawingArea<Surface<'static>, Shift> {
    let context = context(&canvas);
    if let Some(context) = &context {
        let share = 1.0 / f64::from(fine.max(1));
        failure::granted(context.set_transform(share, 0.0, 0.0, share, 0.0, 0.0));
    }
    let filling = Filling {
        context,
        color: None,
        font: None,
        anchor: None,
    };
    let backend = CanvasBackend::with_canvas_object(canvas);
    let backend = backend.unwrap_or_else(|| failure::stop(words::NO_CANVAS));
    Surface::Canvas(backend, filling, fine).into_drawing_area()
}

/// Pixels of an SVG per CSS pixel: plotters rounds to whole pixels, and with four per CSS pixel the
/// rounding is invisible.
pub const FINE: u32 = 4;

/// What draws on an area.
type Drawing<'a> = dyn FnMut(&DrawingArea<Surface<'_>, Shift>, &Theme) + 'a;

/// A drawing of this size in CSS pixels as an SVG element, [`FINE`] times as large.
pub fn svg(theme: &Theme, (width, height): (u32, u32), draw: &mut Drawing<'_>) -> String {
    let theme = theme.clone().with_ratio(f64::from(FINE));
    let size = (width * FINE, height * FINE);
    let mut inside = String::new();
    let surface = Surface::Svg(Vector::of(&mut inside, size));
    draw(&surface.into_drawing_area(), &theme);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
         font-family=\"{2}\">{inside}</svg>",
        size.0,
        size.1,
        Theme::FONT
    )
}

/// The result of a drawing. Neither a canvas nor a text refuses a drawing once it exists; if one
/// did, the page would stop.
pub fn drawn<T, E>(drawing: Result<T, E>) -> T {
    drawing.unwrap_or_else(|_| failure::stop(words::NOT_DRAWN))
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The style of a stroke, whatever type it came in.
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

impl Look {
    /// For the text of an SVG: its width, none if it is filled.
    fn paint(&self, fill: bool) -> Paint {
        (self.0, (!fill).then_some(self.1))
    }
}

/// The strokes with one style type each, so that they are compiled once and not for every caller.
impl Surface<'_> {
    #[inline(never)]
    fn rect(&mut self, (from, to): (BackendCoord, BackendCoord), look: &Look, fill: bool) {
        if look.0.alpha == 0.0 {
            return;
        }
        let (x, y, width, height) = (from.0, from.1, to.0 - from.0, to.1 - from.1);
        let svg = match self {
            Self::Canvas(canvas, filling, _) => {
                let color = fill.then_some((look.0.rgb, look.0.alpha));
                if color.is_some()
                    && filling.color == color
                    && let Some(context) = &filling.context
                {
                    let [x, y, width, height] = [x, y, width, height].map(f64::from);
                    context.fill_rect(x, y, width, height);
                } else {
                    filling.color = color;
                    drawn(canvas.draw_rect(from, to, look, fill));
                }
                return;
            }
            Self::Svg(svg) => svg,
        };
        let shape = format_args!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        svg.shape(shape, look.paint(fill));
    }

    /// An area, or a line.
    #[inline(never)]
    fn path(&mut self, path: Vec<BackendCoord>, look: &Look, fill: bool) {
        match self {
            Self::Canvas(canvas, filling, _) if fill => {
                filling.color = None;
                drawn(canvas.fill_polygon(path, look));
            }
            Self::Canvas(canvas, ..) => drawn(canvas.draw_path(path, look)),
            Self::Svg(svg) => svg.path(&path, look.paint(fill)),
        }
    }

    #[inline(never)]
    fn circle(&mut self, (center, radius): (BackendCoord, u32), look: &Look, fill: bool) {
        let svg = match self {
            Self::Canvas(canvas, filling, _) => {
                filling.color = None;
                return drawn(canvas.draw_circle(center, radius, look, fill));
            }
            Self::Svg(svg) => svg,
        };
        let (x, y) = center;
        let shape = format_args!("circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        svg.shape(shape, look.paint(fill));
    }

    #[inline(never)]
    fn letters<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) {
        match self {
            Self::Canvas(..) if style.color().alpha == 0.0 => {}
            Self::Canvas(canvas, filling, _) => {
                if let Some(context) = filling.ready_for(style) {
                    let [x, y] = [at.0, at.1].map(f64::from);
                    return failure::granted(context.fill_text(text, x, y));
                }
                filling.note(style);
                drawn(canvas.draw_text(text, style, at));
            }
            Self::Svg(svg) => svg.letters(text, style, at),
        }
    }
}

impl DrawingBackend for Surface<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(canvas, _, fine) => {
                let (width, height) = canvas.get_size();
                (width * fine, height * fine)
            }
            Self::Svg(svg) => svg.size,
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.rect(((x, y), (x + 1, y + 1)), &Look(color, 0), true);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.rect((from, to), &Look::of(style), fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path.into_iter().collect(), &Look::of(style), false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path.into_iter().collect(), &Look::of(style), true);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.circle((center, radius), &Look::of(style), fill);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.letters(text, style, at);
        Ok(())
    }
}

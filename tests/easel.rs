//! A backend that fails: the drawing reports its first error, and no stroke comes after it.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use gradlens::analysis::Analysis;
use gradlens::chart::{Theme, draw_spread};
use gradlens::network::Network;
use gradlens::scene::Spread;
use gradlens::settings::Recipe;
use plotters::prelude::IntoDrawingArea;
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

/// Which stroke failed.
#[derive(Debug)]
struct Torn(usize);

impl fmt::Display for Torn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "stroke {}", self.0)
    }
}

impl std::error::Error for Torn {}

/// Counts the pixels that it is asked for, and fails from the given one on.
struct Paper {
    asked: Rc<Cell<usize>>,
    fails_at: usize,
}

impl DrawingBackend for Paper {
    type ErrorType = Torn;

    fn get_size(&self) -> (u32, u32) {
        (400, 200)
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Torn>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Torn>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        _: BackendCoord,
        _: BackendColor,
    ) -> Result<(), DrawingErrorKind<Torn>> {
        let asked = self.asked.get();
        self.asked.set(asked + 1);
        match asked < self.fails_at {
            true => Ok(()),
            false => Err(DrawingErrorKind::DrawingError(Torn(asked))),
        }
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        _: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Torn>> {
        self.draw_pixel(at, style.color())
    }
}

#[test]
fn the_first_error_is_reported_and_nothing_is_drawn_after_it() {
    let analysis = Analysis::of(&Network::from(&Recipe::default()));
    let spread = Spread::of(&analysis, 1);
    // At once, in the background, and in the strokes after it.
    for fails_at in [0, 10_000, 80_000, 80_100] {
        let asked = Rc::new(Cell::new(0));
        let paper = Paper {
            asked: Rc::clone(&asked),
            fails_at,
        };
        let error =
            draw_spread(&spread, &paper.into_drawing_area(), &Theme::light()).expect_err("torn");
        assert!(
            error.to_string().contains(&format!("stroke {fails_at}")),
            "{error}"
        );
        assert_eq!(asked.get(), fails_at + 1, "nothing after it");
    }
}

//! The training A beside the one that is shown, and how the latter has branched.

use web_sys::{Document, HtmlElement};

use super::cells::CellsImage;
use crate::app::browser::measured::Measured;
use crate::app::browser::parts;
use crate::app::browser::written::Written;
use crate::app::views::drawing::Drawing;
use crate::app::views::surface::{self, drawn};
use crate::chart::{self, Theme};
use crate::scene::{Training, TrainingLook};
use crate::state::Model;
use crate::words::learning as words;

/// The part of the act below the map.
pub struct BesideView {
    part: HtmlElement,
    branches: Written,
    against: Written,
    map: Drawing<Training>,
    cells: CellsImage,
}

impl BesideView {
    /// Finds it in the act.
    pub fn find(document: &Document) -> Self {
        let part: HtmlElement = parts::element(document, "training-beside");
        let text = |name: &str| Written::of(parts::part(&part, &format!("[data-training={name}]")));
        Self {
            branches: text("branches"),
            against: text("against"),
            map: Drawing::of(Measured::of(parts::part(&part, "canvas"))),
            cells: CellsImage::of(document),
            part,
        }
    }

    /// The canvas.
    pub fn canvas(&self) -> &Measured {
        self.map.canvas()
    }

    /// There is no training: nothing stands beside it.
    pub fn clear(&self) {
        self.mark([false; 3]);
    }

    /// Whether there is a branch, A, or both; the style sheet hides the rest.
    fn mark(&self, marks: [bool; 3]) {
        let names = ["data-branched", "data-against", "data-mapped"];
        for (name, is_there) in names.into_iter().zip(marks) {
            let _ = self.part.toggle_attribute_with_force(name, is_there);
        }
    }

    /// Draws it, with the look of the map above.
    pub fn draw(&mut self, model: &Model, look: TrainingLook, (theme, ratio): (&Theme, f64)) {
        let branches = Training::branches(&model.view.course).unwrap_or_default();
        let against = model.training.against();
        let line = line(model, look);
        self.mark([!branches.is_empty(), !line.is_empty(), against.is_some()]);
        self.branches.text(&branches);
        self.against.text(&line);
        if let Some(session) = against {
            let picture = Training::of(session.history(), look);
            let said = picture.description();
            let canvas = self.map.canvas().canvas().clone();
            self.map
                .draw((picture, &said), (theme, ratio), |picture, area, theme| {
                    let show = |cells: &_| self.cells.show(cells, &canvas, theme.ratio);
                    drawn(chart::draw_training_on_cells(picture, area, theme, show));
                });
        }
    }

    /// What is said of A, the text alternative of its map, and that map as an SVG element of this size in CSS pixels; `None` if there is no A.
    pub fn saved(
        model: &Model,
        look: TrainingLook,
        (theme, size): (&Theme, (u32, u32)),
    ) -> Option<([String; 2], String)> {
        let said = Some(line(model, look)).filter(|said| !said.is_empty())?;
        let picture = Training::of(model.training.against()?.history(), look);
        let svg = surface::svg(theme, size, &mut |area, theme| {
            drawn(chart::draw_training(&picture, area, theme));
        });
        Some(([said, picture.description()], svg))
    }
}

/// What is said of A.
fn line(model: &Model, look: TrainingLook) -> String {
    let other = model.view.against.as_ref().zip(model.settings());
    match (model.training.against(), other) {
        (_, None) => String::new(),
        (None, Some(_)) => words::A_CANNOT.into(),
        (Some(session), Some((other, now))) => {
            let differences = Training::differences(&now, other);
            Training::of_a(session.history(), look, &differences)
        }
    }
}

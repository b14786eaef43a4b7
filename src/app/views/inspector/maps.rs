//! The heat maps of the inspector: which are drawn when.

use std::rc::Rc;

use web_sys::{Element, HtmlCanvasElement, HtmlDetailsElement};

use super::sheet::{Paint, sheet};
use crate::analysis::LayerDetail;
use crate::app::browser::{document, parts};
use crate::app::views::surface::drawn;
use crate::chart::{self, Grid, Theme};
use crate::scene::inspector::{MapId, MatrixMap};

/// Up to this many entries all maps are drawn in one frame.
const AT_ONCE: usize = 64 * 64;

/// A row and a column of a matrix, counted from 0.
pub type Cell = (usize, usize);
/// The analysis and the layer that are shown.
pub type Source = (u32, usize);

/// A heat map, and the frame around the selected cell.
struct MapView {
    id: MapId,
    canvas: HtmlCanvasElement,
    frame: Element,
    grid: Option<Grid>,
    /// What is drawn.
    drawn: Option<(Source, Theme, (i32, i32))>,
}

/// All heat maps.
pub struct Maps {
    all: Vec<MapView>,
    /// Whether a map has still to be drawn.
    waits: bool,
    /// The map that is drawn next if not all are.
    turn: usize,
}

impl Maps {
    /// Finds them in the inspector.
    pub fn find(fold: &HtmlDetailsElement) -> Self {
        let map = |id: MapId| {
            let cells = format!(":has(> [data-map={}])", id.name());
            let sheet: Element = parts::part(fold, &cells);
            MapView {
                id,
                canvas: parts::part(&sheet, "canvas"),
                frame: parts::part(&sheet, ".frame"),
                grid: None,
                drawn: None,
            }
        };
        Self {
            all: MapId::ALL.into_iter().map(map).collect(),
            waits: false,
            turn: 0,
        }
    }

    /// Whether a map has still to be drawn.
    pub fn wait(&self) -> bool {
        self.waits
    }

    /// The canvas of a map.
    pub fn canvas(&self, id: MapId) -> Option<&HtmlCanvasElement> {
        let map = self.all.iter().find(|map| map.id == id);
        map.map(|map| &map.canvas)
    }

    /// Nothing has to be drawn, until it is asked for.
    pub fn rest(&mut self) {
        self.waits = false;
    }

    /// Draws the maps that are others now, of large ones one in each frame.
    pub fn draw(&mut self, source: Source, detail: &Rc<LayerDetail>, paint: &Paint) {
        self.rest();
        for map in &mut self.all {
            // What is not drawn yet has no cells to point at.
            map.grid = map
                .grid
                .filter(|_| map.drawn.as_ref().is_some_and(|drawn| drawn.0 == source));
        }
        let is_large = detail.units() * detail.inputs() > AT_ONCE;
        let mut is_drawn = false;
        // Each in its turn, so that while dragging all of them follow.
        let (first, count) = (self.turn, self.all.len());
        for i in (0..count).map(|i| (first + i) % count) {
            let Some(map) = self.all.get_mut(i) else {
                return;
            };
            let size = (map.canvas.client_width(), map.canvas.client_height());
            let next = Some((source, paint.0.clone(), size));
            if map.drawn != next {
                if is_drawn && is_large {
                    self.waits = true;
                    return;
                }
                let picture = MatrixMap::of(detail, map.id);
                if let Some((area, theme)) = sheet(&map.canvas, paint, &picture.description) {
                    map.grid = Some(drawn(chart::draw_matrix(&picture, &area, &theme)));
                    map.drawn = next;
                    is_drawn = true;
                    self.turn = i + 1;
                }
            }
        }
    }

    /// Puts the frames around a cell: on the diagonal around its unit.
    pub fn mark(&self, (row, column): Cell, ratio: f64) {
        for map in &self.all {
            let column = if map.id == MapId::Diag { row } else { column };
            if let Some(grid) = &map.grid {
                let (left, top, right, bottom) = grid.box_of(row, column);
                let css = [left, top, right - left, bottom - top].map(|x| f64::from(x) / ratio);
                let [left, top, width, height] = css;
                let style = format!("left:{left}px;top:{top}px;width:{width}px;height:{height}px");
                document::set_attribute(&map.frame, "style", &style);
            }
        }
    }

    /// Which cell of a map is at so many backing pixels from its corner. On the diagonal a row is a
    /// unit, and its columns say nothing: the column stays that of `cell`.
    pub fn cell_at(&self, map: &str, (x, y): (i32, i32), cell: Cell) -> Option<Cell> {
        let map = self.all.iter().find(|other| other.id.name() == map)?;
        let (row, column) = map.grid.as_ref()?.cell_at(x, y)?;
        let is_diagonal = map.id == MapId::Diag;
        Some((row, if is_diagonal { cell.1 } else { column }))
    }
}

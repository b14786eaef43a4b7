//! The heat maps of the inspector: which are drawn when.

use web_sys::{Element, HtmlCanvasElement};

use super::sheet::sheet;
use super::{Inspector, Subject};
use crate::app::surface::drawn;
use crate::chart::{self, Grid, Theme};
use crate::scene::inspector::{MapId, MatrixMap};

/// Up to so many entries all maps are drawn in one frame.
const AT_ONCE: usize = 64 * 64;

/// A heat map, and the frame around the selected cell.
pub(super) struct MapView {
    pub(super) id: MapId,
    pub(super) canvas: HtmlCanvasElement,
    pub(super) frame: Element,
    pub(super) grid: Option<Grid>,
    /// What is drawn.
    pub(super) drawn: Option<(Subject, Theme, (i32, i32))>,
}

impl Inspector {
    /// Whether a map has still to be drawn.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Draws the maps that are others now, of large ones one in each frame.
    pub(super) fn draw_maps(&mut self) {
        let Some((subject, detail, look)) = self.subject() else {
            return;
        };
        for map in &mut self.maps {
            // What is not drawn yet has no cells to point at.
            map.grid = map
                .grid
                .filter(|_| map.drawn.as_ref().is_some_and(|drawn| drawn.0 == subject));
        }
        let is_large = detail.units() * detail.inputs() > AT_ONCE;
        let mut is_drawn = false;
        // Each in its turn, so that under a hand that moves on all of them follow.
        let (first, count) = (self.turn, self.maps.len());
        for i in (0..count).map(|i| (first + i) % count) {
            let Some(map) = self.maps.get_mut(i) else {
                return;
            };
            let size = (map.canvas.client_width(), map.canvas.client_height());
            let next = Some((subject, look.0.clone(), size));
            if map.drawn != next {
                if is_drawn && is_large {
                    self.waits = true;
                    return;
                }
                let picture = MatrixMap::of(&detail, map.id);
                if let Some((area, theme)) = sheet(&map.canvas, &look, &picture.description) {
                    map.grid = Some(drawn(chart::draw_matrix(&picture, &area, &theme)));
                    map.drawn = next;
                    is_drawn = true;
                    self.turn = i + 1;
                }
            }
        }
    }
}

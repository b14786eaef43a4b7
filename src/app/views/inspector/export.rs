//! The heat maps as SVG, to be saved and to be printed.

use super::Inspector;
use crate::app::views::surface::{self, drawn};
use crate::chart::{self, Theme};
use crate::network::Subject;
use crate::scene::inspector::{MapId, MatrixMap};
use crate::words::inspector as texts;

/// A picture with its texts.
pub struct Plate {
    /// Its name in the page.
    pub name: &'static str,
    /// A heading.
    pub title: String,
    /// What a sighted reader would conclude.
    pub description: String,
    /// What its colours and lines mean.
    pub key: &'static str,
    /// What it is of.
    pub subject: Subject,
    /// In CSS pixels.
    pub size: (u32, u32),
    /// The drawing.
    pub svg: String,
}

/// A picture as it is shown, in a theme; `None` while it is not.
pub fn plate(inspector: &Inspector, name: &str, theme: &Theme) -> Option<Plate> {
    let (layer, detail, subject) = inspector.opened()?;
    let id = MapId::ALL.into_iter().find(|id| id.name() == name)?;
    let canvas = inspector.canvas(id)?;
    let [width, height] = [canvas.client_width(), canvas.client_height()].map(i32::unsigned_abs);
    let size = Some((width, height)).filter(|_| width > 0 && height > 0)?;
    let picture = MatrixMap::of(detail, id);
    let svg = surface::svg(theme, size, &mut |area, theme| {
        drawn(chart::draw_matrix(&picture, area, theme));
    });
    Some(Plate {
        name: id.name(),
        title: texts::title(map_title(id), layer),
        description: picture.description,
        key: texts::MAP_KEY,
        subject: subject.clone(),
        size,
        svg,
    })
}

fn map_title(id: MapId) -> &'static str {
    match id {
        MapId::Jacobian => texts::JACOBIAN_TITLE,
        MapId::Diag => texts::DIAG_TITLE,
        MapId::Weight => texts::WEIGHT_TITLE,
    }
}

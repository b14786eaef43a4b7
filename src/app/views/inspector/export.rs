//! The pictures of the inspector as SVG, to be saved and to be printed.

use super::Inspector;
use crate::app::views::surface::{self, drawn};
use crate::chart::{self, Theme};
use crate::network::Subject;
use crate::scene::inspector::{MapId, MatrixMap};
use crate::words::inspector as texts;

/// Its pictures in the order of the page.
pub const PICTURES: [&str; 5] = ["jacobian", "diag", "weight", "plane", "curve"];

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
    let name = PICTURES.into_iter().find(|known| *known == name)?;
    let canvas = inspector.canvas(name);
    let [width, height] = [canvas.client_width(), canvas.client_height()].map(i32::unsigned_abs);
    let size = Some((width, height)).filter(|_| width > 0 && height > 0)?;
    let (title, description, key, svg);
    if let Some(id) = MapId::ALL.into_iter().find(|id| id.name() == name) {
        let picture = MatrixMap::of(detail, id);
        svg = surface::svg(theme, size, &mut |area, theme| {
            drawn(chart::draw_matrix(&picture, area, theme));
        });
        (title, description, key) = (map_title(id), picture.description, texts::MAP_KEY);
    } else if name == "plane" {
        let picture = inspector.plane(detail);
        svg = surface::svg(theme, size, &mut |area, theme| {
            drawn(chart::draw_plane(&picture, area, theme));
        });
        let words = [picture.reading, picture.description].join(" ");
        (title, description, key) = (texts::PLANE_TITLE, words, texts::PLANE_KEY);
    } else {
        let picture = inspector.curve(detail);
        svg = surface::svg(theme, size, &mut |area, theme| {
            drawn(chart::draw_activation(&picture, area, theme));
        });
        let words = [picture.description, picture.reading].join(" ");
        (title, description, key) = (texts::CURVE_TITLE, words, texts::CURVE_KEY);
    }
    Some(Plate {
        name,
        title: texts::title(title, layer),
        description,
        key,
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

//! The pictures of the inspector as SVG, to be saved and to be printed.

use web_sys::{Element, HtmlCanvasElement};

use super::Inspector;
use crate::app::page;
use crate::app::surface::{self, drawn};
use crate::chart::{self, Theme};
use crate::scene::inspector::{ActivationPicture, MapId, MatrixMap, PlanePicture};
use crate::settings::Settings;
use crate::words::inspector as texts;

/// A picture with what is said about it.
pub struct Plate {
    /// Its name in the page.
    pub name: &'static str,
    pub title: String,
    /// What a sighted reader would conclude.
    pub description: String,
    /// What its colours and lines mean.
    pub key: &'static str,
    /// What it is of.
    pub settings: Settings,
    /// In CSS pixels.
    pub size: (u32, u32),
    pub svg: String,
}

impl Inspector {
    /// Its pictures in the order of the page.
    pub const PICTURES: [&str; 5] = ["jacobian", "diag", "weight", "plane", "curve"];

    /// A picture as it is shown, in a theme; `None` while it is not.
    pub fn plate(&self, name: &str, theme: &Theme) -> Option<Plate> {
        let (subject, detail) = self.shown.as_ref().filter(|_| self.fold.open())?;
        let name = Self::PICTURES.into_iter().find(|known| *known == name)?;
        let map = MapId::ALL.into_iter().find(|id| id.name() == name);
        let view = self.maps.iter().find(|view| Some(view.id) == map);
        let canvas: HtmlCanvasElement = match view {
            Some(view) => view.canvas.clone(),
            None => page::part(&page::element::<Element>(&self.document, name), "canvas"),
        };
        let [width, height] =
            [canvas.client_width(), canvas.client_height()].map(i32::unsigned_abs);
        let size = Some((width, height)).filter(|_| width > 0 && height > 0)?;
        let (title, description, key, svg);
        if let Some(id) = map {
            let picture = MatrixMap::of(detail, id);
            svg = surface::svg(theme, size, &mut |area, theme| {
                drawn(chart::draw_matrix(&picture, area, theme));
            });
            (title, description, key) = (map_title(id), picture.description, texts::MAP_KEY);
        } else if name == "plane" {
            let picture = PlanePicture::of(detail, self.degrees, self.reach);
            svg = surface::svg(theme, size, &mut |area, theme| {
                drawn(chart::draw_plane(&picture, area, theme));
            });
            let words = [picture.reading, picture.description].join(" ");
            (title, description, key) = (texts::PLANE_TITLE, words, texts::PLANE_KEY);
        } else {
            let picture = ActivationPicture::of(detail, self.cell.0);
            svg = surface::svg(theme, size, &mut |area, theme| {
                drawn(chart::draw_activation(&picture, area, theme));
            });
            let words = [picture.description, picture.reading].join(" ");
            (title, description, key) = (texts::CURVE_TITLE, words, texts::CURVE_KEY);
        }
        Some(Plate {
            name,
            title: texts::title(title, subject.1),
            description,
            key,
            settings: self.settings.clone(),
            size,
            svg,
        })
    }
}

fn map_title(id: MapId) -> &'static str {
    match id {
        MapId::Jacobian => texts::JACOBIAN_TITLE,
        MapId::Diag => texts::DIAG_TITLE,
        MapId::Weight => texts::WEIGHT_TITLE,
    }
}

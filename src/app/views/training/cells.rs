//! Shows the cells of a heat map as an image on its canvas.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{Document, HtmlCanvasElement, ImageData};

use crate::app::browser::failure;
use crate::app::views::surface::context;
use crate::chart::TrainingCells;

/// A canvas of the size of an image, which is in no page.
pub struct CellsImage(HtmlCanvasElement);

impl CellsImage {
    /// Without an image.
    pub fn of(document: &Document) -> Self {
        Self(failure::granted(document.create_element("canvas")).unchecked_into())
    }

    /// Stretches the cells over their part of a canvas whose drawings have so many pixels to a CSS pixel; false if the browser has no room for
    /// the image.
    pub fn show(&self, cells: &TrainingCells, on: &HtmlCanvasElement, ratio: f64) -> bool {
        let Some((inside, outside)) = context(&self.0).zip(context(on)) else {
            return false;
        };
        let (left, top, right, bottom) = cells.area;
        let [left, top, right, bottom] = [left, top, right, bottom].map(|css| css * ratio);
        #[expect(clippy::cast_possible_truncation, reason = "a size on a screen")]
        let [width, height] = [cells.size.0, cells.size.1].map(|side| side as u32);
        let pixels = Clamped(&cells.pixels[..]);
        let image = ImageData::new_with_u8_clamped_array_and_sh(pixels, width, height);
        self.0.set_width(width);
        self.0.set_height(height);
        failure::granted(inside.put_image_data(&failure::granted(image), 0.0, 0.0));
        outside.set_image_smoothing_enabled(false);
        let size = (right - left, bottom - top);
        failure::granted(
            outside.draw_image_with_html_canvas_element_and_dw_and_dh(
                &self.0, left, top, size.0, size.1,
            ),
        );
        true
    }
}

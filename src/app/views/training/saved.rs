//! The picture of the training as a separate document.

use super::{BesideView, TrainingView};
use crate::app::views::plot::backing;
use crate::app::views::surface::{self, drawn};
use crate::chart::{self, Sheet, Theme};
use crate::scene::Training;
use crate::state::Model;
use crate::words::learning as words;

/// From the map to that of A below it, in CSS pixels.
const BETWEEN: u32 = 12;
/// In CSS pixels, while the act is closed.
const USUAL_SIZE: (u32, u32) = (900, 480);

impl TrainingView {
    /// The map with its curves as it is shown, and that of A below it, with the headline; `caption` are the last lines below it. `None` if there is no training.
    pub fn sheet(&self, model: &Model, theme: &Theme, caption: [String; 2]) -> Option<String> {
        let session = model.training.session()?;
        let chain = model.chain.picture(session, model.view.at as u64);
        let look = self.look(model, session);
        let picture = super::picture(&model.training, session, look).with_chain(chain);
        let sides: [i32; 2] = self.map.canvas().size().into();
        let size = match sides.map(|css| backing(css, 1.0)) {
            [0, _] | [_, 0] => USUAL_SIZE,
            [width, height] => (width, height),
        };
        let mut svg = surface::svg(theme, size, &mut |area, theme| {
            drawn(chart::draw_training(&picture, area, theme));
        });
        let line = &picture.line;
        let mut lines = vec![line.detail.clone()];
        let mut description = picture.description();
        let (mut size, of_a) = (size, (size.0, size.1 / 2));
        if let Some(([said, described], map)) = BesideView::saved(model, look, (theme, of_a)) {
            let down = (size.1 + BETWEEN) * surface::FINE;
            svg = format!("{svg}<g transform=\"translate(0,{down})\">{map}</g>");
            size.1 += BETWEEN + of_a.1;
            description = [description, said.clone(), described].join(words::SPACE);
            lines.push(said);
        }
        lines.retain(|line| !line.is_empty());
        lines.extend(Training::course(&model.settings()?));
        lines.extend(caption);
        let sheet = Sheet {
            title: words::TITLE,
            description: &description,
            finding: &[line.lead.as_str(), &line.rest].join(words::SPACE),
            caption: &lines,
        };
        Some(sheet.svg(theme, size, (&svg, surface::FINE)))
    }
}

//! Pictures as documents of their own. `www/share/pictures.js` makes files of them.

use super::freshness::Freshness;
use super::inspector::Plate;
use super::{App, address, controls, opened, surface};
use crate::chart::{Sheet, Theme};
use crate::link;
use crate::scene::VerdictLine;
use crate::settings::Settings;
use crate::words::status as words;

/// The most characters of a file's name, without its ending.
const LONGEST: usize = 100;

/// A picture that stands alone.
pub struct Document {
    /// A name for a file, without an ending: `gradlens-flow-depth-50-act-tanh-seed-1`.
    pub name: String,
    /// The text of the SVG.
    pub svg: String,
}

impl App {
    /// A picture as it is shown, with title, verdict, legend, settings and link around it: `flow`, `chart`, or one of the inside of the
    /// selected layer while that is open. `None` where there is no such picture, or not yet.
    pub(super) fn picture(&mut self, name: &str) -> Option<Document> {
        let theme = self.look.theme();
        match self.stage.inspector().plate(name, &theme) {
            Some(plate) => Some(self.of_plate(&plate, &theme)),
            None => self.of_panel(name, &theme),
        }
    }

    fn of_plate(&self, plate: &Plate, theme: &Theme) -> Document {
        let caption = [
            plate.key.into(),
            controls::summary(&plate.settings),
            address::whole(&self.window, &plate.settings),
        ];
        let sheet = Sheet {
            title: &plate.title,
            description: &plate.description,
            finding: &plate.description,
            legend: &[],
            caption: &caption,
        };
        Document {
            name: file_name(plate.name, &plate.settings),
            svg: sheet.svg(theme, plate.size, (&plate.svg, surface::FINE)),
        }
    }

    fn of_panel(&self, name: &str, theme: &Theme) -> Option<Document> {
        let [flow, chart] = self.stage.drawn(&self.settings)?;
        let (picture, shown) = match name {
            "flow" => flow,
            "chart" => chart,
            _ => return None,
        };
        let (panel, size) = picture.shown()?;
        let newest = flow.1;
        let mut caption = panel.notes.clone();
        if !matches!(shown.freshness(newest, self.is_current), Freshness::Whole) {
            caption.push(words::UNFINISHED.into());
        }
        caption.push(controls::summary(&shown.settings));
        caption.push(address::whole(&self.window, &shown.settings));
        caption.extend(self.compare.caption());
        let sheet = Sheet {
            title: panel.title,
            description: &panel.description,
            finding: &VerdictLine::of(&shown.analysis).sentence,
            legend: &panel.legend,
            caption: &caption,
        };
        let drawn = surface::panel_svg(panel, theme, size);
        Some(Document {
            name: file_name(panel.id.name(), &shown.settings),
            svg: sheet.svg(theme, size, (&drawn, surface::FINE)),
        })
    }
}

/// Letters, digits, dots and hyphens only.
fn file_name(panel: &str, settings: &Settings) -> String {
    let link =
        opened::name(settings).map_or_else(|| link::encode(settings), |name| format!("-{name}"));
    let settings = link.strip_prefix("v=1").unwrap_or(&link);
    let mut name = format!("gradlens-{panel}");
    for c in settings.chars().take(LONGEST) {
        let is_plain = c.is_ascii_alphanumeric() || c == '.';
        name.push(if is_plain { c } else { '-' });
    }
    name
}

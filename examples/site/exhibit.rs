//! One preset with everything that is shown of it.

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::preset::Preset;
use gradlens::scene::{Chips, Fan, Table, VerdictLine};
use gradlens::settings::{Chart, Settings};
use gradlens::state::first_network;

use super::words;

/// A preset and its numbers.
pub struct Exhibit {
    pub preset: &'static Preset,
    pub settings: Settings,
    /// `v=1&act=tanh&seed=1`.
    pub link: String,
    pub verdict: VerdictLine,
    /// The verdict in a few words.
    pub brief: VerdictLine,
    /// How far the direction of the loss matters; may be empty.
    pub direction: String,
    pub fan: Fan,
    /// Of the fan, of the bounds, and of the singular values where the preset is about them.
    pub tables: Vec<Table>,
}

impl Exhibit {
    /// Computes the network of a preset.
    pub fn of(preset: &'static Preset) -> Self {
        let settings = preset.settings();
        let analysis = Analysis::of(&first_network(&settings));
        let (view, depth) = (&settings.view, settings.recipe.depth);
        let mut tables = vec![Fan::table(&analysis), Table::of_bounds(&analysis)];
        tables.extend((view.chart == Chart::Spectrum).then(|| Table::of_spectra(&analysis, None)));
        Self {
            preset,
            link: link::encode(&settings),
            verdict: VerdictLine::of(&analysis),
            brief: VerdictLine::brief(&analysis),
            direction: VerdictLine::direction(&analysis),
            fan: Fan::of(&analysis, view.place_of(depth), Chips::of_chart(view.chart)),
            tables,
            settings,
        }
    }

    /// The page's folder, from that of the built page.
    pub fn folder(&self) -> String {
        format!("p/{}/", self.preset.id)
    }

    /// What the page says, in one or two sentences.
    pub fn summary(&self) -> String {
        words::summary(self.preset.purpose, &self.verdict.sentence)
    }
}

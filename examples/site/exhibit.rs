//! One preset with everything that is shown of it.

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::preset::Preset;
use gradlens::scene::{Chips, Fan, Panel, Picture, Selection, Table, VerdictLine};
use gradlens::settings::Settings;

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
    /// The chart that the preset opens.
    pub chart: Panel,
    /// Of the fan and of the chart.
    pub tables: [Table; 2],
}

impl Exhibit {
    /// Computes the network of a preset.
    pub fn of(preset: &'static Preset) -> Self {
        let settings = preset.settings();
        let analysis = Analysis::of(&Network::from(&settings.recipe));
        let (view, depth) = (&settings.view, settings.recipe.depth);
        let selection = Selection {
            layer: view.layer_of(depth),
            ..Selection::default()
        };
        let id = Picture::of_chart(view.chart).id;
        Self {
            preset,
            link: link::encode(&settings),
            verdict: VerdictLine::of(&analysis),
            brief: VerdictLine::brief(&analysis),
            direction: VerdictLine::direction(&analysis),
            fan: Fan::of(&analysis, view.place_of(depth), Chips::of_chart(view.chart)),
            chart: Panel::of(&analysis, &selection, id),
            tables: [Fan::table(&analysis), Table::of(&analysis, &selection, id)],
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

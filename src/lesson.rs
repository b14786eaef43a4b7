//! A guided way through the subject: steps with a claim, something to look at, a question and
//! something to try, and a self-check at the end. Questions are made from the numbers of a network
//! and are answered by them; no browser here.

#![warn(clippy::disallowed_methods)]

mod ask;
mod measure;
mod notation;
mod number;
mod plan;
mod question;
mod quiz;

pub use notation::html;
pub use number::magnitude;
pub use plan::{Change, PARTS};
pub use question::{Answer, Question, Refusal, Tolerance, filled_with};
pub use quiz::{QuizItem, quiz_question};

use crate::analysis::Analysis;
use crate::preset::Preset;
use crate::scene::{AxisRange, PlainSpectra, Value};
use crate::settings::{Chart, Key, Settings, View};
use crate::words::lesson as words;
use ask::Network;
use plan::{PLANS, Plan};
use words::{Label, label};

/// So many steps; the self-check comes after them.
pub const STEP_COUNT: usize = PLANS.len();
/// So many questions has the self-check.
pub const QUIZ_LENGTH: usize = 8;

/// One step. Its texts may hold formulas between dollar signs, see [`html`].
#[derive(Clone, Copy)]
pub struct Step {
    number: usize,
    plan: &'static Plan,
}

impl Step {
    /// Step 1, 2, ...; `None` past the last one, where the self-check is.
    pub fn at(number: usize) -> Option<Self> {
        let plan = PLANS.get(number.checked_sub(1)?)?;
        Some(Self { number, plan })
    }

    /// One of its lines with this sign: `#` title, `.` claim, `=` formulas, `@` part of the page
    /// and what to look at there, `~` what to watch in a trial, `>` what to keep.
    pub fn line(self, sign: char, place: usize) -> Option<&'static str> {
        words::line(words::block(self.number - 1), sign, place)
    }

    /// The chart that shows it.
    pub fn chart(self) -> Chart {
        self.plan.chart
    }

    /// The scale of the chart on which it can be seen, where it is not the usual one.
    pub fn range(self) -> Option<AxisRange> {
        Some(self.plan.range).filter(|range| *range != AxisRange::default())
    }

    /// Whether a part of the page, by its id, would give the answer away.
    pub fn covers(self, id: &str) -> bool {
        self.plan.covers.contains(&id)
    }

    /// The question about a network that is known completely. `plain` holds the results of plain
    /// arithmetic for it, if known.
    ///
    /// # Errors
    /// Why this network cannot answer it.
    pub fn question(
        self,
        layer: usize,
        analysis: &Analysis,
        plain: Option<&PlainSpectra>,
    ) -> Result<Question, Refusal> {
        let network = Network::of((layer, analysis), plain)?;
        let found = (self.plan.ask)(&network)?;
        Ok(found.question(words::block(self.number - 1), &network.names(), ""))
    }

    /// Whether its question needs the results of plain arithmetic.
    pub fn needs_plain(self) -> bool {
        self.number == STEP_COUNT
    }

    /// The preset that shows it best.
    pub fn example(self) -> Option<&'static Preset> {
        Preset::from_id(self.plan.example.0)
    }

    /// The network of its example, and the view that shows it best, with this step open.
    pub fn example_settings(self) -> Settings {
        let preset = self.example().map(Preset::settings).unwrap_or_default();
        let view = View {
            layer: Some(self.plan.example.1.min(preset.recipe.depth)),
            chart: self.plan.chart,
            step: Some(self.number),
        };
        Settings {
            view: view.within(preset.recipe.depth),
            recipe: preset.recipe,
        }
    }

    /// What can be tried: those of its changes that change something, the best first.
    pub fn changes(self, settings: &Settings) -> impl Iterator<Item = Change> {
        let changes = self.plan.changes.into_iter();
        changes.filter(move |change| changed(settings, change) != *settings)
    }

    /// The number in which a trial is seen; `None` where there is none.
    pub fn measure(self, layer: usize, analysis: &Analysis) -> Option<Value> {
        let network = Network::of((layer, analysis), None).ok()?;
        (self.plan.measure)(&network)
    }

    /// That number before and after, as a sentence about layer `layer`.
    pub fn measured(self, layer: usize, numbers: [Option<Value>; 2]) -> String {
        let names = ask::Names {
            h: layer,
            depth: 0,
            act: "",
        };
        let name = self.line('%', 0).unwrap_or("");
        let texts =
            numbers.map(|number| number.map_or(label(Label::NoNumber).into(), question::shown));
        let told = filled_with(label(Label::Measured), &texts);
        question::filled(name, &[], &names, "") + &told
    }
}

/// Settings after a change.
pub fn changed(settings: &Settings, change: &[(Key, &str)]) -> Settings {
    let mut settings = settings.clone();
    for (key, text) in change {
        // Every text is allowed: a test of each change sees to it.
        let _ = settings.set(*key, text);
    }
    settings.view = settings.view.within(settings.recipe.depth);
    settings.canonical().0
}

/// The title and the claim of the self-check.
pub fn quiz_texts() -> [&'static str; 2] {
    ['#', '.'].map(|sign| words::line(words::block(STEP_COUNT), sign, 0).unwrap_or(""))
}

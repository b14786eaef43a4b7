//! A guided way through the subject: steps with a claim, something to look at, a question and
//! something to try, and a self-check at the end. Questions are made from the numbers of a network
//! and are answered by them; no browser here.

#![warn(clippy::disallowed_methods)]

mod ask;
#[cfg_attr(not(feature = "whole"), path = "lesson/law_nothing.rs")]
mod law;
#[cfg_attr(not(feature = "whole"), path = "lesson/learning_nothing.rs")]
mod learning;
mod measure;
mod notation;
mod number;
mod plan;
mod question;
mod quiz;

pub use ask::Further;
pub use notation::html;
pub use number::magnitude;
pub use plan::{Change, FAN, PARTS};
pub use question::{Answer, Question, Refusal, Tolerance, filled_with};
pub use quiz::{QuizItem, quiz_question};

use crate::analysis::Analysis;
use crate::preset::Preset;
use crate::scene::{Chips, Value};
use crate::settings::{Key, Settings, View};
use crate::words::lesson as words;
use ask::Network;
use plan::{Lens, PLANS, Plan};
use words::{Label, label};

/// So many steps; the self-check comes after them.
pub const STEP_COUNT: usize = PLANS.len();
/// So many questions has the self-check.
pub const QUIZ_LENGTH: usize = 8;

/// The number of the self-check in links.
const QUIZ: usize = 16;
/// The step with this number in links, where the gradient is guessed by hand.
const GUESS: usize = 3;
/// The steps about the law of wide networks.
const THEORY: [usize; 3] = [24, 25, 26];
/// The step about rounding.
const PLAIN: usize = 15;
/// The steps about a training.
const TRAINING: [usize; 3] = [21, 22, 23];

/// One step. Its texts may hold formulas between dollar signs, see [`html`].
#[derive(Clone, Copy)]
pub struct Step {
    place: usize,
    plan: &'static Plan,
}

/// The place of a number in links, 1..; past the steps is the self-check.
pub fn place_of(link: usize) -> usize {
    let place = PLANS.iter().position(|plan| plan.link == link);
    place.unwrap_or(STEP_COUNT) + 1
}

/// The number in links of a place, 1..; past the steps that of the self-check.
pub fn link_of(place: usize) -> usize {
    let plan = place.checked_sub(1).and_then(|at| PLANS.get(at));
    plan.map_or(QUIZ, |plan| plan.link)
}

/// The numbers in links of all steps, in their order.
pub fn links() -> impl Iterator<Item = usize> {
    PLANS.iter().map(|plan| plan.link)
}

impl Step {
    /// The step with this number in links; `None` for any other, where the self-check is.
    pub fn at(link: usize) -> Option<Self> {
        let place = place_of(link);
        let plan = PLANS.get(place - 1)?;
        Some(Self { place, plan })
    }

    /// Its place in the lesson, 1..
    pub fn place(self) -> usize {
        self.place
    }

    /// One of its lines with this sign: `#` title, `.` claim, `=` formulas, `@` part of the page
    /// and what to look at there, `:` what stands in place of a veiled verdict and of the sentence below
    /// it, `~` what to watch in a trial, `>` what to keep.
    pub fn line(self, sign: char, place: usize) -> Option<&'static str> {
        words::line(words::block(self.place - 1), sign, place)
    }

    /// What to watch while one of its changes is tried.
    pub fn watched(self, change: Change) -> Option<&'static str> {
        let place = self.plan.changes.iter().position(|one| *one == change);
        self.line('~', place.unwrap_or(0))
            .or_else(|| self.line('~', 0))
    }

    /// What the fan shows.
    pub fn chips(self) -> Chips {
        self.plan.chips
    }

    /// The lens when the step opens, if it was at `layer` before.
    pub fn layer(self, layer: Option<usize>, depth: usize) -> Option<usize> {
        match self.plan.lens {
            Lens::Input => None,
            Lens::Layer => layer.or(Some(depth.div_ceil(2))),
        }
    }

    /// Whether its question is answered by hand in the fan.
    pub fn is_guess(self) -> bool {
        self.plan.link == GUESS
    }

    /// Whether the fan would give the answer away, with its verdict.
    pub fn veils(self) -> bool {
        self.covers(FAN)
    }

    /// Whether a part of the page, by its id, would give the answer away.
    pub fn covers(self, id: &str) -> bool {
        self.plan.covers.contains(&id)
    }

    /// The question about a network that is known completely, and of which this is known besides.
    ///
    /// # Errors
    /// Why this network cannot answer it.
    pub fn question(
        self,
        layer: usize,
        analysis: &Analysis,
        further: Further<'_>,
    ) -> Result<Question, Refusal> {
        let network = Network::of((layer, analysis), further)?;
        let found = (self.plan.ask)(&network)?;
        Ok(found.question(words::block(self.place - 1), &network.names(), ""))
    }

    /// Whether its question needs the results of plain arithmetic.
    pub fn needs_plain(self) -> bool {
        self.plan.link == PLAIN
    }

    /// Whether its question needs what theory says.
    pub fn needs_theory(self) -> bool {
        THEORY.contains(&self.plan.link)
    }

    /// Whether its question is about the first steps of the training.
    pub fn needs_training(self) -> bool {
        TRAINING.contains(&self.plan.link)
    }

    /// The preset that shows it best.
    pub fn example(self) -> Option<&'static Preset> {
        Preset::from_id(self.plan.example.0)
    }

    /// The network of its example with its training, and the view that shows it best, with this step open.
    pub fn example_settings(self) -> Settings {
        let preset = self.example().map(Preset::settings).unwrap_or_default();
        let view = View {
            layer: Some(self.plan.example.1.min(preset.recipe.depth)).filter(|layer| *layer > 0),
            chart: preset.view.chart,
            course: preset.view.course,
            step: Some(self.plan.link),
            ..View::default()
        };
        Settings {
            view: view.within(preset.recipe.depth),
            recipe: preset.recipe,
        }
    }

    /// What can be tried: those of its changes that change something, the best first.
    pub fn changes(self, settings: &Settings) -> impl Iterator<Item = Change> {
        let changes = self.plan.changes.iter().copied();
        changes.filter(move |change| changed(settings, change) != *settings)
    }

    /// The number in which a trial is seen; `None` where there is none.
    pub fn measure(self, layer: usize, analysis: &Analysis, further: Further<'_>) -> Option<Value> {
        let network = Network::of((layer, analysis), further).ok()?;
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

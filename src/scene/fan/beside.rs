//! What stands beside the measurement: theory, other networks of the recipe, number formats.

mod formats;
mod seeds;
mod theory;

pub use formats::{FormatLine, FormatLines};
pub use seeds::{Limit, RibbonLine, SeedLines};
pub(in crate::scene) use theory::why;
pub use theory::{TheoryLines, layers_text};

use super::Fan;
use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::table::Table;
use crate::study::ensemble::Ensemble;
use crate::study::theory::Theory;
use crate::words::beside as words;

/// What is shown of it; each part is there only while its chip is on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// What theory says.
    pub theory: Option<TheoryLines>,
    /// What other networks do.
    pub seeds: Option<SeedLines>,
    /// Where number formats end.
    pub formats: Option<FormatLines>,
}

impl Beside {
    /// Every length that decides the frame, as log10; that a format ends does not.
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> + '_ {
        let theory = self.theory.iter().flat_map(TheoryLines::reach);
        theory.chain(self.seeds.iter().flat_map(SeedLines::reach))
    }

    /// The numbers of all of it.
    pub fn tables(&self, analysis: &Analysis) -> Vec<Table> {
        let theory = self.theory.as_ref().and_then(|lines| lines.table(analysis));
        let seeds = self.seeds.as_ref().and_then(SeedLines::table);
        let formats = self.formats.as_ref().map(|_| FormatLines::table(analysis));
        theory.into_iter().chain(seeds).chain(formats).collect()
    }

    /// What they say.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &String> {
        let theory = self.theory.iter().flat_map(|lines| &lines.sentences);
        let seeds = self.seeds.iter().flat_map(|lines| &lines.sentences);
        let formats = self.formats.iter().flat_map(|lines| &lines.sentences);
        theory.chain(seeds).chain(formats)
    }
}

impl Fan {
    /// Adds what theory says of the networks of a recipe; `None` where there is no recipe that draws this one.
    pub fn lay_theory(&mut self, theory: Option<&Theory>) {
        self.beside.theory = Some(TheoryLines::of(theory, self.depth, self.chips.directions));
        self.frame = self.wanted();
    }

    /// Adds what other networks of the recipe do, as far as they are known, of so many that are wanted; `None` where there is no
    /// recipe that draws this one.
    pub fn lay_seeds(&mut self, ensemble: Option<(&Ensemble, usize, Limit)>) {
        let shown = (self.depth, self.chips.directions);
        self.beside.seeds = Some(match ensemble {
            Some((all, wanted, limit)) => SeedLines::of(all, (wanted, limit), shown),
            None => SeedLines::untold(words::SEEDS_NOT_DRAWN),
        });
        self.frame = self.wanted();
    }

    /// Adds where number formats end.
    pub fn lay_formats(&mut self, analysis: &Analysis) {
        let lengths = source::gradients(analysis);
        self.beside.formats = Some(FormatLines::of(&lengths, self.start));
    }
}

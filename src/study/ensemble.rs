//! Many networks of one recipe.
//!
//! Network i has the seed of the recipe plus i, around the end of u32; network 0 is that of the page. Members may be computed
//! anywhere and arrive in any order.

use crate::analysis::{Analysis, Column, Passes, Spectrum};
use crate::network::wire::{Reader, Writer};
use crate::network::{Extended, Network};
use crate::settings::Recipe;

/// log10 of lengths: minus infinity is an exact zero, NaN is not known.
pub type Decades = Vec<f64>;

/// One network of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// ||dL/dz^(h)||, h = 0..=K.
    pub gradient: Decades,
    /// The chain, if it was computed.
    pub chain: Option<ChainEnds>,
}

/// The ends of the spectrum of P^(h), h = 0..K-1. A value that is not resolved is NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainEnds {
    /// sigma_1.
    pub first: Decades,
    /// The last value, sigma of min(H_h, H_K); minus infinity where the rank is less.
    pub last: Decades,
    /// The last value that is not 0; minus infinity where there is none.
    pub last_nonzero: Decades,
}

/// The recipe of network i.
pub fn member_recipe(recipe: &Recipe, index: u32) -> Recipe {
    Recipe {
        seed: recipe.seed.wrapping_add(index),
        samples: 1,
        ..recipe.clone()
    }
}

impl Member {
    /// The gradients of network i: two passes, K H^2, and where the loss points along the chain 20 K H^3 more.
    pub fn of(recipe: &Recipe, index: u32) -> Self {
        let network = Network::from(&member_recipe(recipe, index));
        let gradient = match network.needs_chain() {
            true => lengths(&Passes::of(network).outline()),
            false => Column::of(&network, 1.0, None)
                .lengths
                .into_iter()
                .map(decades)
                .collect(),
        };
        Self {
            gradient,
            chain: None,
        }
    }

    /// The same with the ends of the chain: a whole analysis.
    pub fn with_chain(recipe: &Recipe, index: u32) -> Self {
        let analysis = Analysis::of(&Network::from(&member_recipe(recipe, index)));
        let spectra = || analysis.chain.iter().map(|suffix| &suffix.spectrum);
        Self {
            gradient: lengths(&analysis),
            chain: Some(ChainEnds {
                first: spectra().map(|s| value(s, 0)).collect(),
                last: spectra()
                    .map(|s| value(s, s.values.len().wrapping_sub(1)))
                    .collect(),
                last_nonzero: spectra().map(last_nonzero).collect(),
            }),
        }
    }

    /// Whether no gradient reaches the input.
    pub fn is_dead(&self) -> bool {
        self.gradient.first() == Some(&f64::NEG_INFINITY)
    }

    /// As words; every bit is preserved.
    pub fn to_words(&self) -> Vec<u64> {
        let mut out = Writer::default();
        out.floats(&self.gradient);
        out.some(self.chain.as_ref(), |out, chain| {
            for decades in [&chain.first, &chain.last, &chain.last_nonzero] {
                out.floats(decades);
            }
        });
        out.into_words()
    }

    /// From words; `None` if they do not encode one.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader::of(words);
        let gradient = from.floats()?;
        let chain = |from: &mut Reader<'_>| {
            Some(ChainEnds {
                first: from.floats()?,
                last: from.floats()?,
                last_nonzero: from.floats()?,
            })
        };
        let chain = from.some(chain)?;
        let lengths = chain
            .iter()
            .flat_map(|c| [&c.first, &c.last, &c.last_nonzero]);
        let fits = lengths
            .into_iter()
            .all(|list| list.len() + 1 == gradient.len());
        (from.is_empty() && fits).then_some(Self { gradient, chain })
    }
}

/// log10 of a length; minus infinity of 0.
pub(super) fn decades(length: Extended) -> f64 {
    length.log10().unwrap_or(f64::NEG_INFINITY)
}

fn lengths(analysis: &Analysis) -> Decades {
    let layers = analysis.layers.iter().map(|layer| layer.gradient.output);
    let all = std::iter::once(analysis.input_gradient).chain(layers);
    all.map(decades).collect()
}

/// Value i of a spectrum.
fn value(spectrum: &Spectrum, i: usize) -> f64 {
    match spectrum.values.get(i) {
        Some(_) if i >= spectrum.rank => f64::NEG_INFINITY,
        Some(value) if i < spectrum.resolved => decades(*value),
        _ => f64::NAN,
    }
}

fn last_nonzero(spectrum: &Spectrum) -> f64 {
    match spectrum.rank {
        0 if spectrum.values.iter().all(|value| value.is_zero()) => f64::NEG_INFINITY,
        0 => f64::NAN,
        rank => value(spectrum, rank - 1),
    }
}

/// Three quantiles of numbers, NaN left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ribbon {
    /// 10 % are below.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// 90 % are below.
    pub high: f64,
    /// How many numbers there are.
    pub count: usize,
}

impl Ribbon {
    /// Of these numbers, minus infinity being the smallest; between two of them linearly. `None` without numbers.
    ///
    /// ```
    /// use gradlens::study::ensemble::Ribbon;
    /// let ribbon = Ribbon::of([5.0, 1.0, 3.0, f64::NAN]).unwrap();
    /// assert_eq!((ribbon.low, ribbon.median, ribbon.high, ribbon.count), (1.4, 3.0, 4.6, 3));
    /// ```
    pub fn of(numbers: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = numbers.into_iter().filter(|x| !x.is_nan()).collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            low: quantile(&sorted, 0.1)?,
            median: quantile(&sorted, 0.5)?,
            high: quantile(&sorted, 0.9)?,
            count: sorted.len(),
        })
    }
}

/// A quantile of ascending numbers.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let below = place.floor();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index"
    )]
    let index = below as usize;
    let low = *sorted.get(index)?;
    let rest = place - below;
    match sorted.get(index + 1) {
        Some(high) if rest > 0.0 && low.is_finite() => Some(low + rest * (high - low)),
        _ => Some(low),
    }
}

/// The members that are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ensemble {
    members: Vec<Option<Member>>,
}

impl Ensemble {
    /// Takes network i; one with a chain replaces one without.
    pub fn add(&mut self, index: u32, member: Member) {
        let index = index as usize;
        if self.members.len() <= index {
            self.members.resize(index + 1, None);
        }
        let place = &mut self.members[index];
        let knows_more = |old: &Member| old.chain.is_none() || member.chain.is_some();
        if place.as_ref().is_none_or(knows_more) {
            *place = Some(member);
        }
    }

    /// Network i, if it is there.
    pub fn member(&self, index: u32) -> Option<&Member> {
        self.members.get(index as usize)?.as_ref()
    }

    /// All members that are there, network 0 first.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().flatten()
    }

    /// How many are there.
    pub fn len(&self) -> usize {
        self.members().count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many are dead.
    pub fn dead(&self) -> usize {
        self.members().filter(|member| member.is_dead()).count()
    }

    /// The gradients at place h.
    pub fn gradient(&self, place: usize) -> Option<Ribbon> {
        Ribbon::of(
            self.members()
                .filter_map(|m| m.gradient.get(place).copied()),
        )
    }

    /// Of the members whose chain is known, one end of P^(h): `end` picks which.
    pub fn chain(&self, place: usize, end: fn(&ChainEnds) -> &Decades) -> Option<Ribbon> {
        let chains = self.members().filter_map(|member| member.chain.as_ref());
        Ribbon::of(chains.filter_map(|chain| end(chain).get(place).copied()))
    }
}

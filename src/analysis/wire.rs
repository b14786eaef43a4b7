//! Pieces of an analysis as words, so that they can travel between threads. Every bit is preserved.

use std::sync::Arc;

use super::assembly::Piece;
use super::layer::LayerSpectrum;
use super::plain::PlainSuffix;
use super::split::Decomposition;
use super::strip::Column;
use super::walk::{Suffixed, Way};
use super::{
    Analysis, Distribution, Enclosure, Image, Known, LayerGradient, LayerReport, Lens, Moment,
    Moments, SingularPair, Spectrum, State, Suffix, Verdict,
};
use crate::network::wire::{Reader, Writer};
use crate::network::{Extended, Extreme, IS_WHOLE, Normed};
use crate::settings::{Activation, LossKind};

impl Piece {
    /// The piece as words.
    pub fn to_words(&self) -> Vec<u64> {
        let mut out = Writer::default();
        match self {
            Self::Outline(outline) => {
                out.count(0);
                out.outline(outline);
            }
            Self::Layer(j, spectrum) => {
                out.count(1);
                out.count(*j);
                out.spectrum(&spectrum.jacobian);
                out.some(spectrum.weight_norm, Writer::number);
            }
            Self::WeightNorm(j, norm) => {
                out.count(4);
                out.count(*j);
                out.enclosure(*norm);
            }
            Self::ChainNorm(norm) => {
                out.count(7);
                out.enclosure(*norm);
            }
            Self::Suffix(found) => {
                out.count(2);
                out.count(found.way as usize);
                out.count(found.from_layer);
                out.numbers(&found.decomposition.values);
                out.floats(&found.decomposition.growth);
                out.flag(found.decomposition.is_absorbed);
                out.some(found.ends.as_deref(), |out, [first, last]| {
                    for pair in [first, last] {
                        out.floats(&pair.u);
                        out.floats(&pair.v);
                    }
                });
                out.some(found.lens.as_deref(), Writer::lens);
            }
            Self::Plain(suffix) => {
                out.count(3);
                out.count(suffix.from_layer);
                for values in [&suffix.f64, &suffix.f32] {
                    out.some(values.as_ref(), |out, values| out.numbers(values));
                }
            }
            Self::Batch(batch) => {
                out.count(6);
                out.batch(batch);
            }
            Self::Study(words) => {
                out.count(8);
                out.list(words.iter(), |out, word| out.word(*word));
            }
            Self::Column(number, column) => {
                out.count(5);
                out.count(*number);
                out.numbers(&column.lengths);
            }
        }
        out.into_words()
    }

    /// The piece of these words; `None` if they do not encode one.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader::of(words);
        let piece = match from.count()? {
            0 => Self::Outline(Arc::new(from.outline()?)),
            1 => Self::Layer(
                from.count()?,
                LayerSpectrum {
                    jacobian: from.spectrum()?,
                    weight_norm: from.some(Reader::number)?,
                },
            ),
            4 => Self::WeightNorm(from.count()?, from.enclosure()?),
            7 => Self::ChainNorm(from.enclosure()?),
            2 => Self::Suffix(from.suffix()?),
            3 => Self::Plain(PlainSuffix {
                from_layer: from.count()?,
                f64: from.some(Reader::numbers)?,
                f32: from.some(Reader::numbers)?,
            }),
            6 => Self::Batch(Box::new(from.batch()?)),
            5 => {
                let number = from.count()?;
                let lengths = from.numbers()?;
                Self::Column(number, Column { lengths })
            }
            8 => Self::Study(from.list(Reader::word)?),
            _ => return None,
        };
        from.is_empty().then_some(piece)
    }
}

impl Writer {
    fn spectrum(&mut self, spectrum: &Spectrum) {
        self.numbers(&spectrum.values);
        self.count(spectrum.rank);
        self.count(spectrum.resolved);
        self.floats(&spectrum.error_bounds);
        self.some(spectrum.dear, Self::enclosure);
    }

    fn enclosure(&mut self, norm: Enclosure) {
        self.number(norm.lower);
        self.number(norm.upper);
    }

    fn lens(&mut self, lens: &Lens) {
        lens.plane.iter().for_each(|column| self.floats(column));
        self.number(lens.start.0);
        self.float(lens.start.1);
        self.list(lens.images.iter(), |out, image| {
            for x in [image.first, image.along, image.across] {
                out.number(x);
            }
        });
    }

    fn outline(&mut self, outline: &Analysis) {
        self.counts(&outline.widths);
        self.some(outline.name.as_deref(), Self::text);
        self.number(outline.input_norm);
        self.some(outline.loss, Self::number);
        self.count(outline.loss_kind as usize);
        self.some(outline.extreme, |out, extreme| out.count(extreme as usize));
        self.some(outline.turn, Self::float);
        for layer in &outline.layers {
            self.count(layer.activation as usize);
            self.block(layer.block);
            self.norm(layer.norm.as_ref());
            self.numbers(&layer.pre_activations);
            let gradient = layer.gradient;
            let numbers = [
                layer.output_norm,
                layer.diag_norm,
                gradient.output,
                gradient.pre_activation,
                gradient.weight,
                gradient.mean_pre_activation,
                gradient.mean_weight,
            ];
            let spread = [layer.outputs, layer.slopes];
            let quantiles = spread.iter().flat_map(|one| one.quantiles);
            for x in numbers.into_iter().chain(quantiles) {
                self.number(x);
            }
            for moment in layer
                .moments
                .iter()
                .flat_map(|one| [one.mean, one.deviation])
            {
                self.number(moment.value);
                self.flag(moment.is_resolved);
            }
            self.count(layer.saturated);
            self.count(layer.dead);
            self.flag(gradient.is_resolved);
        }
        self.number(outline.input_gradient);
        self.flag(outline.input_gradient_is_resolved);
        for suffix in &outline.chain {
            self.spectrum(&suffix.spectrum);
        }
        self.sums(outline);
        let verdict = &outline.verdict;
        self.count(verdict.state as usize);
        self.some(verdict.decades, Self::float);
        self.some(verdict.per_layer, Self::float);
        self.some(verdict.first_bad_layer, Self::count);
    }
}

impl Writer {
    fn norm(&mut self, norm: Option<&Normed>) {
        if !IS_WHOLE {
            return;
        }
        self.some(norm, |out, norm| {
            out.numbers(norm.input.entries());
            out.numbers(norm.output.entries());
            out.number(norm.scale);
            out.number(norm.small);
            out.flag(norm.is_centred);
        });
    }
}

impl Reader<'_> {
    fn extreme(&mut self) -> Option<Extreme> {
        let extreme = self.flag()?;
        Some(if extreme {
            Extreme::Worst
        } else {
            Extreme::Best
        })
    }

    fn spectrum(&mut self) -> Option<Spectrum> {
        Some(Spectrum {
            values: self.numbers()?,
            rank: self.count()?,
            resolved: self.count()?,
            error_bounds: self.floats()?,
            dear: self.some(Self::enclosure)?,
        })
    }

    fn enclosure(&mut self) -> Option<Enclosure> {
        Some(Enclosure {
            lower: self.number()?,
            upper: self.number()?,
        })
    }

    fn suffix(&mut self) -> Option<Suffixed> {
        let pair = |from: &mut Self| {
            Some(SingularPair {
                u: from.floats()?,
                v: from.floats()?,
            })
        };
        Some(Suffixed {
            way: self.one_of(&Way::ALL)?,
            from_layer: self.count()?,
            decomposition: Decomposition {
                values: self.numbers()?,
                left: None,
                right: None,
                growth: self.floats()?,
                is_absorbed: self.flag()?,
            },
            ends: self.some(|from| Some(Box::new([pair(from)?, pair(from)?])))?,
            lens: self.some(|from| from.lens().map(Arc::new))?,
        })
    }

    fn lens(&mut self) -> Option<Lens> {
        let image = |from: &mut Self| {
            Some(Image {
                first: from.number()?,
                along: from.number()?,
                across: from.number()?,
            })
        };
        Some(Lens {
            plane: [self.floats()?, self.floats()?],
            start: (self.number()?, self.float()?),
            images: self.list(image)?,
        })
    }

    fn moments(&mut self) -> Option<Moments> {
        let moment = |from: &mut Self| {
            Some(Moment {
                value: from.number()?,
                is_resolved: from.flag()?,
            })
        };
        Some(Moments {
            mean: moment(self)?,
            deviation: moment(self)?,
        })
    }

    fn distribution(&mut self) -> Option<Distribution> {
        let mut quantiles = [Extended::NAN; 5];
        for quantile in &mut quantiles {
            *quantile = self.number()?;
        }
        Some(Distribution { quantiles })
    }

    #[expect(clippy::option_option, reason = "no words, or words for nothing")]
    fn norm(&mut self) -> Option<Option<Normed>> {
        if !IS_WHOLE {
            return Some(None);
        }
        self.some(|from| {
            let vector = |from: &mut Self| Some(from.numbers()?.into_iter().collect());
            let vectors = [vector(from)?, vector(from)?];
            let values = (from.number()?, from.number()?);
            Some(Normed::of(vectors, values, from.flag()?))
        })
    }

    fn layer(&mut self) -> Option<LayerReport> {
        let mut layer = LayerReport {
            activation: self.one_of(Activation::ALL)?,
            block: self.block()?,
            norm: self.norm()?,
            pre_activations: self.numbers()?,
            output_norm: self.number()?,
            jacobian: Spectrum::pending(),
            diag_norm: self.number()?,
            weight_norm: Extended::NAN,
            norm_slack: 0.0,
            bound: Extended::NAN,
            sup_bound: Extended::NAN,
            gradient: LayerGradient {
                output: self.number()?,
                pre_activation: self.number()?,
                weight: self.number()?,
                mean_pre_activation: self.number()?,
                mean_weight: self.number()?,
                is_resolved: true,
            },
            outputs: self.distribution()?,
            slopes: self.distribution()?,
            moments: [self.moments()?, self.moments()?],
            saturated: self.count()?,
            dead: self.count()?,
        };
        layer.gradient.is_resolved = self.flag()?;
        let is_there = !IS_WHOLE || layer.norm.is_some() == layer.block.norm().is_some();
        is_there.then_some(layer)
    }

    fn outline(&mut self) -> Option<Analysis> {
        let widths = self.counts()?;
        let depth = widths.len().checked_sub(1)?;
        let name = self.some(Self::text)?;
        Some(Analysis {
            known: Known::Gradients,
            name,
            input_norm: self.number()?,
            loss: self.some(Self::number)?,
            loss_kind: self.one_of(LossKind::ALL)?,
            extreme: self.some(Self::extreme)?,
            turn: self.some(Self::float)?,
            layers: (0..depth).map(|_| self.layer()).collect::<Option<_>>()?,
            input_gradient: self.number()?,
            input_gradient_is_resolved: self.flag()?,
            chain: (0..depth)
                .map(|from_layer| {
                    Some(Suffix {
                        from_layer,
                        spectrum: self.spectrum()?,
                        bound: Extended::NAN,
                        sup_bound: Extended::NAN,
                        norm_product: Extended::NAN,
                        slack: [0.0; 2],
                    })
                })
                .collect::<Option<_>>()?,
            end_to_end: None,
            lens: None,
            ties: self.ties()?,
            samples: if IS_WHOLE { self.count()? } else { 1 },
            batch: None,
            verdict: Verdict {
                state: self.one_of(&State::ALL)?,
                decades: self.some(Self::float)?,
                per_layer: self.some(Self::float)?,
                first_bad_layer: self.some(Self::count)?,
            },
            widths,
        })
    }
}

//! Pieces of an analysis as words of 64 bits, so that they can travel between threads. Every bit is
//! preserved.

use std::sync::Arc;

use super::assembly::Piece;
use super::layer::LayerSpectrum;
use super::plain::PlainSuffix;
use super::split::Decomposition;
use super::walk::{Suffixed, Way};
use super::{
    Analysis, Distribution, Known, LayerGradient, LayerReport, SingularPair, Spectrum, State,
    Suffix, Verdict,
};
use crate::network::{Extended, Extreme};
use crate::settings::Activation;

impl Piece {
    /// The piece as words.
    pub fn to_words(&self) -> Vec<u64> {
        let mut out = Writer(Vec::new());
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
                out.number(*norm);
            }
            Self::Suffix(found) => {
                out.count(2);
                out.count(found.way as usize);
                out.count(found.from_layer);
                out.numbers(&found.decomposition.values);
                out.floats(&found.decomposition.growth);
                out.count(usize::from(found.decomposition.is_absorbed));
                out.some(found.ends.as_deref(), |out, [first, last]| {
                    for pair in [first, last] {
                        out.floats(&pair.u);
                        out.floats(&pair.v);
                    }
                });
            }
            Self::Plain(suffix) => {
                out.count(3);
                out.count(suffix.from_layer);
                for values in [&suffix.f64, &suffix.f32] {
                    out.some(values.as_ref(), |out, values| out.numbers(values));
                }
            }
        }
        out.0
    }

    /// The piece of these words; `None` if they do not encode one.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader(words);
        let piece = match from.count()? {
            0 => Self::Outline(Arc::new(from.outline()?)),
            1 => Self::Layer(
                from.count()?,
                LayerSpectrum {
                    jacobian: from.spectrum()?,
                    weight_norm: from.some(Reader::number)?,
                },
            ),
            4 => Self::WeightNorm(from.count()?, from.number()?),
            2 => Self::Suffix(from.suffix()?),
            3 => Self::Plain(PlainSuffix {
                from_layer: from.count()?,
                f64: from.some(Reader::numbers)?,
                f32: from.some(Reader::numbers)?,
            }),
            _ => return None,
        };
        from.0.is_empty().then_some(piece)
    }
}

/// Words that are being written.
struct Writer(Vec<u64>);

impl Writer {
    fn count(&mut self, count: usize) {
        self.0.push(count as u64);
    }

    fn float(&mut self, x: f64) {
        self.0.push(x.to_bits());
    }

    fn floats(&mut self, list: &[f64]) {
        self.count(list.len());
        self.0.extend(list.iter().map(|x| x.to_bits()));
    }

    fn number(&mut self, x: Extended) {
        self.float(x.mantissa());
        self.0.push(x.exponent().cast_unsigned());
    }

    fn numbers(&mut self, list: &[Extended]) {
        self.count(list.len());
        for x in list {
            self.number(*x);
        }
    }

    fn some<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.count(usize::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn spectrum(&mut self, spectrum: &Spectrum) {
        self.numbers(&spectrum.values);
        self.count(spectrum.rank);
        self.count(spectrum.resolved);
        self.floats(&spectrum.error_bounds);
    }

    fn outline(&mut self, outline: &Analysis) {
        self.count(outline.widths.len());
        for width in &outline.widths {
            self.count(*width);
        }
        self.some(outline.name.as_deref(), |out, name| {
            out.count(name.len());
            out.0.extend(name.bytes().map(u64::from));
        });
        self.number(outline.input_norm);
        self.some(outline.loss, Self::number);
        self.some(outline.extreme, |out, extreme| out.count(extreme as usize));
        for layer in &outline.layers {
            self.count(layer.activation as usize);
            self.numbers(&layer.pre_activations);
            let gradient = layer.gradient;
            let numbers = [
                layer.output_norm,
                layer.diag_norm,
                gradient.output,
                gradient.pre_activation,
                gradient.weight,
            ];
            let spread = [layer.outputs, layer.slopes];
            let quantiles = spread.iter().flat_map(|one| one.quantiles);
            for x in numbers.into_iter().chain(quantiles) {
                self.number(x);
            }
            self.count(layer.saturated);
            self.count(layer.dead);
            self.count(usize::from(gradient.is_resolved));
        }
        self.number(outline.input_gradient);
        self.count(usize::from(outline.input_gradient_is_resolved));
        for suffix in &outline.chain {
            self.spectrum(&suffix.spectrum);
        }
        let verdict = &outline.verdict;
        self.count(verdict.state as usize);
        self.some(verdict.decades, Self::float);
        self.some(verdict.per_layer, Self::float);
        self.some(verdict.first_bad_layer, Self::count);
    }
}

/// Words that are still to be read; every method gives `None` if they end or mean nothing.
struct Reader<'a>(&'a [u64]);

impl Reader<'_> {
    fn word(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.word()?).ok()
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.count()? != 0)
    }

    fn extreme(&mut self) -> Option<Extreme> {
        let extreme = self.flag()?;
        Some(if extreme {
            Extreme::Worst
        } else {
            Extreme::Best
        })
    }

    fn float(&mut self) -> Option<f64> {
        Some(f64::from_bits(self.word()?))
    }

    fn number(&mut self) -> Option<Extended> {
        Some(Extended::new(self.float()?, self.word()?.cast_signed()))
    }

    /// A list preceded by its length; a length past the end of the words is refused before anything
    /// is allocated.
    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count().filter(|count| *count <= self.0.len())?;
        (0..count).map(|_| item(self)).collect()
    }

    fn floats(&mut self) -> Option<Vec<f64>> {
        self.list(Self::float)
    }

    fn numbers(&mut self) -> Option<Vec<Extended>> {
        self.list(Self::number)
    }

    #[expect(clippy::option_option, reason = "no words, or words for nothing")]
    fn some<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.count()? {
            0 => Some(None),
            _ => read(self).map(Some),
        }
    }

    fn spectrum(&mut self) -> Option<Spectrum> {
        Some(Spectrum {
            values: self.numbers()?,
            rank: self.count()?,
            resolved: self.count()?,
            error_bounds: self.floats()?,
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
            way: *Way::ALL.get(self.count()?)?,
            from_layer: self.count()?,
            decomposition: Decomposition {
                values: self.numbers()?,
                left: None,
                right: None,
                growth: self.floats()?,
                is_absorbed: self.count()? != 0,
            },
            ends: self.some(|from| Some(Box::new([pair(from)?, pair(from)?])))?,
        })
    }

    fn distribution(&mut self) -> Option<Distribution> {
        let mut quantiles = [Extended::NAN; 5];
        for quantile in &mut quantiles {
            *quantile = self.number()?;
        }
        Some(Distribution { quantiles })
    }

    fn layer(&mut self) -> Option<LayerReport> {
        let mut layer = LayerReport {
            activation: *Activation::ALL.get(self.count()?)?,
            pre_activations: self.numbers()?,
            output_norm: self.number()?,
            jacobian: Spectrum::pending(),
            diag_norm: self.number()?,
            weight_norm: Extended::NAN,
            bound: Extended::NAN,
            sup_bound: Extended::NAN,
            gradient: LayerGradient {
                output: self.number()?,
                pre_activation: self.number()?,
                weight: self.number()?,
                is_resolved: true,
            },
            outputs: self.distribution()?,
            slopes: self.distribution()?,
            saturated: self.count()?,
            dead: self.count()?,
        };
        layer.gradient.is_resolved = self.flag()?;
        Some(layer)
    }

    fn outline(&mut self) -> Option<Analysis> {
        let widths = self.list(Self::count)?;
        let depth = widths.len().checked_sub(1)?;
        let name = self.some(|from| {
            let bytes = from.list(|from| u8::try_from(from.word()?).ok())?;
            String::from_utf8(bytes).ok()
        })?;
        Some(Analysis {
            known: Known::Gradients,
            name,
            input_norm: self.number()?,
            loss: self.some(Self::number)?,
            extreme: self.some(Self::extreme)?,
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
                    })
                })
                .collect::<Option<_>>()?,
            end_to_end: None,
            verdict: Verdict {
                state: *State::ALL.get(self.count()?)?,
                decades: self.some(Self::float)?,
                per_layer: self.some(Self::float)?,
                first_bad_layer: self.some(Self::count)?,
            },
            widths,
        })
    }
}

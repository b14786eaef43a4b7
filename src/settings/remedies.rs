//! The rows of what keeps gradients alive, or shows whether it does: skips, norms, shared weights, several inputs.

use super::field::{Field, Group, Key, SAMPLES, SKIP, SLOPE, Values};
use super::names::{NORMS, PLACES, TIED};
use super::rows::{PLAIN, within};
use super::slider::Slider;
use super::text::{real, real_text, runs, runs_text, whole};
use super::{NormKind, Place, Tied};
use crate::words::settings as words;

pub(super) const SKIP_ROW: Field = Field {
    key: Key::Skip,
    name: "skip",
    label: words::SKIP[0],
    help: words::SKIP[1],
    values: Values::RealPerLayer(SKIP),
    group: Group::Remedies,
    symbol: "<i>s</i>",
    slider: Slider::Square(2.0),
    text: |s| runs_text(&s.recipe.skip.runs(s.recipe.depth), |skip| real_text(*skip)),
    set: |s, text| {
        s.recipe.skip = runs(text, |item| real(item, SKIP))?;
        Some(())
    },
    clamp: |s| within(&mut s.recipe.skip, s.recipe.depth, |skip| SKIP.clamp(skip)),
    ..PLAIN
};

pub(super) const NORM_ROW: Field = Field {
    key: Key::Norm,
    name: "norm",
    label: words::NORM[0],
    help: words::NORM[1],
    values: Values::ChoicePerLayer(NormKind::CHOICES),
    group: Group::Remedies,
    symbol: "<i>N</i>",
    others: NORMS,
    text: |s| {
        runs_text(&s.recipe.norm.runs(s.recipe.depth), |norm| {
            norm.name().into()
        })
    },
    set: |s, text| {
        s.recipe.norm = runs(text, NormKind::from_name)?;
        Some(())
    },
    clamp: |s| within(&mut s.recipe.norm, s.recipe.depth, |norm| norm),
    ..PLAIN
};

pub(super) const PLACE_ROW: Field = Field {
    key: Key::Place,
    name: "place",
    label: words::PLACE[0],
    help: words::PLACE[1],
    values: Values::ChoicePerLayer(Place::CHOICES),
    group: Group::Remedies,
    others: PLACES,
    text: |s| {
        runs_text(&s.recipe.place.runs(s.recipe.depth), |place| {
            place.name().into()
        })
    },
    set: |s, text| {
        s.recipe.place = runs(text, Place::from_name)?;
        Some(())
    },
    clamp: |s| within(&mut s.recipe.place, s.recipe.depth, |place| place),
    ..PLAIN
};

pub(super) const TIED_ROW: Field = Field {
    key: Key::Tied,
    name: "tied",
    label: words::TIED[0],
    help: words::TIED[1],
    values: Values::Choice(Tied::CHOICES),
    group: Group::Remedies,
    others: TIED,
    text: |s| s.recipe.tied.name().into(),
    set: |s, text| {
        s.recipe.tied = Tied::from_name(text)?;
        Some(())
    },
    ..PLAIN
};

pub(super) const SLOPE_ROW: Field = Field {
    key: Key::Slope,
    name: "slope",
    label: words::SLOPE[0],
    help: words::SLOPE[1],
    values: Values::Real(SLOPE),
    slider: Slider::Square(SLOPE.max),
    text: |s| real_text(s.recipe.slope),
    set: |s, text| {
        s.recipe.slope = real(text, SLOPE)?;
        Some(())
    },
    clamp: |s| {
        let slope = SLOPE.clamp(s.recipe.slope);
        std::mem::replace(&mut s.recipe.slope, slope) != slope
    },
    ..PLAIN
};

pub(super) const SAMPLES_ROW: Field = Field {
    key: Key::Samples,
    name: "samples",
    label: words::SAMPLES[0],
    help: words::SAMPLES[1],
    values: Values::Whole(SAMPLES),
    group: Group::Ends,
    text: |s| s.recipe.samples.to_string(),
    set: |s, text| {
        s.recipe.samples = whole(text, SAMPLES)?;
        Some(())
    },
    clamp: |s| {
        let samples = SAMPLES.clamp(s.recipe.samples);
        std::mem::replace(&mut s.recipe.samples, samples) != samples
    },
    ..PLAIN
};

//! The analysis as one JSON document, the same on the command line, on the page and for scripts: format version 1.
//!
//! ```text
//! { "gradlens_report": 1,
//!   "name": the network's name, or null,
//!   "link": the canonical link of the network and its view, or null for a network with explicit numbers,
//!   "depth": K, "widths": [H_0 ... H_K],
//!   "loss": { "kind": "unit" (any vector that does not depend on y*), "mse", "best", "worst", "cross-entropy" or "sum", "log10": of L; null for a
//!             direction or a sum, and for a loss of exactly zero,
//!             "turn": the angle in degrees to which dL/dy* is turned from u_1 of P^(0) in the plane of u_1 and of the dL/dy* of
//!                     this kind; null if it is not },
//!   "layers": [ for j = 1 ... K
//!     { "layer": j, "activation": its name in links, "log10_output_norm": of ||z^(j)||,
//!       "jacobian": singular values of J^(j), with "log10_mean": of their mean, "mean_resolved",
//!       "log10_diag_norm", "log10_weight_norm", "log10_bound": of ||diag[A']||, ||w^(j)|| and their product, with what a skip
//!                 and a norm add to it,
//!       "skip": s, only with a skip, "norm": only with a norm, { "kind", "place", "eps": as in a network file, "log10_scale": of
//!                 its divisor, "log10_small": of eps over the square of it, "log10_derivative_norm": of ||N'|| },
//!       "log10_sup_bound": of sup |A'| ||w^(j)||; "not finite" with a norm,
//!       "params": only of a leaky ReLU with another slope than the usual one, { "slope" },
//!       "moments": { "output": of the z_i, "slope": of the A'(a_i), each { "log10_mean": of the magnitude of the mean, "sign": -1, 0 or 1,
//!                 "mean_resolved", "log10_deviation": of the root of the mean squared distance from it, "deviation_resolved" } },
//!       "gradient": { "log10_output", "log10_preactivation", "log10_weight": of ||dL/dz^(j)||, ||dL/da^(j)|| (a before a norm), ||dL/dw^(j)||,
//!                     "log10_mean_weight": of the mean of |dL/dw_ik| over all weights of the layer,
//!                     "resolved": whether all of these are; otherwise they are upper estimates } } ],
//!   "log10_input_gradient": of ||dL/dz^(0)||, "input_gradient_resolved": whether it is,
//!   "chain": [ for h = 0 ... K-1
//!     { "from": h, singular values of P^(h), "log10_bound": of the product of the bounds of the layers h+1 ... K } ],
//!   "ties": only with shared weights ("w": "same", tied=1), for each group of layers
//!     { "layers": their numbers, "log10_weight": of || sum of dL/dw over these layers ||, Frobenius, the gradient of the weights that they
//!       share, "log10_parts": of the sum of the norms, "relative_error": an estimate from above, null if nothing is known, "resolved" },
//!   "batch": only with several inputs, { "count": N, "log10_loss": of the mean loss, or null,
//!     "layers": for j = 1 ... K { "layer", "log10_weight": of || mean over n of dL_n/dw^(j) ||, Frobenius, "log10_parts": of the mean of the norms,
//!               "relative_error", "resolved" },
//!     "places": for h = 0 ... K { "place", "log10_output": of the mean over n of ||dL_n/dz_n^(h)||, "log10_joint_output": of
//!               sqrt(sum over n of ||dL_n/dz_n^(h)||^2) / N, the gradient of the mean loss for all outputs there together, "resolved" } },
//!   "end_to_end": null, or { "first": { "u", "v" }, "last": { "u", "v" } or null where it is not resolved }: the singular vectors
//!                 of P^(0) for its largest and its smallest nonzero value, of length 1, P v = sigma u, the largest |u_i| positive,
//!   "verdict": { "state": "dead", "vanishing", "shrinking", "stable", "growing", "exploding", "not finite" or "not resolved",
//!                "decades": D = log10(||dL/dz^(0)|| / ||dL/dz^(K)||), at most that where the gradient at the input is not resolved,
//!                "per_layer": 10^(D/K), "first_bad_layer": where it went wrong first, for "dead" and "not finite" } }
//! ```
//!
//! Singular values are `"rank"`: how many are not exactly zero; `"resolved"`: how many leading ones are resolved, later ones are
//! upper estimates and never to be trusted; `"log10_singular_values"`: descending, exact zeros at the end.
//!
//! A network that is too large for spectra has in their place `"rank": null, "resolved": 0, "log10_singular_values": null,
//! "too_dear": true`, and what is known of the largest value: `"log10_norm"` with `"log10_norm_error"`, so that it lies within
//! log10_norm +- log10_norm_error; the error is null where only an upper bound is known, which `"log10_norm"` then is. Its
//! `"log10_weight_norm"` and bounds are upper ends: `"log10_bound_error"` says how much lower they may be, as a log10.
//!
//! All magnitudes are log10. `null` is an exact zero; the text `"not finite"` stands where there is no number.

#![warn(clippy::disallowed_methods)]

mod sums;
#[cfg(feature = "whole")]
pub mod training;

use crate::analysis::{
    Analysis, Enclosure, EndToEnd, IS_WHOLE, LayerReport, Moment, Moments, SingularPair, Spectrum,
    State, Suffix, Verdict,
};
use crate::json::Json;
use crate::network::Extended;

/// The report of an analysis; `link` is the canonical link when the network was drawn from a recipe.
pub fn of(analysis: &Analysis, link: Option<&str>) -> Json {
    let layers = analysis.layers.iter().enumerate();
    let mut members = vec![
        ("gradlens_report", 1.into()),
        ("name", Json::or_null(analysis.name.as_deref())),
        ("link", Json::or_null(link)),
        ("depth", analysis.layers.len().into()),
        ("widths", Json::list(analysis.widths.iter().copied())),
        ("loss", loss(analysis)),
        ("layers", Json::list(layers.map(layer))),
        ("log10_input_gradient", log10(analysis.input_gradient)),
        (
            "input_gradient_resolved",
            analysis.input_gradient_is_resolved.into(),
        ),
        ("chain", Json::list(analysis.chain.iter().map(suffix))),
        (
            "end_to_end",
            Json::or_null(analysis.end_to_end.as_ref().map(end_to_end)),
        ),
        ("verdict", verdict(&analysis.verdict)),
    ];
    if IS_WHOLE {
        members.extend(sums::of(analysis));
    }
    Json::of_members(&mut members)
}

/// Stands where there is no number.
const NOT_FINITE: &str = "not finite";

/// The decimal logarithm of a magnitude.
fn log10(value: Extended) -> Json {
    match value.log10() {
        None => Json::Null,
        Some(log10) if log10.is_nan() => NOT_FINITE.into(),
        Some(log10) => log10.into(),
    }
}

fn loss(analysis: &Analysis) -> Json {
    Json::object([
        ("kind", analysis.loss_kind.name().into()),
        ("log10", analysis.loss.map_or(Json::Null, log10)),
        ("turn", Json::or_null(analysis.turn)),
    ])
}

fn layer((j, report): (usize, &LayerReport)) -> Json {
    let gradient = &report.gradient;
    let mut members = vec![
        ("layer", (j + 1).into()),
        ("activation", report.activation.name().into()),
        ("log10_output_norm", log10(report.output_norm)),
        ("jacobian", jacobian(&report.jacobian)),
        ("log10_diag_norm", log10(report.diag_norm)),
        ("log10_weight_norm", log10(report.weight_norm)),
        ("log10_bound", log10(report.bound)),
        ("log10_sup_bound", log10(report.sup_bound)),
        (
            "gradient",
            Json::object([
                ("log10_output", log10(gradient.output)),
                ("log10_preactivation", log10(gradient.pre_activation)),
                ("log10_weight", log10(gradient.weight)),
                ("log10_mean_weight", log10(gradient.mean_weight)),
                ("resolved", gradient.is_resolved.into()),
            ]),
        ),
    ];
    let [outputs, slopes] = report.moments.map(moments);
    let both = Json::object([("output", outputs), ("slope", slopes)]);
    members.push(("moments", both));
    if let Some(slope) = report.other_slope() {
        members.push(("params", Json::object([("slope", slope.into())])));
    }
    if report.jacobian.dear.is_some() {
        members.push(("log10_bound_error", report.norm_slack.into()));
    }
    if let Some(skip) = report.block.skip() {
        members.push(("skip", skip.into()));
    }
    if let Some((norm, normed)) = report.block.norm().zip(report.norm.as_ref()) {
        let mut found = norm.to_members().to_vec();
        found.extend([
            ("log10_scale", log10(normed.scale)),
            ("log10_small", log10(normed.small)),
            ("log10_derivative_norm", log10(normed.operator_norm())),
        ]);
        members.push(("norm", Json::of_members(&mut found)));
    }
    Json::of_members(&mut members)
}

fn jacobian(spectrum: &Spectrum) -> Json {
    let mut members = singular_values(spectrum);
    if spectrum.dear.is_none() {
        let Moment { value, is_resolved } = spectrum.mean();
        members.extend([
            ("log10_mean", log10(value)),
            ("mean_resolved", is_resolved.into()),
        ]);
    }
    Json::of_members(&mut members)
}

fn moments(Moments { mean, deviation }: Moments) -> Json {
    let sign = match mean.value.mantissa() {
        x if x > 0.0 => 1.0,
        x if x < 0.0 => -1.0,
        _ => 0.0,
    };
    Json::object([
        ("log10_mean", log10(mean.value.abs())),
        ("sign", sign.into()),
        ("mean_resolved", mean.is_resolved.into()),
        ("log10_deviation", log10(deviation.value)),
        ("deviation_resolved", deviation.is_resolved.into()),
    ])
}

fn singular_values(spectrum: &Spectrum) -> Vec<(&'static str, Json)> {
    if let Some(norm) = spectrum.dear {
        return too_dear(norm);
    }
    let values = spectrum.values.iter().map(|value| log10(*value));
    vec![
        ("rank", spectrum.rank.into()),
        ("resolved", spectrum.resolved.into()),
        ("log10_singular_values", Json::list(values)),
    ]
}

/// In place of singular values: the largest one, between bounds.
fn too_dear(norm: Enclosure) -> Vec<(&'static str, Json)> {
    let half = norm.decades() / 2.0;
    let (middle, error) = match norm.upper.log10() {
        Some(upper) if half.is_finite() => ((upper - half).into(), half.into()),
        _ => (log10(norm.upper), Json::Null),
    };
    vec![
        ("rank", Json::Null),
        ("resolved", 0_usize.into()),
        ("log10_singular_values", Json::Null),
        ("too_dear", true.into()),
        ("log10_norm", middle),
        ("log10_norm_error", error),
    ]
}

fn suffix(suffix: &Suffix) -> Json {
    let mut members = vec![("from", suffix.from_layer.into())];
    members.extend(singular_values(&suffix.spectrum));
    members.push(("log10_bound", log10(suffix.bound)));
    if suffix.spectrum.dear.is_some() {
        members.push(("log10_bound_error", suffix.slack[0].into()));
    }
    Json::of_members(&mut members)
}

fn end_to_end(ends: &EndToEnd) -> Json {
    Json::object([
        ("first", pair(&ends.first)),
        ("last", Json::or_null(ends.last.as_ref().map(pair))),
    ])
}

fn pair(pair: &SingularPair) -> Json {
    let [u, v] = [&pair.u, &pair.v].map(|vector| Json::list(vector.iter().copied()));
    Json::object([("u", u), ("v", v)])
}

fn verdict(verdict: &Verdict) -> Json {
    let state = match verdict.state {
        State::Dead => "dead",
        State::Vanishing => "vanishing",
        State::Shrinking => "shrinking",
        State::Stable => "stable",
        State::Growing => "growing",
        State::Exploding => "exploding",
        State::NotFinite => "not finite",
        State::NotResolved => "not resolved",
    };
    Json::object([
        ("state", state.into()),
        ("decades", Json::or_null(verdict.decades)),
        ("per_layer", Json::or_null(verdict.per_layer)),
        ("first_bad_layer", Json::or_null(verdict.first_bad_layer)),
    ])
}

//! Gradients that are added: of shared weights, and of several inputs.

use super::log10;
use crate::analysis::{Analysis, Batch, SummedGradient};
use crate::json::Json;

/// The members of a report for what an analysis has of these.
pub(super) fn of(analysis: &Analysis) -> Vec<(&'static str, Json)> {
    let mut members = Vec::new();
    if !analysis.ties.is_empty() {
        let ties = analysis.ties.iter().map(|tie| {
            let layers = Json::list(tie.layers.iter().copied());
            summed(("layers", layers), &tie.gradient)
        });
        members.push(("ties", Json::list(ties)));
    }
    members.extend(
        analysis
            .batch
            .as_deref()
            .map(|found| ("batch", batch(found))),
    );
    members
}

fn summed(first: (&'static str, Json), sum: &SummedGradient) -> Json {
    let error = Some(sum.error).filter(|error| error.is_finite());
    Json::object([
        first,
        ("log10_weight", log10(sum.norm)),
        ("log10_parts", log10(sum.parts)),
        ("relative_error", Json::or_null(error)),
        ("resolved", sum.is_resolved.into()),
    ])
}

fn batch(batch: &Batch) -> Json {
    let layers = batch.weights.iter().zip(1_usize..);
    let layers = layers.map(|(sum, layer)| summed(("layer", layer.into()), sum));
    let places = batch.outputs.iter().zip(&batch.joint).enumerate();
    let places = places.map(|(h, (output, joint))| {
        let is_resolved = batch.is_resolved.get(h).copied().unwrap_or(false);
        Json::object([
            ("place", h.into()),
            ("log10_output", log10(*output)),
            ("log10_joint_output", log10(*joint)),
            ("resolved", is_resolved.into()),
        ])
    });
    Json::object([
        ("count", batch.count.into()),
        ("log10_loss", batch.loss.map_or(Json::Null, log10)),
        ("layers", Json::list(layers)),
        ("places", Json::list(places)),
    ])
}

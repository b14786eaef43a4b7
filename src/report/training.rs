//! A training as one JSON document: format version 1.
//!
//! ```text
//! { "gradlens_training_report": 1,
//!   "link": the canonical link of the network, the training and the view,
//!   "settings": { "data", "rule", "lr", "batch", "clip", "steps", ... } as in links; "before" too if the training has branched,
//!   "seed": everything random comes from it,
//!   "depth": K, "widths": [H_0 ... H_K],
//!   "interval": every how many steps there is a record; the latest step always has one,
//!   "records": [ steps ascending
//!     { "step": how many updates came before it, "loss": L on its batch, "accuracy": the share of right answers there, only with classes,
//!       "grad_w": ||dL/dw|| of layers 1 ... K, before clipping,
//!       "grad_z": for h = 0 ... K the mean over the batch of ||dl/dz^(h)||,
//!       "update_ratio": ||update|| / ||w|| of layers 1 ... K, null for weights that were all 0 before it; null in place of the list
//!                       for a step that was only looked at } ],
//!   "loss_all", "accuracy_all": on all rows after the latest step, null before any,
//!   "first_non_finite": what ended the training, { "step", "what": "weights", "outputs", "loss" or "gradients", "layer": null for the
//!                       loss }, or null }
//! ```
//!
//! `"records"` and `"first_non_finite"` are as in the results of `examples/train.rs`, which has more of each step. Numbers are plain and exact: the shortest decimal
//! that gives the same f64. The text `"not finite"` stands where there is no number.

use super::NOT_FINITE;
use crate::json::Json;
use crate::settings::{FIELDS, Field, Group, Key, Settings, Values, View};
use crate::study::training::{HistoryColumn, NonFinite, Session};

/// The report of a training as far as it is known; `link` is the canonical link of what is shown.
pub fn of(session: &Session, link: &str) -> Json {
    let (history, recipe, all) = (session.history(), session.recipe(), session.all());
    let settings = Settings {
        recipe: recipe.clone(),
        view: View {
            course: *session.course(),
            ..View::default()
        },
    };
    let fields = FIELDS.iter().filter(|field| field.group == Group::Training);
    let mut values: Vec<_> = fields
        .map(|field| (field.name, value(field, &settings)))
        .collect();
    if !settings.view.course.before.is_empty() {
        let before = Key::Before.field();
        values.push((before.name, value(before, &settings)));
    }
    Json::object([
        ("gradlens_training_report", 1.into()),
        ("link", link.into()),
        ("settings", Json::of_members(&mut values)),
        ("seed", f64::from(recipe.seed).into()),
        ("depth", history.depth().into()),
        ("widths", Json::list(recipe.widths())),
        ("interval", whole(history.interval())),
        ("records", Json::list(history.columns().map(record))),
        ("loss_all", all.map_or(Json::Null, |all| number(all.loss))),
        (
            "accuracy_all",
            Json::or_null(all.and_then(|all| all.accuracy)),
        ),
        (
            "first_non_finite",
            Json::or_null(history.ended().map(non_finite)),
        ),
    ])
}

/// A setting as in a link, a number as a number.
fn value(field: &Field, settings: &Settings) -> Json {
    let text = (field.text)(settings);
    match (field.values, text.parse::<f64>()) {
        (Values::Whole(_) | Values::Real(_), Ok(number)) => number.into(),
        _ => text.as_str().into(),
    }
}

fn record(column: &HistoryColumn) -> Json {
    let numbers = |numbers: &[f64]| Json::list(numbers.iter().map(|x| number(*x)));
    let ratios = column.update_ratios.iter();
    let ratios = Json::list(ratios.map(|ratio| ratio.map_or(Json::Null, number)));
    let mut members = vec![("step", whole(column.step)), ("loss", number(column.loss))];
    members.extend(column.accuracy.map(|share| ("accuracy", share.into())));
    members.extend([
        ("grad_w", numbers(&column.weight_gradients)),
        ("grad_z", numbers(&column.output_gradients)),
        (
            "update_ratio",
            if column.is_step { ratios } else { Json::Null },
        ),
    ]);
    Json::of_members(&mut members)
}

fn non_finite(bad: NonFinite) -> Json {
    Json::object([
        ("step", whole(bad.step)),
        ("what", bad.what.name().into()),
        ("layer", Json::or_null(bad.layer)),
    ])
}

fn number(number: f64) -> Json {
    match number.is_finite() {
        true => number.into(),
        false => NOT_FINITE.into(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of steps")]
fn whole(count: u64) -> Json {
    (count as f64).into()
}

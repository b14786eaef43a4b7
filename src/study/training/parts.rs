//! What another program needs to compute a training again.

use super::{BatchNorm, Batches, Plan, Rule, Session, Targets, Trainer};
use crate::json::Json;
use crate::settings::Place;

type Members = Vec<(&'static str, Json)>;

impl Trainer {
    /// The network as it is now, the data and the plan, as in a case ([`super::Case::from_json`]):
    ///
    /// ```text
    /// { "layers", "inputs", "loss", "targets" | "labels", "optimizer", "clip", "clip_eps", "batches" }
    /// ```
    ///
    /// Only shuffled batches are written otherwise, `{ "size", "seed" }`: [`Batches::Shuffled`] says what they are.
    /// Numbers are exact.
    pub fn parts(&self) -> Json {
        Json::of_members(&mut members(self))
    }
}

impl Session {
    /// The same before the first step; of a training that has branched also `"stretches"`, for each branch the step `"from"` which on its
    /// `"optimizer"`, `"clip"`, `"clip_eps"` and `"batches"` hold. Another kind of optimizer begins without a memory.
    pub fn parts(&self) -> Json {
        let (course, seed, rows) = (self.course(), self.recipe().seed, self.data().rows());
        let changes = std::iter::successors(course.change_after(0), |at| course.change_after(*at));
        let stretches = changes.map(|from| {
            #[expect(clippy::cast_precision_loss, reason = "a number of steps")]
            let mut members = vec![("from", Json::from(from as f64))];
            members.extend(plan(&course.plan(seed, from), rows));
            Json::of_members(&mut members)
        });
        let stretches: Vec<Json> = stretches.collect();
        let mut members = members(self.start());
        if !stretches.is_empty() {
            members.push(("stretches", Json::List(stretches)));
        }
        Json::of_members(&mut members)
    }
}

fn members(trainer: &Trainer) -> Members {
    let data = trainer.data();
    let (loss, key, targets) = match data.targets() {
        Targets::Values { numbers, width } => ("mse", "targets", rows(numbers, *width)),
        Targets::Classes(classes) => {
            let classes = Json::list(classes.iter().copied());
            ("cross-entropy", "labels", classes)
        }
    };
    let mut members = vec![
        ("layers", layers(trainer)),
        ("inputs", rows(data.all_inputs(), data.inputs())),
        ("loss", loss.into()),
        (key, targets),
    ];
    members.extend(plan(trainer.plan(), data.rows()));
    members
}

fn plan(plan: &Plan, rows: usize) -> Members {
    vec![
        ("optimizer", optimizer(plan.rule, plan.lr)),
        ("clip", Json::or_null(plan.clip.map(|clip| clip.limit))),
        ("clip_eps", plan.clip.map_or(0.0, |clip| clip.eps).into()),
        ("batches", batches(&plan.batches, rows)),
    ]
}

fn rows(numbers: &[f64], width: usize) -> Json {
    let rows = numbers.chunks_exact(width);
    Json::list(rows.map(|row| Json::list(row.iter().copied())))
}

fn layers(trainer: &Trainer) -> Json {
    let mut layers = trainer.network().layers_to_train();
    for (layer, norm) in layers.iter_mut().zip(&trainer.plan().batch_norms) {
        if let (Json::Object(fields), Some(norm)) = (layer, norm) {
            fields.push(("norm".to_owned(), batch_norm(norm)));
        }
    }
    Json::List(layers)
}

fn batch_norm(norm: &BatchNorm) -> Json {
    let place = match norm.place {
        Place::Before => "input",
        Place::Inside => "pre-activation",
        Place::After => "output",
    };
    Json::object([
        ("kind", "batch".into()),
        ("place", place.into()),
        ("eps", norm.eps.into()),
    ])
}

fn optimizer(rule: Rule, lr: f64) -> Json {
    let lr = ("lr", lr.into());
    match rule {
        Rule::Sgd => Json::object([("kind", "sgd".into()), lr]),
        Rule::Momentum { momentum } => Json::object([
            ("kind", "momentum".into()),
            lr,
            ("momentum", momentum.into()),
        ]),
        Rule::Adam {
            kept: [b1, b2],
            eps,
        } => Json::object([
            ("kind", "adam".into()),
            lr,
            ("beta1", b1.into()),
            ("beta2", b2.into()),
            ("eps", eps.into()),
        ]),
    }
}

fn batches(batches: &Batches, rows: usize) -> Json {
    match batches {
        Batches::Shuffled { size, seed } if *size < rows => {
            Json::object([("size", (*size).into()), ("seed", f64::from(*seed).into())])
        }
        Batches::All | Batches::Shuffled { .. } => "full".into(),
        Batches::Given(lists) => {
            Json::list(lists.iter().map(|list| Json::list(list.iter().copied())))
        }
    }
}

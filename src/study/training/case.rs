//! Cases: a training as a file, with a network in explicit numbers.

use super::{BatchNorm, Batches, Clip, Data, Plan, Rule, Targets};
use crate::json::{Json, member};
use crate::network::file::value::{kind, known_keys, list, numbers, within};
use crate::network::file::{json, layers_of};
use crate::network::{FileError, Layer, Network, Place};
use crate::settings::{INPUTS, WIDTH};
use crate::words::{files, training as words};

/// A training that a file describes.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The network before the first step; its own input and loss are those of the first row.
    pub network: Network,
    /// What it learns.
    pub data: Data,
    /// How.
    pub plan: Plan,
    /// How many steps.
    pub steps: u64,
    /// The steps that are written down; the last one is in any case.
    pub record: Vec<u64>,
}

type Fields<'a> = &'a [(String, Json)];

/// All keys; the last ones are results, and are not read.
const KEYS: [&str; 18] = [
    "gradlens_training",
    "name",
    "note",
    "layers",
    "inputs",
    "loss",
    "targets",
    "labels",
    "optimizer",
    "clip",
    "clip_eps",
    "batches",
    "steps",
    "record",
    "reference",
    "checks",
    "tolerance",
    "frames",
];

impl Case {
    /// The most steps.
    pub const MOST_STEPS: usize = 1_000_000;

    /// The case that a file describes; numbers are taken exactly as they are written.
    ///
    /// ```text
    /// { "gradlens_training": 1, "layers": [..] as in a network file, a norm may also be of the kind "batch",
    ///   "inputs": [[H_0 numbers] x N],
    ///   "loss": "mse", "targets": [[H_K numbers] x N]  |  "loss": "cross-entropy", "labels": [N classes from 0],
    ///   "optimizer": { "kind": "sgd", "lr": .. } | { "kind": "momentum", "lr": .., "momentum": .. }
    ///              | { "kind": "adam", "lr": .., "beta1": .., "beta2": .., "eps": .. },
    ///   "clip": c | null, "clip_eps": 0, "batches": "full" | [steps + 1 lists of rows from 0],
    ///   "steps": n, "record": [steps] }
    /// ```
    ///
    /// `clip`, `clip_eps`, `batches` and `record` may be missing, and so may the numbers of momentum (0.9) and Adam (0.9,
    /// 0.999, 1e-8). `name`, `note` and results (`reference`, `tolerance`, ...) are not read.
    ///
    /// # Errors
    /// One sentence for the first thing that is wrong; see [`Network::from_json`]. [`Case::run`] finds what does not fit
    /// together.
    pub fn from_json(text: &str) -> Result<Self, FileError> {
        let value = json(text)?;
        let Json::Object(case) = &value else {
            let problem = files::not_an_object(&kind(&value));
            return Err(FileError::new(words::CASE, problem));
        };
        check_version(case)?;
        known_keys(case, words::CASE, &[&KEYS[..], &["modes"]].concat())?;
        let (inputs, width) = rows(words::INPUTS, member(case, "inputs"))?;
        within("\"inputs\", row 1", width, INPUTS)?;
        let (layers, batch_norms) = layers(member(case, "layers"), width)?;
        let data = Data::of(inputs, width, targets(case)?)?;
        let steps = whole(words::STEPS, member(case, "steps"), [0, Self::MOST_STEPS])?;
        let (rule, lr) = optimizer(member(case, "optimizer"))?;
        let plan = Plan {
            rule,
            lr,
            clip: clip(case)?,
            batches: batches(member(case, "batches"), steps)?,
            batch_norms,
        };
        let network = Network {
            name: None,
            input: data.input(0).to_vec(),
            layers,
            loss: data.loss(0),
            turn: None,
            samples: Vec::new(),
        };
        let case = Self {
            network,
            data,
            plan,
            steps: steps as u64,
            record: record(member(case, "record"))?,
        };
        case.trainer().map(|_| case)
    }
}

fn check_version(case: Fields<'_>) -> Result<(), FileError> {
    let place = "\"gradlens_training\"";
    match member(case, "gradlens_training") {
        Some(Json::Number(1.0)) => Ok(()),
        Some(other) => Err(FileError::new(place, files::other_version(&kind(other), 1))),
        None => Err(FileError::new(place, words::no_version())),
    }
}

/// Layers as in a network file, and their batch norms.
fn layers(
    value: Option<&Json>,
    inputs: usize,
) -> Result<(Vec<Layer>, Vec<Option<BatchNorm>>), FileError> {
    let mut value = value.cloned();
    let mut norms = Vec::new();
    if let Some(Json::List(layers)) = &mut value {
        for (j, layer) in layers.iter_mut().enumerate() {
            norms.push(batch_norm(j + 1, layer)?);
        }
    }
    let layers = layers_of(value.as_ref(), inputs)?;
    if norms.iter().all(Option::is_none) {
        norms.clear();
    }
    Ok((layers, norms))
}

/// Takes the batch norm out of a layer; its place and eps are read as those of any norm.
fn batch_norm(at: usize, layer: &mut Json) -> Result<Option<BatchNorm>, FileError> {
    let Json::Object(fields) = layer else {
        return Ok(None);
    };
    let norm = fields.iter_mut().find(|(key, _)| key == "norm");
    let Some((_, norm)) = norm else {
        return Ok(None);
    };
    let is_batch = |norm: Fields<'_>| member(norm, "kind") == Some(&Json::from("batch"));
    let Json::Object(batch) = norm else {
        return Ok(None);
    };
    if !is_batch(batch) {
        return Ok(None);
    }
    let place = format!("{}, \"norm\"", files::layer(at));
    known_keys(batch, &place, &["kind", "place", "eps"])?;
    let mut found = BatchNorm::default();
    match member(batch, "place") {
        None | Some(Json::Null) => {}
        Some(given) => {
            let names = ["input", "pre-activation", "output"];
            let at = names.iter().position(|name| *given == Json::from(*name));
            found.place = at.map(|at| Place::ALL[at]).ok_or_else(|| {
                let problem = files::not_one_of(&kind(given), &names.join(", "));
                FileError::new(&format!("{place}, \"place\""), problem)
            })?;
        }
    }
    let place = format!("{place}, \"eps\"");
    found.eps = number(&place, member(batch, "eps"), Some(found.eps))?;
    *norm = Json::Null;
    Ok(Some(found))
}

/// The loss with what belongs to it.
fn targets(case: Fields<'_>) -> Result<Targets, FileError> {
    let one_of = ["mse", "cross-entropy"];
    let loss = name(words::LOSS, member(case, "loss"), &one_of)?;
    let [(key, place), (other, other_place)] = match loss {
        0 => [("targets", words::TARGETS), ("labels", words::LABELS)],
        _ => [("labels", words::LABELS), ("targets", words::TARGETS)],
    };
    if member(case, other).is_some() {
        let problem = words::other_loss(one_of[loss], place);
        return Err(FileError::new(other_place, problem));
    }
    let value = member(case, key);
    match loss {
        0 => rows(place, value).map(|(numbers, width)| Targets::Values { numbers, width }),
        _ => whole_numbers(place, value, WIDTH.max as usize - 1).map(Targets::Classes),
    }
}

fn optimizer(value: Option<&Json>) -> Result<(Rule, f64), FileError> {
    let Some(Json::Object(fields)) = value else {
        return Err(match value {
            Some(other) => FileError::new(words::OPTIMIZER, files::not_an_object(&kind(other))),
            None => FileError::new(words::OPTIMIZER, files::MISSING),
        });
    };
    let kinds = ["sgd", "momentum", "adam"];
    let found = name(words::KIND, member(fields, "kind"), &kinds)?;
    let keys: &[&str] = match found {
        0 => &["kind", "lr"],
        1 => &["kind", "lr", "momentum"],
        _ => &["kind", "lr", "beta1", "beta2", "eps"],
    };
    known_keys(fields, words::OPTIMIZER, keys)?;
    let get = |place, key, usual| number(place, member(fields, key), usual);
    let lr = get(words::LR, "lr", None)?;
    let rule = match found {
        0 => Rule::Sgd,
        1 => Rule::Momentum {
            momentum: get(words::MOMENTUM, "momentum", Some(0.9))?,
        },
        _ => Rule::Adam {
            kept: [
                get(words::BETA_1, "beta1", Some(0.9))?,
                get(words::BETA_2, "beta2", Some(0.999))?,
            ],
            eps: get(words::EPS, "eps", Some(1e-8))?,
        },
    };
    Ok((rule, lr))
}

fn clip(case: Fields<'_>) -> Result<Option<Clip>, FileError> {
    let eps = number(words::CLIP_EPS, member(case, "clip_eps"), Some(0.0))?;
    match member(case, "clip") {
        None | Some(Json::Null) => Ok(None),
        some => {
            let limit = number(words::CLIP, some, None)?;
            Ok(Some(Clip { limit, eps }))
        }
    }
}

fn batches(value: Option<&Json>, steps: usize) -> Result<Batches, FileError> {
    let lists = match value {
        None => return Ok(Batches::All),
        Some(Json::Text(text)) if text == "full" => return Ok(Batches::All),
        Some(Json::List(lists)) => lists,
        Some(other) => {
            let problem = words::not_allowed(&kind(other), words::FULL_OR_LISTS);
            return Err(FileError::new(words::BATCHES, problem));
        }
    };
    if lists.len() != steps + 1 {
        let problem = words::other_lists(lists.len(), steps);
        return Err(FileError::new(words::BATCHES, problem));
    }
    let lists = lists.iter().enumerate().map(|(step, list)| {
        let place = format!("{}, {}", words::BATCHES, words::step(step));
        whole_numbers(&place, Some(list), Data::MOST_ROWS)
    });
    Ok(Batches::Given(lists.collect::<Result<_, _>>()?))
}

fn record(value: Option<&Json>) -> Result<Vec<u64>, FileError> {
    match value {
        None | Some(Json::Null) => Ok(Vec::new()),
        some => {
            let steps = whole_numbers(words::RECORD, some, Case::MOST_STEPS)?;
            Ok(steps.into_iter().map(|step| step as u64).collect())
        }
    }
}

/// Rows of finite numbers of one width, one after the other, and the width.
fn rows(place: &str, value: Option<&Json>) -> Result<(Vec<f64>, usize), FileError> {
    let (mut all, mut width) = (Vec::new(), 0);
    for (at, value) in list(place, value)?.iter().enumerate() {
        let row = numbers(&format!("{place}, {}", files::row(at + 1)), Some(value))?;
        if at == 0 {
            width = row.len();
        }
        if row.len() != width || width == 0 {
            let problem = words::other_row(at + 1, row.len(), width.max(1));
            return Err(FileError::new(place, problem));
        }
        all.extend(row);
    }
    Ok((all, width))
}

/// A finite number; `usual` where there is none.
fn number(place: &str, value: Option<&Json>, usual: Option<f64>) -> Result<f64, FileError> {
    match (value, usual) {
        (Some(Json::Number(number)), _) => Ok(*number),
        (None, Some(usual)) => Ok(usual),
        (None, None) => Err(FileError::new(place, files::MISSING)),
        (Some(other), _) => Err(FileError::new(place, files::not_a_factor(&kind(other)))),
    }
}

/// Which of these names it is.
fn name(place: &str, value: Option<&Json>, names: &[&str]) -> Result<usize, FileError> {
    let found = names
        .iter()
        .position(|name| value == Some(&Json::from(*name)));
    found.ok_or_else(|| {
        let given = value.map_or(files::NOTHING.into(), kind);
        FileError::new(place, files::not_one_of(&given, &names.join(", ")))
    })
}

/// A whole number within limits.
fn whole(place: &str, value: Option<&Json>, [least, most]: [usize; 2]) -> Result<usize, FileError> {
    let Some(value) = value else {
        return Err(FileError::new(place, files::MISSING));
    };
    let found = match value {
        Json::Number(x) if x.fract() == 0.0 && *x >= 0.0 && *x <= f64::from(u32::MAX) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number below 2^32"
            )]
            let whole = *x as usize;
            Some(whole).filter(|whole| (least..=most).contains(whole))
        }
        _ => None,
    };
    found.ok_or_else(|| {
        let problem = words::not_allowed(&kind(value), &words::whole(least, most));
        FileError::new(place, problem)
    })
}

/// A list of whole numbers from 0 to `most`.
fn whole_numbers(place: &str, value: Option<&Json>, most: usize) -> Result<Vec<usize>, FileError> {
    let entries = list(place, value)?.iter().enumerate();
    let numbers = entries.map(|(at, entry)| {
        let place = format!("{place}, {}", files::number(at + 1));
        whole(&place, Some(entry), [0, most])
    });
    numbers.collect()
}

//! Trains networks, draws what became of them as SVG files, light and dark, in the sizes of the page and of phones, and
//! writes what is said about it.
//!
//! `cargo run --release --example training -- [folder]`; the folder is `out/training` where none is given.

mod pictures;

use std::error::Error;
use std::fs;
use std::path::Path;

use gradlens::analysis::Analysis;
use gradlens::chart::{draw_learned, draw_training};
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{
    ChainLines, ChainPoint, Learned, ModeCurves, Quantity, Training, TrainingChain, TrainingLook,
};
use gradlens::study::training::{DataSet, History, Learning, Plan, Rule, Session, Trainer};

/// A training: file name, link of the network, data, step size and number of steps.
struct Case {
    name: &'static str,
    link: &'static str,
    data: DataSet,
    rule: Rule,
    rate: f64,
    steps: u64,
}

const CASE: Case = Case {
    name: "",
    link: "",
    data: DataSet::Spiral,
    rule: Rule::Sgd,
    rate: 0.1,
    steps: 2000,
};

const CASES: &[Case] = &[
    Case {
        name: "sigmoid",
        link: "inputs=2&width=16~19,2",
        ..CASE
    },
    Case {
        name: "relu",
        link: "inputs=2&width=16~19,2&act=relu~19,linear&init=he-normal",
        rate: 0.03,
        ..CASE
    },
    Case {
        name: "tanh-10",
        link: "inputs=2&depth=10&width=16~9,2&act=tanh~9,linear&gain=1.4",
        data: DataSet::Circle,
        ..CASE
    },
    Case {
        name: "adam",
        link: "inputs=2&depth=5&width=16~4,2&act=tanh~4,linear",
        rule: Rule::ADAM,
        rate: 0.01,
        ..CASE
    },
    Case {
        name: "explode",
        link: "inputs=2&width=16~19,2&act=relu~19,linear&init=he-normal&gain=10",
        steps: 50,
        ..CASE
    },
    Case {
        name: "thrown",
        link: "inputs=2&depth=8&width=16~7,2&act=tanh~7,linear&gain=3",
        rate: 8.0,
        ..CASE
    },
    Case {
        name: "lr-0",
        link: "inputs=2&width=16~19,2&act=tanh",
        rate: 0.0,
        ..CASE
    },
    Case {
        name: "dead",
        link: "inputs=2&depth=12&width=16~11,2&act=relu~11,linear&init=he-normal&bias=1",
        ..CASE
    },
    Case {
        name: "depth-200",
        link: "inputs=2&depth=200&width=8~199,2&act=tanh",
        steps: 200,
        ..CASE
    },
    Case {
        name: "depth-1",
        link: "inputs=2&depth=1&width=2&act=linear",
        data: DataSet::Gauss,
        steps: 7,
        ..CASE
    },
    Case {
        name: "sine",
        link: "inputs=1&depth=4&width=16~3,1&act=tanh~3,linear",
        data: DataSet::Sine,
        steps: 4000,
        ..CASE
    },
    Case {
        name: "copy",
        link: "depth=12&width=16&act=tanh&gain=1.2",
        data: DataSet::Copy { width: 16 },
        rule: Rule::ADAM,
        rate: 0.003,
        ..CASE
    },
    Case {
        name: "copy-sigmoid",
        link: "depth=20&width=16",
        data: DataSet::Copy { width: 16 },
        ..CASE
    },
    Case {
        name: "copy-relu",
        link: "depth=10&width=16&act=relu&init=he-normal",
        data: DataSet::Copy { width: 16 },
        rate: 0.03,
        ..CASE
    },
    Case {
        name: "begin",
        link: "inputs=2&width=16~19,2",
        steps: 0,
        ..CASE
    },
];

/// Linear maps that are learned mode by mode: file name and link.
const MODES: [(&str, &str); 3] = [
    (
        "modes",
        "act=linear&data=teacher&start=0.001&lr=0.01&steps=2500",
    ),
    ("modes-own", "act=linear&data=teacher&lr=0.01&steps=600"),
    (
        "modes-edge",
        "act=linear&data=teacher&start=0.01&modes=3,1&lr=0.16&steps=120",
    ),
];

/// Width and height in CSS pixels.
const SIZES: [(u32, u32); 2] = [(1280, 480), (360, 520)];
/// Backend pixels per CSS pixel.
const RATIO: u32 = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| "out/training".into());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for case in CASES {
        let (trainer, history, chain) = trained(case)?;
        for quantity in Quantity::ALL {
            let look = TrainingLook {
                quantity,
                until: case.steps,
                layer: Some(7),
                ..TrainingLook::default()
            };
            let training = Training::of(&history, look);
            for size in SIZES {
                let name = format!("{}-{quantity:?}", case.name);
                pictures::write(folder, (&name, size, RATIO), |area, theme| {
                    draw_training(&training, area, theme).map(|_| ())
                })?;
            }
        }
        draw_chain(folder, case, (&history, chain))?;
        let middle = TrainingLook {
            at: Some(case.steps / 5),
            until: case.steps * 5 / 4,
            ..TrainingLook::default()
        };
        let training = Training::of(&history, middle);
        pictures::write(
            folder,
            (&format!("{}-middle", case.name), SIZES[0], RATIO),
            |area, theme| draw_training(&training, area, theme).map(|_| ()),
        )?;
        println!("{}\n  {}", case.name, training.description());
        println!(
            "  {}",
            Training::of(&history, TrainingLook::default()).description()
        );
        if let Some(learned) = Learned::of(trainer.data(), &trainer.sight(48)) {
            println!("  {}", learned.description());
            let name = format!("{}-learned", case.name);
            pictures::write(folder, (&name, (360, 360), RATIO), |area, theme| {
                draw_learned(&learned, area, theme)
            })?;
        }
    }
    for (name, link) in MODES {
        let session = session(link)?;
        let at = session.steps() / 2;
        let curves = ModeCurves::of(session.history(), session.course(), at);
        let learned = Learned::Modes(curves.ok_or("no linear map")?);
        println!("{name}\n  {}", learned.description());
        pictures::write(folder, (name, (280, 280), RATIO), |area, theme| {
            draw_learned(&learned, area, theme)
        })?;
    }
    Ok(())
}

/// The whole training of a link with three layers of 8 neurons that fit its data.
fn session(link: &str) -> Result<Session, Box<dyn Error>> {
    let mut settings = link::decode(&format!("v=1&depth=3&width=8&{link}")).0;
    let course = settings.view.course;
    for (key, text) in course.changes(&settings.recipe) {
        settings
            .set(key, &text)
            .map_err(|notice| notice.to_string())?;
    }
    let mut session = Session::of(settings.recipe, course)?;
    while let Some(portion) = session.next(u64::MAX / 2) {
        let mut trainer = course.trainer(session.recipe(), portion.from.step())?;
        let learning = Learning::of(portion, &mut trainer).ok_or("another training")?;
        let mut learning = learning.under(course.teacher(session.recipe()));
        session.take(
            std::iter::from_fn(|| Some(learning.go_on(&mut trainer, 100)))
                .find_map(|learned| learned)
                .ok_or("no end")?,
        );
    }
    Ok(session)
}

/// Trains a network; of a dead one no neuron of layer 4 ever answers.
fn trained(case: &Case) -> Result<(Trainer, History, Vec<ChainPoint>), Box<dyn Error>> {
    let recipe = link::decode(&format!("v=1&{}", case.link)).0.recipe;
    let mut network = Network::from(&recipe);
    if case.name == "dead" {
        network.layers[3].bias = Some(vec![-1e6; 16]);
    }
    let plan = Plan {
        rule: case.rule,
        lr: case.rate,
        ..Plan::default()
    };
    let mut history = History::new(network.layers.len(), plan.lr);
    let mut trainer = Trainer::of(&network, case.data.data(200, 1), plan)?;
    let mut chain = Vec::new();
    for step in 0..=case.steps {
        if step % case.steps.div_ceil(50).max(1) == 0 {
            network.layers = trainer.network().layers;
            let analysis = Analysis::of(&network);
            chain.push(ChainPoint::of(step, &analysis.chain[0].spectrum));
        }
        let record = match step == case.steps {
            true => trainer.look(),
            false => trainer.step(),
        };
        match record {
            Some(record) => history.take(record),
            None => break,
        }
    }
    if let Some(ended) = trainer.first_non_finite() {
        history.end(ended);
    }
    Ok((trainer, history, chain))
}

/// The pictures with the chain.
fn draw_chain(
    folder: &Path,
    case: &Case,
    (history, chain): (&History, Vec<ChainPoint>),
) -> Result<(), Box<dyn Error>> {
    let shown = chain.get(chain.len() * 2 / 3).copied();
    let look = TrainingLook {
        at: shown.map(|point| point.step),
        until: case.steps,
        ..TrainingLook::default()
    };
    let lines = TrainingChain::Lines(ChainLines::of(chain, shown));
    let training = Training::of(history, look).with_chain(lines);
    println!("  {}", training.chain_reading().unwrap_or_default());
    for size in SIZES {
        let name = format!("{}-chain", case.name);
        pictures::write(folder, (&name, size, RATIO), |area, theme| {
            draw_training(&training, area, theme).map(|_| ())
        })?;
    }
    Ok(())
}

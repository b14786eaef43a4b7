//! A page whose browser is imagined: workers that come late, die, fall silent, and a reader who edits.
#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    reason = "for several tests"
)]

mod page;

use std::collections::BTreeMap;
use std::rc::Rc;

use gradlens::analysis::{Analysis, Known, Piece};
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::settings::{Key, Recipe, Settings, View};
use gradlens::state::{
    Announced, Board, Command, Computation, Crew, DESK, Effect, Jobs, Model, Msg, Run, Task, Yield,
    update,
};

use crate::common::random::Draws;
pub use page::{OTHER, Page, START, answer_of, at_step};

/// Networks that the page computes by itself, and some that are for workers.
pub const LINKS: [&str; 8] = [
    "depth=1&width=1&act=linear",
    "depth=3&width=2&act=tanh",
    "depth=5&width=3&act=relu&init=he-normal",
    "depth=4&width=4&act=relu&init=zeros",
    "depth=2&width=45&act=tanh",
    "depth=3&width=40&act=sigmoid&gain=4",
    "depth=2&width=48&act=linear&init=orthogonal",
    "depth=200&width=2&act=linear&init=normal&gain=10",
];

pub fn recipe(text: &str) -> Recipe {
    link::decode(text).0.recipe
}

/// What each task of each network finds, computed once.
#[derive(Default)]
pub struct Found {
    pieces: BTreeMap<(String, Vec<u32>), Vec<Piece>>,
    truth: BTreeMap<String, Analysis>,
}

pub fn name_of(subject: &Subject) -> String {
    match subject {
        Subject::Recipe(recipe) => link::encode(&Settings {
            recipe: recipe.clone(),
            view: View::default(),
        }),
        Subject::File(network) => format!("file of {} layers", network.layers.len()),
    }
}

impl Found {
    fn pieces(&mut self, subject: &Subject, task: &Task) -> Vec<Piece> {
        let key = (name_of(subject), task.to_numbers());
        let found = self.pieces.entry(key).or_insert_with(|| {
            let mut computation = Computation::of_network(subject.network());
            computation.begin(Some(task.clone()));
            let mut found = Vec::new();
            loop {
                match computation.step() {
                    Yield::Piece(piece) => found.push(*piece),
                    Yield::Nothing => {}
                    Yield::Done => return found,
                }
            }
        });
        found.clone()
    }

    fn truth(&mut self, subject: &Subject) -> &Analysis {
        let name = name_of(subject);
        self.truth.entry(name).or_insert_with(|| {
            let mut analysis = Analysis::of(&subject.network());
            analysis.name = subject.name().map(Into::into);
            analysis
        })
    }
}

/// A worker as the browser has it, or the desk.
pub struct Hand {
    pub serial: u32,
    pub is_ready: bool,
    /// It has loaded the program and never says so, or says nothing any more.
    pub is_silent: bool,
    /// The job it is at, and what it has still to report.
    pub order: Option<(u32, Vec<Piece>)>,
}

/// A page whose browser is imagined.
pub struct World {
    pub model: Model,
    pub found: Found,
    pub draws: Draws,
    pub hands: Vec<Hand>,
    /// Messages that are on their way; each may come at any time, those of a worker in their order.
    pub late: Vec<Msg>,
    pub announced: Option<Announced>,
    pub now: f64,
    pub count: usize,
    pub seed: u64,
    /// Whether nothing more goes wrong.
    pub is_calm: bool,
}

impl World {
    pub fn of(seed: u64, workers: usize) -> Self {
        let desk = Hand {
            serial: DESK,
            is_ready: true,
            is_silent: false,
            order: None,
        };
        let mut world = Self {
            model: Model::of(Jobs::of(Crew::of(workers, true))),
            found: Found::default(),
            draws: Draws::from_seed(seed),
            hands: vec![desk],
            late: Vec::new(),
            announced: None,
            now: 0.0,
            count: 0,
            seed,
            is_calm: false,
        };
        world.take(Msg::Start(Box::new(link::read("v=1", None))));
        world
    }

    fn told(&self) -> String {
        format!("seed {}, message {}", self.seed, self.count)
    }

    pub fn take(&mut self, msg: Msg) {
        let mut waiting = vec![msg];
        while let Some(msg) = waiting.pop() {
            self.count += 1;
            let shown = format!("{msg:.40?}");
            for effect in update(&mut self.model, msg, self.now) {
                match effect {
                    Effect::Announce(announced) => self.announced = Some(announced),
                    Effect::Crew(command) => waiting.extend(self.command(command)),
                    _ => {}
                }
            }
            if waiting.is_empty() {
                self.hold(&shown);
            }
        }
    }

    fn command(&mut self, command: Command) -> Option<Msg> {
        let told = self.told();
        match command {
            Command::Hire(serial) => {
                assert!(
                    self.hands.iter().all(|hand| hand.serial != serial),
                    "{told}"
                );
                // Some cannot even be started.
                if !self.is_calm && self.draws.below(12) == 0 {
                    return Some(Msg::Lost(serial));
                }
                let is_silent = !self.is_calm && self.draws.below(12) == 0;
                self.hands.push(Hand {
                    serial,
                    is_ready: false,
                    is_silent,
                    order: None,
                });
            }
            Command::UseBlob => {}
            Command::Fire(serial) => self.hands.retain(|hand| hand.serial != serial),
            Command::Halt(serial) => {
                if let Some(hand) = self.hands.iter_mut().find(|hand| hand.serial == serial)
                    && let Some((job, pieces)) = hand.order.take()
                {
                    // It may have said something already.
                    let is_done = self.draws.below(2) == 0;
                    self.late.push(Msg::Heard {
                        serial,
                        job,
                        pieces,
                        is_done,
                    });
                }
            }
            Command::Give { serial, job, task } => {
                let hand = self.hands.iter_mut().find(|hand| hand.serial == serial);
                // One that could not be started is reported as lost already.
                let hand = hand?;
                assert!(hand.is_ready && hand.order.is_none(), "{told}");
                // A job that was dropped in the same update gets nothing.
                let subject = Rc::clone(&self.model.jobs.get(job)?.subject);
                let pieces = self.found.pieces(&subject, &task);
                hand.order = Some((job, pieces));
            }
        }
        None
    }

    /// What must hold after every message.
    fn hold(&mut self, after: &str) {
        let told = format!("{}, after {after}", self.told());
        let model = &self.model;
        assert!(
            model.jobs.is_consistent(),
            "{told}: computed for nobody, or waited for nobody"
        );
        if let Board::Notices(notices) = &model.board {
            assert!(!notices.is_empty(), "{told}");
        }
        let newest = model.store.newest().cloned();
        let is_current = newest
            .as_ref()
            .is_some_and(|one| *one.subject == *model.subject);
        assert_eq!(model.is_current(), is_current, "{told}");
        let all = [
            newest,
            model.store.knowing(Known::Layers).cloned(),
            model.store.complete().cloned(),
        ];
        for entry in all.into_iter().flatten() {
            let truth = self.found.truth(&entry.subject);
            assert_eq!(entry.analysis.widths, truth.widths, "{told}");
            assert_eq!(
                entry.analysis.input_gradient, truth.input_gradient,
                "{told}"
            );
            if entry.analysis.known == Known::Everything {
                assert_eq!(*entry.analysis, *truth, "{told}");
            }
        }
    }

    /// A worker or the desk reports a part of what it has found, or all of it.
    pub fn report(&mut self, at: usize) {
        let is_whole = self.is_calm || self.draws.below(3) == 0;
        let hand = &mut self.hands[at];
        if hand.is_silent {
            return;
        }
        if !hand.is_ready {
            hand.is_ready = true;
            let serial = hand.serial;
            return self.take(Msg::Ready(serial));
        }
        let Some((job, left)) = &mut hand.order else {
            return;
        };
        let count = match is_whole {
            true => left.len(),
            false => self.draws.below(left.len() + 1),
        };
        let rest = left.split_off(count);
        let pieces = std::mem::replace(left, rest);
        let is_done = left.is_empty();
        let (serial, job) = (hand.serial, *job);
        if is_done {
            hand.order = None;
        }
        self.take(Msg::Heard {
            serial,
            job,
            pieces,
            is_done,
        });
    }

    /// The reader does something.
    pub fn edit(&mut self) {
        let text = self.draws.pick(&LINKS);
        let msg = match self.draws.below(10) {
            0 => Msg::Set(Key::Layer, "1".into()),
            1 => Msg::Set(Key::View, "spectrum".into()),
            2 => Msg::Overlay(self.draws.below(2) == 0),
            3 => {
                let network = Network::from(&recipe("depth=7&width=3&act=tanh"));
                Msg::File(Box::new(network), "file".into())
            }
            4 => Msg::CloseFile,
            5 => Msg::Set(Key::Step, self.draws.pick(&["1", "8", "15", ""]).into()),
            6 => Msg::Set(Key::Depth, "no number".into()),
            _ => Msg::Host(link::decode(text).0, Vec::new()),
        };
        self.take(msg);
    }

    /// Something happens.
    pub fn happen(&mut self) {
        self.now += self.draws.uniform() * 40.0;
        let at = self.draws.below(self.hands.len());
        match self.draws.below(20) {
            0 | 1 => self.edit(),
            2 if self.draws.below(8) == 0 => self.take(Msg::StopOrGo),
            3 if at > 0 && self.draws.below(6) == 0 => {
                let serial = self.hands.remove(at).serial;
                self.take(Msg::Lost(serial));
            }
            4 if at > 0 && self.draws.below(10) == 0 => self.hands[at].is_silent = true,
            5 => self.take(Msg::Rest),
            6 => {
                self.take(Msg::News);
                let waits = self.draws.below(4) == 0;
                self.take(Msg::Drawn(waits));
            }
            7 => self.take(Msg::Leisure),
            8 if !self.late.is_empty() => {
                let late = self.late.swap_remove(self.draws.below(self.late.len()));
                self.take(late);
            }
            _ => self.report(at),
        }
    }

    /// Nothing more goes wrong, and everything comes to its end.
    pub fn come_to_rest(&mut self) {
        self.is_calm = true;
        for hand in &mut self.hands {
            hand.is_silent = false;
        }
        for _ in 0..400 {
            self.now += 300.0;
            for late in std::mem::take(&mut self.late) {
                self.take(late);
            }
            for at in 0..self.hands.len() {
                if at < self.hands.len() {
                    self.report(at);
                }
            }
            self.take(Msg::News);
            self.take(Msg::Drawn(false));
            self.take(Msg::Rest);
        }
        let told = self.told();
        let model = &self.model;
        assert!(!model.jobs.is_busy(), "{told}");
        match model.run {
            Run::Stopped => assert_eq!(self.announced, Some(Announced::Stopped), "{told}"),
            Run::Idle => {
                assert!(model.is_whole(), "{told}: the newest edit is not shown");
                assert_eq!(self.announced, Some(Announced::Ready), "{told}");
            }
            run => panic!("{told}: {run:?}"),
        }
    }
}

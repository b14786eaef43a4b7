//! A page whose browser is imagined: workers that come late, die, fall silent, and a reader who edits.
#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    reason = "for several tests"
)]

mod hold;
mod page;

use std::collections::BTreeMap;
use std::rc::Rc;

use gradlens::analysis::{Analysis, Piece};
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::scene::Chip;
use gradlens::settings::{Key, Recipe, Settings, View};
use gradlens::state::{
    Announced, Command, Computation, Crew, DESK, Effect, Jobs, Model, Msg, Run, Task, Taught,
    Yield, update,
};

use crate::common::random::Draws;
pub use page::{OTHER, Page, START, answer_of, at_step, pair_at};

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
    pieces: BTreeMap<(String, Vec<u64>), Vec<Piece>>,
    truth: BTreeMap<String, Analysis>,
}

pub fn name_of(subject: &Subject) -> String {
    match subject {
        Subject::Recipe(recipe) => link::encode(&Settings {
            recipe: recipe.clone(),
            view: View::default(),
        }),
        Subject::File(network) => format!("file of {} layers", network.layers.len()),
        Subject::Trained(trained) => {
            format!("{:?} {:?} {}", trained.recipe, trained.course, trained.at)
        }
    }
}

impl Found {
    fn pieces(&mut self, subject: &Subject, task: &Task) -> Vec<Piece> {
        let key = (name_of(subject), task.to_words());
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
    /// How often workers from a blob were asked for.
    pub blobs: usize,
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
            blobs: 0,
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
                    Effect::Announce(announced) => {
                        self.announced = Some(announced);
                        self.hold_announced(announced);
                    }
                    Effect::Progress(share) => {
                        assert!((0.0..=1.0).contains(&share), "{}: {share}", self.told());
                    }
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
            Command::UseBlob => self.blobs += 1,
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
                let at = self.hands.iter().position(|hand| hand.serial == serial);
                let at = at.unwrap_or_else(|| panic!("{told}: nobody has number {serial}"));
                assert!(self.hands[at].is_ready, "{told}: still starting");
                assert!(self.hands[at].order.is_none(), "{told}: busy");
                // A job that was dropped in the same update: a halt follows.
                let subject = self.model.jobs.get(job).map(|job| Rc::clone(&job.subject));
                let pieces = subject.map(|subject| self.found.pieces(&subject, &task));
                let pieces = self.mixed(serial, pieces.unwrap_or_default());
                self.hands[at].order = Some((job, pieces));
            }
        }
        None
    }

    /// What a worker says of what it has found: in any order, and sometimes not all of it.
    fn mixed(&mut self, serial: u32, mut pieces: Vec<Piece>) -> Vec<Piece> {
        if self.is_calm || serial == DESK {
            return pieces;
        }
        if self.draws.below(4) == 0 {
            for at in (1..pieces.len()).rev() {
                pieces.swap(at, self.draws.below(at + 1));
            }
        }
        if self.draws.below(12) == 0 {
            let left = self.draws.below(pieces.len() + 1);
            pieces.truncate(left);
        }
        pieces
    }

    /// A report of nobody, of no job, or of nothing.
    fn babble(&mut self) {
        let at = self.draws.below(self.hands.len());
        let (serial, own) = (self.hands[at].serial, self.hands[at].order.as_ref());
        let job = own.map_or(0, |(job, _)| *job);
        let gone = self.draws.below(1000) as u32;
        let pieces = self.found.pieces(&Subject::default(), &Task::outline());
        let heard = |serial, job, pieces, is_done| Msg::Heard {
            serial,
            job,
            pieces,
            is_done,
        };
        let msg = match self.draws.below(5) {
            0 => heard(serial, job, Vec::new(), false),
            1 => heard(serial, u32::MAX, pieces, true),
            2 => heard(u32::MAX - gone, job, Vec::new(), true),
            3 => Msg::Ready(u32::MAX - gone),
            _ => Msg::Lost(u32::MAX - gone),
        };
        self.take(msg);
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
        let msg = match self.draws.below(14) {
            10 => Msg::Lesson(match self.draws.below(5) {
                0 => Taught::Next,
                1 => Taught::Back,
                2 => Taught::Reveal,
                3 => Taught::Open,
                _ => Taught::Close,
            }),
            11 => match self.draws.below(3) {
                0 => Msg::Pin,
                1 => Msg::Unpin,
                _ => Msg::Swap,
            },
            12 => Msg::Reset,
            13 => Msg::Strip(24 * self.draws.below(3)),
            0 => Msg::Set(Key::Layer, "1".into()),
            1 => Msg::Set(Key::View, "spectrum".into()),
            2 => Msg::Chip(Chip::Plain),
            3 => {
                let network = Network::from(&recipe("depth=7&width=3&act=tanh"));
                Msg::File(Box::new(network), "file".into())
            }
            4 => Msg::CloseFile,
            5 => Msg::Set(Key::Step, self.draws.pick(&["1", "8", "15", ""]).into()),
            6 => Msg::Set(Key::Depth, "no number".into()),
            _ => Msg::Host(text.into()),
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
            9 if self.draws.below(4) == 0 => self.babble(),
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
                let missing = model.strip.missing();
                assert!(missing.is_none(), "{told}: the strip has gaps");
            }
            run => panic!("{told}: {run:?}"),
        }
    }
}

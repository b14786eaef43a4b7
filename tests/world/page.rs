//! A page whose desk does everything at once: nothing goes wrong, nothing waits, and there are no workers.

use std::rc::Rc;

use gradlens::analysis::Piece;
use gradlens::lesson::{Answer, Question, Step, link_of, place_of};
use gradlens::link;
use gradlens::scene::Value;
use gradlens::state::{
    Board, Command, Computation, Crew, Effect, Jobs, Model, Msg, Remark, Task, Taught, Yield,
    update,
};

use super::name_of;

/// A network in which every step of the lesson that is not about training has its question.
pub const START: &str = "v=1&depth=6&width=5&inputs=4&act=tanh&gain=1.2&seed=3&layer=3";
/// Another one.
pub const OTHER: &str = "v=1&depth=5&width=6&inputs=3&act=tanh&gain=0.8&seed=5&layer=2";

/// The same for the steps about training.
const TRAINED: &str =
    "v=1&depth=6&width=6~5,2&inputs=2&act=tanh~5,linear&gain=2&seed=3&layer=3&steps=30";
const OTHER_TRAINED: &str =
    "v=1&depth=5&width=5~4,2&inputs=2&act=tanh~4,linear&gain=0.8&seed=5&layer=2&steps=30";

/// Two networks for which a step has its question, opened there.
pub fn pair_at(step: usize) -> [String; 2] {
    // The next step is opened with them, too.
    let both = [step, link_of(place_of(step) + 1)];
    let is_trained = |step| Step::at(step).is_some_and(Step::needs_training);
    let pair = match both.into_iter().any(is_trained) {
        true => [TRAINED, OTHER_TRAINED],
        false => [START, OTHER],
    };
    pair.map(|link| format!("{link}&step={step}"))
}

/// The page of the first of them, with everything computed.
pub fn at_step(step: usize) -> Page {
    Page::settled(&pair_at(step)[0])
}

/// A right or wrong answer as a reader gives it.
pub fn answer_of(question: &Question, is_right: bool) -> String {
    match &question.answer {
        Answer::Choice { options, right } => {
            let other = (right + 1) % options.len();
            (if is_right { *right } else { other }).to_string()
        }
        Answer::Number { value, .. } => match (value, is_right) {
            (Value::Finite(log10), true) => format!("{:e}", 10_f64.powf(*log10)),
            (Value::Finite(log10), false) => format!("{:e}", 10_f64.powf(log10 + 1.5)),
            (_, is_right) => if is_right { "0" } else { "7" }.into(),
        },
    }
}

/// A page with a desk that waits until [`Page::settle`] lets it work.
pub struct Page {
    pub model: Model,
    pub now: f64,
    /// What the desk is to do.
    order: Option<(u32, Task)>,
    /// The job that the desk is at.
    at: Option<(u32, Computation)>,
    /// The tasks of trainings so far, as workers would get them.
    pub sent: Vec<Vec<u64>>,
}

impl Page {
    /// A page at an address; nothing is computed yet.
    pub fn at(address: &str) -> Self {
        let mut page = Self {
            model: Model::of(Jobs::of(Crew::of(0, false))),
            now: 0.0,
            order: None,
            at: None,
            sent: Vec::new(),
        };
        page.take(Msg::Start(Box::new(link::read(address, None))));
        page
    }

    /// The small program where it starts at an address.
    pub fn small_at(address: &str) -> Self {
        let mut page = Self {
            model: Model {
                is_small: true,
                ..Model::of(Jobs::of(Crew::of(0, false)))
            },
            now: 0.0,
            order: None,
            at: None,
            sent: Vec::new(),
        };
        page.take(Msg::Start(Box::new(link::read(address, None))));
        page.settle();
        page
    }

    /// The same with everything computed.
    pub fn settled(address: &str) -> Self {
        let mut page = Self::at(address);
        page.settle();
        page
    }

    /// Takes a message; the effects are all but those of the desk.
    pub fn take(&mut self, msg: Msg) -> Vec<Effect> {
        self.now += 1.0;
        let mut rest = Vec::new();
        for effect in update(&mut self.model, msg, self.now) {
            match effect {
                Effect::Crew(Command::Give { job, task, .. }) => self.order = Some((job, task)),
                Effect::Crew(Command::Halt(_)) => self.order = None,
                Effect::Crew(other) => panic!("there are no workers: {other:?}"),
                other => rest.push(other),
            }
        }
        rest
    }

    /// Takes a message, then lets everything be computed.
    pub fn do_and_settle(&mut self, msg: Msg) {
        self.take(msg);
        self.settle();
    }

    /// Shows what a link says, as the page around does.
    pub fn show(&mut self, text: &str) {
        self.take(Msg::Host(text.into()));
    }

    /// Lets the desk finish, and the page come to rest.
    pub fn settle(&mut self) {
        loop {
            while let Some((job, task)) = self.order.take() {
                let (serial, pieces) = (0, self.pieces(job, task));
                let is_done = true;
                self.take(Msg::Heard {
                    serial,
                    job,
                    pieces,
                    is_done,
                });
            }
            self.take(Msg::News);
            self.take(Msg::Drawn(false));
            if self.order.is_none() {
                self.take(Msg::Rest);
                assert!(self.order.is_none(), "a rest begins nothing");
                assert!(
                    !self.model.jobs.is_busy(),
                    "{}",
                    name_of(&self.model.subject)
                );
                return;
            }
        }
    }

    /// What the desk is to do.
    pub fn order(&self) -> Option<&Task> {
        self.order.as_ref().map(|(_, task)| task)
    }

    /// The desk cannot do what it was given.
    pub fn fail(&mut self) {
        let (job, _) = self.order.take().expect("an order");
        self.take(Msg::Heard {
            serial: 0,
            job,
            pieces: Vec::new(),
            is_done: true,
        });
    }

    /// One turn: the desk does what it was given, then everything is drawn.
    pub fn turn(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some((job, task)) = self.order.take() {
            let (serial, is_done) = (0, true);
            let pieces = self.pieces(job, task);
            effects = self.take(Msg::Heard {
                serial,
                job,
                pieces,
                is_done,
            });
        }
        effects.extend(self.take(Msg::News));
        effects.extend(self.take(Msg::Drawn(false)));
        effects
    }

    fn pieces(&mut self, job: u32, task: Task) -> Vec<Piece> {
        if self.at.as_ref().is_none_or(|(id, _)| *id != job) {
            let subject = Rc::clone(&self.model.jobs.get(job).expect("a job").subject);
            self.at = Some((job, Computation::of_network(subject.network())));
        }
        if task.is_study() {
            self.sent.push(task.to_words());
        }
        let (_, computation) = self.at.as_mut().expect("a computation");
        computation.begin(Some(task));
        let mut pieces = Vec::new();
        loop {
            match computation.step() {
                Yield::Piece(piece) => pieces.push(*piece),
                Yield::Nothing => {}
                Yield::Done => return pieces,
            }
        }
    }

    /// The link of what is shown.
    pub fn link(&self) -> String {
        link::encode(&self.model.settings().expect("no file"))
    }

    /// Something in the lesson, then everything is computed.
    pub fn teach(&mut self, taught: Taught) {
        self.do_and_settle(Msg::Lesson(taught));
    }

    /// Gives an answer; a wrong one twice, so that it counts.
    pub fn answer(&mut self, is_right: bool) -> String {
        let given = answer_of(&self.question(), is_right);
        for _ in 0..=usize::from(!is_right) {
            self.teach(Taught::Check(Some(given.clone())));
        }
        given
    }

    /// The question of the lesson.
    pub fn question(&self) -> Question {
        match self.model.lesson.question() {
            Some(Ok(question)) => question.clone(),
            other => panic!("{}: {other:?}", self.link()),
        }
    }

    /// Everything that the reader sees of a question and its answer.
    pub fn seen(&self) -> impl PartialEq + std::fmt::Debug + use<> {
        let lesson = &self.model.lesson;
        (
            lesson.question().cloned(),
            lesson.given().map(str::to_owned),
            lesson.remark(),
            lesson.about().to_owned(),
            (lesson.is_open(), lesson.is_unveiled()),
            (lesson.handle(), lesson.guess()),
        )
    }

    /// What the lesson says below the question.
    pub fn remark(&self) -> Remark {
        self.model.lesson.remark()
    }

    /// What the board says, as text.
    pub fn said(&self) -> String {
        match &self.model.board {
            Board::Empty => String::new(),
            Board::Sentence(sentence) => sentence.clone(),
            Board::Notices(notices) => notices.iter().map(ToString::to_string).collect(),
            Board::Refused(notice) => notice.to_string(),
        }
    }
}

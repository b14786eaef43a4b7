//! The reader's progress in the lesson: the question, its answer, and earlier answers.

use super::quiz::Quiz;
use crate::lesson::{Answer, Question, Refusal, Step, magnitude};
use crate::scene::Value;
use crate::words::lesson::{Label, are_there};

/// So many decades away from 1 a guess may be.
const FARTHEST: f64 = 999.0;

/// What is said below the question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remark {
    /// Nothing.
    #[default]
    None,
    /// Why there is no answer yet, or why the question is asked again.
    Note(Label),
    /// A wrong answer is left to be tried once more: this word, then the hint.
    Hint(Label),
    /// The answer with its reason, after this word.
    Answer(Label),
}

/// A question as it was answered, or tried.
#[derive(Clone, Debug, PartialEq)]
struct Tried {
    step: usize,
    question: Question,
    given: String,
    remark: Remark,
}

/// The current state of the lesson.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// The open step, 1..; past the steps is the self-check.
    step: Option<usize>,
    /// The question of the step, or why there is none; `None` while the numbers are computed.
    question: Option<Result<Question, Refusal>>,
    /// What was chosen or typed when it was answered.
    given: Option<String>,
    remark: Remark,
    /// The newest answer of each step, or the first try.
    answers: Vec<Tried>,
    /// The steps that have been answered once.
    opened: Vec<usize>,
    /// Whether there is no further try: there was one already, or an answer.
    is_last_try: bool,
    /// Where the reader has put the handle of the guess, as log10.
    guess: Option<f64>,
    /// The layer that a trial is about and its number before it, until the one after it is known.
    tried: Option<(usize, Option<Value>)>,
    /// The effect of a trial on the number, in the notation of the lesson.
    effect: String,
    /// Network and layer that the question is about, in words.
    about: String,
    /// The self-check.
    quiz: Quiz,
    /// Whether the question can be answered now: its numbers are those of the page.
    is_open: bool,
    /// The layer that was selected before a step selected one, and the one that it selected.
    lens: Option<[Option<usize>; 2]>,
}

impl Lesson {
    /// The open step, 1..; past the steps is the self-check; `None` if the lesson is closed.
    pub fn number(&self) -> Option<usize> {
        self.step
    }

    /// The layer that was selected before a step selected this one; this one itself if the reader has selected it.
    pub fn before(&self, selected: Option<usize>) -> Option<usize> {
        match self.lens {
            Some([before, put]) if put == selected => before,
            _ => selected,
        }
    }

    /// A step has selected a layer in place of another one.
    pub fn put_lens(&mut self, before: Option<usize>, put: Option<usize>) {
        self.lens = self.step.map(|_| [before, put]);
    }

    /// The open step; `None` in the self-check too.
    pub fn step(&self) -> Option<Step> {
        self.step.and_then(Step::at)
    }

    /// Whether the self-check is open.
    pub fn is_quiz(&self) -> bool {
        self.step.is_some_and(|step| Step::at(step).is_none())
    }

    /// The self-check.
    pub fn quiz(&self) -> &Quiz {
        &self.quiz
    }

    /// The question, or why there is none; `None` while the numbers are computed.
    pub fn question(&self) -> Option<&Result<Question, Refusal>> {
        self.question.as_ref()
    }

    /// What was chosen or typed when the question was answered.
    pub fn given(&self) -> Option<&str> {
        self.given.as_deref()
    }

    /// What is said below the question.
    pub fn remark(&self) -> Remark {
        self.remark
    }

    /// The effect of a trial, in the notation of the lesson; empty if nothing was tried.
    pub fn effect(&self) -> &str {
        &self.effect
    }

    /// What the question is about.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// Whether the question can be answered now.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The steps that have been answered once.
    pub fn opened(&self) -> &[usize] {
        &self.opened
    }

    /// These steps have been answered once.
    pub fn reopen(&mut self, steps: &[usize]) {
        self.opened.extend(steps);
    }

    /// Whether nothing is veiled: the step has been answered once, or nothing can be asked.
    pub fn is_unveiled(&self) -> bool {
        let step = self.step.unwrap_or(0);
        self.opened.contains(&step) || matches!(self.question, Some(Err(_)))
    }

    /// The step whose parts are veiled, if any.
    pub fn veil(&self) -> Option<Step> {
        self.step().filter(|_| !self.is_unveiled())
    }

    /// Where the handle of the guess is, as log10: at 1 until it is moved. `None` if there is none.
    pub fn handle(&self) -> Option<f64> {
        let is_there = self.veil().is_some_and(Step::is_guess);
        is_there.then(|| self.guess.unwrap_or(0.0))
    }

    /// Whether the handle has been moved.
    pub fn is_moved(&self) -> bool {
        self.guess.is_some()
    }

    /// The guess of the question that has been answered, as log10.
    pub fn guess(&self) -> Option<f64> {
        let is_guess = self.step().is_some_and(Step::is_guess);
        self.guess.filter(|_| is_guess && self.is_unveiled())
    }

    /// Moves the handle of the guess, as far as numbers go that people can read.
    pub fn move_handle(&mut self, to: f64) {
        if self.handle().is_some() && to.is_finite() {
            self.guess = Some(to.clamp(-FARTHEST, FARTHEST));
        }
    }

    /// Opens, closes or turns to a step; `seed` is that of the self-check. Returns whether the step
    /// has changed.
    pub fn turn_to(&mut self, step: Option<usize>, seed: u32) -> bool {
        let is_other = self.step != step;
        self.step = step;
        self.lens = self.lens.filter(|_| step.is_some());
        if is_other {
            self.question = None;
            self.forget_tries();
            self.tried = None;
            self.effect.clear();
            self.about.clear();
            self.is_open = false;
        }
        let is_new_quiz = self.is_quiz() && self.quiz.seed() != Some(seed);
        if is_new_quiz {
            self.quiz = Quiz::of(seed);
        }
        if self.is_quiz() && (is_other || is_new_quiz) {
            self.quiz.go_on();
            self.turn_quiz();
        }
        is_other
    }

    /// Other numbers are being computed: nothing can be answered until they are known, and an
    /// earlier reason for having no question does not apply to them.
    pub fn await_numbers(&mut self) {
        if self.step().is_some() {
            self.is_open = false;
            if matches!(self.question, Some(Err(_))) {
                self.question = None;
                self.about.clear();
            }
        }
    }

    /// The work is stopped: there is no question if its numbers are not known; `shown` names the
    /// network of the numbers that are shown.
    pub fn stop(&mut self, is_known: bool, shown: String) {
        if self.step().is_some() && (self.question.is_none() || !is_known) {
            self.about = shown;
            self.put(Err(Label::Stopped));
        }
    }

    /// Asks about the network as it is now; `about` names it. An earlier answer stays as long as
    /// the question is the same.
    pub fn ask(&mut self, question: Result<Question, Refusal>, about: String) {
        self.about = about;
        self.is_open = true;
        if self.question.as_ref() == Some(&question) {
            return;
        }
        self.put(question);
    }

    /// Asks a question. If it is the one that was answered or tried in this step, that is kept; if not, a note
    /// explains that the question is asked again.
    fn put(&mut self, question: Result<Question, Refusal>) {
        let step = self.step.unwrap_or(0);
        let guess = self.handle().and(self.guess);
        self.forget_tries();
        let before = self.answers.iter().find(|one| one.step == step);
        match (before, &question) {
            (Some(before), Ok(question)) if before.question == *question => {
                self.given = Some(before.given.clone());
                self.remark = before.remark;
                self.is_last_try = true;
            }
            (Some(_), Ok(_)) => self.remark = Remark::Note(Label::Again),
            _ => {}
        }
        self.guess = guess.or_else(|| magnitude(self.given.as_deref()?)?.log10());
        self.question = Some(question);
    }

    /// As if nothing had been tried.
    fn forget_tries(&mut self) {
        self.given = None;
        self.remark = Remark::None;
        self.is_last_try = false;
        self.guess = None;
    }

    /// The question, if it can be answered now.
    fn asked(&self) -> Option<&Question> {
        let question = self.question.as_ref().filter(|_| self.is_open)?;
        question.as_ref().ok()
    }

    /// Judges what was chosen or typed, or where the handle is. The first wrong answer gets a hint, the second
    /// one the answer. Returns whether it was right at once; `None` if it is not an answer, and then the remark
    /// explains what is missing, if there is one more try, or if nothing can be answered now.
    pub fn check(&mut self, given: Option<&str>) -> Option<bool> {
        let question = self.asked()?;
        let by_hand = self.guess.filter(|_| question.is_guess());
        let by_hand = by_hand.map(|log10| Value::Finite(log10).digits(2));
        let given = given.filter(|given| !given.trim().is_empty());
        let given = given.map(str::to_owned).or(by_hand).unwrap_or_default();
        let Some(is_right) = question.judge(&given) else {
            self.remark = Remark::Note(match question.answer {
                Answer::Choice { .. } => Label::Choose,
                Answer::Number { .. } if question.is_guess() => Label::Drag,
                Answer::Number { .. } => Label::Give,
            });
            return None;
        };
        let miss = question.miss(&given);
        let is_first = !std::mem::replace(&mut self.is_last_try, true);
        match (is_right, is_first) {
            (false, true) => {
                self.quiz.try_once();
                self.keep(Remark::Hint(miss), given);
                return None;
            }
            (true, _) => self.keep(Remark::Answer(Label::Right), given),
            (false, false) => self.keep(Remark::Answer(Label::Wrong), given),
        }
        Some(is_right && is_first)
    }

    /// Shows the answer to a reader who gives up. False if nothing can be answered now.
    pub fn reveal(&mut self) -> bool {
        let is_asked = self.asked().is_some();
        if is_asked {
            self.is_last_try = true;
            self.keep(Remark::Answer(Label::Shown), String::new());
        }
        is_asked
    }

    /// Says this below the question, and keeps it for the reader's return.
    fn keep(&mut self, remark: Remark, given: String) {
        self.remark = remark;
        self.given = Some(given.clone());
        let Some(question) = self.asked().cloned().filter(|_| !self.is_quiz()) else {
            return;
        };
        if question.is_guess() {
            self.guess = magnitude(&given).and_then(Value::log10);
        }
        let step = self.step.unwrap_or(0);
        if matches!(remark, Remark::Answer(_)) && !self.opened.contains(&step) {
            self.opened.push(step);
        }
        self.answers.retain(|one| one.step != step);
        self.answers.push(Tried {
            step,
            question,
            given,
            remark,
        });
    }

    /// A trial begins: its layer, and the number to watch before it.
    pub fn try_from(&mut self, layer: usize, before: Option<Value>) {
        self.tried = Some((layer, before));
    }

    /// The layer of a trial and the number before it, once; `None` if there is no trial.
    pub fn tried(&mut self) -> Option<(usize, Option<Value>)> {
        self.tried.take()
    }

    /// The network has changed: the effect of a trial on the previous one does not apply to it.
    pub fn forget_trial(&mut self) {
        self.tried = None;
        self.effect.clear();
    }

    /// Reports the effect of a trial.
    pub fn report(&mut self, effect: String) {
        self.effect = effect;
    }

    /// Whether a question of the self-check is still to be made.
    pub fn quiz_waits(&self) -> bool {
        self.is_quiz() && !self.quiz.is_made() && are_there()
    }

    /// Makes another question of the self-check, or tries to: some milliseconds.
    pub fn make_quiz(&mut self) {
        self.quiz.make();
        if self.question.is_none() {
            self.turn_quiz();
        }
    }

    /// Counts an answer of the self-check.
    pub fn count(&mut self, is_right: bool) {
        self.quiz.count(is_right);
        self.about = self.quiz.place();
        self.is_open = false;
    }

    /// To the next question of the self-check, or to the score.
    pub fn go_on(&mut self) {
        self.quiz.go_on();
        self.turn_quiz();
    }

    fn turn_quiz(&mut self) {
        self.about = self.quiz.place();
        self.is_open = true;
        self.question = None;
        self.forget_tries();
        self.is_last_try = self.quiz.is_tried();
        if !self.quiz.is_over()
            && let Some(question) = self.quiz.question()
        {
            self.question = Some(Ok(question));
        }
    }
}

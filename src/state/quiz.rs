//! Progress of the self-check. None of it is stored.

use crate::lesson::{QUIZ_LENGTH, Question, QuizItem, Step, filled_with, place_of, quiz_question};
use crate::words::lesson::{Label, label};

/// Questions as they are made, and how they were answered.
#[derive(Clone, Debug, Default)]
pub struct Quiz {
    seed: Option<u32>,
    made: Vec<QuizItem>,
    attempt: u32,
    answers: Vec<bool>,
    /// The present question, 0..
    at: usize,
    /// The question that had a wrong first answer last.
    tried: Option<usize>,
}

impl Quiz {
    /// The questions of a seed; none is made yet.
    pub fn of(seed: u32) -> Self {
        Self {
            seed: Some(seed),
            ..Self::default()
        }
    }

    /// The seed of the questions.
    pub fn seed(&self) -> Option<u32> {
        self.seed
    }

    /// Whether all questions are made.
    pub fn is_made(&self) -> bool {
        self.seed.is_none() || self.made.len() == QUIZ_LENGTH
    }

    /// One attempt at the next question: some milliseconds.
    pub fn make(&mut self) {
        let Some(seed) = self.seed else { return };
        match quiz_question(seed, self.made.len(), self.attempt) {
            Some(item) => {
                self.made.push(item);
                self.attempt = 0;
            }
            None => self.attempt += 1,
        }
    }

    /// The present question, if it is made.
    pub fn question(&self) -> Option<Question> {
        self.made.get(self.at).map(|item| item.question.clone())
    }

    /// The first answer to the present question was wrong.
    pub fn try_once(&mut self) {
        self.tried = Some(self.at);
    }

    /// Whether it was.
    pub fn is_tried(&self) -> bool {
        self.tried == Some(self.at)
    }

    /// Counts the answer to the present question.
    pub fn count(&mut self, is_right: bool) {
        if !self.is_answered() {
            self.answers.push(is_right);
        }
    }

    /// Whether the present question has been answered.
    pub fn is_answered(&self) -> bool {
        self.answers.len() > self.at
    }

    /// To the next question, or to the score, once the present one is answered.
    pub fn go_on(&mut self) {
        if self.is_answered() {
            self.at += 1;
        }
    }

    /// Whether all have been answered and left.
    pub fn is_over(&self) -> bool {
        self.at == QUIZ_LENGTH
    }

    /// "Question 3 of 8, 2 right so far."
    pub fn place(&self) -> String {
        let is_over = self.is_over();
        self.filled(if is_over { Label::Score } else { Label::Place })
    }

    /// The score, and for each question whether it was right and which step it comes from:
    /// (is_right, its place, title).
    pub fn score(&self) -> (String, Vec<(bool, usize, &'static str)>) {
        let answers = self.made.iter().zip(&self.answers);
        let rows = answers.map(|(item, is_right)| {
            let title = Step::at(item.step).and_then(|step| step.line('#', 0));
            (*is_right, place_of(item.step), title.unwrap_or(""))
        });
        (self.filled(Label::Score), rows.collect())
    }

    fn filled(&self, template: Label) -> String {
        let right = self.answers.iter().filter(|is_right| **is_right).count();
        let numbers = [self.at + 1, QUIZ_LENGTH, right].map(|number| number.to_string());
        filled_with(label(template), &numbers)
    }
}

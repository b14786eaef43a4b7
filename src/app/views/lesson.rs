//! The lesson beside the pictures: one step at a time, or the self-check. The `lesson` module makes
//! its texts and questions; `state` keeps the reader's progress.

mod handle;
mod paper;
mod veil;

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDetailsElement, HtmlElement, HtmlInputElement};

use crate::app::browser::written::Sheet;
use crate::app::browser::{document, parts};
use crate::lesson::{STEP_COUNT, html, place_of, quiz_texts};
use crate::scene::Value;
use crate::state::{self, Model, Msg, Remark, has_example, has_fit, has_others, trial};
use crate::words::lesson::{Label, label};
use veil::{cover, fold_of, reveal};

pub use handle::{FARTHER, Handle};
pub use veil::see;

/// The lesson in the page.
pub struct Lesson {
    document: Document,
    texts: Sheet,
    /// The guess as it was last written into the form.
    guess: RefCell<String>,
}

impl Lesson {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            document: document.clone(),
            texts: Sheet::of(document, "lesson-"),
            guess: RefCell::default(),
        }
    }

    fn hide(&self, name: &str, is_hidden: bool) {
        if let Some(element) = self.texts.element(name) {
            document::set_hidden(&element, is_hidden);
        }
    }

    fn focus(&self, name: &str) {
        if let Some(element) = self.texts.element(name) {
            // Refused only for elements that cannot have the focus.
            let _ = element.focus();
        }
    }

    /// What has been chosen or typed.
    pub fn given(&self) -> Option<String> {
        let form = self.texts.element("form")?;
        let input = form.query_selector("input:checked, input[inputmode]");
        let input = input.ok()??.dyn_into::<HtmlInputElement>().ok()?;
        Some(input.value())
    }

    /// Leads back from the pictures to the question.
    pub fn return_to_question(&self) -> Option<Msg> {
        self.focus("title");
        None
    }

    /// Shows the lesson as it is now.
    pub fn show(&self, model: &Model) {
        let lesson = &model.lesson;
        let is_answered = self.show_question(lesson);
        let is_open = lesson.is_unveiled();
        let step = lesson.step();
        let (is_any, had_focus) = cover(&self.document, lesson.veil());
        self.hide("covers", !is_any);
        if had_focus {
            self.focus("title");
        }
        self.hide("after", step.is_none() || !is_open);
        let quiz = lesson.quiz();
        let is_quiz = lesson.is_quiz();
        self.hide("more", !is_quiz || !quiz.is_answered());
        self.hide("others", !is_quiz || !quiz.is_over() || !has_others(model));
        let is_asked = matches!(lesson.question(), Some(Ok(_)));
        let next = match is_asked && !is_open && step.is_some() {
            true => Label::Skip,
            false => Label::Next,
        };
        self.texts.html("next", label(next));
        self.hide("example", !has_example(model));
        self.hide("fit", !has_fit(model));
        self.show_trial(model);
        // What is to be kept in mind, then at least the answer.
        for part in ["after", "feedback"].into_iter().filter(|_| is_answered) {
            if let Some(part) = self.texts.element(part) {
                reveal(&part);
            }
        }
    }

    /// Writes question, answer and what is said about it; returns whether an answer has just been given.
    fn show_question(&self, lesson: &state::Lesson) -> bool {
        self.texts
            .html("about", &crate::scene::escaped(lesson.about()));
        let question = lesson.question();
        let form = match question {
            Some(Ok(question)) => paper::question(question),
            Some(Err(reason)) => paper::refusal(*reason),
            None if lesson.is_quiz() && lesson.quiz().is_over() => paper::score(lesson.quiz()),
            None => paper::refusal(Label::Pending),
        };
        let is_new = self.texts.html("question", &form);
        if let Some(fields) = self.texts.element("question") {
            // Fails for invalid names only.
            let _ = fields.toggle_attribute_with_force("disabled", !lesson.is_open());
        }
        if is_new {
            self.guess.take();
        }
        if is_new && let Some(given) = lesson.given() {
            self.fill(given);
        }
        let asked = question.and_then(|question| question.as_ref().ok());
        if let Some(guess) = lesson.handle().filter(|_| lesson.is_moved()) {
            let text = Value::Finite(guess).digits(2);
            if self.guess.replace(text.clone()) != text {
                self.fill(&text);
            }
        }
        let said = (lesson.remark(), lesson.given().unwrap_or(""));
        let remark = paper::remark(asked, said);
        let is_said = self.texts.html("feedback", &remark);
        let is_answer = matches!(lesson.remark(), Remark::Answer(_) | Remark::Hint(_));
        self.texts.html("effect", &html(lesson.effect()));
        is_said && !is_new && is_answer
    }

    /// Restores the answer that was given before.
    fn fill(&self, given: &str) {
        let Some(form) = self.texts.element("form") else {
            return;
        };
        let Ok(inputs) = form.query_selector_all("input") else {
            return;
        };
        for i in 0..inputs.length() {
            let input = inputs
                .item(i)
                .and_then(|node| node.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { continue };
            match input.type_() == "radio" {
                true => input.set_checked(input.value() == given),
                false => input.set_value(given),
            }
        }
    }

    /// The change that can be tried here.
    fn show_trial(&self, model: &Model) {
        let change = trial(model);
        let active = self.document.active_element();
        if change.is_none() && active.is_some_and(|active| active.id() == "lesson-try") {
            // The button is removed once it has no purpose.
            self.focus("next");
        }
        self.hide("try", change.is_none());
        self.texts
            .html("try", &change.map_or(String::new(), paper::change));
        let watched = model.lesson.step().zip(change);
        let watched = watched.and_then(|(step, change)| step.watched(change));
        self.texts
            .html("watch", &watched.map_or(String::new(), html));
    }

    /// Another step is open, or none: writes what does not depend on the network.
    pub fn turn(&self, lesson: &state::Lesson) {
        self.mark(lesson);
        let number = lesson.number().unwrap_or(0);
        let is_open = lesson.number().is_some();
        parts::element::<HtmlElement>(&self.document, "lesson").set_hidden(!is_open);
        let main: Element = parts::element(&self.document, "main");
        // Fails for invalid names only.
        let _ = main.toggle_attribute_with_force("data-taught", is_open);
        if let Some(button) = self.document.get_element_by_id("lesson-open") {
            document::set_attribute(&button, "aria-expanded", &is_open.to_string());
        }
        self.texts.html("steps", &paper::options());
        if let Some(steps) = self.texts.element("steps") {
            let steps: web_sys::HtmlSelectElement = steps.unchecked_into();
            steps.set_value(&number.to_string());
        }
        let place = place_of(number);
        self.texts.html("dots", &paper::dots(place));
        self.hide("back", place < 2);
        self.hide("next", place > STEP_COUNT);
        let step = lesson.step();
        let [title, claim] = quiz_texts();
        let title = step.and_then(|step| step.line('#', 0)).unwrap_or(title);
        self.texts.html("title", title);
        self.texts
            .html("body", &step.map_or(claim.into(), paper::body));
        if let Some(step) = step {
            self.texts.html("keep", &paper::text(step, '>'));
            self.texts.html("example", &paper::example(step));
        }
    }

    /// Outlines the parts to look at, and opens those that are folded; releases those of the
    /// previous step.
    fn mark(&self, lesson: &state::Lesson) {
        for element in parts::all::<Element>(&self.document, "[data-lesson]") {
            // Fails for invalid names only.
            let _ = element.remove_attribute("data-lesson");
        }
        for fold in parts::all::<HtmlDetailsElement>(&self.document, "[data-unfolded]") {
            fold.set_open(false);
            let _ = fold.remove_attribute("data-unfolded");
        }
        let Some(step) = lesson.step() else { return };
        for look in (0..).map_while(|place| step.line('@', place)) {
            let id = look.split(' ').next().unwrap_or("");
            let Some(element) = self.document.get_element_by_id(id) else {
                continue;
            };
            document::set_attribute(&element, "data-lesson", "");
            if let Some(fold) = fold_of(&element).filter(|fold| id != "settings" && !fold.open()) {
                fold.set_open(true);
                document::set_attribute(&fold, "data-unfolded", "");
            }
        }
    }
}

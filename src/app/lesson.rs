//! The lesson beside the pictures: one step at a time, or the self-check. What it says and asks is made in the room of that name.

mod actions;
mod covers;
mod listening;
mod paper;
mod quiz;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDetailsElement, HtmlElement, HtmlInputElement};

use super::listener::Listener;
use super::{is_same_network, page};
use crate::analysis::Analysis;
use crate::lesson::{Answer, Question, Refusal, STEP_COUNT, Step, quiz_texts};
use crate::scene::{PlainSpectra, Value};
use crate::settings::Settings;
use crate::words::lesson::{Label, label};
use covers::{fold_of, reveal};
use quiz::Quiz;

/// The lesson in the page.
pub struct Lesson {
    document: Document,
    /// The open step, 1..; past the steps is the self-check.
    step: Option<usize>,
    /// The question of the step, or why there is none.
    question: Option<Result<Question, Refusal>>,
    /// Whether it has been answered.
    is_answered: bool,
    /// The steps that have been answered once, one bit each.
    seen: u32,
    /// The number of a trial before it, until the one after it is there.
    tried: Option<Option<Value>>,
    quiz: Quiz,
    _listeners: Vec<Listener>,
}

impl Lesson {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        let lesson = Self {
            step: None,
            question: None,
            is_answered: false,
            seen: 0,
            tried: None,
            quiz: Quiz::default(),
            _listeners: listening::attach(document),
            document: document.clone(),
        };
        lesson.put("steps", &paper::options());
        lesson
    }

    /// The element with this name in the lesson.
    #[inline(never)]
    fn element(&self, name: &str) -> Option<HtmlElement> {
        self.document
            .get_element_by_id(&["lesson-", name].concat())?
            .dyn_into()
            .ok()
    }

    /// Makes this HTML the inside of an element, unless it is already.
    #[inline(never)]
    fn put(&self, name: &str, html: &str) {
        if let Some(element) = self.element(name) {
            element.set_inner_html(html);
        }
    }

    #[inline(never)]
    fn hide(&self, name: &str, is_hidden: bool) {
        if let Some(element) = self.element(name) {
            element.set_hidden(is_hidden);
        }
    }

    /// Gives a part of it the focus.
    pub(super) fn focus(&self, name: &str) {
        if let Some(element) = self.element(name) {
            // Refused for elements that cannot have the focus only.
            let _ = element.focus();
        }
    }

    /// Opens or closes the fields of the question.
    #[inline(never)]
    fn set_fields(&self, are_open: bool) {
        if let Some(fields) = self.element("question") {
            // Fails for invalid names only.
            let _ = fields.toggle_attribute_with_force("disabled", !are_open);
        }
    }

    /// The open step.
    pub fn number(&self) -> Option<usize> {
        self.step
    }

    fn step(&self) -> Option<Step> {
        self.step.and_then(Step::at)
    }

    /// Whether the self-check is open.
    fn is_quiz(&self) -> bool {
        self.step.is_some_and(|step| step > STEP_COUNT)
    }

    /// Opens, closes and turns to the step of the settings. Says whether that is another step.
    fn show(&mut self, settings: &Settings) -> bool {
        let is_other = self.step != settings.step;
        self.step = settings.step;
        let is_new_quiz = self.is_quiz() && self.quiz.seed() != Some(settings.seed);
        if is_new_quiz {
            self.quiz = Quiz::of(settings.seed);
        }
        if is_other {
            self.question = None;
            self.is_answered = false;
            self.tried = None;
            self.mark();
            self.write();
        }
        if self.is_quiz() && (is_other || is_new_quiz) {
            self.quiz.go_on();
            self.turn_quiz();
        } else if is_other {
            self.say(&paper::refusal(Label::Pending), "");
        }
        self.offer(settings);
        is_other
    }

    /// Writes what does not depend on the network.
    #[inline(never)]
    fn write(&self) {
        let number = self.step.unwrap_or(0);
        let is_open = self.step.is_some();
        page::element::<HtmlElement>(&self.document, "lesson").set_hidden(!is_open);
        let main: Element = page::element(&self.document, "main");
        // Fails for invalid names only.
        let _ = main.toggle_attribute_with_force("data-taught", is_open);
        if let Some(button) = self.document.get_element_by_id("lesson-open") {
            page::set_attribute(&button, "aria-expanded", &is_open.to_string());
        }
        if let Some(steps) = self.element("steps") {
            let steps: web_sys::HtmlSelectElement = steps.unchecked_into();
            steps.set_value(&number.to_string());
        }
        self.hide("back", number < 2);
        self.hide("next", number > STEP_COUNT);
        self.put("effect", "");
        let step = self.step();
        let [title, claim] = quiz_texts();
        let title = step.and_then(|step| step.line('#', 0)).unwrap_or(title);
        self.put("title", title);
        self.put("body", &step.map_or(claim.into(), paper::body));
        if let Some(step) = step {
            self.put("keep", &paper::text(step, '>'));
            self.put("watch", &paper::text(step, '~'));
            self.put("example", &paper::example(step));
        }
    }

    /// What can be done now.
    #[inline(never)]
    fn offer(&self, settings: &Settings) {
        let step = self.step();
        let is_seen = self.seen >> self.step.unwrap_or(0) & 1 == 1;
        // Where nothing can be asked, nothing is given away.
        let is_open = is_seen || matches!(self.question, Some(Err(_)));
        self.cover(step.filter(|_| !is_open));
        self.hide("after", step.is_none() || !is_open);
        self.hide("more", step.is_some() || !self.quiz.is_answered());
        self.hide("others", step.is_some() || !self.quiz.is_over());
        let is_example = |step: Step| {
            let example = step.example_settings(settings);
            let is_same_layer = example.selected_layer() == settings.selected_layer();
            is_same_network(&example, settings) && is_same_layer
        };
        self.hide("example", step.is_none_or(is_example));
        let change = step.and_then(|step| step.change(settings));
        let active = self.document.active_element();
        if change.is_none() && active.is_some_and(|active| active.id() == "lesson-try") {
            // The button goes with its purpose.
            self.focus("next");
        }
        self.hide("try", change.is_none());
        self.put("try", &change.map_or(String::new(), paper::change));
    }

    /// Outlines the parts to look at, and opens those that are folded; lets go of those of the step before.
    #[inline(never)]
    fn mark(&self) {
        for element in page::all::<Element>(&self.document, "[data-lesson]") {
            // Fails for invalid names only.
            let _ = element.remove_attribute("data-lesson");
        }
        for fold in page::all::<HtmlDetailsElement>(&self.document, "[data-unfolded]") {
            fold.set_open(false);
            let _ = fold.remove_attribute("data-unfolded");
        }
        let Some(step) = self.step() else { return };
        for look in (0..).map_while(|place| step.line('@', place)) {
            let id = look.split(' ').next().unwrap_or("");
            let Some(element) = self.document.get_element_by_id(id) else {
                continue;
            };
            page::set_attribute(&element, "data-lesson", "");
            if let Some(fold) = fold_of(&element).filter(|fold| id != "settings" && !fold.open()) {
                fold.set_open(true);
                page::set_attribute(&fold, "data-unfolded", "");
            }
        }
    }

    /// Asks about the network as it is now; `about` names it. An answer given before stays as long as it is the same question.
    fn ask(
        &mut self,
        (settings, about): (&Settings, &str),
        analysis: &Analysis,
        plain: Option<&PlainSpectra>,
    ) {
        let Some(step) = self.step() else { return };
        if step.needs_plain() && plain.is_none() {
            return;
        }
        if let Some(before) = self.tried.take() {
            let numbers = [before, step.measure(settings, analysis)];
            let told = step.measured(settings.selected_layer(), numbers);
            self.put("effect", &crate::lesson::html(&told));
        }
        if let Some(element) = self.element("about") {
            element.set_text_content(Some(about));
        }
        self.set_fields(true);
        let question = step.question(settings, analysis, plain);
        if self.question.as_ref() == Some(&question) {
            return;
        }
        let word = if self.is_answered {
            label(Label::Again)
        } else {
            ""
        };
        self.put_question(question, word);
        self.offer(settings);
    }

    /// Puts a question, with a word below it.
    #[inline(never)]
    fn put_question(&mut self, question: Result<Question, Refusal>, word: &str) {
        let html = match &question {
            Ok(question) => paper::question(question),
            Err(reason) => paper::refusal(*reason),
        };
        self.say(&html, word);
        self.question = Some(question);
        self.is_answered = false;
    }

    /// Other numbers are being computed: why there was no question before says nothing about them.
    pub fn await_numbers(&mut self, settings: &Settings) {
        if self.step().is_some() && matches!(self.question, Some(Err(_))) {
            self.question = None;
            self.say(&paper::refusal(Label::Pending), "");
            self.offer(settings);
        }
    }

    /// The work is stopped: where the numbers are not known there is no question, nor one about others.
    pub fn stop(&mut self, settings: &Settings, is_known: bool) {
        if self.step().is_some() && (self.question.is_none() || !is_known) {
            self.put_question(Err(Label::Stopped), "");
            self.offer(settings);
        }
    }

    #[inline(never)]
    fn say(&self, question: &str, word: &str) {
        self.put("question", question);
        self.put("feedback", word);
    }

    /// What has been chosen or typed.
    fn given(&self) -> Option<String> {
        let form = self.element("form")?;
        let input = form.query_selector("input:checked, input[inputmode]");
        let input = input.ok()??.dyn_into::<HtmlInputElement>().ok()?;
        Some(input.value())
    }

    /// Judges what has been given. `None` where it is no answer.
    fn check(&mut self) -> Option<bool> {
        let Some(Ok(question)) = &self.question else {
            return None;
        };
        let given = self.given();
        let Some(is_right) = given.and_then(|given| question.judge(&given)) else {
            let missing = match question.answer {
                Answer::Choice { .. } => Label::Choose,
                Answer::Number { .. } => Label::Give,
            };
            self.put("feedback", label(missing));
            return None;
        };
        self.tell(if is_right { Label::Right } else { Label::Wrong });
        Some(is_right)
    }

    /// Says the answer, with a word before it.
    fn tell(&mut self, word: Label) {
        if let Some(Ok(question)) = &self.question {
            self.put("feedback", &paper::feedback(question, word));
            if let Some(feedback) = self.element("feedback") {
                reveal(&feedback);
            }
            self.is_answered = true;
            self.seen |= 1 << self.step.unwrap_or(0);
        }
    }

    /// Whether a question of the self-check is still to be made.
    fn quiz_waits(&self) -> bool {
        self.is_quiz() && !self.quiz.is_made()
    }

    /// Makes another question of the self-check, or tries to: some milliseconds.
    fn make_quiz(&mut self) {
        self.quiz.make();
        if self.question.is_none() {
            self.turn_quiz();
        }
    }

    /// The present question of the self-check, or the score.
    #[inline(never)]
    fn turn_quiz(&mut self) {
        self.put("about", &self.quiz.place());
        self.set_fields(true);
        self.question = None;
        if self.quiz.is_over() {
            self.say(&self.quiz.score(), "");
        } else if let Some(question) = self.quiz.question() {
            self.put_question(Ok(question), "");
        } else {
            self.say(&paper::refusal(Label::Pending), "");
        }
    }
}

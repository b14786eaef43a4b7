//! What the reader can do in the lesson, each ending in [`App::apply`] or in the lesson itself.

use crate::app::{App, address, controls};
use crate::lesson::{STEP_COUNT, Step, changed};
use crate::settings::{Settings, View};
use crate::words::lesson::Label;

impl App {
    /// What a button of the lesson does, by name; a number turns to that step.
    pub(super) fn in_lesson(&mut self, what: &str) {
        let number = self.lesson.number();
        let step = number.and_then(Step::at);
        match what {
            // The button in the head opens and closes.
            "open" if number.is_none() => self.turn_to_step(Some(1), "title"),
            "open" | "close" => self.turn_to_step(None, "open"),
            "back" => self.turn_to_step(number.map(|number| number.max(2) - 1), "title"),
            "next" => {
                let next = number.map(|number| (number + 1).min(STEP_COUNT + 1));
                self.turn_to_step(next, "title");
            }
            "check" => {
                if let Some(is_right) = self.lesson.check() {
                    self.after_answer(is_right);
                }
            }
            "reveal" => {
                self.lesson.tell(Label::Shown);
                self.after_answer(false);
            }
            "usual" => self.look_at(|look| look.chart_range = None),
            "return" => self.lesson.focus("title"),
            "example" => {
                if let Some(step) = step {
                    self.turn_to(step.example_settings(&self.settings));
                    // The button is gone with its purpose.
                    self.lesson.focus("title");
                }
            }
            "try" => {
                if let Some(step) = step {
                    self.try_change(step);
                }
            }
            "more" => {
                self.lesson.quiz.go_on();
                self.lesson.turn_quiz();
                self.lesson.offer(&self.settings);
                self.lesson.focus("title");
            }
            "others" => {
                self.new_seed();
                self.lesson.focus("title");
            }
            step => {
                if let Ok(step) = step.parse() {
                    self.turn_to_step(Some(step), "steps");
                }
            }
        }
    }

    /// Turns to another step and gives a part of it the focus; the step before stays in the history, so that Back leads to it.
    fn turn_to_step(&mut self, step: Option<usize>, focus: &str) {
        let view = step.and_then(Step::at).map(Step::view);
        self.turn_to(Settings {
            step,
            view: view.unwrap_or(self.settings.view),
            ..self.settings.clone()
        });
        self.lesson.focus(focus);
    }

    /// Shows other settings as a new entry in the history.
    fn turn_to(&mut self, settings: Settings) {
        address::write(&self.window, &self.settings, &self.around.frame);
        self.edited = true;
        self.apply(settings);
        address::push(&self.window, &self.settings, &self.around.frame);
    }

    fn after_answer(&mut self, is_right: bool) {
        let is_quiz = self.lesson.is_quiz();
        if is_quiz {
            self.lesson.quiz.count(is_right);
            self.lesson.put("about", &self.lesson.quiz.place());
            self.lesson.set_fields(false);
        }
        self.lesson.offer(&self.settings);
        if is_quiz {
            // The fields are closed now, and must not keep the focus.
            self.lesson.focus("more");
        }
    }

    /// Makes the change that a step proposes.
    fn try_change(&mut self, step: Step) {
        let Some(change) = step.change(&self.settings) else {
            return;
        };
        let shown = self.stage.settled();
        let before = shown.and_then(|(settings, analysis)| step.measure(settings, analysis));
        self.turn_to(changed(&self.settings, change));
        self.lesson.tried = Some(before);
    }

    /// The settings, with the chart that a step shows where they come without one; its scale, and its overlay, too.
    #[inline(never)]
    pub(in crate::app) fn arrive(&mut self, settings: &mut Settings) {
        if settings.step == self.settings.step {
            return;
        }
        let [new, old] = [settings.step, self.settings.step].map(|step| step.and_then(Step::at));
        if settings.view == View::default()
            && let Some(step) = new
        {
            settings.view = step.view();
        }
        self.look.chart_range = new.and_then(|step| Some((step.view(), step.range()?)));
        let [new, old] = [new, old].map(|step| step.is_some_and(Step::needs_plain));
        if new || old {
            self.look.overlay = new;
        }
    }

    /// Shows the step of the settings.
    #[inline(never)]
    pub(in crate::app) fn show_lesson(&mut self) {
        let is_other = self.lesson.show(&self.settings);
        self.fold();
        if is_other {
            self.ask();
        } else if !self.lesson.is_quiz() {
            // Until the numbers are there, nothing can be answered.
            self.lesson.set_fields(false);
        }
        if self.lesson.quiz_waits() {
            self.schedule.soon();
        }
    }

    /// Asks the question of the step, as soon as everything is known.
    #[inline(never)]
    pub(in crate::app) fn ask(&mut self) {
        if self.lesson.number().is_none() || !self.is_current || !self.stage.is_complete() {
            return;
        }
        if let Some((settings, analysis)) = self.stage.settled() {
            let about = controls::summary(settings);
            let plain = self.stage.settled_plain();
            self.lesson.ask((settings, &about), analysis, plain);
        }
    }

    /// One question more for the self-check.
    #[inline(never)]
    pub(in crate::app) fn make_quiz(&mut self) {
        if self.lesson.quiz_waits() {
            self.lesson.make_quiz();
            self.schedule.soon();
        }
    }
}

//! What the page draws, and when.

use super::App;
use crate::app::browser::document;
use crate::app::browser::schedule::Cause;
use crate::app::views::print;
use crate::state::Msg;

impl App {
    /// Draws what is due.
    pub(super) fn show(&mut self, cause: Cause) {
        if let Some(progress) = self.due.progress.take() {
            self.views.stage.show_progress(progress);
        }
        // Everything and the acts of a training that runs have a frame each.
        if !self.due.all && std::mem::take(&mut self.due.acts) {
            self.views.draw_acts(&self.model);
        }
        if self.due.all || cause == Cause::Pause {
            self.draw();
        } else if self.due.flow {
            self.due.flow = false;
            let (theme, now) = (self.views.theme(&self.model), self.moment());
            self.views.stage.draw_flow(&self.model, &theme, now);
            self.keep_moving();
        }
        if std::mem::take(&mut self.due.strip) {
            self.views.draw_strip(&self.model);
        }
        if std::mem::take(&mut self.due.pulse) {
            self.views.stage.tell_pulse(self.model.look.pulse);
        }
    }

    /// Draws everything in view.
    fn draw(&mut self) {
        (self.due.all, self.due.flow, self.due.strip) = (false, false, false);
        self.due.acts = false;
        let now = self.moment();
        let waits = self.views.draw(&self.model, now);
        if self.model.training.is_running() {
            self.at_next_frame(|due| &mut due.acts);
        }
        if let Some((picture, at)) = self.views.pointer {
            // The pointer is still, but another place may now be under it.
            let place = self.views.stage.place_at(picture, at);
            self.dispatch(Msg::Hover(place));
        }
        self.keep_moving();
        if let Some(count) = self.views.strip.wanted() {
            self.dispatch(Msg::Strip(count));
        }
        if waits {
            self.schedule.after_pause();
        }
        let is_more = self.views.stage.inspector().waits();
        if is_more {
            self.at_next_frame(|due| &mut due.all);
        }
        self.dispatch(Msg::Drawn(waits || is_more));
    }

    /// The time in milliseconds; not finite while the page is hidden, and for paper: then nothing is throttled or moves.
    fn moment(&self) -> f64 {
        let is_on_screen = self.schedule.has_frames() && !self.model.look.is_printed;
        match is_on_screen {
            true => document::now(&self.window),
            false => f64::INFINITY,
        }
    }

    /// Draws the fan again at the next frame as long as it moves.
    fn keep_moving(&mut self) {
        if self.views.stage.moves() {
            self.at_next_frame(|due| &mut due.flow);
        }
    }

    /// Makes the page ready to be printed, at once because the browser waits for no frame; or back to the screen.
    pub(super) fn print(&mut self, is_printed: bool) {
        let page = self.document.clone();
        if !is_printed {
            return print::clear(&self.views, &page, &self.model);
        }
        print::unfold(&page);
        self.draw();
        self.views.settle(&self.model);
        print::lay_out(&mut self.views, &page, (&self.model, &self.window));
    }
}

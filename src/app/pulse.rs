//! The pulse through the flow picture: play, pause, step, and which way.

use web_sys::{Document, Element, MediaQueryList, Window};

use super::written::Written;
use super::{App, page};
use crate::link::Frame;
use crate::scene::{Pulse, Way};
use crate::words::flow as words;

/// How long a pulse rests at a place, and how long all of its way takes at the most, in milliseconds.
const BEAT: i32 = 200;
const WHOLE: i32 = 12_000;

/// The buttons of the pulse.
pub struct Player {
    play: Written,
    ways: [(Way, Element); 2],
    /// Whether the pulse moves by itself.
    is_playing: bool,
    /// Whether the reader is told where the pulse has come to rest.
    is_told: bool,
    /// Whether the picture is to be drawn again.
    has_moved: bool,
    /// Whether the reader's system asks for less motion.
    still: Option<MediaQueryList>,
    /// Whether the link asks for less motion.
    is_calm: bool,
}

impl Player {
    /// Finds them in the page.
    pub fn find(window: &Window, document: &Document) -> Self {
        let still = window.match_media("(prefers-reduced-motion: reduce)");
        Self {
            play: Written::of(page::element(document, "play")),
            ways: [
                (Way::Backward, page::element(document, "backward")),
                (Way::Forward, page::element(document, "forward")),
            ],
            is_playing: false,
            is_told: false,
            has_moved: false,
            still: still.ok().flatten(),
            is_calm: false,
        }
    }

    /// The buttons of both ways.
    pub fn ways(&self) -> &[(Way, Element); 2] {
        &self.ways
    }

    /// Takes what a link says of motion.
    pub fn calm(&mut self, frame: &Frame) {
        self.is_calm = frame.motion.is_some();
    }

    fn is_still(&self) -> bool {
        self.is_calm || self.still.as_ref().is_some_and(MediaQueryList::matches)
    }

    fn show(&self, way: Way) {
        let label = match self.is_playing {
            true => words::PAUSE,
            false => words::PLAY,
        };
        self.play.text(label.into());
        for (own, button) in &self.ways {
            page::set_attribute(button, "aria-pressed", &(*own == way).to_string());
        }
    }
}

impl App {
    /// Sends the pulse on, or stops it where it is. Where less motion is wanted it goes one place.
    pub(super) fn play_or_pause(&mut self) {
        if self.player.is_still() {
            self.step_pulse();
            return;
        }
        let is_paused = self.player.is_playing;
        self.player.is_playing = !is_paused;
        let pulse = match self.look.pulse {
            Pulse { place: None, .. } => self.next_pulse(),
            pulse => pulse,
        };
        self.move_pulse(pulse, is_paused);
        self.next_beat();
    }

    /// One place on.
    pub(super) fn step_pulse(&mut self) {
        self.player.is_playing = false;
        self.move_pulse(self.next_pulse(), true);
    }

    /// The other way, or the same one: as a still picture.
    pub(super) fn turn_pulse(&mut self, way: Way) {
        self.player.is_playing = false;
        self.move_pulse(Pulse { way, place: None }, false);
    }

    /// Back to the still picture.
    pub(super) fn end_pulse(&mut self) {
        if self.look.pulse.place.is_some() {
            self.turn_pulse(self.look.pulse.way);
        }
    }

    /// The time at one place is over. A hidden page has no pulse, and where less motion is wanted it does not move by itself.
    pub(super) fn beat(&mut self) {
        if !self.player.is_playing {
            return;
        }
        let next = self.next_pulse();
        let is_over = next.place.is_none();
        if is_over || self.player.is_still() || !self.schedule.has_frames() {
            self.player.is_playing = false;
        }
        if is_over || self.player.is_playing {
            self.move_pulse(next, false);
            self.next_beat();
        } else {
            self.move_pulse(self.look.pulse, false);
        }
    }

    /// Draws the flow alone, if a pulse has moved in it.
    pub(super) fn draw_pulse(&mut self) {
        if std::mem::take(&mut self.player.has_moved) {
            let seen = (&self.look, &self.compare);
            self.stage.draw_flow(&self.settings, seen);
        }
        if std::mem::take(&mut self.player.is_told) {
            self.stage.tell_pulse(self.look.pulse);
        }
    }

    fn next_pulse(&self) -> Pulse {
        self.look.pulse.next(self.settings.depth)
    }

    fn move_pulse(&mut self, pulse: Pulse, is_told: bool) {
        self.look.pulse = pulse;
        self.player.has_moved = true;
        self.player.is_told = is_told;
        self.player.show(pulse.way);
        self.schedule.at_next_frame();
    }

    fn next_beat(&mut self) {
        if self.player.is_playing {
            let places = i32::try_from(self.settings.depth).map_or(i32::MAX, |depth| depth + 1);
            self.schedule.after_beat(BEAT.min(WHOLE / places.max(1)));
        }
    }
}

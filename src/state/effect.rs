//! The actions of the page after an update.

use super::crew::Command;
use crate::link::Frame;
use crate::network::Subject;
use crate::settings::{Settings, View};

/// What the document announces to scripts and style sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// What is shown is older than the subject.
    Busy,
    /// What is shown belongs to the subject and is complete.
    Ready,
    /// The reader has stopped the work.
    Stopped,
}

/// An action. Running it twice has the same effect as running it once.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Draw everything in view before the next frame.
    Draw,
    /// Draw the flow alone before the next frame.
    DrawFlow,
    /// Draw the strip of gains alone before the next frame.
    DrawStrip,
    /// Draw the acts of the whole program before the next frame: training and map.
    DrawActs,
    /// Run the desk and other low-priority work as soon as the browser has nothing more urgent to
    /// do.
    Soon,
    /// Send [`super::Msg::Rest`] when this has not been asked for again for a while.
    RestLater,
    /// Send [`super::Msg::Beat`] before the next frame.
    BeatAtFrame,
    /// Mark everything as older than the subject.
    MarkOld,
    /// Announce this.
    Announce(Announced),
    /// Show how much of the work is done, 0..1.
    Progress(f64),
    /// A command for the workers or the desk.
    Crew(Command),
    /// Show subject and view in the form, and the name of the preset.
    Form,
    /// Apply the link to the page around.
    Frame,
    /// Show the notice board.
    Board,
    /// Show the lesson.
    Lesson,
    /// Turn to another step of the lesson: mark and open what it is about, and make room for it.
    LessonStep,
    /// Send the gradient back by itself, where things may move.
    Arrive,
    /// Show the strip of the pinned network.
    Pinned,
    /// Show the buttons of the pulse.
    Player,
    /// Load the whole program, which goes on where this one leaves.
    Whole,
    /// Load the images of digits; [`super::Msg::Digits`] brings them.
    Digits,
    /// Write the open tables, and announce the verdict.
    Settle,
    /// Report where the pulse has stopped.
    TellPulse,
    /// Show this in the status line of the comparison.
    Status(String),
    /// Make the address that of these settings.
    Address {
        /// The part about the network and the view.
        settings: Settings,
        /// The part about the page around.
        frame: Frame,
        /// Whether it becomes a new history entry.
        is_new: bool,
    },
    /// Give the element with this id the focus, if it can have it.
    Focus(&'static str),
    /// Give the focus back to where it was when an entry was refused.
    FocusBack,
    /// Close the picker of presets.
    ClosePresets,
    /// Copy the link of this subject in this view for the comparison.
    Copy(Subject, View),
    /// Read out the place under the pointer.
    Read,
    /// Make the page ready to be printed, or ready for the screen again.
    Print(bool),
}

//! What the page is to do after an update.

use super::crew::Command;
use crate::link::Frame;
use crate::network::Subject;
use crate::settings::{Settings, View};

/// What the document announces to scripts and style sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// What is shown is older than the subject.
    Busy,
    /// What is shown belongs to the subject, and all of it is there.
    Ready,
    /// The reader has stopped the work.
    Stopped,
}

/// Something to do. Doing it twice is the same as doing it once.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Draw everything in view before the next frame.
    Draw,
    /// Draw the flow alone before the next frame.
    DrawFlow,
    /// Give the desk, and what waits for leisure, a moment as soon as the browser has nothing more urgent to do.
    Soon,
    /// Send [`super::Msg::Rest`] when this has not been asked for again for a while.
    RestLater,
    /// Send [`super::Msg::Beat`] after so many milliseconds.
    BeatLater(u32),
    /// Mark everything as older than the subject.
    MarkOld,
    /// Announce this.
    Announce(Announced),
    /// Show how much of the work is done, 0..1.
    Progress(f64),
    /// Something with the workers.
    Crew(Command),
    /// Show subject and view in the form, and the name of the preset.
    Form,
    /// Show the page around as the link says.
    Frame,
    /// Show the notice board.
    Board,
    /// Show the lesson.
    Lesson,
    /// Turn to another step of the lesson: mark and open what it is about, and make room for it.
    LessonStep,
    /// Show the strip of the pinned network.
    Pinned,
    /// Show the buttons of the pulse.
    Player,
    /// Write the tables that are open, and let the verdict be read out.
    Settle,
    /// Report where the pulse has stopped.
    TellPulse,
    /// Say this in the status line of the comparison.
    Status(String),
    /// Make the address that of these settings.
    Address {
        /// What it says of the network and the view.
        settings: Settings,
        /// What it says of the page around.
        frame: Frame,
        /// Whether it becomes a new entry of the history.
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

//! Everything that can happen to the page.

#[cfg(feature = "whole")]
use super::mapping::Mapping;
use super::schooling::Schooling;
use super::wish::Left;
use crate::analysis::Piece;
use crate::link::Link;
use crate::network::Network;
use crate::preset::{Carried, Preset};
use crate::scene::Chip;
use crate::settings::{Key, Notice};

/// Which layer to select next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// So many to the right.
    By(isize),
    /// The input.
    First,
    /// Layer K.
    Last,
    /// This place, 0 being the input.
    To(usize),
}

/// Something that has happened in the lesson.
#[derive(Clone, Debug, PartialEq)]
pub enum Taught {
    /// The button in the head: opens or closes it.
    Open,
    /// It is closed.
    Close,
    /// To the step before.
    Back,
    /// To the next step.
    Next,
    /// To this step.
    Step(usize),
    /// The handle of the guess was moved to this length, as log10.
    Guess(f64),
    /// An answer was given: what was chosen or typed, if anything.
    Check(Option<String>),
    /// The answer is to be shown.
    Reveal,
    /// The texts are there.
    Texts,
    /// The example of the step.
    Example,
    /// The network is to get the inputs and outputs of its data.
    #[cfg(feature = "whole")]
    Fit,
    /// The change that the step proposes.
    Try,
    /// The next question of the self-check.
    More,
    /// Other questions for the self-check.
    Others,
}

/// Something that has happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The page has started and shows the settings of its address.
    Start(Box<Link>),
    /// The address has changed.
    Address(Box<Link>),
    /// A script, or the page around, shows a link.
    Host(String),
    /// The page goes on as another program has left it.
    Resume(Box<Left>),
    /// The whole program could not be loaded, which this sentence says.
    Stay(String),
    /// A control was given a new text.
    Set(Key, String),
    /// A control of the selected layer alone was given a new text.
    SetLayer(Key, String),
    /// The selected layer is to become as most others.
    AsOthers,
    /// Everything random is to be drawn anew.
    NewSeed,
    /// Back to the beginning.
    Reset,
    /// A preset was chosen.
    Preset(&'static Preset),
    /// A network file was read; the name is that of the file.
    File(Box<Network>, String),
    /// The network inside a saved page.
    Inside(Box<Network>, String),
    /// The network file is to be closed.
    CloseFile,
    /// Another layer is to be selected.
    Select(Move),
    /// The form is to be reset to the current values, whatever was typed.
    Retype,
    /// The pointer is at a place, or nowhere.
    Hover(Option<usize>),
    /// The strip of gains has room for so many columns; 0 while nobody looks at it.
    Strip(usize),
    /// Colours, sizes or folds have changed.
    Redraw,
    /// The page is printed, or has been.
    Print(bool),
    /// The complete network is to be pinned as A.
    Pin,
    /// A is to be forgotten.
    Unpin,
    /// A is to be shown, and what is shown pinned.
    Swap,
    /// The link of A is to be copied.
    CopyPinned,
    /// Something is to be shown in the fan, or no longer.
    Chip(Chip),
    /// Another direction is to be followed, so many further down; from the longest upwards there is none.
    Follow(isize),
    /// The gradient is to be sent back, or to pause; true if it may not move by itself.
    Play(bool),
    /// The gradient is to move one place.
    StepPulse,
    /// Back to the still picture.
    EndPulse,
    /// A frame is due while the gradient moves; true if it may not move by itself, or nobody sees
    /// it.
    Beat(bool),
    /// Something in the lesson.
    Lesson(Taught),
    /// Something about the training.
    Training(Schooling),
    /// The images of digits have come; nothing if they could not be loaded.
    #[cfg(feature = "whole")]
    Digits(Option<String>),
    /// Something about the map.
    #[cfg(feature = "whole")]
    Map(Mapping),
    /// A sentence for the notice board.
    Say(String),
    /// A control of a view has refused something.
    Refuse(Notice),
    /// A control of a view has accepted something.
    Accept,
    /// The notice board is to be cleared.
    Dismiss,
    /// The work is to be stopped, or to go on.
    StopOrGo,
    /// A worker has loaded the program.
    Ready(u32),
    /// A worker has died, or could not be started.
    Lost(u32),
    /// A worker, or the desk, has found pieces of a job.
    Heard {
        /// The worker's serial number.
        serial: u32,
        /// The job.
        job: u32,
        /// The pieces.
        pieces: Vec<Piece>,
        /// Whether the task is done.
        is_done: bool,
    },
    /// A frame is about to be drawn: what is new may be shown.
    News,
    /// Everything in view was drawn; true if some of it still waits.
    Drawn(bool),
    /// A network that the page carries was chosen.
    Carried(&'static Carried),
    /// The picker of presets was opened: its pictures are drawn when the browser is idle.
    PresetsOpened,
    /// The browser has nothing more urgent to do.
    Leisure,
    /// Nothing has changed for a while.
    Rest,
    /// The browser has refused to change the address.
    AddressRefused,
    /// The page has given up.
    Failed,
}

impl Msg {
    /// What shows the preset, or the network that the page carries, with this id.
    pub fn of_preset(id: &str) -> Option<Self> {
        let preset = Preset::from_id(id).map(Self::Preset);
        preset.or_else(|| Carried::from_id(id).map(Self::Carried))
    }
}

//! The texts of the lesson, all in `lesson.txt`: a block for each step, one for each question of
//! the self-check, and one of short texts, separated by lines `¶`.
//!
//! The first character of a line says what it is: `#` title, `.` claim, `=` formula, `@` part of
//! the page and what to look at there, `:` what stands in place of a veiled verdict, `?` question, `-` option, `!` reason, `+` hint after a wrong answer, `~` what to watch in a
//! trial, `%` the number to watch, `>` what to remember.

use std::sync::OnceLock;

/// All texts. The page is built without them and brings them when the lesson is opened.
static TEXTS: OnceLock<String> = OnceLock::new();

/// All texts; empty while they are not there.
fn texts() -> &'static str {
    #[cfg(feature = "lesson-texts")]
    return include_str!("lesson.txt");
    #[cfg(not(feature = "lesson-texts"))]
    TEXTS.get().map_or("", String::as_str)
}

/// Brings the texts; once is enough.
pub fn bring(all: String) {
    // Refused if they are there already.
    let _ = TEXTS.set(all);
}

/// Whether the texts are there.
pub fn are_there() -> bool {
    !texts().is_empty()
}

/// Short texts, in the order of the last block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Exact,
    Close,
    Rough,
    Decade,
    NotFinite,
    NotResolved,
    Zero,
    OneLayer,
    Pending,
    Right,
    Wrong,
    Shown,
    Choose,
    Give,
    Again,
    Measured,
    NoNumber,
    Example,
    Set,
    To,
    Place,
    Score,
    QuizRight,
    QuizWrong,
    YourAnswer,
    Check,
    Show,
    NoQuestion,
    Formulas,
    Stopped,
    Less,
    More,
    Other,
    Drag,
    Expected,
    YourGuess,
    Sure,
    Skip,
    Next,
    Veiled,
    Missed,
    Block,
    NoTraining,
    Misfit,
    Untrainable,
    NoSteps,
    Diverges,
    NoLaw,
}

/// A short text.
#[inline(never)]
pub fn label(label: Label) -> &'static str {
    let texts = texts().rsplit('¶').next().unwrap_or("");
    texts
        .trim_start()
        .split('\n')
        .nth(label as usize)
        .unwrap_or("")
}

/// The texts of step 1, 2, ..., then of the self-check and of each of its questions.
#[inline(never)]
pub fn block(at: usize) -> &'static str {
    texts().split('¶').nth(at).unwrap_or("").trim()
}

/// The line at this place among those of a block that begin with a sign, without the sign.
#[inline(never)]
pub fn line(block: &'static str, sign: char, place: usize) -> Option<&'static str> {
    let mut lines = block.split('\n').filter(|line| line.starts_with(sign));
    lines.nth(place)?.get(1..).map(str::trim_start)
}

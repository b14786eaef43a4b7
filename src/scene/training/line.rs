//! The headline: which layers learn, which stand still, and why.

use super::column::value;
use super::pace::{Pace, Shown};
use crate::analysis::State;
use crate::scene::Role;
use crate::scene::headline::{kept, length};
use crate::scene::spoken::Sense;
use crate::study::training::{History, HistoryColumn, NonFinite, What};
use crate::words::{learning as words, training_way as way};

/// More stretches of layers than this are counted, not listed.
const STRETCHES: usize = 3;

/// The answer, in the same parts as [`crate::scene::VerdictLine`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingLine {
    /// The beginning of the headline: "It vanishes:".
    pub lead: String,
    /// The rest of it: "layers 9 to 20 learn, layers 1 to 8 stand still."
    pub rest: String,
    /// Why, and what the loss does, in plain sentences; may be empty.
    pub detail: String,
    /// The meaning of its colour.
    pub role: Role,
}

impl TrainingLine {
    /// The answer at a step.
    pub(super) fn of(history: &History, shown: &Shown<'_>) -> Self {
        let ended = history
            .ended()
            .filter(|ended| shown.cursor >= Some(ended.step));
        let (lead, role) = match ended {
            Some(_) => (words::DIVERGES, Role::Failure),
            None => lead(history, shown),
        };
        let rest = match ended {
            Some(ended) => words::diverges_at(&words::number(ended.step), &not_finite(ended)),
            None => rest(history, shown),
        };
        let is_over = ended.is_some();
        let later = history.ended().filter(|_| !is_over);
        let sentences = [
            cause(history, shown, is_over),
            losses(shown),
            guess(shown).filter(|_| !is_over),
            stopped(history, shown),
            later.map(|later| words::later(&words::number(later.step), &not_finite(later))),
        ];
        let sentences: Vec<String> = sentences.into_iter().flatten().collect();
        Self {
            lead: lead.into(),
            rest,
            detail: sentences.join(words::SPACE),
            role,
        }
    }

    /// All of it in one paragraph.
    pub fn text(&self) -> String {
        [&*self.lead, &*self.rest, &*self.detail]
            .join(words::SPACE)
            .trim_end()
            .into()
    }
}

/// What is not finite, and where.
pub(super) fn not_finite(ended: NonFinite) -> String {
    match (ended.what, ended.layer) {
        (What::Weights, Some(layer)) => words::weights_not_finite(layer),
        (What::Outputs, Some(layer)) => words::outputs_not_finite(layer),
        (What::Gradients, Some(layer)) => words::gradients_not_finite(layer),
        _ => words::LOSS_NOT_FINITE.into(),
    }
}

/// What the gradient does, by the thresholds of the verdict.
fn direction(shown: &Shown<'_>) -> State {
    shown.decades.map_or(State::Stable, State::of_decades)
}

/// What it does as a headline.
fn does(direction: State) -> (&'static str, Role) {
    match direction {
        State::Vanishing => (way::VANISHES, Role::Shrinking),
        State::Shrinking => (way::SHRINKS, Role::Shrinking),
        State::Growing => (way::GROWS, Role::Expanding),
        State::Exploding => (way::EXPLODES, Role::Expanding),
        _ => (words::STANDS_STILL, Role::Note),
    }
}

/// What it will do.
fn will_do(direction: State) -> (&'static str, Role) {
    match direction {
        State::Vanishing => (way::WILL_VANISH, Role::Shrinking),
        State::Shrinking => (way::WILL_SHRINK, Role::Shrinking),
        State::Growing => (way::WILL_GROW, Role::Expanding),
        State::Exploding => (way::WILL_EXPLODE, Role::Expanding),
        _ => (words::BEFORE, Role::Note),
    }
}

fn lead(history: &History, shown: &Shown<'_>) -> (&'static str, Role) {
    if shown.now.is_none() {
        return (words::NOT_BEGUN, Role::Note);
    }
    let is = |pace: Pace| shown.paces.contains(&pace);
    let direction = direction(shown);
    let is_level = direction == State::Stable;
    match (shown.only(), direction) {
        (Some(Pace::Dead), _) => (words::IS_DEAD, Role::Failure),
        _ if is_held(history, shown) => (words::NOTHING_LEARNS, Role::Note),
        (Some(Pace::Unknown), direction) => will_do(direction),
        (_, State::Growing | State::Exploding) if is(Pace::Thrown) => does(direction),
        _ if is(Pace::Dead) => (words::DIES, Role::Failure),
        _ if is(Pace::Thrown) => (words::IS_THROWN, Role::Expanding),
        (Some(Pace::Learns), _) if shown.guess.is_some() => (words::GUESSES, Role::Note),
        (Some(Pace::Learns), _) => (words::LEARNS, Role::Note),
        (Some(Pace::Still), _) if is_at_rest(shown) => (words::RESTS, Role::Note),
        (Some(_), _) => does(direction),
        _ if !is_level => does(direction),
        (None, _) if shown.guess.is_some() => (words::GUESSES, Role::Note),
        (None, _) => (words::LEARNS_IN_PART, Role::Note),
    }
}

/// Whether the size of the step that is shown is 0.
fn is_held(history: &History, shown: &Shown<'_>) -> bool {
    shown
        .cursor
        .is_some_and(|step| history.rate_at(step) == 0.0)
}

/// Whether nothing changes any more because there was something to learn and it was learned: the loss is less than a
/// tenth of what it was.
fn is_at_rest(shown: &Shown<'_>) -> bool {
    let losses = shown.first.zip(shown.now);
    shown.has_learned && losses.is_some_and(|(first, now)| now.loss < 0.1 * first.loss)
}

fn rest(history: &History, shown: &Shown<'_>) -> String {
    if shown.now.is_none() {
        return words::NO_STEP.into();
    }
    match shown.only() {
        Some(Pace::Dead) => {
            let since = dead_since(history, shown).map(words::number);
            words::all_gradients_zero(since.as_deref())
        }
        _ if is_held(history, shown) => words::NO_RATE.into(),
        Some(Pace::Unknown) => arrival(shown),
        _ => {
            let said = Pace::SAID.into_iter().filter_map(|pace| doing(shown, pace));
            words::and_so(&said.collect::<Vec<_>>())
        }
    }
}

/// The first column from which on, up to the step that is shown, no weight has a gradient; `None` if it is the first of all.
fn dead_since(history: &History, shown: &Shown<'_>) -> Option<u64> {
    let columns = history.columns();
    let columns = columns.filter(|column| Some(column.step) <= shown.cursor);
    let has_one = |column: &&HistoryColumn| column.weight_gradients.iter().any(|one| *one != 0.0);
    let mut back = columns.rev().peekable();
    let mut since = None;
    while let Some(column) = back.next_if(|column| !has_one(column)) {
        since = Some(column.step);
    }
    back.peek().and(since)
}

/// What the layers of a pace do: "layers 9 to 20 learn"; `None` if there are none.
fn doing(shown: &Shown<'_>, pace: Pace) -> Option<String> {
    let layers = of_pace(shown, pace);
    let count: usize = layers.iter().map(|(from, to)| to + 1 - from).sum();
    (count > 0).then(|| words::doing(&named(shown, &layers), shown.word(pace, count)))
}

/// The stretches of the layers of a pace.
fn of_pace(shown: &Shown<'_>, pace: Pace) -> Vec<(usize, usize)> {
    let bands = shown.bands().into_iter().filter(|band| band.pace == pace);
    bands.map(|band| band.layers).collect()
}

/// "all 20 layers", "layers 1 to 3 and layer 7", "9 of the 20 layers".
fn named(shown: &Shown<'_>, layers: &[(usize, usize)]) -> String {
    let depth = shown.paces.len();
    let count = layers.iter().map(|(from, to)| to + 1 - from).sum();
    match count {
        all if all == depth => words::all_layers(depth),
        some if layers.len() > STRETCHES => words::some_layers(some, depth),
        _ => words::layers(layers),
    }
}

/// How the gradient arrives at the input.
fn arrival(shown: &Shown<'_>) -> String {
    match shown.decades {
        None => way::NO_GRADIENT.into(),
        Some(f64::NEG_INFINITY) if shown.is_beyond => way::TOO_LITTLE_ARRIVES.into(),
        Some(f64::NEG_INFINITY) => way::NOTHING_ARRIVES.into(),
        Some(decades) => way::arrives(&how(decades)),
    }
}

/// The same as a sentence that names what the gradient does; or did, if the training is over because of it.
fn way_back(shown: &Shown<'_>, is_over: bool) -> String {
    let [does, did] = match direction(shown) {
        State::Vanishing => way::VANISH,
        State::Shrinking => way::SHRINK,
        State::Growing => way::GROW,
        State::Exploding => way::EXPLODE,
        _ => way::SURVIVE,
    };
    match shown.decades.filter(|decades| decades.is_finite()) {
        Some(decades) if is_over => way::did(did, &how(decades)),
        Some(decades) => way::does(does, &how(decades)),
        None => words::sentence(&arrival(shown)),
    }
}

/// "2.4 trillion times shorter".
fn how(decades: f64) -> String {
    match kept(decades) {
        Some(how) => how.into(),
        None => length(decades, Sense::Exact),
    }
}

/// Why the layers do what they do.
fn cause(history: &History, shown: &Shown<'_>, is_over: bool) -> Option<String> {
    shown.now?;
    let only = shown.only();
    if matches!(only, Some(Pace::Unknown | Pace::Dead)) && !is_over {
        return None;
    }
    let mut sentences = Vec::new();
    let is_moving = !is_held(history, shown) && !is_over;
    let causes = [
        (Pace::Still, words::LESS_THAN_A_MILLIONTH),
        (Pace::Thrown, words::MORE_THAN_A_TENTH),
        (Pace::Dead, words::NO_GRADIENT_AT_ALL),
    ];
    for (pace, what) in causes.into_iter().filter(|_| is_moving) {
        let layers = of_pace(shown, pace);
        if !layers.is_empty() {
            let is_all = only == Some(pace);
            let named = (!is_all).then(|| words::layers_of(&layers, STRETCHES));
            sentences.push(words::cause(named.as_deref(), what));
        }
    }
    if direction(shown) != State::Stable || !is_moving || only == Some(Pace::Learns) {
        sentences.push(way_back(shown, is_over));
    }
    (!sentences.is_empty()).then(|| sentences.join(words::SPACE))
}

/// The loss at first and now, and the accuracy now.
fn losses(shown: &Shown<'_>) -> Option<String> {
    let (first, now) = (shown.first?, shown.now?);
    let loss = |column: &HistoryColumn| value(column.loss).digits(3);
    let right = now.accuracy.map(|share| words::right(percent(share)));
    Some(match first.step == now.step {
        true => words::loss(&loss(now), right.as_deref()),
        false => {
            let before = (words::number(first.step), loss(first));
            let after = (words::number(now.step), loss(now));
            words::losses(before, after, right.as_deref())
        }
    })
}

/// What a guess has, if the loss is no better.
fn guess(shown: &Shown<'_>) -> Option<String> {
    let has_begun = shown.first?.step < shown.now?.step;
    let loss = shown.guess.filter(|_| has_begun)?;
    Some(words::of_a_guess(&value(loss).digits(3)))
}

/// Why it has stopped before its last step, at the step where it has.
fn stopped(history: &History, shown: &Shown<'_>) -> Option<String> {
    let stopped = history.stopped()?;
    let is_there = shown.cursor > Some(stopped.step);
    let loss = value(stopped.loss).digits(3);
    let below = value(stopped.below).digits(3);
    is_there.then(|| words::stopped(&words::number(stopped.step), &loss, &below))
}

/// A share in percent: whole, and with a decimal near the ends, which only 0 and 1 themselves have.
pub(super) fn percent(share: f64) -> f64 {
    let percent = 100.0 * share;
    match percent {
        0.0 | 100.0 => percent,
        ..1.0 | 99.0.. => (10.0 * percent).round().clamp(1.0, 999.0) / 10.0,
        _ => percent.round(),
    }
}

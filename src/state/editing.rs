//! From a requested change to what is shown: every door leads through [`propose`].

use std::rc::Rc;

use super::addressing::address;
use super::asking::{ask, stop_asking};
use super::board::Board;
use super::context::Context;
use super::effect::Effect;
use super::following;
use super::leaving;
use super::policy::{Change, Door, Proposal};
use super::pulsing;
use super::run::Run;
use super::wish::{Entry, Wish};
use super::working::compute;
use crate::lesson::Step;
use crate::link::{self, Link};
use crate::network::{IS_WHOLE, Network, Subject};
use crate::preset::{Carried, Preset};
use crate::settings::{Chart, Chips, Course, Key, Notice, Settings, View};
use crate::words::{files, name};

/// Asks the policy about a change and makes it. Returns whether it was made; if not, the board
/// shows why.
pub fn propose(at: &mut Context<'_>, door: Door, proposal: Proposal) -> bool {
    offer(at, door, (proposal, Entry::Same))
}

/// The same with a new history entry.
pub fn visit(at: &mut Context<'_>, door: Door, proposal: Proposal) -> bool {
    offer(at, door, (proposal, Entry::New))
}

/// The same, with or without one. What the small program cannot show becomes a wish for the whole one.
pub fn offer(at: &mut Context<'_>, door: Door, (proposal, entry): (Proposal, Entry)) -> bool {
    let model = &*at.model;
    let asked = model.is_small.then(|| proposal.clone());
    let shown = (&*model.subject, &model.view);
    match (model.policy.judge(door, shown, proposal), asked) {
        (Ok(change), Some(asked)) if leaving::is_beyond(&change) => {
            leaving::wish(at, leaving::of(door, asked, entry));
            false
        }
        (Ok(change), _) => {
            match entry {
                Entry::Same => make(at, door, change),
                Entry::New => arrive_at(at, door, change),
            }
            true
        }
        (Err(notice), _) => {
            refuse(at, notice);
            false
        }
    }
}

/// Makes a change with a new history entry.
fn arrive_at(at: &mut Context<'_>, door: Door, change: Change) {
    let before = address(at, Entry::Same);
    let (view, subject) = (at.model.view.clone(), Rc::clone(&at.model.subject));
    make(at, door, change);
    if view != at.model.view || subject != at.model.subject {
        at.effects.extend(before);
        let after = address(at, Entry::New);
        at.effects.extend(after);
    }
    let course = at.model.view.course;
    if course != view.course && course != Course::default() {
        // Whoever chooses a training is shown it, which is farther down.
        at.ask(Effect::Focus("training-name"));
    }
}

/// Shows on the board why an entry was refused, and resets the form to the current values.
pub fn refuse(at: &mut Context<'_>, notice: Notice) {
    at.model.board = Board::Refused(notice);
    at.ask(Effect::Board);
    at.ask(Effect::Form);
    at.wake();
}

/// An entry was accepted: removes the notice about a refused one, and nothing else.
pub fn accept(at: &mut Context<'_>) {
    if matches!(at.model.board, Board::Refused(_)) {
        at.model.board = Board::Empty;
        at.ask(Effect::Board);
    }
}

fn make(at: &mut Context<'_>, door: Door, change: Change) {
    let is_same_network = *at.model.subject == change.subject;
    report_notices(at, door, (is_same_network, &change));
    leaving::outdate(at.model, door);
    at.model.is_edited = true;
    show(at, change);
}

/// Puts the notices of a change on the board. Choosing a layer keeps the notices of an
/// earlier entry.
fn report_notices(at: &mut Context<'_>, door: Door, (is_same_network, change): (bool, &Change)) {
    let closed = at
        .model
        .subject
        .name()
        .filter(|_| !change.subject.is_file());
    let is_look = is_same_network && door == Door::Control;
    if let Some(name) = closed.filter(|_| matches!(door, Door::Preset | Door::Example)) {
        at.model.board = Board::Sentence(files::closed(name));
    } else if is_look && change.notices.is_empty() {
        return accept(at);
    } else {
        at.model.board = Board::of(&change.notices);
    }
    at.ask(Effect::Board);
}

/// Shows a subject and a view of it. The only entry point: every change of either ends here.
fn show(at: &mut Context<'_>, change: Change) {
    let Change { subject, view, .. } = change;
    arrive(at, &view);
    let model = &mut *at.model;
    let view = model.policy.within(view);
    let subject = following::kept(model, subject, (&view.course, view.at));
    let is_same = *model.subject == subject;
    if !is_same {
        model.subject = Rc::new(subject);
    }
    let layer = model.layer();
    let needs_whole = view.chips.is_some_and(Chips::need_whole);
    model.view = view;
    if needs_whole {
        leaving::expect_whole(at);
    }
    following::follow(at);
    let model = &mut *at.model;
    let is_other_layer = layer != model.layer();
    at.ask(Effect::Form);
    if is_same {
        at.wake();
        if is_other_layer {
            at.model.lesson.forget_trial();
            // The question may be a different one.
            at.model.lesson.await_numbers();
            at.ask(Effect::Lesson);
        }
    } else {
        compute(at);
    }
    show_lesson(at);
}

/// A view with another step shows in the fan what belongs to that.
fn arrive(at: &mut Context<'_>, view: &View) {
    if view.step != at.model.view.step {
        let look = &mut at.model.look;
        let step = view.step.filter(|_| IS_WHOLE).and_then(Step::at);
        look.chips = step.map(Step::chips);
        look.followed = None;
    }
}

/// Shows the step of the view.
fn show_lesson(at: &mut Context<'_>) {
    if !IS_WHOLE {
        return;
    }
    let model = &mut *at.model;
    let seed = model.subject.recipe().map_or(1, |recipe| recipe.seed);
    let is_other = model.lesson.turn_to(model.view.step, seed);
    at.ask(Effect::Lesson);
    if is_other {
        pulsing::end(at);
        at.ask(Effect::LessonStep);
        ask(at);
        if at.model.run == Run::Stopped {
            stop_asking(at);
        }
    }
    if at.model.lesson.quiz_waits() {
        at.ask(Effect::Soon);
    }
}

/// A control was given a text for one setting.
pub fn set(at: &mut Context<'_>, door: Door, (key, text): (Key, String)) {
    propose(at, door, Proposal::Set(vec![(key, text)]));
}

/// A control of the form was given a text. Who watches a training tries another activation in the hidden layers.
pub fn take(at: &mut Context<'_>, key: Key, text: String) {
    let is_of_hidden = key == Key::Act && at.model.training.is_watched();
    let text = match at.model.settings().filter(|_| is_of_hidden) {
        Some(settings) => settings.with_output(&text),
        None => text,
    };
    set(at, Door::Control, (key, text));
}

/// A control of the selected layer alone was given a text.
pub fn set_layer(at: &mut Context<'_>, key: Key, text: &str) {
    let layer = at.model.layer();
    // Runs are for many layers, and an empty text is not a value.
    let is_one = !text.is_empty() && !text.contains(['~', ',']);
    let Some(settings) = at.model.settings().filter(|_| is_one) else {
        let mut tried = at.model.settings().unwrap_or_default();
        let notice = match tried.set(key, "?") {
            Err(notice) if !at.model.subject.is_file() => {
                Notice::new(&notice.field, text, &notice.allowed, &notice.used)
            }
            _ => Notice::new(key.field().name, text, files::FROM_FILE, ""),
        };
        return refuse(at, notice);
    };
    // Checked by itself, so that a notice quotes the given text and not the list for all layers.
    if let Err(notice) = settings.clone().set(key, text) {
        return refuse(at, notice);
    }
    let all = settings.text_with(key, layer, text);
    set(at, Door::Layer, (key, all));
}

/// Resets the selected layer to the settings that most others have.
pub fn as_others(at: &mut Context<'_>) {
    let layer = at.model.layer();
    let settings = at.model.settings().unwrap_or_default();
    let texts = Settings::PER_LAYER.into_iter().filter_map(|key| {
        let text = settings.text_of_others(key, layer)?;
        let all = settings.text_with(key, layer, &text);
        (all != settings.text(key)).then_some((key, all))
    });
    let texts = match at.model.subject.is_file() {
        // Refused, with the first of them named.
        true => vec![(Key::Act, String::new())],
        false => texts.collect(),
    };
    propose(at, Door::Layer, Proposal::Set(texts));
}

/// Another draw of everything random.
pub fn new_seed(at: &mut Context<'_>, door: Door) -> bool {
    let seed = at.model.subject.recipe().map_or(1, |recipe| recipe.seed);
    let seed = seed.wrapping_add(1).to_string();
    propose(at, door, Proposal::Set(vec![(Key::Seed, seed)]))
}

/// Shows the settings of a link.
pub fn show_settings(at: &mut Context<'_>, door: Door, settings: Settings) -> bool {
    let subject = Subject::Recipe(settings.recipe);
    propose(at, door, Proposal::Show(subject, Box::new(settings.view)))
}

/// Shows the settings of the address, and applies its part about the page around.
pub fn show_address(at: &mut Context<'_>, link: Link) {
    let model = &mut *at.model;
    let is_other = model.policy.frame != link.frame;
    model.policy.frame = link.frame;
    let is_task = model.policy.is_task();
    if is_other || model.home.task.is_none() {
        let is_home = is_task || link.is_saved;
        model.home.task = is_home.then(|| link.settings.clone());
    }
    at.ask(Effect::Frame);
    let was_edited = at.model.is_edited;
    if !show_settings(at, Door::Address, link.settings) {
        return;
    }
    let settings = at.model.settings();
    // An entry of the history may have fewer layers than the locked values are for.
    if is_other || !settings.is_some_and(|settings| at.model.policy.holds(&settings)) {
        hold(at);
    }
    at.model.is_edited = was_edited;
    at.model.board = Board::of(&link.notices);
    at.ask(Effect::Board);
}

/// From now on locked settings keep the values that they have now.
pub fn hold(at: &mut Context<'_>) {
    let settings = at.model.settings();
    at.model.policy.hold(settings);
}

/// Shows a link that a script or the page around has given.
pub fn show_host(at: &mut Context<'_>, text: &str) {
    let (settings, notices) = link::decode(text);
    let model = &mut *at.model;
    if model.policy.is_task() {
        model.home.task = Some(settings.clone());
    }
    if !show_settings(at, Door::Host, settings) {
        return leaving::wish(at, Wish::Host(text.into()));
    }
    hold(at);
    at.model.board = Board::of(&notices);
    at.ask(Effect::Board);
}

/// Back to the beginning: the task, or the defaults.
pub fn reset(at: &mut Context<'_>) {
    let model = &mut *at.model;
    model.look = super::look::Look {
        hovered: model.look.hovered,
        ..Default::default()
    };
    at.ask(Effect::Player);
    // Its step is opened again, with what the fan shows there.
    at.model.view.step = None;
    let task = at.model.home.task.clone();
    show_settings(at, Door::Reset, task.unwrap_or_default());
    hold(at);
}

/// Shows a preset.
pub fn choose(at: &mut Context<'_>, preset: &Preset) {
    at.ask(Effect::ClosePresets);
    let Settings { recipe, mut view } = preset.settings();
    // What the reader has chosen to see stays, unless the preset is about a part of the fan.
    if view.chart == Chart::default() {
        view.chips = view.chips.or(at.model.view.chips);
    }
    let subject = Subject::Recipe(recipe);
    visit(at, Door::Preset, Proposal::Show(subject, Box::new(view)));
}

/// Shows a network that the page carries.
pub fn choose_carried(at: &mut Context<'_>, carried: &Carried) {
    at.ask(Effect::ClosePresets);
    // The small program has none, and reads no files.
    if IS_WHOLE && let Ok(network) = Network::from_json(carried.text) {
        open_file(at, (Door::Preset, network), carried.name.into());
    }
}

/// Shows the network of a file; `file_name` names it if it has no name.
pub fn open_file(at: &mut Context<'_>, (door, mut network): (Door, Network), file_name: String) {
    let is_named = |name: &String| !name::shown(name).is_empty();
    network.name = network.name.filter(is_named).or(Some(file_name));
    let before = at.model.settings();
    let view = View {
        chart: at.model.view.chart,
        chips: at.model.view.chips,
        ..View::default()
    };
    let subject = Subject::File(Rc::new(network));
    if propose(at, door, Proposal::Show(subject, Box::new(view)))
        && let Some(before) = before
    {
        at.model.home.before_file = Some(before);
    }
    if door.is_of_author() {
        hold(at);
    }
}

/// Shows what was shown before the file.
pub fn close_file(at: &mut Context<'_>) {
    let before = at.model.home.before_file.clone().unwrap_or_default();
    if show_settings(at, Door::Close, before) {
        at.ask(Effect::Focus("figure"));
    }
}

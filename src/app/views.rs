//! What the reader sees and touches: one file for each part of the page, each drawn from the model.

pub mod about;
mod apart;
mod around;
mod card;
mod chain;
mod chips;
mod colors;
pub mod compare;
mod content;
mod controls;
mod details;
#[cfg(feature = "whole")]
mod drawing;
pub mod events;
pub mod export;
mod fan;
mod freshness;
pub mod inspector;
mod lesson;
#[cfg(feature = "whole")]
mod map;
mod markup;
mod notices;
mod player;
mod plot;
mod presets;
pub mod print;
mod stage;
mod steady;
mod strip;
mod surface;
#[cfg(feature = "whole")]
mod training;
mod unseen;
mod vector;

use web_sys::{Document, Element, Window};

use crate::app::browser::measured::Measured;
use crate::chart::Theme;
use crate::state::Model;
use about::About;
use around::Around;
use colors::Colors;
use compare::Compare;
use controls::Controls;
use lesson::Lesson;
#[cfg(feature = "whole")]
use map::MapView;
use notices::NoticeBox;
use player::Player;
use presets::Presets;
use stage::Stage;
use strip::GainStrip;
#[cfg(feature = "whole")]
use training::TrainingView;

pub use lesson::{FARTHER, see};

/// All parts of the page.
pub struct Views {
    /// Verdict, pictures, details of the selected layer.
    pub stage: Stage,
    /// The form.
    pub controls: Controls,
    /// The strip of gains.
    pub strip: GainStrip,
    /// What a link leaves out.
    pub around: Around,
    /// Input that was not taken as given.
    pub notices: NoticeBox,
    /// The picker of presets.
    pub presets: Presets,
    /// The explanations at the foot.
    pub about: About,
    /// The buttons of the pulse.
    pub player: Player,
    /// The lesson.
    pub lesson: Lesson,
    /// The strip of the pinned network.
    pub compare: Compare,
    /// The training.
    #[cfg(feature = "whole")]
    pub training: TrainingView,
    /// The map.
    #[cfg(feature = "whole")]
    pub map: MapView,
    colors: Colors,
    /// On which picture the pointer rests, and where, in CSS pixels from its left and its top: another
    /// depth puts another place there.
    pub pointer: Option<(usize, (i32, i32))>,
    /// Whether the reader is turning the gradient of the loss.
    pub turns: bool,
}

impl Views {
    /// Finds and builds all parts.
    pub fn find(window: &Window, document: &Document) -> Self {
        // The form has a part in it.
        #[cfg(feature = "whole")]
        let training = TrainingView::build(document);
        Self {
            #[cfg(feature = "whole")]
            training,
            #[cfg(feature = "whole")]
            map: MapView::build(document),
            stage: Stage::find(document),
            controls: Controls::build(document),
            strip: GainStrip::find(document),
            around: Around::find(document),
            notices: NoticeBox::find(document),
            presets: Presets::find(document),
            about: About::find(document),
            player: Player::find(window, document),
            lesson: Lesson::find(document),
            compare: Compare::find(document),
            colors: Colors::of(window),
            pointer: None,
            turns: false,
        }
    }

    /// The colours and sizes of the pictures.
    pub fn theme(&self, model: &Model) -> Theme {
        self.colors.theme(&model.look)
    }

    /// Shows subject and view in the form, and the name of the preset.
    pub fn show_form(&mut self, model: &Model) {
        #[cfg(feature = "whole")]
        {
            self.training.open_for(model);
            self.map.open_for(model);
        }
        self.controls.show(model);
        self.presets.show(model);
    }

    /// Applies the link to the page around.
    pub fn show_frame(&mut self, model: &Model) {
        let frame = &model.policy.frame;
        self.colors.take(frame);
        self.player.take(frame);
        self.around.show(frame);
    }

    /// Draws everything in view at a moment in milliseconds, but not the acts while a training runs: they have frames of
    /// their own. Returns whether some of it is still waiting.
    pub fn draw(&mut self, model: &Model, now: f64) -> bool {
        let theme = self.theme(model);
        self.compare.show(model, &theme);
        self.stage.draw(model, &theme, now);
        self.draw_strip(model);
        if !model.training.is_running() || model.look.is_printed {
            self.draw_acts(model);
        }
        self.stage.details().wait()
    }

    /// What need not keep up while nobody sees it.
    pub fn watched(&self) -> Vec<&Element> {
        let all = self.stage.watched().to_vec();
        #[cfg(feature = "whole")]
        let all = [all, vec![self.training.act()]].concat();
        all
    }

    /// One of them has come into view, or left it. Returns whether something was to be drawn meanwhile.
    pub fn comes(&mut self, part: usize, is_seen: bool) -> bool {
        #[cfg(feature = "whole")]
        if part == self.stage.watched().len() {
            return self.training.comes(is_seen);
        }
        self.stage.comes(part, is_seen)
    }

    /// Draws what has waited because nobody saw it: at rest, and before it is saved.
    pub fn catch_up(&mut self, model: &Model) {
        let theme = self.theme(model);
        self.stage.catch_up(model, &theme);
        #[cfg(feature = "whole")]
        self.training.catch_up(model, &theme, stage::device_ratio());
    }

    /// The canvases whose sizes are those of their pictures.
    pub fn measured(&self) -> Vec<&Measured> {
        let [flow, chart, apart] = self.stage.measured();
        let all = vec![flow, chart, apart, self.strip.canvas()];
        #[cfg(feature = "whole")]
        let all = [all, self.training.canvases().to_vec(), self.map.canvases()].concat();
        all
    }

    /// Draws the acts of the whole program alone.
    pub fn draw_acts(&mut self, model: &Model) {
        #[cfg(feature = "whole")]
        {
            let theme = self.theme(model);
            self.training.draw(model, &theme, stage::device_ratio());
            self.map.draw(model, &theme, stage::device_ratio());
        }
        #[cfg(not(feature = "whole"))]
        let _ = (self, model);
    }

    /// Draws the strip of gains alone.
    pub fn draw_strip(&mut self, model: &Model) {
        let theme = self.theme(model);
        self.strip.draw(model, &theme, stage::device_ratio());
    }

    /// Draws what has waited, and writes the tables that are open.
    pub fn settle(&mut self, model: &Model) {
        self.catch_up(model);
        self.stage.settle(model);
        self.compare.write_table(model);
        #[cfg(feature = "whole")]
        {
            self.training.settle(model);
            self.map.settle(model);
        }
    }
}

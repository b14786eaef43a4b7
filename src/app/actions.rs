//! What the reader can do, each ending in [`App::apply`] or in another look at the same numbers.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::freshness::Freshness;
use super::layout::Beside;
use super::look::Look;
use super::{App, address};
use crate::preset::Preset;
use crate::scene::Way;
use crate::settings::{Key, Notice, Settings, View};
use crate::words::files;

/// What a pointer does on a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointing {
    /// It is there.
    Hover,
    /// It is pressed.
    Select,
}

/// Which layer to select next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many to the right.
    By(isize),
    /// Layer 1.
    First,
    /// Layer K.
    Last,
}

impl App {
    /// A control has been given something new.
    pub(super) fn given(&mut self, target: &Element) {
        if let Some((key, text)) = self.controls.given(target, &self.settings) {
            self.edit(key, &text);
        }
    }

    /// One setting as text.
    pub(super) fn edit(&mut self, key: Key, text: &str) {
        let mut settings = self.settings.clone();
        if self.around.frame.lock.contains(&key.field().name) {
            self.show_controls();
            return;
        }
        if settings.file.is_some() && !matches!(key, Key::Layer | Key::View | Key::Step) {
            let notice = Notice::new(key.field().name, text, files::FROM_FILE, "");
            self.notices.refuse(notice);
            self.show_controls();
            return;
        }
        if let Err(notice) = settings.set(key, text) {
            self.notices.refuse(notice);
            self.show_controls();
            return;
        }
        if key != Key::Layer {
            // The selected layer leaves with the last layers, without a word.
            settings.layer = settings.layer.filter(|layer| *layer <= settings.depth);
        }
        let (settings, notices) = settings.canonical();
        if !notices.is_empty() || !matches!(key, Key::Layer | Key::View) {
            self.notices.show(&notices);
        }
        if notices.is_empty() {
            self.notices.settle();
        }
        self.edited = true;
        self.apply(settings);
    }

    /// Another draw of everything random.
    pub(super) fn new_seed(&mut self) {
        let seed = self.settings.seed.wrapping_add(1);
        self.edit(Key::Seed, &seed.to_string());
    }

    /// Back to the beginning.
    pub(super) fn reset(&mut self) {
        self.look.reset();
        self.turn_pulse(Way::Backward);
        let task = self.around.task.clone();
        self.show_link(task.unwrap_or_default(), &[]);
    }

    /// Opens the picker of presets.
    pub(super) fn open_presets(&mut self) {
        self.presets.open(&self.settings, &self.look);
        self.schedule.soon();
    }

    /// Closes it, with nothing changed.
    pub(super) fn close_presets(&mut self) {
        self.presets.close();
    }

    /// One small picture more in the picker.
    pub(super) fn draw_preset(&mut self) {
        if !self.presets.waits() {
            return;
        }
        self.presets.draw_next();
        self.schedule.soon();
    }

    /// Shows a preset.
    pub(super) fn choose(&mut self, preset: &Preset) {
        self.presets.close();
        self.visit(preset.settings());
    }

    /// Shows settings as another page: those before stay in the history, so that Back leads to them.
    pub(super) fn visit(&mut self, settings: Settings) {
        address::write(&self.window, &self.settings, &self.around.frame);
        self.show_link(settings, &[]);
        address::push(&self.window, &self.settings, &self.around.frame);
    }

    /// Opens a chart.
    pub(super) fn open(&mut self, view: View) {
        self.edit(Key::View, view.name());
    }

    /// Selects another layer.
    pub(super) fn step(&mut self, step: Step) {
        self.select(match step {
            Step::By(layers) => self.settings.selected_layer().saturating_add_signed(layers),
            Step::First => 1,
            Step::Last => self.settings.depth,
        });
    }

    /// Selects a layer; the input selects layer 1.
    pub(super) fn select(&mut self, layer: usize) {
        let layer = layer.clamp(1, self.settings.depth);
        if layer != self.settings.selected_layer() {
            self.edit(Key::Layer, &layer.to_string());
        }
    }

    /// A pointer on a picture.
    pub(super) fn point(&mut self, event: &Event, pointing: Pointing) {
        let Some(pointer) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        // Both pictures have the same places.
        let layer = self.stage.layer_at(pointer.offset_x());
        self.hover(layer);
        self.look.pointer = Some(pointer.offset_x());
        if let (Pointing::Select, Some(layer)) = (pointing, layer) {
            self.select(layer);
        }
    }

    /// The pointer is at a place, or nowhere.
    pub(super) fn hover(&mut self, layer: Option<usize>) {
        self.look.pointer = None;
        if self.look.hovered != layer {
            self.look.hovered = layer;
            self.stage.read(&self.look);
        }
    }

    /// The pointer rests, but another place may have come under it.
    pub(super) fn follow_pointer(&mut self) {
        if let Some(x) = self.look.pointer {
            self.hover(self.stage.layer_at(x));
            self.look.pointer = Some(x);
        }
    }

    /// Another look at the same numbers.
    pub(super) fn look_at(&mut self, change: impl FnOnce(&mut Look)) {
        change(&mut self.look);
        self.refresh();
    }

    /// Makes the controls show the settings, after an entry that was not allowed.
    pub(super) fn show_controls(&mut self) {
        self.controls.show(&self.settings);
    }

    /// Puts the form where the screen has room for it.
    pub(super) fn fold(&mut self) {
        let beside = match self.settings.step {
            None => Beside::Figure,
            Some(_) => Beside::Lesson,
        };
        self.layout.fold(beside);
    }

    /// Hides the notices; the focus goes to where it was or to the figure, because the button it was on is gone.
    pub(super) fn dismiss(&mut self) {
        if !self.notices.dismiss() {
            self.stage.focus();
        }
    }

    /// Writes the tables that are open.
    pub(super) fn write_tables(&mut self) {
        self.stage.settle(&self.settings, &self.look);
        if let Some(now) = self.stage.complete() {
            let freshness = Freshness::of(self.is_current && self.stage.is_complete());
            self.compare.write_table(&now, freshness);
        }
    }
}

//! Network files that are shown or pinned. Settings name them by number, so that whatever knows the settings of a network can ask for
//! its numbers.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Error;

use super::{App, json};
use crate::network::{Layer, Network};
use crate::settings::Settings;
use crate::words::files as words;

thread_local! {
    static OPENED: RefCell<Vec<Rc<Opened>>> = const { RefCell::new(Vec::new()) };
}

/// A network file that has been read.
pub struct Opened {
    number: u32,
    /// The text of the file.
    pub text: String,
    /// What it says, with a name.
    pub network: Network,
    /// What was shown before it.
    before: Settings,
}

/// The file from which the numbers of these settings come, if they come from one.
pub fn of(settings: &Settings) -> Option<Rc<Opened>> {
    let number = settings.file?;
    OPENED.with_borrow(|all| all.iter().find(|one| one.number == number).cloned())
}

/// Layer 1..K of the network of these settings.
pub fn layer(settings: &Settings, layer: usize) -> Layer {
    let given = of(settings).and_then(|opened| opened.network.layers.get(layer - 1).cloned());
    given.unwrap_or_else(|| Layer::of(settings, layer))
}

/// The name of the file from which these settings come.
pub fn name(settings: &Settings) -> Option<String> {
    of(settings)?.network.name.clone()
}

impl App {
    /// Shows the network that the settings before the file describe.
    pub(super) fn close_file(&mut self) {
        let before = of(&self.settings).map(|opened| opened.before.clone());
        self.show_link(before.unwrap_or_default(), &[]);
        self.stage.focus();
    }

    /// Shows the network of a file; what is wrong with it, in one sentence that also stands on the page. `file_name` is its name where it
    /// has no other.
    pub(super) fn open_file(&mut self, text: &str, file_name: &str) -> Option<String> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        match json::network(text) {
            Ok(network) => {
                self.show_file(text, network, file_name);
                None
            }
            Err(thrown) => {
                let reason = String::from(Error::from(thrown).message());
                let sentence = words::not_opened(file_name, &reason);
                self.notices.say(&sentence);
                Some(sentence)
            }
        }
    }

    fn show_file(&mut self, text: &str, mut network: Network, file_name: &str) {
        network.name.get_or_insert_with(|| file_name.into());
        let layers = &network.layers;
        let mut widths = vec![network.input.len()];
        widths.extend(layers.iter().map(|layer| layer.weight.ncols()));
        let activations: Vec<_> = layers.iter().map(|layer| layer.activation).collect();
        let mut needed = self.stage.files();
        needed.extend(self.settings.file);
        needed.extend(self.compare.file());
        let before = match of(&self.settings) {
            Some(opened) => opened.before.clone(),
            None => self.settings.clone(),
        };
        let number = OPENED.with_borrow_mut(|all| {
            let number = all.iter().map(|one| one.number + 1).max().unwrap_or(1);
            all.retain(|one| needed.contains(&one.number));
            all.push(Rc::new(Opened {
                number,
                text: text.into(),
                network,
                before,
            }));
            number
        });
        let mut settings = Settings::of_file(number, &widths, &activations);
        settings.view = self.settings.view;
        self.show_link(settings, &[]);
    }
}

//! What is shown of the selected layer: its card, and the chain that ends at it.

use web_sys::Document;

use super::card::Card;
use super::chain::Chain;
use super::freshness::Freshness;
use super::inspector::Inspector;
use super::shown::Shown;
use crate::chart::Theme;
use crate::scene::{ChainFormula, LayerCard};
use crate::settings::Settings;

/// The newest analysis, the newest with the spectra of all layers, and whether the newest is that of the settings.
pub type Analyses<'a> = (&'a Shown, Option<&'a Shown>, bool);

/// The parts of the page about the selected layer.
pub struct Details {
    card: Card,
    chain: Chain,
    inspector: Inspector,
}

impl Details {
    /// Finds them in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            card: Card::find(document),
            chain: Chain::find(document),
            inspector: Inspector::find(document),
        }
    }

    /// The chain as a formula.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// The inside of the selected layer.
    pub fn inspector(&mut self) -> &mut Inspector {
        &mut self.inspector
    }

    /// Marks them as older than the settings.
    pub fn say_old(&self) {
        self.card.mark(Freshness::Old);
        self.chain.say_old();
        self.inspector.say_old();
    }

    /// Whether they have still to be drawn.
    pub fn wait(&self) -> bool {
        self.card.waits()
    }

    /// Marks what belongs to the layer under the pointer.
    pub fn mark(&self, hovered: Option<usize>) {
        self.chain.mark(hovered);
    }

    /// Draws them, unless they wait: they follow a hand that moves on in steps. `now` and `edited`: when that is, and when the network
    /// was last changed.
    pub fn draw(
        &mut self,
        analyses: Analyses<'_>,
        settings: &Settings,
        ((theme, ratio), now, edited): ((&Theme, f64), f64, f64),
    ) {
        self.card.decide(now, edited);
        if self.card.waits() {
            return;
        }
        self.draw_card(analyses, settings, (theme, now));
        self.draw_chain(analyses, settings);
        self.inspector
            .draw(analyses, settings, (theme.clone(), ratio));
    }

    /// The chain as a formula, from the newest analysis with the norms of all layers.
    fn draw_chain(&self, (newest, layers, is_current): Analyses<'_>, settings: &Settings) {
        if let Some(shown) = layers {
            let freshness = Freshness::of(is_current && shown.count == newest.count);
            self.chain.write(freshness, || {
                ChainFormula::of(&shown.analysis, settings.selected_layer())
            });
        }
    }

    /// The card of the selected layer, from the newest analysis that knows that layer's spectra.
    fn draw_card(
        &mut self,
        (newest, layers, is_current): Analyses<'_>,
        settings: &Settings,
        (theme, now): (&Theme, f64),
    ) {
        let selected = settings.selected_layer();
        let layer = newest.analysis.layers.get(selected - 1);
        let is_enough = layer.is_some_and(|layer| !layer.is_pending());
        self.card.mark(Freshness::of(is_enough && is_current));
        if let Some(shown) = if is_enough { Some(newest) } else { layers } {
            let card = LayerCard::of(&shown.analysis, selected);
            self.card.show(card, theme, now);
        }
    }
}

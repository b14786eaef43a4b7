//! What is shown of the selected layer: what it does, its card, the chain that ends at it, and its inside.

use web_sys::{Document, Element};

use super::apart::ApartView;
use super::card::Card;
use super::chain::Chain;
use super::inspector::Inspector;
use crate::analysis::Known;
use crate::app::browser::measured::Measured;
use crate::chart::Theme;
use crate::scene::{ChainFormula, LayerCard};
use crate::state::{Entry, Freshness, Model};

/// The parts of the page about the selected layer.
pub struct Details {
    apart: ApartView,
    card: Card,
    chain: Chain,
    inspector: Inspector,
    /// Whether each of the parts below the fan can be seen: the layer that is taken apart, the card, the inside, the chart.
    seen: [bool; 4],
}

/// The place of the layer that is taken apart among them.
const APART: usize = 0;

impl Details {
    /// Finds them in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            apart: ApartView::find(document),
            card: Card::find(document),
            chain: Chain::find(document),
            inspector: Inspector::find(document),
            seen: [false; 4],
        }
    }

    /// The inside of the selected layer.
    pub fn inspector(&mut self) -> &mut Inspector {
        &mut self.inspector
    }

    /// The canvas of the layer that is taken apart.
    pub fn measured(&self) -> &Measured {
        self.apart.canvas()
    }

    /// What is to be looked after: the layer that is taken apart, the card and the inside; the chart follows.
    pub fn parts(&self) -> [&Element; 3] {
        let [card, inside] = [self.card.element(), self.inspector.element()];
        [self.apart.canvas().canvas(), card, inside]
    }

    /// A part below the fan has come into view, or left it. Returns whether something was to be drawn meanwhile.
    pub fn comes(&mut self, part: usize, is_seen: bool) -> bool {
        if let Some(seen) = self.seen.get_mut(part) {
            *seen = is_seen;
        }
        let is_any = self.seen.contains(&true);
        let is_apart_due = part == APART && self.apart.comes(is_seen);
        self.card.comes(is_any) || is_apart_due
    }

    /// The layer, taken apart.
    pub fn apart(&mut self) -> &mut ApartView {
        &mut self.apart
    }

    /// Marks them as older than the subject.
    pub fn mark_old(&self) {
        self.card.mark(Freshness::Old);
        self.chain.mark_old();
        self.inspector.mark_old();
    }

    /// Whether they have still to be drawn.
    pub fn wait(&self) -> bool {
        self.card.waits()
    }

    /// Marks what belongs to the layer under the pointer.
    pub fn mark(&self, hovered: Option<usize>) {
        self.chain.mark(hovered);
    }

    /// Draws them at a moment in milliseconds, unless they wait: they are throttled while dragging.
    pub fn draw(&mut self, model: &Model, (theme, ratio): (&Theme, f64), now: f64) {
        self.card.decide(now, model.changed);
        if self.card.waits() {
            return;
        }
        let (entry, freshness) = of_layer(model);
        self.card.mark(freshness);
        if let Some(entry) = entry {
            let card = LayerCard::of(&entry.analysis, model.layer());
            self.card.show(&card, theme, now);
        }
        self.draw_chain(model);
        let paint = (theme.clone(), ratio);
        if let Some(entry) = entry {
            let is_printed = model.look.is_printed;
            self.apart
                .draw((entry, model.layer()), is_printed, paint.clone());
        }
        self.inspector.draw(model, (entry, freshness), paint);
    }

    /// Draws what has waited until it is seen.
    pub fn settle(&mut self, model: &Model) {
        self.inspector.settle();
        self.draw_layer(model);
    }

    /// Draws the layer, taken apart, if that has waited.
    pub fn draw_layer(&mut self, model: &Model) {
        if let (Some(entry), _) = of_layer(model) {
            self.apart.settle((entry, model.layer()));
        }
    }

    /// The chain as a formula, from the newest analysis with the norms of all layers.
    fn draw_chain(&self, model: &Model) {
        if let Some(entry) = model.store.knowing(Known::Layers) {
            let is_whole = model.store.freshness(entry, &model.subject) != Freshness::Old;
            self.chain.write(Freshness::of(is_whole), || {
                ChainFormula::of(&entry.analysis, model.layer())
            });
        }
    }
}

/// The newest analysis that knows the spectrum of the selected layer, and its freshness.
fn of_layer(model: &Model) -> (Option<&Entry>, Freshness) {
    let Some(newest) = model.store.newest() else {
        return (None, Freshness::Old);
    };
    let layer = newest.analysis.layers.get(model.layer() - 1);
    let is_enough = layer.is_some_and(|layer| !layer.is_pending());
    let entry = match is_enough {
        true => Some(newest),
        false => model.store.knowing(Known::Layers),
    };
    (entry, Freshness::of(is_enough && model.is_current()))
}

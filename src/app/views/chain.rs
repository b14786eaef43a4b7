//! The gradient of the selected layer's weights as a chain of factors; each factor represents its
//! layer in the pictures too.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDetailsElement, Node};

use super::freshness;
use super::markup::{each, escaped};
use crate::app::browser::parts;
use crate::app::browser::written::Written;
use crate::scene::{ChainFactor, ChainFormula};
use crate::state::Freshness;
use crate::words::chain as words;

/// The fold with the formula.
pub struct Chain {
    fold: HtmlDetailsElement,
    formula: Written,
}

impl Chain {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            fold: parts::element(document, "chain"),
            formula: Written::of(parts::element(document, "chain-formula")),
        }
    }

    /// Writes the formula, if it is open.
    pub fn write(&self, freshness: Freshness, formula: impl FnOnce() -> ChainFormula) {
        freshness::mark(&self.fold, freshness);
        if self.fold.open() {
            self.formula.html(&html(&formula()));
        }
    }

    /// Marks it as older than the subject.
    pub fn mark_old(&self) {
        freshness::mark(&self.fold, Freshness::Old);
    }

    /// Marks the factors of the layer under the pointer.
    pub fn mark(&self, hovered: Option<usize>) {
        let Ok(factors) = self.fold.query_selector_all("[data-layer]") else {
            return;
        };
        let layer = hovered.map(|layer| layer.to_string());
        for i in 0..factors.length() {
            let factor = factors
                .item(i)
                .and_then(|node: Node| node.dyn_into::<Element>().ok());
            if let Some(factor) = factor {
                let is_here = layer.is_some() && factor.get_attribute("data-layer") == layer;
                // Fails only for invalid names.
                let _ = factor.toggle_attribute_with_force("data-here", is_here);
            }
        }
    }
}

/// The layer of the factor in which an element is.
pub fn layer_of(element: &Element) -> Option<usize> {
    let factor = element.closest("[data-layer]").ok()??;
    factor.get_attribute("data-layer")?.parse().ok()
}

fn html(formula: &ChainFormula) -> String {
    let factors = each(&formula.factors, item);
    format!(
        "<p>{} <span aria-hidden=\"true\">=</span></p><ol class=\"factors\">{factors}</ol><p>{}</p>",
        formula.left,
        escaped(&formula.conclusion)
    )
}

fn item(factor: &ChainFactor) -> String {
    format!(
        "<li><button type=\"button\" data-layer=\"{}\">{}<span class=\"hidden\">{}</span>\
         <span>{}</span></button></li>",
        factor.layer,
        factor.mathml,
        escaped(&words::between(&factor.name)),
        escaped(&factor.norm.digits(2))
    )
}

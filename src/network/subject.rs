//! What is shown: a random network, given by its recipe, or the numbers of a network file.

use std::rc::Rc;

use super::{IS_WHOLE, Layer, Network};
use crate::settings::{
    self, COST_LIMIT, Course, Init, Key, LossKind, PerLayer, Recipe, Settings, View,
};

/// What every number on the page belongs to.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A random network; the recipe is canonical.
    Recipe(Recipe),
    /// The numbers of a network file.
    File(Rc<Network>),
    /// A random network after some steps of a training.
    Trained(Rc<Trained>),
}

/// A network that has learned.
#[derive(Clone, Debug)]
pub struct Trained {
    /// What it was before.
    pub recipe: Recipe,
    /// On what it was trained and how.
    pub course: Course,
    /// After how many steps.
    pub at: usize,
    /// Its numbers, with the input and the loss of the recipe. They follow from all the others.
    pub network: Network,
}

impl PartialEq for Trained {
    fn eq(&self, other: &Self) -> bool {
        (&self.recipe, &self.course, self.at) == (&other.recipe, &other.course, other.at)
    }
}

impl PartialEq for Subject {
    /// Recipes are equal by value; a file is equal to itself only, however often it is read.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Recipe(one), Self::Recipe(other)) => one == other,
            (Self::File(one), Self::File(other)) => Rc::ptr_eq(one, other),
            (Self::Trained(one), Self::Trained(other)) => one == other,
            _ => false,
        }
    }
}

impl Default for Subject {
    fn default() -> Self {
        Self::Recipe(Recipe::default())
    }
}

impl Subject {
    /// Its network.
    pub fn network(&self) -> Network {
        match self {
            Self::Recipe(recipe) => Network::from(recipe),
            Self::File(network) => (**network).clone(),
            Self::Trained(trained) => trained.network.clone(),
        }
    }

    /// Layer j = 1..K of its network; a number past K means K. Nothing else is drawn.
    pub fn layer(&self, layer: usize) -> Layer {
        let of =
            |network: &Network| network.layers[layer.clamp(1, network.layers.len()) - 1].clone();
        match self {
            Self::File(network) => of(network),
            Self::Trained(trained) => of(&trained.network),
            Self::Recipe(recipe) => Layer::of(recipe, layer),
        }
    }

    /// Whether only the whole program can compute it, and not the small one with which the page opens.
    pub fn needs_whole(&self) -> bool {
        !self.drawn().is_some_and(Recipe::is_basic)
    }

    /// The recipe, before any training; `None` for a file.
    pub fn recipe(&self) -> Option<&Recipe> {
        match self {
            Self::Recipe(recipe) => Some(recipe),
            Self::File(_) => None,
            Self::Trained(trained) => Some(&trained.recipe),
        }
    }

    /// The recipe that draws its numbers; `None` where they come from a file or from a training.
    pub fn drawn(&self) -> Option<&Recipe> {
        match self {
            Self::Recipe(recipe) => Some(recipe),
            Self::File(_) | Self::Trained(_) => None,
        }
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The name that a file gives its network.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Recipe(_) | Self::Trained(_) => None,
            Self::File(network) => network.name.as_deref(),
        }
    }

    /// K.
    pub fn depth(&self) -> usize {
        match self {
            Self::Recipe(recipe) => recipe.depth,
            Self::File(network) => network.layers.len(),
            Self::Trained(trained) => trained.recipe.depth,
        }
    }

    /// H_0..H_K, K + 1 numbers.
    pub fn widths(&self) -> Vec<usize> {
        match self {
            Self::Recipe(recipe) => recipe.widths(),
            Self::File(network) => network.widths(),
            Self::Trained(trained) => trained.network.widths(),
        }
    }

    /// See [`settings::cost`].
    pub fn cost(&self) -> u64 {
        settings::cost(&self.widths())
    }

    /// That of its dearest layer: no step of its analysis takes longer than a time that is proportional to it.
    pub fn largest_cost(&self) -> u64 {
        let widths = self.widths();
        let layers = widths.windows(2).map(settings::cost);
        layers.max().unwrap_or(0)
    }

    /// Whether its spectra are computed; they are too dear otherwise.
    pub fn has_spectra(&self) -> bool {
        has_spectra(&self.widths())
    }

    /// The number of its weights, to which the time of both passes is proportional.
    pub fn weights(&self) -> u64 {
        settings::weights(&self.widths())
    }

    /// How many inputs there are, 1 or more.
    pub fn samples(&self) -> usize {
        match self {
            Self::Recipe(recipe) if IS_WHOLE => recipe.samples,
            Self::Recipe(_) => 1,
            Self::File(network) => network.samples.len() + 1,
            Self::Trained(trained) => trained.network.samples.len() + 1,
        }
    }

    /// Whether its weights are drawn in a time that is proportional to their number; orthogonal ones take more.
    pub fn is_drawn_quickly(&self) -> bool {
        let recipe = self.drawn();
        recipe.is_none_or(|recipe| recipe.init != Init::Orthogonal)
    }

    /// See [`Network::needs_chain`].
    pub fn needs_chain(&self) -> bool {
        match self {
            Self::Recipe(recipe) => {
                matches!(recipe.loss, LossKind::Best | LossKind::Worst) || recipe.turn.is_some()
            }
            Self::File(network) => network.needs_chain(),
            Self::Trained(trained) => trained.network.needs_chain(),
        }
    }

    /// The value of a setting in layer 1..K, as text; `None` if a file does not have it, or if it
    /// is not part of the network.
    pub fn text_at(&self, key: Key, layer: usize) -> Option<String> {
        self.text(key)?;
        Some(self.as_settings().text_at(key, layer))
    }

    /// A setting as text, in the form of links. A file has those that describe its shape: depth,
    /// widths, inputs and activations; `None` for the others.
    pub fn text(&self, key: Key) -> Option<String> {
        let field = key.field();
        let is_there = field.is_of_files || field.is_of_network() && !self.is_file();
        is_there.then(|| self.as_settings().text(key))
    }

    /// For its texts only: for a file, nothing but the shape is right.
    fn as_settings(&self) -> Settings {
        let recipe = match self {
            Self::Recipe(recipe) => recipe.clone(),
            Self::File(network) => shape(network),
            Self::Trained(trained) => trained.recipe.clone(),
        };
        let view = View::default();
        Settings { recipe, view }
    }
}

/// Whether the spectra of a network of these widths H_0..H_K are computed. Those of the program that the page opens with
/// always are: its layers are narrow.
pub(crate) fn has_spectra(widths: &[usize]) -> bool {
    !IS_WHOLE || settings::cost(widths) <= COST_LIMIT
}

/// A recipe of the same shape, for its texts only: its numbers are different.
fn shape(network: &Network) -> Recipe {
    let layers = || network.layers.iter();
    let defaults = Recipe::default();
    let width = PerLayer::from_runs(layers().map(|layer| (layer.weight.ncols(), 1)));
    let width = width.unwrap_or(defaults.width);
    let inputs = network.input.len();
    Recipe {
        depth: network.layers.len(),
        inputs: Some(inputs).filter(|inputs| *inputs != width.at(1)),
        width,
        activation: PerLayer::from_runs(layers().map(|layer| (layer.activation, 1)))
            .unwrap_or(defaults.activation),
        ..Recipe::default()
    }
}

//! Layers of networks that a link describes.

use gradlens::analysis::{Analysis, LayerDetail};
use gradlens::link;
use gradlens::network::Network;

/// The inside of layer 1..K of the network of a link.
pub fn detail(text: &str, layer: usize) -> LayerDetail {
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{text}: {notices:?}");
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    let detail = LayerDetail::of(&settings.recipe, layer, &analysis.layers[layer - 1]);
    detail.expect("the numbers belong to the layer")
}

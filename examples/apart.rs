//! Draws one layer, taken apart, of many networks as SVG files, light and dark, in the widths of the page and of phones.
//!
//! `cargo run --release --example apart -- [folder]`; the folder is `out/apart` where none is given.

mod pictures;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use gradlens::analysis::{Analysis, LayerDetail, LayerImages};
use gradlens::chart::{apart_height, draw_apart};
use gradlens::link;
use gradlens::network::{Layer, Network};
use gradlens::scene::Apart;
use nalgebra::DMatrix;

/// File name, link, layer, and the angle of the arrow in degrees.
const LAYERS: &[(&str, &str, usize, f64)] = &[
    ("tanh", "v=1&act=tanh&gain=2.5", 7, 35.5),
    ("sigmoid", "v=1", 7, 35.5),
    ("relu", "v=1&act=relu&init=he-normal", 7, 35.5),
    ("relu-few", "v=1&act=relu&init=he-normal&width=4", 3, 90.0),
    ("identity", "v=1&act=tanh&init=identity", 3, 60.0),
    ("orthogonal", "v=1&act=linear&init=orthogonal", 5, 120.0),
    ("zeros", "v=1&init=zeros&act=tanh", 2, 20.0),
    ("width-1", "v=1&width=1&act=tanh", 2, 180.0),
    ("width-128", "v=1&width=128&act=tanh&gain=1.5", 7, 35.5),
    (
        "width-128-relu",
        "v=1&width=128&act=relu&init=he-normal",
        7,
        80.0,
    ),
    ("one-in", "v=1&inputs=1&act=tanh", 1, 0.0),
    ("one-out", "v=1&depth=2&width=16,1&act=tanh", 2, 40.0),
    ("saturated", "v=1&act=tanh&gain=10&width=6", 4, 35.5),
    ("gain-10", "v=1&act=linear&gain=10", 4, 35.5),
    ("gain-small", "v=1&act=sigmoid&gain=0.02", 4, 200.0),
    ("selu", "v=1&act=selu&gain=1.2", 4, 35.5),
    ("gelu", "v=1&act=gelu&gain=1.4", 4, 300.0),
    ("sin", "v=1&act=sin&gain=2", 4, 35.5),
    (
        "dead",
        "v=1&act=relu&init=he-normal&bias=5&width=3&seed=2",
        1,
        35.5,
    ),
];

/// Widths in CSS pixels.
const WIDTHS: [u32; 4] = [1232, 760, 390, 320];
/// Backend pixels per CSS pixel.
const RATIO: u32 = 16;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| "out/apart".into());
    fs::create_dir_all(&folder)?;
    let folder = Path::new(&folder);
    for (name, address, layer, degrees) in LAYERS {
        let (settings, notices) = link::decode(address);
        if !notices.is_empty() {
            println!("{address}: {notices:?}");
        }
        let network = Network::from(&settings.recipe);
        draw(folder, name, (&network, *layer, *degrees))?;
    }
    draw(folder, "784-inputs", (&wide(), 1, 35.5))
}

fn draw(
    folder: &Path,
    name: &str,
    (network, layer, degrees): (&Network, usize, f64),
) -> Result<(), Box<dyn Error>> {
    let analysis = Analysis::of(network);
    let report = analysis.layers.get(layer - 1).ok_or("no such layer")?;
    let detail = LayerDetail::new(layer, &network.layers[layer - 1], report);
    let detail = detail.ok_or("a report of another layer")?;
    let images = LayerImages::of(&detail);
    let mut apart = Apart::of((&detail, report), &images, degrees.to_radians());
    println!("{name}: {}\n  {}", apart.sentence(), apart.description());
    apart.unit = (name == "tanh").then_some(3);
    for width in WIDTHS {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundreds"
        )]
        let height = apart_height(width.into()) as u32;
        pictures::write(folder, (name, (width, height), RATIO), |area, theme| {
            draw_apart(&apart, area, theme).map(|_| ())
        })?;
    }
    Ok(())
}

/// A network of 784 inputs and 32 units, its numbers from a simple generator.
fn wide() -> Network {
    let mut state = 1_u32;
    let weight = DMatrix::from_fn(784, 32, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1_u32 << 24) * 0.2 - 0.1
    });
    let (settings, _) = link::decode("v=1&depth=1&width=32&act=tanh");
    let network = Network::from(&settings.recipe);
    let layer = Layer {
        weight: Arc::new(weight),
        ..network.layers[0].clone()
    };
    Network {
        input: vec![0.3; 784],
        layers: vec![layer],
        ..network
    }
}

//! Draws the strip of gains of many networks as SVG files, light and dark, in the sizes of the page and of phones,
//! writes what is read out of it, and how long its columns take.
//!
//! `cargo run --release --example strip -- [folder]`; the folder is `out/strip` where none is given.

mod pictures;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use gradlens::analysis::Column;
use gradlens::chart::{StripLook, draw_strip};
use gradlens::link;
use gradlens::network::Subject;
use gradlens::scene::{Strip, StripColumn, StripRange};
use gradlens::settings::PerLayer;

/// File name and link.
const NETWORKS: &[(&str, &str)] = &[
    ("sigmoid", "v=1"),
    ("tanh", "v=1&act=tanh&gain=2.5"),
    ("relu", "v=1&act=relu&init=he-normal"),
    ("linear", "v=1&act=linear&init=orthogonal&gain=0.8"),
    ("gelu", "v=1&act=gelu&depth=60&gain=5"),
    ("bias", "v=1&act=tanh&bias=1&gain=0.3"),
    ("sine", "v=1&act=sin&gain=0.05"),
    ("dead", "v=1&act=relu&init=he-normal&width=3&seed=4"),
    ("cut", "v=1&act=relu&bias=2&width=4&seed=2&gain=1.4"),
    ("zeros", "v=1&init=zeros&depth=8"),
    ("depth-1", "v=1&depth=1&act=tanh"),
    ("depth-200", "v=1&depth=200&act=tanh&width=24"),
    ("gains", "v=1&act=tanh&gain=1.5~10,0.8~10"),
    ("mse", "v=1&loss=mse&act=selu&depth=30"),
    ("wide", "v=1&depth=100&width=128&act=tanh"),
];

/// Width and height in CSS pixels, and columns.
const SIZES: [(u32, u32, u32); 4] = [
    (1256, 96, 96),
    (1920, 96, 240),
    (362, 96, 48),
    (800, 96, 24),
];
/// Backend pixels per CSS pixel.
const RATIO: u32 = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| "out/strip".into());
    fs::create_dir_all(&folder)?;
    for (name, address) in NETWORKS {
        for (width, height, columns) in SIZES {
            let begun = Instant::now();
            let strip = strip(address, columns);
            println!("{name}: {columns} columns in {:.1?}", begun.elapsed());
            if columns == 96 {
                println!("  {}", strip.description());
                println!("  {}", strip.reading(strip.handle));
            }
            write(Path::new(&folder), name, (&strip, (width, height)))?;
        }
    }
    Ok(())
}

fn strip(address: &str, count: u32) -> Strip {
    let mut recipe = link::decode(address).0.recipe;
    let subject = Subject::Recipe(recipe.clone());
    let is_uniform = recipe.gain.is_uniform();
    let handle = if is_uniform { recipe.gain.at(1) } else { 1.0 };
    if is_uniform {
        recipe.gain = PerLayer::uniform(1.0);
    }
    let range = StripRange::default().around(handle);
    let mut strip = Strip::of(&subject, range, handle);
    let network = Subject::Recipe(recipe).network();
    strip.columns = (0..count)
        .map(|i| {
            let gain = range.gain((f64::from(i) + 0.5) / f64::from(count));
            Rc::new(StripColumn::of(gain, &Column::of(&network, gain, None)))
        })
        .collect();
    strip
}

/// Writes a strip in every theme.
fn write(
    folder: &Path,
    name: &str,
    (strip, size): (&Strip, (u32, u32)),
) -> Result<(), Box<dyn Error>> {
    let look = StripLook {
        pinned: (name == "tanh").then_some(0.7),
        ..StripLook::default()
    };
    pictures::write(folder, (name, size, RATIO), |area, theme| {
        draw_strip(strip, &look, area, theme).map(|_| ())
    })
}

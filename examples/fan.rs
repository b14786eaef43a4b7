//! Draws the fan of many networks as SVG files, light and dark, in the sizes of the page, of phones and of embeds.
//!
//! `cargo run --release --example fan -- [folder [name]]`; the folder is `out/fan` where none is given, and with a name only files
//! that begin like this are written.

mod pictures;

use std::error::Error;
use std::fs;
use std::path::Path;

use gradlens::analysis::{Analysis, Passes, PlainSuffix};
use gradlens::chart::{FanLook, Veil, draw_fan};
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{Chips, Fan, FanFrame, Limit};
use gradlens::study::ensemble::{Ensemble, Member};
use gradlens::study::theory::Theory;

/// File name, link, selected place and what is shown: gradient, directions, bound, weights.
const NETWORKS: &[(&str, &str, usize, &str)] = &[
    ("vanishing", "v=1", 0, "gd"),
    ("vanishing-turned", "v=1", 19, "gd"),
    ("columns", "v=1", 0, "g"),
    ("stable", "v=1&act=linear&init=orthogonal", 7, "gd"),
    ("survives", "v=1&depth=60&act=tanh&gain=1.2", 22, "gd"),
    ("exploding", "v=1&act=linear&gain=1.5", 5, "gd"),
    ("exploding-fast", "v=1&act=linear&gain=10", 0, "gd"),
    ("chaos", "v=1&act=tanh&gain=2.5", 6, "gd"),
    ("relu", "v=1&act=relu&init=he-normal", 3, "gd"),
    (
        "relu-deep",
        "v=1&act=relu&init=he-normal&depth=60&width=8",
        30,
        "gd",
    ),
    ("bound", "v=1&gain=4", 0, "gdb"),
    ("bound-alone", "v=1&act=tanh&gain=2.5", 10, "b"),
    ("weights", "v=1&act=linear&init=orthogonal&gain=0.5", 0, "w"),
    ("weights-mixed", "v=1&act=tanh&gain=2.5", 4, "gw"),
    ("weights-opposite", "v=1", 4, "w"),
    (
        "dead",
        "v=1&act=relu&init=he-normal&width=5&seed=4",
        3,
        "gd",
    ),
    ("zeros", "v=1&init=zeros&depth=8", 0, "gd"),
    ("depth-1", "v=1&depth=1", 0, "gd"),
    ("depth-2-last", "v=1&depth=2", 2, "gd"),
    ("depth-200", "v=1&depth=200&act=tanh", 60, "gd"),
    ("depth-200-sigmoid", "v=1&depth=200", 0, "gdb"),
    ("width-1", "v=1&width=1&act=tanh", 5, "gd"),
    ("width-128", "v=1&width=128&act=tanh&gain=1.5", 0, "gd"),
    (
        "width-128-bound",
        "v=1&width=128&depth=60&act=tanh&gain=1.2",
        20,
        "gdb",
    ),
    ("theory-vanishing", "v=1", 0, "gt"),
    ("theory-relu", "v=1&act=relu&init=he-normal", 0, "gt"),
    (
        "theory-relu-narrow",
        "v=1&act=relu&init=he-normal&width=5&seed=4",
        0,
        "gdt",
    ),
    (
        "theory-newman",
        "v=1&act=linear&init=lecun-normal&width=8",
        0,
        "gdt",
    ),
    (
        "theory-orthogonal",
        "v=1&act=linear&init=orthogonal&gain=0.8",
        0,
        "gdt",
    ),
    (
        "theory-reach",
        "v=1&act=tanh&init=lecun-normal&bias=0.3&gain=1.2&depth=40",
        0,
        "gt",
    ),
    ("theory-absent", "v=1&act=tanh&tied=1", 0, "gt"),
    ("seeds-sigmoid", "v=1", 0, "gds"),
    ("seeds-relu", "v=1&act=relu&init=he-normal", 0, "gs"),
    (
        "seeds-dying",
        "v=1&act=relu&init=he-normal&width=5&seed=4",
        0,
        "gds",
    ),
    (
        "seeds-theory",
        "v=1&act=tanh&init=lecun-normal&gain=1.5",
        0,
        "gst",
    ),
    ("formats-vanishing", "v=1", 0, "gf"),
    ("formats-exploding", "v=1&act=linear&gain=2", 0, "gdf"),
    ("formats-deep", "v=1&depth=60", 0, "gf"),
    (
        "all-beside",
        "v=1&act=tanh&init=lecun-normal&width=8",
        0,
        "gdtsf",
    ),
    (
        "unresolved",
        "v=1&act=linear&width=16&depth=40&gain=0.3",
        12,
        "gd",
    ),
];

/// Width and height in CSS pixels.
const SIZES: [(u32, u32); 5] = [(1280, 430), (1440, 600), (800, 330), (390, 400), (320, 300)];
/// Backend pixels per CSS pixel.
const RATIO: u32 = 16;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| "out/fan".into());
    fs::create_dir_all(&folder)?;
    let mut first: Option<Fan> = None;
    let beginning = std::env::args().nth(2).unwrap_or_default();
    let wanted = NETWORKS.iter().filter(|one| one.0.starts_with(&beginning));
    for (name, address, selected, shown) in wanted {
        let fan = fan(address, *selected, shown);
        write(Path::new(&folder), name, (&fan, FanLook::default()))?;
        if let Some(pinned) = &first {
            let look = FanLook {
                pinned: Some(pinned),
                ..FanLook::default()
            };
            if ["exploding", "survives"].contains(name) {
                let mut both = fan.clone();
                both.frame = both.frame.grown(pinned.frame);
                write(Path::new(&folder), &format!("{name}-pinned"), (&both, look))?;
            }
            continue;
        }
        if !beginning.is_empty() {
            continue;
        }
        let mut running = fan.clone();
        running.selected = 8;
        let pulse = Some(7.6);
        let look = FanLook {
            pulse,
            ..FanLook::default()
        };
        write(Path::new(&folder), "pulse", (&running, look))?;
        let mut hidden = fan.clone();
        hidden.frame = FanFrame::blind(0.0);
        let look = FanLook {
            veil: Some(Veil { guess: Some(-6.0) }),
            ..FanLook::default()
        };
        write(Path::new(&folder), "veil", (&hidden, look))?;
        first = Some(fan);
    }
    Ok(())
}

fn fan(address: &str, selected: usize, shown: &str) -> Fan {
    let (settings, notices) = link::decode(address);
    if !notices.is_empty() {
        println!("{address}: {notices:?}");
    }
    let network = Network::from(&settings.recipe);
    let analysis = Analysis::of(&network);
    let chips = Chips {
        gradient: shown.contains('g'),
        directions: shown.contains('d'),
        bound: shown.contains('b'),
        weights: shown.contains('w'),
        plain: shown.contains('p'),
        theory: shown.contains('t'),
        seeds: shown.contains('s'),
        formats: shown.contains('f'),
    };
    let mut fan = Fan::of(&analysis, selected, chips);
    if chips.plain {
        let suffixes = PlainSuffix::all(&Passes::of(network));
        fan.lay_over(&suffixes.as_slice().into());
    }
    if chips.theory {
        fan.lay_theory(Some(&Theory::of(&settings.recipe)));
    }
    if chips.seeds {
        let mut all = Ensemble::default();
        for index in 0..100 {
            all.add(index, Member::with_chain(&settings.recipe, index));
        }
        fan.lay_seeds(Some((&all, 100, Limit::None)));
    }
    if chips.formats {
        fan.lay_formats(&analysis);
    }
    for sentence in fan.explanations() {
        println!("{address}: {sentence}");
    }
    fan
}

/// Writes a fan in every theme and size.
fn write(
    folder: &Path,
    name: &str,
    (fan, look): (&Fan, FanLook<'_>),
) -> Result<(), Box<dyn Error>> {
    for size in SIZES {
        pictures::write(folder, (name, size, RATIO), |area, theme| {
            draw_fan(fan, &look, area, theme).map(|_| ())
        })?;
    }
    Ok(())
}

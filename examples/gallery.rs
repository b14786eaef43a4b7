//! Draws the pictures of every preset and of some more networks as SVG files, light and dark, in three widths; those of the inside of the
//! selected layer in one.
//!
//! `cargo run --release --example gallery -- [folder]`; the folder is `out/gallery` where none is
//! given. Prints the verdict of every network.

use std::error::Error;
use std::fs;
use std::path::Path;

use gradlens::analysis::{Analysis, LayerDetail, Passes, PlainSuffix};
use gradlens::chart::{
    FanLook, Theme, draw, draw_activation, draw_fan, draw_matrix, draw_plane, draw_small,
};
use gradlens::link;
use gradlens::network::Network;
use gradlens::preset::PRESETS;
use gradlens::scene::inspector::{ActivationPicture, MapId, MatrixMap, PlanePicture};
use gradlens::scene::{AxisRange, Chips, Fan, Panel, PanelId, Scene, Selection};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// File name, link and vertical range of every network.
const NETWORKS: &[(&str, &str, AxisRange)] = &[
    ("default", "v=1", AxisRange::Standard),
    ("he-relu", "v=1&act=relu&init=he-normal", AxisRange::Near),
    ("tanh-near", "v=1&act=tanh", AxisRange::Near),
    ("sigmoid-gain-4", "v=1&gain=4&layer=9", AxisRange::Standard),
    (
        "orthogonal",
        "v=1&act=linear&init=orthogonal&gain=1.5&layer=5",
        AxisRange::Near,
    ),
    (
        "linear-50",
        "v=1&depth=50&act=linear&layer=20",
        AxisRange::Far,
    ),
    (
        "relu-partly-dead",
        "v=1&act=relu&init=he-normal&width=5&seed=4&layer=3",
        AxisRange::Standard,
    ),
    ("zeros", "v=1&init=zeros&depth=8", AxisRange::Standard),
    (
        "wide",
        "v=1&depth=40&width=64&act=tanh&gain=1.5",
        AxisRange::Standard,
    ),
    (
        "deep-exploding",
        "v=1&depth=200&width=8&act=linear&init=normal&gain=10",
        AxisRange::Farthest,
    ),
];

/// Backend pixels per CSS pixel: plotters rounds to whole pixels, and 4 to each make it invisible.
const RATIO: u32 = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| "out/gallery".into());
    fs::create_dir_all(&folder)?;
    let presets = PRESETS.iter().map(|preset| {
        let address = link::encode(&preset.settings());
        (preset.id, address, AxisRange::Standard)
    });
    let others = NETWORKS
        .iter()
        .map(|(name, address, range)| (*name, (*address).to_owned(), *range));
    for (name, address, range) in presets.chain(others) {
        let (settings, notices) = link::decode(&address);
        if !notices.is_empty() {
            return Err(format!("{address}: {notices:?}").into());
        }
        let network = Network::from(&settings.recipe);
        let analysis = Analysis::of(&network);
        let (view, depth) = (&settings.view, settings.recipe.depth);
        let mut selection = Selection {
            layer: view.layer_of(depth),
            range,
            ..Selection::default()
        };
        let scene = Scene::of(&analysis, &selection);
        println!("{name}: {}", scene.verdict.sentence);
        let chips = Chips::of_chart(view.chart);
        let fan = Fan::of(&analysis, view.place_of(depth), chips);
        write_fan(Path::new(&folder), name, &fan)?;
        for panel in &scene.panels {
            write_all(Path::new(&folder), name, panel)?;
        }
        let report = analysis.layers.get(selection.layer - 1);
        let detail = report.and_then(|one| LayerDetail::of(&settings.recipe, selection.layer, one));
        if let Some(detail) = detail {
            write_inside(Path::new(&folder), name, &detail)?;
        }
        let suffixes = PlainSuffix::all(&Passes::of(network));
        selection.plain = Some(suffixes.as_slice().into());
        let spectrum = Scene::of(&analysis, &selection)
            .panel(PanelId::Spectrum)
            .clone();
        write_all(Path::new(&folder), &format!("{name}-plain"), &spectrum)?;
    }
    Ok(())
}

/// Writes a fan and its small picture in every theme, the fan in every size.
fn write_fan(folder: &Path, name: &str, fan: &Fan) -> Result<(), Box<dyn Error>> {
    for (kind, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        for size in [(1280, 430), (800, 330), (390, 400)] {
            let file = format!("{name}-fan-{kind}-{}.svg", size.0);
            let drawing = svg(&theme, size, |area, theme| {
                Ok(draw_fan(fan, &FanLook::default(), area, theme).map(drop)?)
            })?;
            fs::write(folder.join(file), drawing)?;
        }
        let drawing = svg(&theme, (132, 48), |area, theme| {
            Ok(draw_small(fan, area, theme)?)
        })?;
        fs::write(folder.join(format!("{name}-small-{kind}.svg")), drawing)?;
    }
    Ok(())
}

/// Writes one panel in every theme and size.
fn write_all(folder: &Path, name: &str, panel: &Panel) -> Result<(), Box<dyn Error>> {
    let sizes = [(1000, 360), (660, 320), (328, 240)];
    for (kind, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        for size in sizes {
            let file = format!("{name}-{}-{kind}-{}.svg", panel.id.row().name, size.0);
            let drawing = svg(&theme, size, |area, theme| {
                Ok(draw(panel, area, theme).map(drop)?)
            })?;
            fs::write(folder.join(file), drawing)?;
        }
    }
    Ok(())
}

/// Writes the pictures of the inside of a layer in every theme.
fn write_inside(folder: &Path, name: &str, detail: &LayerDetail) -> Result<(), Box<dyn Error>> {
    let plane = PlanePicture::of(detail, 30.0, 2.0);
    let curve = ActivationPicture::of(detail, 0);
    for (kind, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let file = |picture: &str| folder.join(format!("{name}-{picture}-{kind}.svg"));
        for id in MapId::ALL {
            let map = MatrixMap::of(detail, id);
            let drawing = svg(&theme, (400, 320), |area, theme| {
                Ok(draw_matrix(&map, area, theme).map(drop)?)
            })?;
            fs::write(file(id.name()), drawing)?;
        }
        let drawing = svg(&theme, (320, 320), |area, theme| {
            Ok(draw_plane(&plane, area, theme).map(drop)?)
        })?;
        fs::write(file("plane"), drawing)?;
        let drawing = svg(&theme, (440, 360), |area, theme| {
            Ok(draw_activation(&curve, area, theme)?)
        })?;
        fs::write(file("curve"), drawing)?;
    }
    Ok(())
}

/// A drawing as an SVG document of this size in CSS pixels.
fn svg(
    theme: &Theme,
    (width, height): (u32, u32),
    draw: impl Fn(&DrawingArea<SVGBackend<'_>, Shift>, &Theme) -> Result<(), Box<dyn Error>>,
) -> Result<String, Box<dyn Error>> {
    let fine = (width * RATIO, height * RATIO);
    let theme = theme.clone().for_svg().with_ratio(RATIO.into());
    let mut document = String::new();
    {
        let area = SVGBackend::with_string(&mut document, fine).into_drawing_area();
        draw(&area, &theme)?;
        area.present()?;
    }
    let drawn = format!("width=\"{}\" height=\"{}\"", fine.0, fine.1);
    let shown = format!("width=\"{width}\" height=\"{height}\"");
    Ok(document.replacen(&drawn, &shown, 1))
}

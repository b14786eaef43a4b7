//! Draws maps of gain and depth as SVG files, light and dark, in the sizes of the page and of phones, and writes what is said
//! about them.
//!
//! `cargo run --release --example map -- [folder]`; the folder is `out/map` where none is given.

mod pictures;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use gradlens::chart::draw_map;
use gradlens::link;
use gradlens::scene::{MapField, MapPicture};
use gradlens::settings::Recipe;
use gradlens::study::map::{Map, MapAxis, MapPlan};
use gradlens::study::reach::MapLines;

/// File name, link of the network, and what is across.
const CASES: [(&str, &str, MapAxis); 8] = [
    ("tanh", "act=tanh", MapAxis::Gain),
    ("sigmoid", "gain=4", MapAxis::Gain),
    ("relu", "act=relu&init=he-normal&width=8", MapAxis::Gain),
    ("gelu", "act=gelu", MapAxis::Gain),
    ("dead", "act=relu&init=he-normal&width=2", MapAxis::Gain),
    ("bias", "act=tanh&gain=1.5", MapAxis::Bias),
    ("width", "act=relu&init=he-normal", MapAxis::Width),
    ("skip", "act=tanh", MapAxis::Skip),
];
/// Width and height in CSS pixels.
const SIZES: [(u32, u32); 3] = [(1180, 460), (590, 460), (358, 400)];
/// Backend pixels per CSS pixel.
const RATIO: u32 = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| "out/map".into());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for (name, address, axis) in CASES {
        let recipe = link::decode(&format!("v=1&{address}")).0.recipe;
        let plan = MapPlan::of(&recipe, (axis, axis.values(49)), 100, 8);
        let mut map = Map::of(plan.clone());
        let portions = plan.portions();
        let begin = Instant::now();
        for (at, portion) in portions.iter().enumerate() {
            map.add(portion, plan.compute(portion));
            if at == 0 && name == "tanh" {
                let field = Rc::new(MapField::of(&map, None));
                write(
                    folder,
                    ("coarse", SIZES[0]),
                    &MapPicture::of(&field, &recipe),
                )?;
            }
        }
        let middle = begin.elapsed();
        let lines = MapLines::of(&plan);
        println!("{name}: {middle:?}, theory {:?}", begin.elapsed() - middle);
        let field = Rc::new(MapField::of(&map, Some(&lines)));
        let value = axis.value_of(&recipe).ok_or("layers differ")?;
        let picture = MapPicture::of(&field, &recipe).with_own(&own((axis, value), &recipe));
        println!("  {}", picture.line().join(" "));
        for size in SIZES {
            write(folder, (name, size), &picture)?;
        }
    }
    Ok(())
}

/// A map in both themes.
fn write(
    folder: &Path,
    (name, size): (&str, (u32, u32)),
    picture: &MapPicture,
) -> Result<(), Box<dyn Error>> {
    pictures::write(folder, (name, size, RATIO), |area, theme| {
        draw_map(picture, area, theme).map(|_| ())
    })
}

/// The networks of one setting, as on the page.
fn own(across: (MapAxis, f64), recipe: &Recipe) -> Rc<MapField> {
    let plan = MapPlan::of(recipe, (across.0, vec![across.1]), 100, 50);
    let mut map = Map::of(plan.clone());
    for portion in plan.portions() {
        map.add(&portion, plan.compute(&portion));
    }
    Rc::new(MapField::of(&map, Some(&MapLines::of(&plan))))
}

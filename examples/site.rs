//! Writes a page for every preset, readable without scripts, into the folder of the built page: `p/<id>/index.html` with `picture.png` and
//! `oembed.json`, and the list of them, `p/index.html`.
//!
//! `cargo run --release --example site -- FOLDER [ADDRESS]`; the address is that of the folder on the web. Without one there are no
//! `oembed.json` and no absolute links, because nobody knows what they would be.

use std::error::Error;
use std::path::Path;

#[path = "site/mod.rs"]
mod site;

use site::{Address, words};

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let folder = given.next().ok_or(words::NO_FOLDER)?;
    let address = Address::of(given.next().as_deref().unwrap_or(""))?;
    if !address.is_known() {
        println!("{}", words::NO_ADDRESS);
    }
    let pages = site::build(Path::new(&folder), &address)?;
    println!("{}", words::written(pages, &folder));
    Ok(())
}

//! Writes a page for every preset, readable without scripts, into the folder of the built page: `p/<id>/index.html` with `picture.png` and
//! `oembed.json`, and the list of them, `p/index.html`.
//!
//! `cargo run --release --example site -- FOLDER [ADDRESS]`; the address is that of the folder on the web. Without one there are no
//! `oembed.json` and no absolute links, because nobody knows what they would be.

#[path = "site/mod.rs"]
mod site;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{}", site::run(std::env::args().skip(1))?);
    Ok(())
}

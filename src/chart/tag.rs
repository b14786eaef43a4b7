//! Short texts at layers.

use super::frame::Frame;
use super::ink::{Ink, Lettering};
use super::theme::Color;
use crate::scene::Tag;

/// Draws the tags that fit beside each other; the selected layer's is always one of them.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, (name, tags): (&str, &[Tag]), color: Color) {
    let Some(y) = frame.tags else {
        return;
    };
    let plain = Lettering::left(color).centered();
    let strong = Lettering::left(ink.theme.text).centered().bold();
    let half = |tag: &Tag| (ink.text_width(&tag.text) + ink.theme.px(6.0)) / 2;
    let middle = |tag: &Tag| frame.x_of(tag.layer).max(frame.left + half(tag));
    let reach = |tag: &Tag| (middle(tag) - half(tag), middle(tag) + half(tag));
    let chosen = tags.iter().find(|tag| tag.layer == frame.selected);
    let mut taken: Vec<(i32, i32)> = Vec::new();
    if let Some(tag) = chosen {
        taken.push(reach(tag));
        ink.text(&tag.text, (middle(tag), y), strong);
    }
    for tag in tags {
        let (left, right) = reach(tag);
        if taken.iter().all(|(from, to)| right <= *from || left >= *to) {
            taken.push((left, right));
            ink.text(&tag.text, (middle(tag), y), plain);
        }
    }
    if !tags.is_empty() {
        let at = (frame.left - ink.theme.px(8.0), y);
        ink.text(name, at, plain.right());
    }
}

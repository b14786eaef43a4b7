//! Broken lines, cut into strokes here so that every backend draws the same.

use super::ink::Pixel;
use super::theme::Theme;

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dash {
    /// Unbroken.
    Solid,
    /// Long strokes.
    Long,
    /// Short strokes.
    Short,
    /// Dots.
    Dotted,
}

/// On and off lengths in backend pixels; nothing for an unbroken line.
pub(super) fn pattern(dash: Dash, theme: &Theme) -> Vec<i32> {
    let lengths: &[f64] = match dash {
        Dash::Solid => &[],
        Dash::Long => &[10.0, 4.0],
        Dash::Short => &[5.0, 3.5],
        Dash::Dotted => &[2.0, 3.0],
    };
    lengths.iter().map(|css| theme.px(*css)).collect()
}

/// The strokes of a straight line along an axis.
pub(super) fn strokes(from: i32, to: i32, pattern: &[i32]) -> Vec<(i32, i32)> {
    let [on, off] = *pattern else {
        return vec![(from, to)];
    };
    let mut strokes = Vec::new();
    let mut start = from;
    while start < to {
        strokes.push((start, (start + on).min(to)));
        start += on + off;
    }
    strokes
}

/// Cuts a line into its strokes; one piece for an unbroken line.
pub(super) fn broken(pixels: &[Pixel], pattern: &[i32]) -> Vec<Vec<Pixel>> {
    let [on, off] = *pattern else {
        return vec![pixels.to_vec()];
    };
    let (on, off) = (f64::from(on), f64::from(off));
    let mut pieces = Vec::new();
    let mut piece = pixels.first().map_or_else(Vec::new, |first| vec![*first]);
    let mut is_on = true;
    let mut left = on;
    for pair in pixels.windows(2) {
        let [from, to] = pair else { continue };
        let length = distance(*from, *to);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let cut = between(*from, *to, done / length);
            piece.push(cut);
            if is_on {
                pieces.push(std::mem::take(&mut piece));
            }
            piece = vec![cut];
            is_on = !is_on;
            left = if is_on { on } else { off };
        }
        left -= length - done;
        piece.push(*to);
    }
    if is_on && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

fn distance(from: Pixel, to: Pixel) -> f64 {
    f64::from(to.0 - from.0).hypot(f64::from(to.1 - from.1))
}

/// The pixel at a fraction of the distance.
#[expect(clippy::cast_possible_truncation, reason = "between two pixels")]
pub(super) fn between(from: Pixel, to: Pixel, fraction: f64) -> Pixel {
    let mix = |a: i32, b: i32| (f64::from(a) + fraction * f64::from(b - a)).round() as i32;
    (mix(from.0, to.0), mix(from.1, to.1))
}

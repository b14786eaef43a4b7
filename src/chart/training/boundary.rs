//! Where two classes are equally probable: the zero line of a grid of numbers.

use crate::chart::count::float;
use crate::scene::ClassMap;

/// A point in squares from the left upper corner, whose middles are at 0.5, 1.5, ...
pub(super) type Spot = (f64, f64);

/// Pieces of the line, one or two for each four neighbouring squares that do not agree, straight between the points where
/// the numbers would be 0 if they changed evenly from middle to middle.
pub(super) fn boundary(map: &ClassMap) -> Vec<(Spot, Spot)> {
    let last = map.side.saturating_sub(1);
    let places = (0..last).flat_map(|row| (0..last).map(move |column| (row, column)));
    places.flat_map(|place| pieces(map, place)).collect()
}

/// The pieces between a square and its neighbours to the right and below.
fn pieces(map: &ClassMap, (row, column): (usize, usize)) -> Vec<(Spot, Spot)> {
    let corners = [(0, 0), (0, 1), (1, 1), (1, 0)];
    let odds = corners.map(|(down, right)| map.odds[(row + down) * map.side + column + right]);
    if !odds.iter().all(|odds| odds.is_finite()) {
        return Vec::new();
    }
    let spot = |side: usize| {
        let (down, right) = corners[side];
        (float(column + right) + 0.5, float(row + down) + 0.5)
    };
    let crossings = (0..4).filter_map(|side| {
        let next = (side + 1) % 4;
        let (from, to) = (odds[side], odds[next]);
        let share = ((from > 0.0) != (to > 0.0)).then(|| from / (from - to))?;
        let ((x, y), (beyond, below)) = (spot(side), spot(next));
        Some((x + share * (beyond - x), y + share * (below - y)))
    });
    let crossings: Vec<Spot> = crossings.collect();
    crossings
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

//! Heat maps of matrices: an absolute scale of colours, signs that are more than a colour, numbers where they fit.

use crate::common::layers::detail;
use crate::recorder::{Record, recorded};
use gradlens::chart::{Color, Theme, draw_matrix, ink_on, level_color};
use gradlens::network::Extended;
use gradlens::scene::inspector::{MapId, MatrixMap, Signed};

const SMALL: &str = "depth=2&width=3&inputs=4&act=tanh&init=normal&seed=3";

fn map_of(map: &MatrixMap, size: (u32, u32), theme: &Theme) -> Record {
    recorded(size, |area| {
        draw_matrix(map, area, theme).expect("recording never fails")
    })
    .0
}

#[test]
fn levels_of_colour_are_absolute() {
    let level = |x: f64| Signed::from(Extended::from(x)).level();
    let cases = [
        (0.0, None),
        (f64::NAN, None),
        (1e-300, Some(0)),
        (-9.9e-4, Some(0)),
        (1.01e-3, Some(1)),
        (0.02, Some(3)),
        (-0.2, Some(5)),
        (0.99, Some(6)),
        (1.0, Some(7)),
        (-1e9, Some(7)),
    ];
    for (x, expected) in cases {
        assert_eq!(level(x), expected, "{x}");
    }
    // A layer with a hundredth of the weights has paler cells, whatever else it holds.
    let strongest = |text: &str| {
        let map = MatrixMap::of(&detail(text, 1), MapId::Weight);
        map.places()
            .filter_map(|(i, k)| map.cell(i, k).level())
            .max()
    };
    assert_eq!(strongest("depth=1&width=4&init=identity"), Some(7));
    assert_eq!(
        strongest("depth=1&width=4&init=identity&gain=0.01"),
        Some(3)
    );
}

#[test]
fn the_sign_of_a_cell_is_more_than_its_colour() {
    let detail = detail("depth=1&width=24&act=linear&seed=2", 1);
    let map = MatrixMap::of(&detail, MapId::Jacobian);
    let theme = Theme::light();
    let (drawn, grid) = recorded((600, 600), |area| {
        draw_matrix(&map, area, &theme).expect("drawn")
    });
    let mut heights = [Vec::new(), Vec::new()];
    let numbers = |line: &String| -> Vec<i32> {
        let words = line.split([' ', ',']);
        words.filter_map(|word| word.parse().ok()).collect()
    };
    let lines = drawn.lines.iter().filter(|line| line.starts_with("box "));
    // The first is the ground.
    let boxes: Vec<Vec<i32>> = lines.skip(1).map(numbers).collect();
    assert_eq!(boxes.len(), 24 * 24);
    for (row, column) in map.places() {
        let (left, top, _, bottom) = grid.box_of(row, column);
        let is_here =
            |corners: &&Vec<i32>| corners[0] == left && (top..bottom).contains(&corners[1]);
        let mut here = boxes.iter().filter(is_here);
        let (corners, other) = (here.next().expect("a box"), here.next());
        assert!(other.is_none());
        heights[usize::from(map.cell(row, column).is_negative)].push(corners[3] - corners[1]);
    }
    let [above, below] = heights;
    assert!(above.len() > 100 && below.len() > 100);
    assert!(
        below.iter().max() < above.iter().min(),
        "bars are lower than cells"
    );
}

#[test]
fn numbers_stand_in_the_cells_where_there_is_room_and_can_be_read() {
    let numbers = |record: &Record| {
        record
            .texts
            .iter()
            .filter(|(text, ..)| text.contains('.'))
            .count()
    };
    let small = MatrixMap::of(&detail(SMALL, 1), MapId::Jacobian);
    assert_eq!(numbers(&map_of(&small, (300, 240), &Theme::light())), 12);
    let wide = MatrixMap::of(&detail("depth=1&width=40", 1), MapId::Jacobian);
    assert_eq!(numbers(&map_of(&wide, (300, 240), &Theme::light())), 0);
    for theme in [Theme::light(), Theme::dark()] {
        for level in 0..Signed::LEVELS {
            for is_negative in [false, true] {
                let ground = level_color(&theme, level, is_negative);
                let contrast = ink_on(&theme, level).contrast(ground);
                assert!(contrast >= 4.5, "{ground:?}: {contrast}");
            }
        }
        // Neighbouring levels can be told apart, and the strongest from the ground.
        let all: Vec<Color> = (0..Signed::LEVELS)
            .map(|level| level_color(&theme, level, false))
            .collect();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(all[7].contrast(theme.palette().ground) >= 2.5);
    }
}

#[test]
fn pixels_lead_back_to_cells() {
    let map = MatrixMap::of(&detail("depth=1&width=128&inputs=100", 1), MapId::Weight);
    let (_, grid) = recorded((700, 640), |area| {
        draw_matrix(&map, area, &Theme::light()).expect("drawn")
    });
    for (row, column) in [(0, 0), (127, 99), (64, 3)] {
        let (left, top, right, bottom) = grid.box_of(row, column);
        assert!(left < right && top < bottom && right <= 700 && bottom <= 640);
        let middle = (i32::midpoint(left, right), i32::midpoint(top, bottom));
        assert_eq!(grid.cell_at(middle.0, middle.1), Some((row, column)));
    }
    assert_eq!(grid.cell_at(0, 0), None);
    assert_eq!(grid.cell_at(699, 10_000), None);
}

#[test]
fn what_is_exactly_zero_is_empty_and_what_is_no_number_is_a_cross() {
    let map = MatrixMap::of(
        &detail("depth=1&width=3&init=zeros&act=linear", 1),
        MapId::Jacobian,
    );
    let drawn = map_of(&map, (300, 240), &Theme::light());
    // The background alone is filled.
    assert_eq!(drawn.count("box"), 1);
    assert_eq!(
        drawn.texts.iter().filter(|(text, ..)| text == "0").count(),
        9
    );
    assert!(
        map.description.contains("exactly 0: 9"),
        "{}",
        map.description
    );
    let mut broken = detail(SMALL, 1);
    broken.slopes[1] = Extended::NAN;
    let map = MatrixMap::of(&broken, MapId::Jacobian);
    assert!(
        map.description.contains("not finite: 4"),
        "{}",
        map.description
    );
    let drawn = map_of(&map, (300, 240), &Theme::light());
    assert_eq!(drawn.count("path"), 1 + 2 * 4);
}

/// A cell of a large matrix is the entry of its block that is largest, whatever its sign.
#[test]
fn cells_of_large_matrices_stand_for_several_entries() {
    let detail = detail("depth=1&width=300&inputs=500&act=tanh", 1);
    for id in [MapId::Weight, MapId::Jacobian] {
        let map = MatrixMap::of(&detail, id);
        assert_eq!((map.rows, map.columns, map.group), (300, 500, [3, 4]));
        let entry = |i: usize, k: usize| match id {
            MapId::Weight => detail.weight(i, k),
            _ => detail.jacobian(i, k),
        };
        let mut cells = 0;
        for (row, column) in map.places() {
            let block = (row..(row + 3).min(300))
                .flat_map(|i| (column..(column + 4).min(500)).map(move |k| (i, k)));
            let most = block
                .map(|(i, k)| entry(i, k))
                .reduce(|a, b| if b.cmp_abs(a).is_gt() { b } else { a });
            let most = most.expect("a block has entries");
            for (i, k) in [(row, column), ((row + 2).min(299), (column + 3).min(499))] {
                assert_eq!(map.cell(i, k).to_f64(), Signed::from(most).to_f64());
            }
            cells += 1;
        }
        assert_eq!(cells, 100 * 125);
        assert!(
            map.description.contains("3 × 4 entries"),
            "{}",
            map.description
        );
    }
    let diag = MatrixMap::of(&detail, MapId::Diag);
    assert_eq!(diag.places().count(), 100);
    assert_eq!(diag.cell(0, 100).to_f64(), 0.0);
}

//! What a network has learned of data that fit on a plane, as a picture.

use crate::recorder::recorded;
use gradlens::chart::{Palette, Theme, draw_learned};
use gradlens::scene::Learned;
use gradlens::study::training::{Data, DataSet, Sight, Targets};

#[test]
fn classes_are_where_the_network_sees_them() {
    let data = DataSet::Circle.data(100, 3);
    // Class 1 outside of a circle.
    let outputs = |inputs: &[f64]| -> Vec<f64> {
        let rows = inputs.chunks_exact(2);
        rows.flat_map(|at| [0.0, 20.0 * (at[0] * at[0] + at[1] * at[1] - 0.36)])
            .collect()
    };
    let Some(Learned::Classes(map)) = Learned::of(&data, &Sight::of(&data, 24, outputs)) else {
        panic!("two classes")
    };
    assert!(map.points.iter().all(|point| point.is_right));
    assert!(map.lead(0, 0) > 0.9 && map.lead(12, 12) < -0.9 && map.lead(99, 99).is_nan());
    let (x, y) = (map.points[7].at[0], map.points[7].at[1]);
    assert_eq!([x, y], [data.input(7)[0], data.input(7)[1]]);
    let nothing = Learned::of(
        &data,
        &Sight::of(&data, 24, |inputs| vec![f64::NAN; inputs.len()]),
    )
    .expect("classes");
    assert_eq!(
        nothing.description(),
        "100 points; the output of the network is not finite."
    );
}

#[test]
fn a_curve_is_drawn_through_its_points() {
    let data = DataSet::Sine.data(50, 1);
    let Some(Learned::Fit(fit)) = Learned::of(
        &data,
        &Sight::of(&data, 64, |x| x.iter().map(|x| 2.0 * x).collect()),
    ) else {
        panic!("one number")
    };
    assert!(fit.points.windows(2).all(|pair| pair[0][0] <= pair[1][0]));
    assert!(fit.line.iter().all(|[x, y]| *y == 2.0 * x));
    assert_eq!((fit.points.len(), fit.line.len()), (50, 64));
    let three = Data::of(vec![0.0; 6], 2, Targets::Classes(vec![0, 1, 2])).expect("data");
    assert_eq!(
        Learned::of(&three, &Sight::of(&three, 8, |x| x.to_vec())),
        None
    );
}

#[test]
fn the_line_between_two_classes_is_where_they_are_equal() {
    let data = DataSet::Circle.data(40, 3);
    let radius = 0.6_f64;
    let outputs = |inputs: &[f64]| -> Vec<f64> {
        let rows = inputs.chunks_exact(2);
        rows.flat_map(|at| [0.0, at[0].hypot(at[1]) - radius])
            .collect()
    };
    let learned = Learned::of(&data, &Sight::of(&data, 48, outputs)).expect("classes");
    let Learned::Classes(map) = &learned else {
        panic!("classes")
    };
    let (record, ()) = recorded((800, 800), |area| {
        draw_learned(&learned, area, &Theme::light()).expect("recorded");
    });
    let line = format!("path {} ", Palette::LIGHT.ink.css());
    let pieces = record
        .lines
        .iter()
        .filter(|stroke| stroke.starts_with(&line));
    let mut count = 0;
    for piece in pieces {
        count += 1;
        let points = piece.split(": ").nth(1).expect("points").split(' ');
        for point in points {
            let (x, y) = point.split_once(',').expect("a point");
            let place =
                |text: &str| (text.parse::<f64>().expect("a number") - 400.0) / 396.0 * map.reach;
            let away = place(x).hypot(place(y));
            assert!((away - radius).abs() < 0.01, "{piece}: {away}");
        }
    }
    assert!(count > 60, "{count}");
    // One disc or square for each row of the data, and no ring: all are right.
    let dots = record.count(&format!("disc {}", Palette::LIGHT.signal.css()));
    assert_eq!((dots, record.count("ring")), (20, 0));
}

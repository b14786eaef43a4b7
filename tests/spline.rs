//! The curves of the fan: they go through their points and never beyond them.

use gradlens::chart::{Spline, Window};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn curves_never_leave_the_range_of_neighbours(
        heights in prop::collection::vec(-1e6..1e6_f64, 1..30),
        shares in prop::collection::vec(0.0..1.0_f64, 20),
    ) {
        let points: Vec<_> = heights.iter().zip(0..).map(|(y, i)| (f64::from(i) * 7.0, *y)).collect();
        let curve = Spline::through(points.clone());
        let within = |x: f64, y: f64| {
            let right = points.iter().position(|point| point.0 >= x).unwrap();
            let (a, b) = (points[right.saturating_sub(1)].1, points[right].1);
            (a.min(b) - 1e-6..=a.max(b) + 1e-6).contains(&y)
        };
        for share in shares {
            let x = share * 7.0 * (points.len() - 1) as f64;
            let y = curve.height(x).unwrap();
            prop_assert!(within(x, y), "{x}: {y}");
        }
        for (x, y) in &points {
            prop_assert_eq!(curve.height(*x), Some(*y));
        }
        let window = Window { x: (10.0, 150.0), y: (-300.0, 300.0) };
        for line in curve.sampled(window) {
            for pair in line.windows(2) {
                let (x, y) = pair[0];
                prop_assert!((10.0 - 1e-9..=150.0 + 1e-9).contains(&x), "{x}");
                prop_assert!((-300.0 - 1e-6..=300.0 + 1e-6).contains(&y), "{y}");
                prop_assert!(pair[1].0 >= x, "{pair:?} runs from left to right");
                prop_assert!(within(x, y), "{x}: {y}");
            }
        }
    }

    #[test]
    fn sampled_lines_lie_on_the_curve(heights in prop::collection::vec(0.0..200.0_f64, 2..12)) {
        let points: Vec<_> = heights.iter().zip(0..).map(|(y, i)| (f64::from(i) * 40.0, *y)).collect();
        let curve = Spline::through(points);
        let window = Window { x: (-1.0, 1000.0), y: (-1.0, 201.0) };
        let lines = curve.sampled(window);
        prop_assert_eq!(lines.len(), 1);
        for (x, y) in &lines[0] {
            prop_assert!((curve.height(*x).unwrap() - y).abs() < 1e-6, "{x}: {y}");
        }
        prop_assert_eq!(lines[0][0], curve.points()[0]);
        prop_assert_eq!(lines[0].last(), curve.points().last());
    }
}

//! Colours can be seen on both grounds.

use gradlens::chart::{Color, Palette, heat};

#[test]
fn marks_can_be_seen_on_both_grounds() {
    for (name, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
        let contrast = |color: Color| color.contrast(palette.ground);
        for (what, color, least) in [
            ("ink", palette.ink, 12.0),
            ("quiet", palette.quiet, 4.5),
            ("below", palette.below, 4.5),
            ("above", palette.above, 4.5),
            ("hot", palette.hot, 4.5),
            ("bound", palette.bound, 4.5),
            ("signal", palette.signal, 4.5),
            ("flat", palette.flat, 4.5),
            ("pick", palette.pick, 4.5),
            ("line", palette.line, 3.0),
        ] {
            assert!(
                contrast(color) >= least,
                "{name}, {what}: {}",
                contrast(color)
            );
        }
        // Strands other than the first are drawn a little paler.
        for step in -50..60 {
            let (color, opacity) = heat(&palette, f64::from(step) / 10.0);
            let seen = contrast(color.over(palette.ground, 0.82 * opacity));
            assert!(seen >= 3.0, "{name}, 10^{step}/10: {seen}");
        }
    }
}

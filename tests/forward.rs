//! The leading order in depth / width against many networks.

use gradlens::study::ensemble::{Member, Ribbon};
use gradlens::study::theory::{Law, Theory};

use crate::strip::recipe;

/// Where the leading order is told it holds, and where it is far off it is not told.
#[test]
fn the_leading_order_is_told_only_where_it_holds() {
    for (link, is_told) in [
        ("act=tanh&init=lecun-normal&gain=1", true),
        ("act=tanh&init=lecun-normal&gain=3", true),
        ("act=tanh&init=orthogonal&gain=1.5", true),
        ("act=leaky-relu&init=he-normal", true),
        ("act=sigmoid&init=lecun-normal", true),
        ("act=tanh&init=lecun-normal&gain=10", false),
        ("act=erf&init=lecun-normal&gain=10", false),
        ("act=gelu&init=he-normal", false),
    ] {
        let recipe = recipe(&format!("{link}&depth=20&width=16&inputs=16"));
        let line = Theory::of(&recipe).line.expect("a line");
        let typical = line.typical.expect("no skips");
        let wanted = if is_told { Law::Leading } else { Law::Loose };
        assert_eq!(typical.law, wanted, "{link}");
        let members = (0..200).map(|index| Member::of(&recipe, index));
        let decades: Vec<f64> = members
            .map(|member| member.gradient[0] - member.gradient[20])
            .filter(|decades| decades.is_finite())
            .collect();
        let ribbon = Ribbon::of(decades.iter().copied()).expect("numbers");
        let count = decades.len() as f64;
        let mean = decades.iter().sum::<f64>() / count;
        let squares: f64 = decades.iter().map(|x| (x - mean).powi(2)).sum();
        let found = (squares / (count - 1.0)).sqrt();
        let off = (ribbon.median - typical.drifts[0].median()).abs() / typical.drifts[0].spread();
        let wrong = found / typical.drifts[0].spread();
        let holds = off < 0.7 && (0.65..1.5).contains(&wrong);
        assert_eq!(holds, is_told, "{link}: {off} deviations, {wrong} times");
    }
}

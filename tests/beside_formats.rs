//! Where number formats end beside the gradient, and where it leaves them.

use gradlens::scene::Chip;

use crate::beside::{analysis, beside, said};

/// Names with the least number above 0, the least normal one and the largest: of the standards.
const FORMATS: [(&str, [f64; 3]); 4] = [
    ("fp8 e4m3", [0.001_953_125, 0.015_625, 448.0]),
    (
        "fp16",
        [5.960_464_477_539_063e-8, 6.103_515_625e-5, 65_504.0],
    ),
    (
        "bf16",
        [
            9.183_549_615_799_121e-41,
            1.175_494_350_822_287_5e-38,
            3.389_531_389_251_535_5e38,
        ],
    ),
    (
        "f32",
        [
            1.401_298_464_324_817e-45,
            1.175_494_350_822_287_5e-38,
            3.402_823_466_385_288_6e38,
        ],
    ),
];

#[test]
fn formats_end_where_the_standards_say() {
    let fan = beside("v=1", &[Chip::Formats], 0);
    let lines = &fan.beside.formats.as_ref().expect("formats").lines;
    let all: Vec<f64> = FORMATS
        .iter()
        .flat_map(|one| one.1)
        .map(f64::log10)
        .collect();
    for line in lines {
        assert!(
            all.iter().any(|end| (end - line.log10).abs() < 1e-12),
            "{line:?}"
        );
    }
    for end in all {
        // Two ends are shared by bf16 and f32, the largest ones to two digits.
        assert!(
            lines.iter().any(|line| (end - line.log10).abs() < 0.002),
            "{end}"
        );
    }
    let is_labelled = |text: &str| lines.iter().any(|line| line.label == text);
    for text in [
        "fp16 least 6.0\u{a0}×\u{a0}10⁻⁸",
        "fp16 most 65,504",
        "fp8 e4m3 most 448",
        "fp16 normal from 6.1\u{a0}×\u{a0}10⁻⁵",
        "bf16, f32 normal from 1.2\u{a0}×\u{a0}10⁻³⁸",
        "bf16, f32 most 3.4\u{a0}×\u{a0}10³⁸",
    ] {
        assert!(is_labelled(text), "{text}: {lines:?}");
    }
}

#[test]
fn the_gradient_leaves_each_format_at_the_first_place_from_the_loss() {
    for link in [
        "v=1",
        "v=1&depth=60",
        "v=1&act=linear&gain=10&depth=45",
        "v=1&act=linear&init=orthogonal",
        "v=1&act=relu&init=he-normal&width=5&seed=4",
        "v=1&loss=mse&act=tanh&gain=3",
    ] {
        let analysis = analysis(link);
        let inner = analysis.layers.iter().map(|layer| layer.gradient.output);
        let lengths: Vec<f64> = std::iter::once(analysis.input_gradient)
            .chain(inner)
            .map(|length| length.log10().unwrap_or(0.0))
            .collect();
        let text = said(&beside(link, &[Chip::Formats], 0));
        for (name, ends) in FORMATS {
            let [least, _, most] = ends.map(f64::log10);
            let is_out = |length: &f64| *length < least || *length > most;
            let place = lengths.iter().rposition(is_out);
            let told = match place {
                Some(0) => format!("{name} at the input"),
                Some(place) => format!("{name} at layer {place}"),
                None => format!("{name} at"),
            };
            let (leaves, _) = text.split_once('.').expect("a sentence");
            // fp8 e4m3, ... and bf16: names end where the next word begins.
            assert_eq!(
                leaves.contains(&told),
                place.is_some(),
                "{link}, {told}: {text}"
            );
        }
        assert!(
            text.contains("stays within") || text.contains("This is its length"),
            "{link}: {text}"
        );
    }
}

#[test]
fn a_gradient_that_is_exactly_0_is_within_no_format_but_gone() {
    for (link, place) in [
        ("v=1&act=relu&width=2&depth=50&init=he-normal", None),
        (
            "v=1&act=relu&width=3&depth=30&init=he-normal&gain=0.05",
            None,
        ),
        ("v=1&init=zeros&depth=6", Some(5)),
        ("v=1&init=zeros&depth=1", Some(0)),
    ] {
        let analysis = analysis(link);
        let zero = |j: &usize| analysis.layers[*j - 1].gradient.output.is_zero();
        let wanted = place.or((1..=analysis.layers.len()).rev().find(zero));
        let wanted = match wanted {
            Some(0) => "at the input".to_owned(),
            Some(layer) => format!("at layer {layer}"),
            None => panic!("{link}: not dead"),
        };
        let fan = beside(link, &[Chip::Formats], 0);
        let text = said(&fan);
        let zero = format!("becomes exactly 0 {wanted}:");
        assert!(text.contains(&zero), "{link}, {zero} {text}");
        assert!(!text.contains("stays within"), "{link}: {text}");
        let rows = fan.beside.tables(&analysis).remove(0).rows;
        let f32_leaves = rows[3].last().expect("cells");
        assert_eq!(*f32_leaves, format!("exactly 0 {wanted}"), "{link}");
    }
    // What has left before says so, too.
    let is_late = |link: &String| {
        let analysis = analysis(link);
        let near_the_loss = analysis.layers[25].gradient.output;
        analysis.input_gradient.is_zero() && !near_the_loss.is_zero()
    };
    // With biases a layer can be dead above one that is not.
    let link = "v=1&act=relu&width=3&depth=30&init=he-normal&gain=0.05&bias=0.3&seed=";
    let mut links = (1..40).map(|seed| format!("{link}{seed}"));
    let late = links.find(is_late).expect("one that dies late");
    let text = said(&beside(&late, &[Chip::Formats], 0));
    let both = text.contains("leaves fp8 e4m3") && text.contains("becomes exactly 0");
    assert!(both, "{late}: {text}");
}

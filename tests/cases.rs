use crate::common;
use gradlens::analysis::{Analysis, Spectrum};
fn show(label: &str, s: &Spectrum, truth: Option<&Vec<Option<f64>>>) {
    print!("{label}: rank {} resolved {} ", s.rank, s.resolved);
    for (i, v) in s.values.iter().enumerate().take(7) {
        let t = truth.and_then(|t| t[i]);
        print!(
            " [{:?} vs {:?} b {:.1e}]",
            if v.is_finite() {
                v.log10()
            } else {
                Some(f64::NAN)
            },
            t,
            s.error_bounds.get(i).copied().unwrap_or(-1.0)
        );
    }
    println!();
}
#[test]
fn debug() {
    for case in common::cases::all() {
        println!("== {}", case.name);
        let a = Analysis::of(&case.network);
        for (j, l) in a.layers.iter().enumerate().take(3) {
            show(&format!("J{}", j + 1), &l.jacobian, Some(&case.layers[j]));
            println!(
                "  grad {:?} {:?}",
                l.gradient.output.log10(),
                l.gradient.is_resolved
            );
        }
        for (h, l) in a.chain.iter().enumerate().take(3) {
            show(&format!("P{h}"), &l.spectrum, Some(&case.chain[h]));
        }
        println!(
            "  verdict {:?} input {:?} {}",
            a.verdict,
            a.input_gradient.log10(),
            a.input_gradient_is_resolved
        );
    }
    let (s, _) =
        gradlens::link::decode("v=1&depth=12&width=24&act=erf&init=identity&gain=10&bias=5&seed=5");
    let a = Analysis::of(&gradlens::network::Network::from(&s.recipe));
    for (j, l) in a.layers.iter().enumerate().take(12) {
        show(&format!("J{}", j + 1), &l.jacobian, None);
    }
    for (h, l) in a.chain.iter().enumerate().take(12) {
        show(&format!("P{h}"), &l.spectrum, None);
    }
    println!(
        "  verdict {:?} input {:?} {}",
        a.verdict,
        a.input_gradient.log10(),
        a.input_gradient_is_resolved
    );
}

//! Analyses with planted numbers: every case a picture must tell apart, without a network.

use gradlens::analysis::{
    Analysis, Distribution, Known, LayerGradient, LayerReport, Moment, Moments, Spectrum, State,
    Suffix, Verdict,
};
use gradlens::network::{Block, Extended};
use gradlens::settings::{Activation, LossKind};

/// 10^log10.
pub fn ten_to(log10: f64) -> Extended {
    let exponent = (log10 / std::f64::consts::LOG10_2).floor();
    let mantissa = 10_f64.powf(log10 - exponent * std::f64::consts::LOG10_2);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "exponents of some thousands"
    )]
    Extended::new(mantissa, exponent as i64)
}

/// Magnitudes up to 10^log10.
pub fn spread(log10: f64) -> Distribution {
    Distribution {
        quantiles: [-2.0, -0.9, -0.5, -0.2, 0.0].map(|below| ten_to(log10 + below)),
    }
}

/// A mean and a deviation near 10^log10.
pub fn moments(log10: f64) -> Moments {
    let moment = |below: f64| Moment {
        value: ten_to(log10 + below),
        is_resolved: true,
    };
    Moments {
        mean: moment(-0.4),
        deviation: moment(-0.3),
    }
}

/// Resolved values; zeros are exact.
pub fn spectrum(log10: &[Option<f64>]) -> Spectrum {
    let rank = log10.iter().flatten().count();
    Spectrum {
        values: log10
            .iter()
            .map(|x| x.map_or(Extended::ZERO, ten_to))
            .collect(),
        rank,
        resolved: rank,
        error_bounds: vec![1e-13; rank],
        dear: None,
    }
}

/// A chain whose layers all have the same singular values 10^steps, in the same directions, so that
/// those of P^(h) are their powers; the gradient follows the mean step.
pub fn steady(depth: usize, steps: &[f64], activation: Activation) -> Analysis {
    let mean = steps.iter().sum::<f64>() / steps.len() as f64;
    let norm = steps.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers = |n: usize, rate: f64| ten_to(n as f64 * rate);
    let layers = (1..=depth)
        .map(|j| LayerReport {
            pre_activations: vec![ten_to(-0.3); steps.len()],
            activation,
            block: Block::default(),
            norm: None,
            output_norm: ten_to(0.6 + j as f64 * mean * 0.2),
            jacobian: spectrum(&steps.iter().map(|x| Some(*x)).collect::<Vec<_>>()),
            diag_norm: ten_to(-0.1),
            weight_norm: ten_to(norm + 0.3),
            norm_slack: 0.0,
            bound: ten_to(norm + 0.2),
            sup_bound: ten_to(norm + 0.3),
            gradient: LayerGradient {
                output: powers(depth - j, mean),
                pre_activation: powers(depth - j, mean) * ten_to(-0.2),
                weight: powers(depth - j, mean * 0.6) * ten_to(0.2),
                mean_pre_activation: powers(depth - j, mean) * ten_to(-0.8),
                mean_weight: powers(depth - j, mean * 0.6) * ten_to(-1.0),
                is_resolved: true,
            },
            outputs: spread(j as f64 * mean * 0.2),
            slopes: spread(-0.1),
            moments: [moments(j as f64 * mean * 0.2), moments(-0.1)],
            saturated: j % 3,
            dead: 0,
        })
        .collect();
    let chain = (0..depth)
        .map(|h| {
            let n = depth - h;
            let values: Vec<_> = steps.iter().map(|x| Some(n as f64 * x)).collect();
            Suffix {
                from_layer: h,
                spectrum: spectrum(&values),
                bound: powers(n, norm + 0.2),
                sup_bound: powers(n, norm + 0.3),
                norm_product: powers(n, norm),
                slack: [0.0; 2],
            }
        })
        .collect();
    let decades = depth as f64 * mean;
    Analysis {
        known: Known::Everything,
        name: None,
        widths: vec![steps.len(); depth + 1],
        input_norm: ten_to(0.6),
        loss: None,
        loss_kind: LossKind::Unit,
        extreme: None,
        turn: None,
        layers,
        input_gradient: powers(depth, mean),
        input_gradient_is_resolved: true,
        chain,
        end_to_end: None,
        lens: None,
        ties: Vec::new(),
        samples: 1,
        batch: None,
        verdict: Verdict {
            state: state(decades),
            decades: Some(decades),
            per_layer: Some(10_f64.powf(mean)),
            first_bad_layer: None,
        },
    }
}

/// Orthogonal linear layers with this gain: every singular value of P^(h) is gain^(K-h).
pub fn orthogonal(depth: usize, width: usize, gain: f64) -> Analysis {
    steady(depth, &vec![gain.log10(); width], Activation::Linear)
}

/// Singular values between 10^-1.4 and 10^-0.2: the gradient vanishes.
pub fn vanishing(depth: usize, width: usize) -> Analysis {
    let steps: Vec<f64> = (0..width)
        .map(|i| -0.2 - 1.2 * i as f64 / (width.max(2) - 1) as f64)
        .collect();
    steady(depth, &steps, Activation::Sigmoid)
}

/// `vanishing`, but no gradient passes the given layer, whose Jacobian is zero, and the layers above
/// it lose half of their directions.
pub fn dead(depth: usize, layer: usize) -> Analysis {
    let mut analysis = vanishing(depth, 8);
    for (index, report) in analysis.layers.iter_mut().enumerate() {
        let j = index + 1;
        report.activation = Activation::Relu;
        let keep = if j == layer { 0 } else { 4 };
        let values: Vec<_> = (0..8)
            .map(|i| (i < keep).then_some(-0.1 * i as f64))
            .collect();
        report.jacobian = spectrum(&values);
        if j < layer {
            report.gradient.output = Extended::ZERO;
        }
        if j <= layer {
            report.gradient.pre_activation = Extended::ZERO;
            report.gradient.weight = Extended::ZERO;
        }
    }
    for (h, suffix) in analysis.chain.iter_mut().enumerate() {
        let keep = if h < layer { 0 } else { 4 };
        let values: Vec<_> = (0..8)
            .map(|i| (i < keep).then_some(-0.1 * (i * (depth - h)) as f64))
            .collect();
        suffix.spectrum = spectrum(&values);
    }
    analysis.input_gradient = Extended::ZERO;
    analysis.verdict = Verdict {
        state: State::Dead,
        decades: None,
        per_layer: None,
        first_bad_layer: Some(layer),
    };
    analysis
}

/// `orthogonal` with gain 10^20, whose output is no number from the given layer on.
pub fn not_finite(depth: usize, layer: usize) -> Analysis {
    let mut analysis = orthogonal(depth, 4, 1e20);
    for (index, report) in analysis.layers.iter_mut().enumerate() {
        if index + 1 >= layer {
            report.output_norm = Extended::NAN;
            report.jacobian = Spectrum {
                values: vec![Extended::NAN; 4],
                rank: 0,
                resolved: 0,
                error_bounds: Vec::new(),
                dear: None,
            };
            report.bound = Extended::NAN;
            report.sup_bound = Extended::NAN;
        }
        report.gradient = LayerGradient {
            output: Extended::NAN,
            pre_activation: Extended::NAN,
            weight: Extended::NAN,
            mean_pre_activation: Extended::NAN,
            mean_weight: Extended::NAN,
            is_resolved: true,
        };
    }
    for suffix in &mut analysis.chain {
        suffix.spectrum = analysis.layers[depth - 1].jacobian.clone();
        suffix.bound = Extended::NAN;
        suffix.sup_bound = Extended::NAN;
        suffix.norm_product = Extended::NAN;
    }
    analysis.input_gradient = Extended::NAN;
    analysis.verdict = Verdict {
        state: State::NotFinite,
        decades: None,
        per_layer: None,
        first_bad_layer: Some(layer),
    };
    analysis
}

/// `vanishing`, but below the given layer only the first two singular values of the chain are resolved.
pub fn half_resolved(depth: usize, layer: usize) -> Analysis {
    let mut analysis = vanishing(depth, 6);
    for suffix in analysis.chain.iter_mut().take(layer) {
        suffix.spectrum.resolved = 2;
    }
    analysis
}

fn state(decades: f64) -> State {
    match decades {
        d if d <= -3.0 => State::Vanishing,
        d if d <= -1.0 => State::Shrinking,
        d if d < 1.0 => State::Stable,
        d if d < 3.0 => State::Growing,
        _ => State::Exploding,
    }
}

//! Random streams: frozen bits, independence, and the moments of their distributions.

use gradlens::network::random::{Purpose, Stream};

type Beginning = (u32, Purpose, usize, [f64; 3], [f64; 2]);

/// What a stream begins with: (seed, purpose, layer, uniform numbers 0, 1 and 9, the first two normal numbers), from a separate implementation of
/// the generator, with the normal numbers computed to 40 digits and rounded.
#[rustfmt::skip]
const FROZEN: [Beginning; 6] = [
    (1, Purpose::Weight, 1, [0.2470399250804146, 0.8203762844356633, 0.012952624953051939], [0.7155835823839326, -1.5114068834871088]),
    (1, Purpose::Weight, 200, [0.43399282333269673, 0.07818319216354419, 0.6622152983749251], [1.1392845355725516, 0.6094959468624049]),
    (4294967295, Purpose::Bias, 7, [0.8103661606497418, 0.12274747797328855, 0.7565072752462593], [0.46499480724656556, 0.452015481795821]),
    (0, Purpose::Input, 0, [0.4314756959972724, 0.9606144508148454, 0.3765472174354788], [1.2570692838840791, -0.3175925133199333]),
    (1, Purpose::Direction, 0, [0.35703825974820236, 0.9804315833735445, 0.5797699599362266], [1.4243744227939446, -0.17601752541713822]),
    (1, Purpose::Target, 0, [0.8213454012546103, 0.257996294833185, 0.6438704137327386], [-0.03150839105940805, 0.6266022034197327]),
];

#[test]
fn uniform_bits_are_frozen() {
    for (seed, purpose, layer, want, _) in FROZEN {
        let mut stream = Stream::of(seed, purpose, layer);
        let drawn: Vec<_> = (0..10).map(|_| stream.uniform()).collect();
        let got = [drawn[0], drawn[1], drawn[9]];
        assert_eq!(got, want, "seed {seed}, {purpose:?}, layer {layer}");
    }
}

#[test]
fn normal_numbers_are_those_of_box_and_muller() {
    for (seed, purpose, layer, _, want) in FROZEN {
        let got = Stream::of(seed, purpose, layer).normals(2);
        for (got, want) in got.iter().zip(want) {
            let error = (got - want).abs();
            // The angle is rounded to 2^-51, so an error of that size times the radius remains.
            assert!(error < 2e-15, "{got} is not {want}");
        }
    }
}

/// The bits of normal numbers depend on `log`, `sin` and `cos` of the `libm` crate; these must never change.
#[test]
fn normal_bits_are_frozen() {
    let bits = |seed, purpose, layer| {
        let numbers = Stream::of(seed, purpose, layer).normals(1000);
        let rotated = |sum: u64, v: &f64| sum.rotate_left(1) ^ v.to_bits();
        numbers.iter().fold(0, rotated)
    };
    assert_eq!(
        [
            bits(1, Purpose::Weight, 1),
            bits(2, Purpose::Bias, 3),
            bits(u32::MAX, Purpose::Target, 0)
        ],
        [
            8_538_300_221_116_888_115,
            2_262_479_142_858_366_576,
            12_044_178_926_163_688_494
        ]
    );
}

#[test]
fn seeds_purposes_and_layers_have_streams_of_their_own() {
    let purposes = [
        Purpose::Weight,
        Purpose::Bias,
        Purpose::Input,
        Purpose::Direction,
        Purpose::Target,
        Purpose::Class,
    ];
    let mut firsts = Vec::new();
    for seed in [0, 1, 2, 1 << 31, u32::MAX] {
        for purpose in purposes {
            for layer in 0..=200 {
                firsts.push(Stream::of(seed, purpose, layer).uniform().to_bits());
            }
        }
    }
    let count = firsts.len();
    firsts.sort_unstable();
    firsts.dedup();
    assert_eq!(firsts.len(), count);
}

/// Moments of 1e6 numbers within 5 standard errors.
#[test]
fn moments_are_right() {
    const COUNT: f64 = 1e6;
    let mut stream = Stream::of(3, Purpose::Weight, 1);
    let mut sums = [0.0; 4];
    let mut product_of_neighbours = 0.0;
    let mut before = 0.0;
    for _ in 0..1_000_000 {
        let v = stream.normal();
        for (power, sum) in (1..).zip(&mut sums) {
            *sum += f64::powi(v, power);
        }
        product_of_neighbours += v * before;
        before = v;
    }
    // Moments 0, 1, 0, 3 of N(0, 1); the variances of v, v^2, v^3, v^4 are 1, 2, 15, 96.
    for (moment, (want, variance)) in [(0.0, 1.0), (1.0, 2.0), (0.0, 15.0), (3.0, 96.0_f64)]
        .into_iter()
        .enumerate()
    {
        let got = sums[moment] / COUNT;
        let allowed = 5.0 * (variance / COUNT).sqrt();
        assert!((got - want).abs() < allowed, "moment {}: {got}", moment + 1);
    }
    let correlation = product_of_neighbours / COUNT;
    assert!(correlation.abs() < 5e-3, "{correlation}");
}

#[test]
fn uniform_numbers_fill_their_interval_evenly() {
    let mut stream = Stream::of(4, Purpose::Weight, 1);
    let mut counts = [0_i32; 16];
    for _ in 0..160_000 {
        let u = stream.uniform();
        assert!(u > 0.0 && u < 1.0, "{u}");
        #[expect(clippy::cast_possible_truncation, reason = "below 16")]
        let bin = (16.0 * u) as usize;
        counts[bin] += 1;
    }
    // Each count is binomial with standard deviation 97.
    for (bin, count) in counts.iter().enumerate() {
        assert!((count - 10_000).abs() < 500, "bin {bin}: {count}");
    }
}

#[test]
fn unit_vectors_have_length_one() {
    for count in [1, 2, 17, 128] {
        let vector = Stream::of(5, Purpose::Direction, 0).unit_vector(count);
        let norm = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
        assert!((norm - 1.0).abs() < 1e-15, "{count} numbers: {norm}");
    }
}

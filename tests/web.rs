//! The same bits everywhere: what a link draws and the forward pass through it, on every platform.
//!
//! Run natively as a usual test, and compiled to WebAssembly in Node.js, with vector instructions and without.

use crate::common::fingerprint::Fingerprint;
use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::{Extended, Network};

/// Links that reach every initialisation, activation and input, with a fingerprint of the bits they give. Links are for ever:
/// a change here is a change of what people's links show.
const LINKS: [(&str, u64); 10] = [
    ("v=1&seed=1", 0xB90C_5122_26C0_0B0B),
    (
        "v=1&depth=30&act=tanh&init=xavier-uniform&bias=0.5&seed=2",
        0xF4A0_2D2B_3A34_1AA9,
    ),
    (
        "v=1&width=24~10,8~10&act=relu~10,leaky-relu&init=he-normal&loss=mse&seed=3",
        0xD377_E114_8E5E_108B,
    ),
    (
        "v=1&act=elu~10,selu&init=he-uniform&input=unit&seed=4",
        0x4390_4B2A_1847_F640,
    ),
    (
        "v=1&act=gelu~10,silu&init=lecun-normal&gain=3&seed=5",
        0x8270_B826_AB8C_E79E,
    ),
    (
        "v=1&act=softplus~10,softsign&init=orthogonal&bias=1&seed=6",
        0xF9DA_1350_A448_4078,
    ),
    (
        "v=1&act=erf~10,mish&init=normal&input=ones&seed=7",
        0xEA38_4587_B635_7DA8,
    ),
    (
        "v=1&act=sin~10,arctan&init=normal&gain=2.5&seed=8",
        0x89B8_0113_7331_AA9C,
    ),
    (
        "v=1&depth=200&act=linear&init=normal&gain=10&seed=4294967295",
        0x911F_2539_6BD9_6C12,
    ),
    (
        "v=1&act=tanh&init=identity&gain=0.3&bias=2&inputs=5&seed=9",
        0x60CB_8B92_2888_D5B2,
    ),
];

fn add_bits(sum: &mut Fingerprint, bits: u64) {
    sum.add(&bits.to_le_bytes());
}

fn add_number(sum: &mut Fingerprint, number: Extended) {
    add_bits(sum, number.mantissa().to_bits());
    add_bits(sum, number.exponent().cast_unsigned());
}

/// Every bit of the weights, biases, input, outputs and derivatives.
fn fingerprint(network: &Network) -> u64 {
    let mut bits = Fingerprint::new();
    for layer in &network.layers {
        let biases = layer.bias.iter().flatten();
        for number in layer.weight.iter().chain(biases) {
            add_bits(&mut bits, number.to_bits());
        }
    }
    let forward = network.forward();
    for number in forward.outputs.iter().flat_map(|z| z.iter()) {
        add_number(&mut bits, number);
    }
    for number in forward.derivatives.iter().flatten() {
        add_number(&mut bits, *number);
    }
    bits.0
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_link_gives_the_same_bits_on_every_platform() {
    let mut changed = Vec::new();
    for (text, expected) in LINKS {
        let (settings, notices) = link::decode(text);
        assert!(notices.is_empty(), "{text}: {notices:?}");
        let found = fingerprint(&Network::from(&settings.recipe));
        if found != expected {
            changed.push(format!("{text}: {found:#018X}, not {expected:#018X}"));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// Links that take every way through the decompositions, with a fingerprint of all spectra. Unlike the one above, it changes with the algorithms; what must not
/// happen is that two platforms differ.
const SPECTRA: [(&str, u64); 5] = [
    (
        "v=1&depth=8&width=33&act=tanh&seed=1",
        0x0F25_8F83_64D0_1DAD,
    ),
    (
        "v=1&depth=9&width=17&act=relu&init=he-normal&seed=2",
        0x1757_1482_2D1A_B6B8,
    ),
    (
        "v=1&depth=12&width=9&act=tanh&init=normal&gain=6&seed=3",
        0x37EE_13A1_7668_6919,
    ),
    (
        "v=1&depth=40&width=16&act=linear&seed=4",
        0x7B2E_90F3_4954_0333,
    ),
    (
        "v=1&depth=5&width=12~2,7~3&act=gelu&inputs=20&seed=5",
        0x829B_E2B6_B144_A7D9,
    ),
];

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn all_spectra_have_the_same_bits_on_every_platform() {
    let mut changed = Vec::new();
    for (text, expected) in SPECTRA {
        let analysis = Analysis::of(&Network::from(&link::decode(text).0.recipe));
        let mut bits = Fingerprint::new();
        let layers = analysis.layers.iter().map(|layer| &layer.jacobian);
        let chain = analysis.chain.iter().map(|suffix| &suffix.spectrum);
        for spectrum in layers.chain(chain) {
            spectrum
                .values
                .iter()
                .for_each(|value| add_number(&mut bits, *value));
            spectrum
                .error_bounds
                .iter()
                .for_each(|bound| add_bits(&mut bits, bound.to_bits()));
            add_bits(&mut bits, spectrum.resolved as u64);
        }
        for layer in &analysis.layers {
            add_number(&mut bits, layer.weight_norm);
        }
        if bits.0 != expected {
            changed.push(format!("{text}: {:#018X}, not {expected:#018X}", bits.0));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

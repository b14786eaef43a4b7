//! A link shows the same training for ever: the bits of data and of networks after some steps, natively and as WebAssembly.

use gradlens::network::Network;
use gradlens::settings::{Activation, NormKind, PerLayer, Place, Recipe, Tied};
use gradlens::study::training::{
    BatchNorm, Batches, Clip, Data, DataSet, Plan, Rule, Targets, Teacher, Trainer,
};

/// One number for many: each one counts, and so does their order.
fn digest(numbers: impl IntoIterator<Item = f64>) -> u64 {
    let bits = numbers.into_iter().map(f64::to_bits);
    bits.fold(0, |sum: u64, bits| sum.rotate_left(1) ^ bits)
}

fn of_data(data: &Data) -> u64 {
    let inputs = data.all_inputs().iter().copied();
    match data.targets() {
        Targets::Classes(classes) => {
            digest(inputs.chain(classes.iter().map(|class| *class as f64)))
        }
        Targets::Values { numbers, .. } => digest(inputs.chain(numbers.iter().copied())),
    }
}

fn of_network(network: &Network) -> u64 {
    let layers = network.layers.iter();
    digest(layers.flat_map(|layer| {
        let biases = layer.bias.clone().unwrap_or_default();
        layer
            .weight
            .iter()
            .copied()
            .chain(biases)
            .collect::<Vec<_>>()
    }))
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn data_of_a_seed_never_change() {
    let sets = [
        DataSet::Circle,
        DataSet::Xor,
        DataSet::Gauss,
        DataSet::Spiral,
        DataSet::Sine,
        DataSet::Copy { width: 5 },
    ];
    let found = sets.map(|set| of_data(&set.data(50, 3)));
    assert_eq!(found, [0, 0, 0, 0, 0, 0]);
    let teacher = Teacher::of([5, 3], &[2.0, 1.0], 3).expect("a teacher");
    assert_eq!(of_data(&teacher.data()), 0);
}

/// Every activation with its own mixture of rules, norms, skips, shared weights, losses and batches.
fn trained(at: usize) -> u64 {
    let recipe = Recipe {
        depth: 5,
        width: PerLayer::uniform(7),
        activation: PerLayer::uniform(Activation::ALL[at]),
        skip: PerLayer::uniform([0.0, 0.5][at % 2]),
        norm: PerLayer::uniform([NormKind::None, NormKind::Layer, NormKind::Rms][at % 3]),
        place: PerLayer::uniform(Place::ALL[at / 2 % 3]),
        tied: [Tied::No, Tied::Yes][at / 3 % 2],
        ..Recipe::default()
    };
    let data = [DataSet::Spiral, DataSet::Sine, DataSet::Gauss][at % 3].data(40, 2);
    let network = data.network(&recipe);
    let batch_norm = (at % 3 == 0).then(BatchNorm::default);
    let plan = Plan {
        rule: [Rule::Sgd, Rule::MOMENTUM, Rule::ADAM, Rule::ADAM][at % 4],
        lr: 0.01,
        clip: (at % 2 == 0).then_some(Clip {
            limit: 1.0,
            eps: 0.0,
        }),
        batches: Batches::Shuffled { size: 12, seed: 5 },
        batch_norms: vec![batch_norm; 5],
    };
    let mut trainer = Trainer::of(&network, data, plan).expect("a training");
    let mut losses = Vec::new();
    for _ in 0..300 {
        losses.push(trainer.step().expect("finite").loss);
    }
    digest(losses) ^ of_network(&trainer.network())
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn weights_after_300_steps_never_change() {
    let found: Vec<u64> = (0..Activation::ALL.len()).map(trained).collect();
    assert_eq!(found, []);
}

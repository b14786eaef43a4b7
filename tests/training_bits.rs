//! A link shows the same training for ever: the bits of data and of networks after some steps, natively and as WebAssembly.

use gradlens::link;
use gradlens::network::Network;
use gradlens::settings::{Activation, NormKind, PerLayer, Place, Recipe, Tied};
use gradlens::study::training::{
    BatchNorm, Batches, Clip, Data, DataSet, Plan, Rule, Targets, Teacher, Trainer,
};

/// [`trained`] of every activation.
const WEIGHTS: [u64; 15] = [
    8_269_842_790_343_980_973,
    18_253_750_390_689_607_796,
    2_845_056_282_984_108_885,
    16_103_946_740_891_856_915,
    17_901_475_380_906_712_028,
    8_926_668_144_902_208_815,
    1_525_642_551_346_674_321,
    17_521_619_655_722_852_348,
    6_418_763_504_260_578_704,
    10_876_514_349_088_903_742,
    16_602_094_174_440_354_422,
    752_674_830_616_592_219,
    9_541_457_204_832_131_082,
    10_843_317_387_817_137_636,
    8_476_530_526_320_159_551,
];

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
    assert_eq!(
        found,
        [
            4_523_249_318_524_979_706,
            15_938_963_554_045_500_569,
            14_764_751_915_126_615_437,
            17_168_084_777_961_309_704,
            7_673_765_127_063_466_654,
            3_691_262_284_643_994_319,
        ]
    );
    let teacher = Teacher::of([5, 3], &[2.0, 1.0], 3).expect("a teacher");
    assert_eq!(of_data(&teacher.data()), 10_738_510_132_458_951_745);
}

/// Every activation with its own mixture of rules, norms, skips, shared weights, losses and batches.
fn trained(at: usize) -> u64 {
    // A norm of a single output would leave no gradient.
    let norm = [NormKind::None, NormKind::Layer, NormKind::Rms][at % 3];
    let norm = PerLayer::from_runs([(norm, 4), (NormKind::None, 1)]).expect("runs");
    let recipe = Recipe {
        depth: 5,
        width: PerLayer::uniform(7),
        activation: PerLayer::uniform(Activation::ALL[at]),
        skip: PerLayer::uniform([0.0, 0.5][at % 2]),
        norm,
        place: PerLayer::uniform(Place::ALL[at / 2 % 3]),
        tied: [Tied::No, Tied::Yes][at / 3 % 2],
        ..Recipe::default()
    };
    let data = [DataSet::Spiral, DataSet::Sine, DataSet::Gauss][at % 3].data(40, 2);
    let network = data.network(&recipe);
    let batch_norm = at.is_multiple_of(3).then(BatchNorm::default);
    let plan = Plan {
        rule: [Rule::Sgd, Rule::MOMENTUM, Rule::ADAM, Rule::ADAM][at % 4],
        lr: 0.01,
        clip: at.is_multiple_of(2).then_some(Clip {
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
    assert_eq!(found, WEIGHTS);
}

/// Digests and links, which the tests of the page read too.
const TRAININGS: &str = include_str!("golden/trainings.txt");

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_step_that_a_link_shows_never_changes() {
    let lines = TRAININGS.lines().filter(|line| !line.starts_with('#'));
    let mut found = Vec::new();
    for line in lines {
        let (wanted, link) = line.split_once(' ').expect("a digest and a link");
        let (settings, notices) = link::decode(link);
        assert!(notices.is_empty(), "{link}: {notices:?}");
        assert_eq!(link::encode(&settings), link);
        let course = settings.view.course;
        assert!(course.fits(&settings.recipe), "{link}");
        let mut trainer = course.trainer(&settings.recipe, 0).expect("a training");
        while trainer.steps() < 1000 {
            trainer.step().expect("finite");
        }
        let digest = format!("{:016X}", of_network(&trainer.network()));
        if digest != wanted {
            found.push(format!("{digest} {link}"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

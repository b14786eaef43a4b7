//! What is shown: a recipe, or the numbers of a file.

use std::rc::Rc;
use std::sync::Arc;

use gradlens::analysis::Analysis;
use gradlens::network::{Block, Layer, Loss, Network, Subject};
use gradlens::settings::{Activation, FIELDS, Key, Recipe, Settings, View};
use nalgebra::DMatrix;

/// Layers of these sizes H_0, H_1, ..., every weight 0.5.
fn file(sizes: &[usize], activations: &[Activation]) -> Subject {
    let layers = sizes
        .windows(2)
        .zip(activations)
        .map(|(shape, activation)| Layer {
            weight: Arc::new(DMatrix::from_element(shape[0], shape[1], 0.5)),
            bias: None,
            activation: *activation,
            block: Block::default(),
        });
    Subject::File(Rc::new(Network {
        turn: None,
        samples: Vec::new(),
        name: Some("three layers".into()),
        input: vec![1.0; sizes[0]],
        layers: layers.collect(),
        loss: Loss::MeanSquared(vec![0.0; *sizes.last().expect("a size")]),
    }))
}

fn three() -> Subject {
    let activations = [Activation::Relu, Activation::Relu, Activation::Tanh];
    file(&[3, 5, 5, 2], &activations)
}

#[test]
fn a_file_has_its_shape_and_no_recipe() {
    let file = three();
    assert_eq!((file.depth(), file.widths()), (3, vec![3, 5, 5, 2]));
    assert_eq!(file.cost(), 3 * 5 * 3 + 125 + 5 * 2 * 2);
    assert_eq!((file.name(), file.recipe()), (Some("three layers"), None));
    let shape = [
        (Key::Depth, "3"),
        (Key::Width, "5~2,2"),
        (Key::Inputs, "3"),
        (Key::Act, "relu~2,tanh"),
    ];
    for (key, text) in shape {
        assert_eq!(file.text(key).as_deref(), Some(text), "{key:?}");
    }
    let is_shape = |key| shape.iter().any(|(other, _)| *other == key);
    for field in FIELDS.iter().filter(|field| !is_shape(field.key)) {
        assert_eq!(file.text(field.key), None, "{}", field.name);
    }
    assert_eq!(file.text_at(Key::Act, 3).as_deref(), Some("tanh"));
    assert_eq!(file.text_at(Key::Gain, 3), None);
}

/// As texts, the shape is what a link may say.
#[test]
fn the_shape_of_a_file_is_within_all_limits() {
    let most = file(&[700; 101], &[Activation::Tanh; 100]);
    assert_eq!(most.text(Key::Inputs).as_deref(), Some(""));
    for file in [three(), most] {
        let mut settings = Settings::default();
        for key in [Key::Depth, Key::Width, Key::Inputs, Key::Act] {
            let text = file.text(key).expect("a text of the shape");
            assert_eq!(settings.set(key, &text), Ok(()));
        }
        let (canonical, notices) = settings.clone().canonical();
        assert_eq!((&canonical, notices), (&settings, vec![]));
        assert_eq!(canonical.recipe.widths(), file.widths());
        assert_eq!(canonical.recipe.cost(), file.cost());
    }
}

#[test]
fn a_file_is_itself_and_no_other() {
    let file = three();
    assert_eq!(file, file.clone());
    assert_ne!(file, three(), "read a second time");
    assert_ne!(file, Subject::default());
    assert_eq!(Subject::default(), Subject::Recipe(Recipe::default()));
}

#[test]
fn a_recipe_has_every_setting_of_the_network() {
    let settings = Settings::default();
    let subject = Subject::Recipe(settings.recipe.clone());
    for field in &FIELDS {
        let is_view = !field.is_of_network();
        let expected = (!is_view).then(|| settings.text(field.key));
        assert_eq!(subject.text(field.key), expected, "{}", field.name);
    }
    assert_eq!(subject.cost(), 20 * 16 * 16 * 16);
    assert_eq!(subject.widths(), vec![16; 21]);
    assert_eq!(View::default().place_of(subject.depth()), 0);
    assert_eq!(View::default().layer_of(subject.depth()), 1);
}

#[test]
fn one_layer_is_that_of_the_whole_network() {
    let recipe = Recipe {
        depth: 4,
        ..Recipe::default()
    };
    for subject in [Subject::Recipe(recipe), three()] {
        let network = subject.network();
        for (j, layer) in network.layers.iter().enumerate() {
            assert_eq!(subject.layer(j + 1), *layer);
        }
        let last = network.layers.last().expect("a layer");
        assert_eq!(subject.layer(1000), *last);
        assert_eq!(subject.layer(0), network.layers[0]);
    }
}

#[test]
fn a_network_travels_as_words_bit_for_bit_and_stays_tied() {
    let links = [
        "depth=5&width=4~2,6~3&act=elu&bias=1&seed=9",
        "depth=3&width=2&loss=mse&inputs=5",
        "depth=2&width=3&loss=worst",
        "depth=2&width=3&loss=best&init=zeros",
    ];
    let mut networks: Vec<Network> = links
        .iter()
        .map(|link| Network::from(&gradlens::link::decode(link).0.recipe))
        .collect();
    let mut tied = Network::from(&Recipe::default());
    let shared = Arc::clone(&tied.layers[2].weight);
    for j in [5, 11] {
        tied.layers[j].weight = Arc::clone(&shared);
    }
    networks.push(tied);
    for network in networks {
        let words = network.to_words();
        let read = Network::from_words(&words).expect("what was written can be read");
        assert_eq!(read, network);
        assert_eq!(Analysis::of(&read), Analysis::of(&network));
        for (i, j) in [(2, 5), (2, 11), (5, 11)] {
            if let (Some(a), Some(b)) = (network.layers.get(i), network.layers.get(j)) {
                let is_tied = Arc::ptr_eq(&a.weight, &b.weight);
                let [a, b] = [i, j].map(|at| &read.layers[at].weight);
                assert_eq!(Arc::ptr_eq(a, b), is_tied, "layers {i} and {j}");
            }
        }
        // Damaged words are of no network, and nothing panics.
        for length in 0..words.len() {
            let read = Network::from_words(&words[..length]);
            assert!(read.is_none_or(|one| one.layers.len() < network.layers.len()));
        }
    }
    assert_eq!(Network::from_words(&[]), None);
    assert_eq!(Network::from_words(&[u64::MAX, 1]), None);
}

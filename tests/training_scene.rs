//! A training as a picture: what is said about it, and the numbers behind.

use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{Pace, Quantity, Role, Training, TrainingLook, Value};
use gradlens::study::training::{DataSet, History, NonFinite, Plan, Record, Trainer, What};

/// A run of so many steps on 200 points of two classes.
pub fn trained(address: &str, rate: f64, steps: u64) -> History {
    run(&Network::from(&link::decode(address).0.recipe), rate, steps)
}

fn run(network: &Network, rate: f64, steps: u64) -> History {
    let plan = Plan {
        lr: rate,
        ..Plan::default()
    };
    let mut history = History::new(network.layers.len(), rate);
    let data = DataSet::Spiral.data(200, 1);
    let mut trainer = Trainer::of(network, data, plan).expect("data that fit");
    for _ in 0..steps {
        match trainer.step() {
            Some(record) => history.take(record),
            None => break,
        }
    }
    if let Some(ended) = trainer.first_non_finite() {
        history.end(ended);
    }
    history
}

/// No neuron of layer 4 ever answers.
pub fn dead() -> History {
    let address = "v=1&inputs=2&depth=12&width=16~11,2&act=relu~11,linear&init=he-normal&bias=1";
    let mut network = Network::from(&link::decode(address).0.recipe);
    network.layers[3].bias = Some(vec![-1e6; 16]);
    run(&network, 0.1, 200)
}

const SIGMOID: &str = "v=1&inputs=2&width=16~19,2";
const RELU: &str = "v=1&inputs=2&width=16~19,2&act=relu~19,linear&init=he-normal";

/// A run in which layer j changes by `ratios[j - 1]` per step, and the gradient is so long at each place.
pub fn planted(ratios: &[f64], gradients: &[f64], steps: u64) -> History {
    let mut history = History::new(ratios.len(), 0.1);
    for step in 0..steps {
        history.take(&Record {
            step,
            loss: 0.7,
            output_gradients: gradients.to_vec(),
            weight_gradients: gradients[1..].to_vec(),
            weight_norms: vec![2.0; ratios.len()],
            weight_updates: ratios.iter().map(|ratio| 2.0 * ratio).collect(),
            is_step: true,
            ..Record::default()
        });
    }
    history
}

fn of(history: &History, quantity: Quantity) -> Training {
    let look = TrainingLook {
        quantity,
        ..TrainingLook::default()
    };
    Training::of(history, look)
}

fn shown(history: &History) -> Training {
    of(history, Quantity::Update)
}

fn lead(ratios: &[f64], gradients: &[f64]) -> String {
    shown(&planted(ratios, gradients, 5)).line.lead
}

#[test]
fn networks_are_told_as_they_are() {
    let cases = [
        ("sigmoid", trained(SIGMOID, 0.1, 200)),
        ("relu, He", trained(RELU, 0.03, 300)),
        ("gain 10", trained(&format!("{RELU}&gain=10"), 0.1, 50)),
        ("lr 0", trained(SIGMOID, 0.0, 20)),
        ("dead", dead()),
        ("begin", trained(SIGMOID, 0.1, 0)),
    ];
    let texts = cases.iter().map(|(name, history)| {
        let training = shown(history);
        let line = &training.line;
        format!(
            "{name}\n  {} {}\n  {}\n  {}",
            line.lead,
            line.rest,
            line.detail,
            training.description()
        )
    });
    insta::assert_snapshot!(texts.collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn the_first_layers_of_sigmoid_stand_still() {
    let training = shown(&trained(SIGMOID, 0.1, 200));
    let [still, learn] = &training.bands[..] else {
        panic!("{:?}", training.bands)
    };
    assert_eq!((still.pace, learn.pace), (Pace::Still, Pace::Learns));
    assert_eq!((still.layers.0, learn.layers.1), (1, 20));
    assert_eq!(still.layers.1 + 1, learn.layers.0);
    assert_eq!(training.line.role, Role::Shrinking);
}

#[test]
fn thresholds_are_as_documented() {
    let pace = |ratio: f64| shown(&planted(&[ratio], &[1.0, 1.0], 5)).bands[0].pace;
    for (ratio, expected) in [
        (0.0, Pace::Still),
        (0.99e-6, Pace::Still),
        (1.01e-6, Pace::Learns),
        (0.099, Pace::Learns),
        (0.11, Pace::Thrown),
        (1e9, Pace::Thrown),
    ] {
        assert_eq!(pace(ratio), expected, "{ratio}");
    }
}

#[test]
fn the_direction_is_that_of_the_gradient() {
    let short = [1e-4, 1e-3, 1.0];
    let long = [1e4, 1e3, 1.0];
    let level = [0.5, 0.8, 1.0];
    assert_eq!(lead(&[1e-9, 1e-3], &[0.03, 0.2, 1.0]), "It shrinks:");
    assert_eq!(lead(&[0.5, 1e-3], &[30.0, 5.0, 1.0]), "It grows:");
    assert_eq!(lead(&[1e-9, 1e-3], &short), "It vanishes:");
    assert_eq!(lead(&[1e-9, 1e-3], &level), "It learns in part:");
    assert_eq!(lead(&[1e-3, 1e-9], &long), "It explodes:");
    assert_eq!(lead(&[0.5, 1e-3], &long), "It explodes:");
    assert_eq!(lead(&[0.5, 0.5], &level), "The steps are too large:");
    assert_eq!(lead(&[1e-3, 1e-3], &short), "It learns:");
    assert_eq!(lead(&[1e-9, 1e-9], &level), "It stands still:");
    assert_eq!(lead(&[1e-9, 1e-9], &short), "It vanishes:");
    assert_eq!(lead(&[0.0, 0.0], &[0.0, 0.0, 0.0]), "It is dead:");
    assert_eq!(lead(&[0.0, 1e-3], &[0.0, 0.0, 1.0]), "It dies:");
}

#[test]
fn one_odd_batch_changes_no_sentence() {
    let calm = planted(&[1e-9, 1e-3], &[1e-6, 1e-3, 1.0], 40);
    let mut odd = calm.clone();
    odd.take(&Record {
        step: 40,
        loss: 0.7,
        output_gradients: vec![1.0; 3],
        weight_gradients: vec![1.0; 2],
        weight_norms: vec![2.0; 2],
        weight_updates: vec![1.0; 2],
        is_step: true,
        ..Record::default()
    });
    assert_eq!(shown(&odd).bands, shown(&calm).bands);
    assert_eq!(shown(&odd).line.lead, shown(&calm).line.lead);
}

#[test]
fn a_network_that_has_learned_has_come_to_rest() {
    let mut history = History::new(1, 0.1);
    for step in 0..100 {
        let is_early = step < 40;
        history.take(&Record {
            step,
            loss: if is_early { 0.7 } else { 1e-3 },
            output_gradients: vec![1.0, 1.0],
            weight_gradients: vec![1.0],
            weight_norms: vec![1.0],
            weight_updates: vec![if is_early { 1e-3 } else { 1e-8 }],
            is_step: true,
            ..Record::default()
        });
    }
    let at = |step| {
        let look = TrainingLook {
            at: Some(step),
            ..TrainingLook::default()
        };
        Training::of(&history, look).line.lead
    };
    assert_eq!(at(30), "It learns:");
    assert_eq!(at(99), "It has learned:");
}

#[test]
fn divergence_is_named_with_layer_and_step() {
    let mut history = planted(&[0.5, 0.5], &[1e9, 1e4, 1.0], 1300);
    for (what, layer, expected) in [
        (
            What::Outputs,
            Some(2),
            "the output of layer 2 is not finite",
        ),
        (
            What::Weights,
            Some(1),
            "the weights of layer 1 are not finite",
        ),
        (
            What::Gradients,
            Some(2),
            "the gradient of layer 2 is not finite",
        ),
        (What::Loss, None, "the loss is not finite"),
    ] {
        let step = 1300;
        history.end(NonFinite { step, what, layer });
        let training = shown(&history);
        assert_eq!(training.line.lead, "It diverges:");
        assert_eq!(training.line.rest, format!("at step 1,300 {expected}."));
        assert_eq!(training.line.role, Role::Failure);
        assert!(
            training.line.detail.contains("longer"),
            "{}",
            training.line.detail
        );
        assert_eq!((training.cursor, training.span), (Some(1300), 1301));
        assert!(training.reading(1, 1300).ends_with(expected));
        let (step, numbers) = training.label().expect("a label");
        assert_eq!((&*step, &*numbers), ("step 1,300", expected));
        // Earlier it is said as what will happen.
        let look = TrainingLook {
            at: Some(20),
            ..TrainingLook::default()
        };
        let before = Training::of(&history, look).line;
        assert_eq!(before.lead, "It explodes:");
        let later = format!("It diverges at step 1,300: {expected}.");
        assert!(before.detail.ends_with(&later), "{}", before.detail);
    }
}

#[test]
fn cells_are_compared_with_what_is_grey() {
    let history = planted(&[1e-5, 1e-3, 0.1], &[1e-8, 1e-6, 1e-4, 1e-2], 3);
    let cells = |quantity: Quantity| -> Vec<f64> {
        let training = of(&history, quantity);
        let column = training.column(2).expect("a column");
        let rows = 0..training.rows();
        rows.map(|row| column.cell(row).log10().expect("a length").round())
            .collect()
    };
    assert_eq!(cells(Quantity::Update), [-2.0, 0.0, 2.0]);
    assert_eq!(cells(Quantity::WeightGradient), [-4.0, -2.0, 0.0]);
    assert_eq!(cells(Quantity::OutputGradient), [-6.0, -4.0, -2.0, 0.0]);
}

#[test]
fn a_last_layer_without_gradient_is_nothing_to_compare_with() {
    let training = of(
        &planted(&[1e-3; 2], &[1.0, 1e-2, 0.0], 2),
        Quantity::WeightGradient,
    );
    let column = training.column(0).expect("a column");
    assert_eq!(
        (column.cell(0), column.cell(1)),
        (Value::Finite(0.0), Value::Zero)
    );
    assert_eq!(column.cell(7), Value::Pending);
}

#[test]
fn what_is_no_number_stays_none() {
    let tiny = f64::MIN_POSITIVE / 4.0;
    let training = of(
        &planted(&[0.0, f64::INFINITY], &[1.0, tiny, 1.0], 2),
        Quantity::Update,
    );
    let values = &training.columns[0].values;
    assert_eq!(values[..], [Value::Zero, Value::NotFinite]);
    let training = of(
        &planted(&[1e-3; 2], &[1.0, tiny, 1.0], 2),
        Quantity::WeightGradient,
    );
    assert!(training.columns[0].values[0].is_unresolved());
}

#[test]
fn the_loss_lies_on_whole_decades() {
    let history = trained(RELU, 0.03, 300);
    let training = shown(&history);
    let (low, high) = training.loss.range;
    assert!(high - low >= 1.0 && low.fract() == 0.0 && high.fract() == 0.0);
    assert_eq!(training.loss.decades().count() as f64, high - low + 1.0);
    let all = training.loss.heights.iter().chain(&training.loss.smooth);
    assert!(
        all.into_iter()
            .all(|(_, height)| (0.0..=1.0).contains(height))
    );
    assert_eq!(training.loss.heights.first(), training.loss.smooth.first());
    assert_eq!(training.loss.heights.last(), training.loss.smooth.last());
    let accuracy = training.accuracy.expect("classes");
    assert_eq!(accuracy.points.len(), training.columns.len());
    // Without classes there is none, and a loss of 0 lies at the bottom.
    let mut planted = planted(&[1e-3], &[1.0, 1.0], 3);
    planted.take(&Record {
        step: 3,
        loss: 0.0,
        ..Record::default()
    });
    let training = shown(&planted);
    assert_eq!(
        (training.accuracy, training.loss.heights[3]),
        (None, (3, 0.0))
    );
}

#[test]
fn a_run_that_has_not_begun_is_an_empty_picture() {
    let training = shown(&History::new(20, 0.1));
    assert_eq!(
        (training.cursor, training.span, training.rows()),
        (None, 1, 20)
    );
    assert!(training.columns.is_empty() && training.label().is_none());
    assert_eq!(training.line.text(), "Not begun: no step has been taken.");
    assert_eq!(training.bands.len(), 1);
    assert_eq!(training.bands[0].pace, Pace::Unknown);
    assert_eq!(training.reading(6, 0), "layer 7, step 0: no step yet");
    assert_eq!(training.step_after(1), None);
}

#[test]
fn the_keyboard_walks_along_the_columns() {
    let history = planted(&[1e-3], &[1.0, 1.0], 1000);
    let at = |step: u64, columns: isize| {
        let look = TrainingLook {
            at: Some(step),
            ..TrainingLook::default()
        };
        Training::of(&history, look).step_after(columns)
    };
    assert_eq!(
        (at(0, 1), at(4, -1), at(6, 1), at(0, -1)),
        (Some(4), Some(0), Some(8), Some(0))
    );
    assert_eq!(
        (at(996, 1), at(999, 1), at(999, -1)),
        (Some(999), Some(999), Some(996))
    );
}

#[test]
fn the_table_has_a_row_for_each_layer() {
    let history = trained(SIGMOID, 0.1, 30);
    let table = Training::table(&history, TrainingLook::default());
    assert_eq!(table.rows.len(), 21);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
    assert_eq!(table.columns.len(), 8);
    assert!(
        table.caption.contains("step 29") && table.caption.contains("loss 0."),
        "{}",
        table.caption
    );
    assert_eq!(table.rows[0][0], "input");
    assert_eq!(table.rows[0][1], "–");
    assert_ne!(table.rows[0][5], "–");
    assert_eq!(table.rows[1][7], "stands still");
    assert_eq!(table.rows[20][7], "learns");
    let empty = Training::table(&History::new(3, 0.1), TrainingLook::default());
    assert_eq!((empty.rows.len(), empty.columns.len()), (4, 2));
}

#[test]
fn cells_are_read_out() {
    let history = planted(&[3.2e-9, 1e-3], &[1e-3, 0.5, 0.0], 1300);
    let read = |quantity, row| of(&history, quantity).reading(row, 1240);
    assert_eq!(
        read(Quantity::Update, 0),
        "layer 1, step 1,240: one step changes ‖w‖ by 3.20\u{a0}×\u{a0}10⁻⁹"
    );
    assert_eq!(
        read(Quantity::WeightGradient, 0),
        "layer 1, step 1,240: ‖∂L/∂w‖ = 0.500"
    );
    assert_eq!(
        read(Quantity::OutputGradient, 0),
        "input, step 1,240: ‖∂L/∂z‖ = 0.00100"
    );
    assert_eq!(
        read(Quantity::OutputGradient, 2),
        "after layer 2, step 1,240: ‖∂L/∂z‖ = exactly 0"
    );
}

//! Data sets and batches.

use std::collections::BTreeSet;

use crate::common::random::Draws;
use crate::common::training::{descent, layers, rounded, values};
use gradlens::network::Block;
use gradlens::settings::Activation;
use gradlens::study::training::{Batches, Data, DataSet, Plan, Targets, Trainer};

const SETS: [DataSet; 6] = [
    DataSet::Circle,
    DataSet::Xor,
    DataSet::Gauss,
    DataSet::Spiral,
    DataSet::Sine,
    DataSet::Copy { width: 5 },
];

fn classes(data: &Data) -> &[usize] {
    match data.targets() {
        Targets::Classes(classes) => classes,
        Targets::Values { .. } => panic!("numbers"),
    }
}

#[test]
fn data_hang_on_the_seed_alone() {
    for set in SETS {
        let data = set.data(100, 1);
        assert_eq!(data, set.data(100, 1), "{set:?}");
        assert_ne!(data.all_inputs(), set.data(100, 2).all_inputs(), "{set:?}");
        assert_eq!((data.rows(), set.data(0, 1).rows()), (100, 1), "{set:?}");
        assert!(data.all_inputs().iter().all(|x| x.abs() < 3.0), "{set:?}");
    }
}

#[test]
fn points_are_where_their_class_is() {
    let radius = |x: &[f64]| x[0].hypot(x[1]);
    let circle = DataSet::Circle.data(400, 1);
    for (row, class) in classes(&circle).iter().enumerate() {
        let limits = [0.0..=0.5, 0.7..=1.0][*class].clone();
        assert!(limits.contains(&radius(circle.input(row))), "row {row}");
    }
    let xor = DataSet::Xor.data(400, 1);
    for (row, class) in classes(&xor).iter().enumerate() {
        let x = xor.input(row);
        assert_eq!(*class == 1, x[0] * x[1] < 0.0, "row {row}");
        assert!(
            x.iter().all(|x| (0.05..=1.0).contains(&x.abs())),
            "row {row}"
        );
    }
    let spiral = DataSet::Spiral.data(400, 1);
    assert!((0..400).all(|row| (0.05..1.1).contains(&radius(spiral.input(row)))));
    for data in [&circle, &spiral, &DataSet::Gauss.data(400, 1)] {
        assert_eq!(classes(data).iter().sum::<usize>(), 200);
    }
    let sine = DataSet::Sine.data(400, 1);
    let Targets::Values { numbers, width: 1 } = sine.targets() else {
        panic!("one number a row");
    };
    for (row, t) in numbers.iter().enumerate() {
        let x = sine.input(row)[0];
        assert!((-1.0..1.0).contains(&x) && (t - (std::f64::consts::PI * x).sin()).abs() < 1e-15);
    }
    let copy = DataSet::Copy { width: 5 }.data(400, 1);
    assert_eq!(*copy.targets(), values(copy.all_inputs().to_vec(), 5));
    let ones = copy.all_inputs().iter().filter(|x| **x > 0.0).count();
    assert!((900..1100).contains(&ones) && copy.all_inputs().iter().all(|x| x.abs() == 0.5));
}

/// The clusters of `gauss` have their means and their deviation, within four standard errors.
#[test]
fn normal_clusters_have_their_moments() {
    let data = DataSet::Gauss.data(2000, 5);
    for class in [0, 1] {
        let rows = (0..2000).filter(|row| row % 2 == class);
        let x: Vec<f64> = rows.flat_map(|row| data.input(row)).copied().collect();
        let mean = x.iter().sum::<f64>() / 2000.0;
        let deviation = (x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 2000.0).sqrt();
        let middle = if class == 1 { 0.4 } else { -0.4 };
        assert!(
            (mean - middle).abs() < 4.0 * 0.25 / 2000.0_f64.sqrt(),
            "{mean}"
        );
        assert!(
            (deviation - 0.25).abs() < 4.0 * 0.25 / 4000.0_f64.sqrt(),
            "{deviation}"
        );
    }
}

/// One input, which is the number of its row, so that the losses of a batch tell which rows it has.
fn counting(rows: usize) -> Data {
    let inputs = (0..rows).map(|row| row as f64).collect();
    Data::of(inputs, 1, values(vec![0.0; rows], 1)).expect("data")
}

/// The losses of so many steps of lr 0 with y = x, so that L is the mean of x^2 / 2.
fn losses(rows: usize, batches: Batches, steps: usize) -> Vec<f64> {
    let mut draws = Draws::from_seed(1);
    let mut network = layers(&[1, 1], Activation::Linear, Block::default(), &mut draws);
    network.layers[0].weight = std::sync::Arc::new(nalgebra::DMatrix::identity(1, 1));
    network.layers[0].bias = None;
    let plan = Plan {
        batches,
        ..descent(0.0)
    };
    let mut trainer = Trainer::of(&network, counting(rows), plan).expect("a training");
    (0..steps)
        .map(|_| trainer.step().expect("finite").loss)
        .collect()
}

#[test]
fn an_epoch_has_every_row_once_in_a_new_order() {
    let of = |size, steps, seed| losses(10, Batches::Shuffled { size, seed }, steps);
    // Pieces of one row each.
    let epochs = of(1, 30, 4);
    let rows: Vec<BTreeSet<u64>> = epochs
        .chunks(10)
        .map(|epoch| {
            epoch
                .iter()
                .map(|loss| rounded((2.0 * loss).sqrt()))
                .collect()
        })
        .collect();
    assert!(
        rows.iter().all(|rows| *rows == (0..10).collect()),
        "{rows:?}"
    );
    assert!(epochs[..10] != epochs[10..20] && epochs[10..20] != epochs[20..]);
    assert_eq!(of(1, 30, 4), epochs);
    assert_ne!(of(1, 30, 5), epochs);
    // Pieces of 4, 4 and 2 rows have the same sum in each epoch.
    let pieces = of(4, 6, 4);
    let sum = |p: &[f64]| 4.0 * p[0] + 4.0 * p[1] + 2.0 * p[2];
    assert!((sum(&pieces[..3]) - 142.5).abs() < 1e-12 && (sum(&pieces[3..]) - 142.5).abs() < 1e-12);
}

#[test]
fn a_batch_larger_than_the_data_is_all_of_them_in_their_order() {
    let all = losses(10, Batches::All, 3);
    assert_eq!(all, [14.25; 3]);
    for size in [10, 11, usize::MAX] {
        assert_eq!(losses(10, Batches::Shuffled { size, seed: 1 }, 3), all);
    }
}

#[test]
fn given_batches_begin_anew_after_the_last() {
    let given = Batches::Given(vec![vec![2], vec![0, 0, 4]]);
    let wanted = [2.0, 8.0 / 3.0];
    for (step, loss) in losses(5, given, 4).into_iter().enumerate() {
        assert!(
            (loss - wanted[step % 2]).abs() < 1e-15,
            "step {step}: {loss}"
        );
    }
}

#[test]
fn data_that_cannot_be_are_refused_with_their_field() {
    let refused = |inputs: Vec<f64>, width, targets, wanted: &str| {
        let error = Data::of(inputs, width, targets).expect_err("refused");
        assert_eq!(error.to_string(), wanted);
    };
    let classes = |count| Targets::Classes(vec![0; count]);
    let shape = "of full width, but must be 1 to 10000 rows of the same width.";
    refused(
        vec![],
        2,
        classes(0),
        &format!("\"inputs\": has 0 rows {shape}"),
    );
    refused(
        vec![1.0; 3],
        2,
        classes(1),
        &format!("\"inputs\": has 1 row {shape}"),
    );
    refused(
        vec![1.0; 3],
        0,
        classes(1),
        &format!("\"inputs\": has 0 rows {shape}"),
    );
    refused(
        vec![f64::NAN],
        1,
        classes(1),
        "\"inputs\": contains a number that is not finite.",
    );
    let each = "but \"inputs\" has 2 rows and each of them needs one.";
    refused(
        vec![1.0; 2],
        1,
        classes(3),
        &format!("\"labels\": has 3, {each}"),
    );
    refused(
        vec![1.0; 2],
        1,
        values(vec![1.0; 3], 3),
        &format!("\"targets\": has 1, {each}"),
    );
    let infinite = values(vec![1.0, f64::INFINITY], 1);
    refused(
        vec![1.0; 2],
        1,
        infinite,
        "\"targets\": contains a number that is not finite.",
    );
}

//! What is kept of a run.

use gradlens::link;
use gradlens::study::training::{History, HistoryColumn, NonFinite, Record, What};

/// A step of a network of two layers, with numbers that tell steps apart.
pub fn record(step: u64) -> Record {
    let number = step as f64 + 1.0;
    Record {
        step,
        loss: 1.0 / number,
        accuracy: None,
        output_gradients: vec![0.1 * number, 0.2, 0.3],
        weight_gradients: vec![number, 2.0 * number],
        weight_norms: vec![10.0, 20.0],
        weight_updates: vec![0.1, 0.02],
        is_step: true,
        ..Record::default()
    }
}

fn looked(step: u64) -> Record {
    Record {
        weight_updates: vec![0.0, 0.0],
        is_step: false,
        ..record(step)
    }
}

fn steps(history: &History) -> Vec<u64> {
    history.columns().map(|column| column.step).collect()
}

#[test]
fn every_step_is_kept_until_there_are_too_many() {
    let mut history = History::new(2, 0.1);
    for step in 0..400 {
        history.take(&record(step));
        assert_eq!(steps(&history), (0..=step).collect::<Vec<_>>());
    }
    assert_eq!(history.interval(), 1);
    history.take(&record(400));
    assert_eq!(history.interval(), 2);
    assert_eq!(
        steps(&history),
        (0..=200).map(|i| 2 * i).collect::<Vec<_>>()
    );
    // The latest step is there in any case, and goes when a later one comes.
    history.take(&record(401));
    assert_eq!(steps(&history)[200..], [400, 401]);
    history.take(&record(402));
    assert_eq!(steps(&history)[200..], [400, 402]);
}

#[test]
fn a_long_run_is_evenly_thinned() {
    let mut history = History::new(2, 0.1);
    for step in 0..=100_000 {
        history.take(&record(step));
        let count = history.columns().count();
        assert!(count <= History::MOST + 1, "{count} at {step}");
        assert!(
            step < 400 || count >= History::MOST / 2,
            "{count} at {step}"
        );
    }
    assert_eq!(history.interval(), 256);
    let kept = steps(&history);
    assert_eq!(kept.first(), Some(&0));
    assert_eq!(kept.last(), Some(&100_000));
    for pair in kept[..kept.len() - 1].windows(2) {
        assert_eq!(pair[1] - pair[0], 256);
    }
    // Each column has its own numbers.
    for column in history.columns() {
        assert_eq!(column.loss, 1.0 / (column.step as f64 + 1.0));
        assert_eq!(column.update_ratios, [Some(0.1 / 10.0), Some(0.02 / 20.0)]);
        assert_eq!(column.output_gradients.len(), 3);
    }
}

#[test]
fn what_is_kept_does_not_hang_on_the_order() {
    let count = 1777;
    let mut forwards = History::new(2, 0.1);
    (0..count).for_each(|step| forwards.take(&record(step)));
    // 997 has no factor in common with the count: this visits every step once.
    for stride in [997, 1, count - 1] {
        let mut history = History::new(2, 0.1);
        for at in 0..count {
            history.take(&record((at * stride + 5) % count));
        }
        assert_eq!(history, forwards, "stride {stride}");
    }
    // A run that goes on from an earlier step takes the same steps again.
    let mut again = forwards.clone();
    (900..count).for_each(|step| again.take(&record(step)));
    assert_eq!(again, forwards);
}

#[test]
fn a_step_replaces_a_look_and_never_the_other_way_round() {
    for step in [0, 7, 801, 803] {
        let mut history = History::new(2, 0.1);
        (0..step).for_each(|step| history.take(&record(step)));
        let ratios = |history: &History| -> Vec<Option<f64>> {
            let column: Option<&HistoryColumn> = history.columns().next_back();
            column.expect("a column").update_ratios.clone()
        };
        history.take(&looked(step));
        assert_eq!(history.last_step(), Some(step));
        assert_eq!(ratios(&history), [None, None]);
        history.take(&record(step));
        assert_eq!(ratios(&history), [Some(0.01), Some(0.001)]);
        let count = history.columns().count();
        history.take(&looked(step));
        assert_eq!(ratios(&history), [Some(0.01), Some(0.001)]);
        assert_eq!(history.columns().count(), count);
    }
}

#[test]
fn weights_of_zero_have_no_ratio_unless_they_stay() {
    let mut history = History::new(2, 0.1);
    history.take(&Record {
        weight_norms: vec![0.0, 0.0],
        weight_updates: vec![0.0, 0.5],
        ..record(0)
    });
    let column = history.columns().next().expect("a column");
    assert_eq!(column.update_ratios, [Some(0.0), None]);
}

#[test]
fn each_step_has_the_size_of_its_stretch() {
    let link = "v=1&lr=0.5&before=50~sgd~0.1~32~0,900~adam~0~0~2";
    let mut history = History::new(2, 0.1);
    history.train_as(&link::decode(link).0.view.course);
    let rates = [0, 49, 50, 899, 900, 5000].map(|step| history.rate_at(step));
    assert_eq!(rates, [0.1, 0.1, 0.0, 0.0, 0.5, 0.5]);
}

#[test]
fn what_ended_a_run_is_kept() {
    let mut history = History::new(2, 0.1);
    assert_eq!((history.ended(), history.last_step()), (None, None));
    assert_eq!((history.depth(), history.rate_at(0)), (2, 0.1));
    let ended = NonFinite {
        step: 3,
        what: What::Outputs,
        layer: Some(2),
    };
    history.end(ended);
    assert_eq!(history.ended(), Some(ended));
}

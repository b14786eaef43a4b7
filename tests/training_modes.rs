//! A linear map that is learned mode by mode, and what is known of that exactly.

use crate::common::training::{number, value};
use crate::recorder::recorded;
use gradlens::chart::{Palette, Theme, draw_learned};
use gradlens::link;
use gradlens::scene::{Learned as Picture, ModeCurves};
use gradlens::settings::{Course, Recipe, Settings};
use gradlens::study::training::{Inexact, Learned, Learning, Mode, Session};

const LINK: &str = "v=1&depth=3&width=6,7,5&inputs=5&act=linear&seed=4&data=teacher&start=0.001&lr=0.01&batch=0&steps=1500";

fn settings(text: &str) -> (Recipe, Course) {
    let (Settings { recipe, view }, notices) = link::decode(text);
    assert_eq!(notices, [], "{text}");
    (recipe, view.course)
}

/// The whole training, in portions as workers compute and send them.
fn trained(text: &str, portion: u64) -> Session {
    let (recipe, course) = settings(text);
    let mut session = Session::of(recipe, course).expect("a session");
    while let Some(portion) = session.next(portion) {
        let mut trainer = course
            .trainer(session.recipe(), portion.from.step())
            .expect("a trainer");
        let learning = Learning::of(portion, &mut trainer).expect("of this training");
        let mut learning = learning.under(course.teacher(session.recipe()));
        let learned = loop {
            if let Some(learned) = learning.go_on(&mut trainer, 13) {
                break learned;
            }
        };
        let sent = Learned::from_words(&learned.to_words()).expect("words of it");
        assert_eq!(sent, learned);
        assert!(session.take(sent));
    }
    session
}

#[test]
fn the_curves_are_those_of_closed_forms() {
    let saxe = value("saxe");
    let times = saxe["times"].as_array().expect("times");
    for row in times {
        let mode = Mode {
            value: number(&row["s"]),
            depth: usize::try_from(row["matrices"].as_u64().expect("layers")).expect("a depth"),
            start: number(&row["u0"]),
        };
        let (t, u) = (number(&row["t"]), number(&row["u"]));
        let found = mode.strengths(&[0.0, t / 3.0, t])[2];
        assert!(
            (found / u - 1.0).abs() < 1e-7,
            "{mode:?} at {t}: {found} is not {u}"
        );
    }
    assert!(times.len() > 10);
    for row in saxe["modes"]["rows"]
        .as_array()
        .or(saxe["modes"].as_array())
        .expect("modes")
    {
        let mode = Mode {
            value: number(&row["s"]),
            depth: 2,
            start: 1e-3,
        };
        for (t, u) in row["u"].as_object().expect("strengths") {
            let found = mode.strengths(&[t.parse().expect("a time")])[0];
            assert!(
                (found / number(u) - 1.0).abs() < 1e-7,
                "{mode:?} at {t}: {found}"
            );
        }
    }
}

#[test]
fn curves_from_above_and_from_the_goal_itself() {
    let above = Mode {
        value: 1.0,
        depth: 1,
        start: 3.0,
    };
    // One layer forgets exponentially.
    for t in [0.0, 0.3, 1.0, 30.0] {
        let exact = 1.0 + 2.0 * f64::exp(-t);
        let found = above.strengths(&[t])[0];
        assert!((found - exact).abs() < 1e-7, "{t}: {found} is not {exact}");
    }
    let there = Mode {
        start: 1.0,
        ..above
    };
    assert_eq!(there.strengths(&[0.0, 5.0]), [1.0, 1.0]);
    for row in value("saxe")["stability_edge"]["rows"]
        .as_array()
        .or(value("saxe")["stability_edge"].as_array())
        .expect("edges")
    {
        let mode = Mode {
            value: number(&row["s"]),
            depth: usize::try_from(row["matrices"].as_u64().expect("layers")).expect("a depth"),
            start: 0.1,
        };
        assert!(
            (mode.edge() / number(&row["lr"]) - 1.0).abs() < 1e-13,
            "{mode:?}"
        );
    }
}

#[test]
fn strengths_come_with_every_kept_step_and_are_those_of_the_recursion() {
    let [one, other] = [1500, 37].map(|portion| trained(LINK, portion));
    assert_eq!(one.history(), other.history());
    let mut exact = [3.0, 2.0, 1.0].map(|s: f64| (s, 1e-3_f64.cbrt()));
    let mut at = 0;
    let mut count = 0;
    for column in one.history().columns() {
        while at < column.step {
            for (s, a) in &mut exact {
                *a += 0.01 * *a * *a * (*s - a.powi(3));
            }
            at += 1;
        }
        assert_eq!(column.strengths.len(), 3);
        for (found, (_, a)) in column.strengths.iter().zip(exact) {
            let error = found / a.powi(3) - 1.0;
            assert!(error.abs() < 1e-9, "step {at}: {error:e}");
            count += 1;
        }
    }
    assert!(count > 1000, "{count}");
    // Half the steps are half as far from the flow.
    let far = |session: &Session, steps: usize| {
        let last = session.history().columns().next_back().expect("a column");
        assert_eq!(last.step, steps as u64);
        let flow = session.course().modes_of(3)[0].strengths(&[3.2])[0];
        (last.strengths[0] - flow).abs()
    };
    let coarse = far(&trained(&LINK.replace("steps=1500", "steps=320"), 320), 320);
    let half = LINK
        .replace("lr=0.01", "lr=0.005")
        .replace("steps=1500", "steps=640");
    let fine = far(&trained(&half, 320), 640);
    assert!(
        (1.8..2.2).contains(&(coarse / fine)),
        "{coarse:e}, {fine:e}"
    );
}

#[test]
fn where_the_curves_do_not_hold_a_sentence_says_why() {
    let note = |change: [&str; 2]| {
        let text = LINK
            .replace(change[0], change[1])
            .replace("steps=1500", "steps=3");
        let session = trained(&text, 3);
        let curves = ModeCurves::of(session.history(), session.course(), 3).expect("modes");
        assert_eq!(
            curves.inexact.is_none(),
            curves.modes.iter().all(|mode| !mode.exact.is_empty())
        );
        (curves.inexact, curves.note())
    };
    for (change, inexact, words) in [
        (["x", "x"], None, "Dashed: the exact curves"),
        (
            ["start=0.001", "start=0"],
            Some(Inexact::Start),
            "balanced start only",
        ),
        (
            ["batch=0", "rule=adam"],
            Some(Inexact::Rule),
            "not for this rule",
        ),
        (
            ["batch=0", "batch=2"],
            Some(Inexact::Batch),
            "see all rows only",
        ),
        (["batch=0", "batch=5"], None, "Dashed: the exact curves"),
        (["batch=0", "clip=1"], Some(Inexact::Clip), "not clipped"),
    ] {
        let (found, note) = note(change);
        assert_eq!(found, inexact, "{change:?}");
        assert!(note.contains(words), "{note}");
        assert!(!note.contains("stability edge"), "{note}");
    }
    let edge = 2.0 / (3.0 * 3.0_f64.powf(4.0 / 3.0));
    for (lr, is_beyond) in [(0.99 * edge, false), (1.01 * edge, true)] {
        let (_, note) = note(["lr=0.01", &format!("lr={lr}")]);
        assert_eq!(
            note.contains("beyond the stability edge of mode 3"),
            is_beyond,
            "{note}"
        );
    }
}

#[test]
fn a_network_that_cannot_start_balanced_is_told_why() {
    for (change, words) in [
        (
            ["act=linear", "act=linear,tanh,linear"],
            "but layer 2 is not linear.",
        ),
        (
            ["act=linear", "act=linear&skip=0,1,0"],
            "but layer 2 has a skip.",
        ),
        (
            ["act=linear", "act=linear&norm=none~2,rms"],
            "but layer 3 has a norm.",
        ),
        (
            ["act=linear", "act=linear&bias=1"],
            "without biases, but these have some.",
        ),
        (
            ["act=linear", "act=linear&init=pytorch"],
            "without biases, but these have some.",
        ),
        (
            ["act=linear", "act=linear&tied=1"],
            "but here layers share theirs.",
        ),
        (
            ["width=6,7,5", "width=6,2,5"],
            "modes needs at least as many neurons in each hidden layer, but layer 2 has 2 neurons.",
        ),
    ] {
        let (recipe, course) = settings(&LINK.replace(change[0], change[1]));
        let error = Session::of(recipe.clone(), course)
            .expect_err("no balanced start")
            .to_string();
        assert!(error.starts_with("start: a balanced start"), "{error}");
        assert!(error.ends_with(words), "{error}");
        // From its own weights it can learn.
        let own = Course {
            start: 0.0,
            ..course
        };
        assert!(Session::of(recipe, own).is_ok(), "{change:?}");
    }
}

#[test]
fn own_weights_stay_without_biases_and_have_their_own_strengths() {
    let session = trained(
        "v=1&depth=2&width=4,5&inputs=5&act=linear&seed=2&data=teacher&steps=2000&lr=0.05",
        500,
    );
    let network = session.network(session.newest()).expect("a network");
    assert!(network.layers.iter().all(|layer| layer.bias.is_none()));
    let columns: Vec<_> = session.history().columns().collect();
    let first = &columns[0].strengths;
    assert!(first.iter().all(|u| u.abs() > 1e-3), "{first:?}");
    let last = &columns.last().expect("columns").strengths;
    for (u, s) in last.iter().zip([3.0, 2.0, 1.0]) {
        assert!((u - s).abs() < 1e-6, "{last:?}");
    }
}

#[test]
fn the_picture_has_words_a_table_and_dashes() {
    let session = trained(LINK, 500);
    let curves = |at| ModeCurves::of(session.history(), session.course(), at).expect("modes");
    let shown = curves(400);
    let [first, second, third] = [0, 1, 2].map(|mode| shown.modes[mode].at(400).expect("known"));
    assert!(
        first > 2.9 && (0.01..1.5).contains(&second) && third < 0.01,
        "{first} {second} {third}"
    );
    let said = shown.description();
    assert!(
        said.starts_with("The strength of 3 modes over the steps up to 1,500. At step 400: "),
        "{said}"
    );
    let table = shown.table();
    assert_eq!(
        table.columns[1..],
        [
            "strength, step 0",
            "strength, step 400",
            "exact curve, step 400"
        ]
    );
    assert_eq!(
        (
            table.rows.len(),
            table.rows[0][0].as_str(),
            table.rows[0][1].as_str()
        ),
        (3, "3", "0.00100")
    );
    assert!(
        table.rows.iter().flatten().all(|cell| cell != "–"),
        "{table:?}"
    );
    // Every fourth step is kept: the numbers are told of the one that they are of, and the exact ones too.
    let between = curves(403);
    assert_eq!((between.cursor, between.told), (Some(403), Some(400)));
    assert_eq!(between.table(), table);
    assert_eq!(between.description(), said);
    // One dashed curve for each mode, and none of another rule.
    let dashes = |picture: ModeCurves| {
        let (record, ()) = recorded((560, 560), |area| {
            draw_learned(&Picture::Modes(picture), area, &Theme::light()).expect("recorded");
        });
        let dash = format!("path {} ", Palette::LIGHT.ink.css());
        record
            .lines
            .iter()
            .filter(|line| line.starts_with(&dash))
            .count()
    };
    let with = dashes(shown.clone());
    let adam = trained(&LINK.replace("batch=0", "rule=adam"), 500);
    let without = ModeCurves::of(adam.history(), adam.course(), 400).expect("modes");
    assert!(with > 60, "{with}");
    assert_eq!(dashes(without), 0);
}

#[test]
fn other_data_have_no_modes() {
    let session = trained("v=1&depth=2&width=3,2&inputs=2&seed=2&steps=2", 2);
    assert_eq!(ModeCurves::of(session.history(), session.course(), 0), None);
    assert!(
        session
            .history()
            .columns()
            .all(|column| column.strengths.is_empty())
    );
}

#[test]
fn lists_of_modes_in_links() {
    let modes = |text: &str| {
        let (settings, notices) = link::decode(&format!("v=1&modes={text}"));
        let told: Vec<String> = notices.iter().map(ToString::to_string).collect();
        (settings.view.course.modes.values().to_vec(), told.join(" "))
    };
    assert_eq!(modes("3,2,1"), (vec![3.0, 2.0, 1.0], String::new()));
    assert_eq!(modes("5"), (vec![5.0], String::new()));
    assert_eq!(modes("2,2,2,2,2,2,2,0.5").0.len(), 8);
    let allowed = "(1 to 8 numbers from 0.01 to 100, such as 3,2,1)";
    for (text, used) in [
        ("1,2,3,4,5,6,7,8,9", "3,2,1"),
        ("two", "3,2,1"),
        ("500,1", "100,1"),
        ("1,,2", "3,2,1"),
    ] {
        let sentence = format!("modes: \"{text}\" is not allowed {allowed}; {used} is used.");
        assert_eq!(modes(text).1, sentence);
    }
}

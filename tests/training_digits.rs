//! Images of digits: their file, what a network learns of them, and how they come to a page and to its workers.

use crate::common::training::digits;
use crate::recorder::recorded;
use crate::world::Page;
use gradlens::analysis::Piece;
use gradlens::chart::{Theme, draw_learned};
use gradlens::link;
use gradlens::network::Subject;
use gradlens::scene::{Learned as Picture, WrongDigits};
use gradlens::settings::{Course, DataKind, Key, RuleKind};
use gradlens::state::{Announced, Effect, Msg, Schooling, Task, Yield};
use gradlens::study::training::{Data, Digits, Learned, Sight, Targets};

const NET: &str =
    "v=1&depth=3&width=20~2,10&inputs=64&act=tanh~2,linear&data=digits&lr=0.3&steps=40&seed=3";

fn wrong(data: &Data, outputs: impl Fn(&[f64]) -> Vec<f64>) -> WrongDigits {
    match Picture::of(data, &Sight::of(data, 8, outputs)) {
        Some(Picture::Digits(wrong)) => wrong,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_file_has_fifty_images_of_each_digit() {
    let text = digits();
    let data = Digits::read(&text).expect("images").data();
    assert_eq!((data.rows(), data.inputs(), data.outputs()), (500, 64, 10));
    let Targets::Classes(classes) = data.targets() else {
        panic!("classes")
    };
    for digit in 0..10 {
        assert_eq!(classes.iter().filter(|class| **class == digit).count(), 50);
    }
    assert!(
        data.all_inputs()
            .iter()
            .all(|x| (0.0..=1.0).contains(x) && (x * 16.0).fract() == 0.0)
    );
    // The first image of the data set: a 0, as scikit-learn documents it.
    let first: Vec<f64> = data.input(0)[..16].iter().map(|x| x * 16.0).collect();
    assert_eq!(classes[0], 0);
    assert_eq!(
        first,
        [
            0., 0., 5., 13., 9., 1., 0., 0., 0., 0., 13., 15., 10., 15., 5., 0.
        ]
    );
    assert_eq!(
        data.all_inputs()
            .iter()
            .fold(0.0, |most, x| f64::max(most, *x)),
        1.0
    );
}

#[test]
fn what_is_no_image_is_refused() {
    let text = digits();
    let line = text.lines().next().expect("a line");
    let bad = |text: &str| Digits::read(text).expect_err("refused").to_string();
    let no_image =
        |line: usize| format!("the digits: line {line} is no digit with 64 pixels from 0 to g.");
    for changed in ["", "10 ", "x ", "0"] {
        assert_eq!(bad(&text.replacen("0 ", changed, 1)), no_image(1));
    }
    assert_eq!(bad(&text.replacen(line, &line[..65], 1)), no_image(1));
    assert_eq!(
        bad(&text.replacen(line, &line.replace('d', "h"), 1)),
        no_image(1)
    );
    assert_eq!(bad("<!doctype html>"), no_image(1));
    assert_eq!(
        bad(line),
        "the digits: there is no image of a 1, but there must be one of each."
    );
    let many = format!("{line}\n").repeat(Data::MOST_ROWS + 1);
    assert_eq!(bad(&many), "the digits: there are more than 10000 images.");
}

#[test]
fn those_that_are_wrong_come_worst_first() {
    let data = Digits::read(&digits()).expect("images").data();
    // Says 3 whatever it sees, and is surer of it where there is more ink above.
    let outputs = |inputs: &[f64]| -> Vec<f64> {
        let rows = inputs.chunks_exact(64);
        rows.flat_map(|x| {
            (0..10)
                .map(|class| if class == 3 { 1.0 + x[3] } else { 0.0 })
                .collect::<Vec<_>>()
        })
        .collect()
    };
    let found = wrong(&data, outputs);
    assert_eq!(
        (found.all, found.wrong.len(), found.heading().as_str()),
        (500, 450, "450 of 500 wrong")
    );
    assert!(found.wrong.iter().all(|one| one.says == 3 && one.is != 3));
    assert!(
        found
            .wrong
            .windows(2)
            .all(|pair| pair[0].loss >= pair[1].loss)
    );
    let worst = &found.wrong[0];
    let y = 1.0 + worst.pixels[3];
    assert!((worst.loss - (y.exp() + 9.0).ln()).abs() < 1e-12);
    assert_eq!(data.input(worst.row), worst.pixels);
    assert!(
        found
            .description()
            .starts_with("500 images of digits; 450 of them are wrong. The worst is image "),
        "{}",
        found.description()
    );
    let table = found.table();
    assert_eq!((table.rows.len(), table.columns.len()), (50, 4));
    assert_eq!(table.rows[0][0], (worst.row + 1).to_string());
    // As many as there is room for, each with what it is.
    let (record, ()) = recorded((280, 280), |area| {
        draw_learned(&Picture::Digits(found.clone()), area, &Theme::light()).expect("recorded");
    });
    let said = format!("3 ({})", worst.is);
    assert!(
        record
            .lines
            .iter()
            .any(|line| line.contains("450 of 500 wrong"))
    );
    assert!(
        record.lines.iter().any(|line| line.contains(&said)),
        "{said}"
    );
    assert_eq!(
        record
            .lines
            .iter()
            .filter(|line| line.contains("3 ("))
            .count(),
        15
    );
    // All right, and no numbers at all.
    let Targets::Classes(classes) = data.targets().clone() else {
        panic!("classes")
    };
    let right: Vec<f64> = classes
        .iter()
        .flat_map(|is| (0..10).map(move |class| f64::from(u8::from(class == *is))))
        .collect();
    let none = wrong(&data, |_| right.clone());
    assert_eq!(
        (none.wrong.len(), none.note().as_str()),
        (0, "No image is wrong.")
    );
    assert_eq!(none.description(), "500 images of digits; none is wrong.");
    let broken = wrong(&data, |_| vec![f64::NAN; 5000]);
    assert_eq!(
        broken.description(),
        "500 images; the output of the network is not finite."
    );
}

#[test]
fn a_network_learns_them() {
    Digits::read(&digits()).expect("images").bring();
    let recipe = link::decode(NET).0.recipe;
    let mut last = Vec::new();
    // More than there are is all of them.
    for batch in [32, 0, 600] {
        let course = Course {
            data: DataKind::Digits,
            rule: RuleKind::Adam,
            lr: 0.01,
            batch,
            ..Course::default()
        };
        let mut trainer = course.trainer(&recipe, 0).expect("a trainer");
        let data = trainer.data().clone();
        let before = wrong(&data, |inputs| trainer.outputs(inputs)).wrong.len();
        for _ in 0..60 {
            trainer.step().expect("finite");
        }
        let all = trainer.evaluate();
        let after = wrong(&data, |inputs| trainer.outputs(inputs)).wrong.len();
        assert!(before > 350 && after < 50, "{batch}: {before}, {after}");
        let right = 1.0 - after as f64 / 500.0;
        assert!((all.accuracy.expect("classes") - right).abs() < 1e-12);
        last.push(all.loss);
    }
    assert!((last[1] / last[2] - 1.0).abs() < 1e-6, "{last:?}");
}

#[test]
fn ends_are_those_of_the_data() {
    Digits::read(&digits()).expect("images").bring();
    let recipe = link::decode("v=1&depth=3&width=5&inputs=4&seed=1").0.recipe;
    for data in DataKind::ALL {
        let course = Course {
            data: *data,
            ..Course::default()
        };
        let found = course.data(&recipe).expect("data");
        assert_eq!(
            course.ends(&recipe),
            [found.inputs(), found.outputs()],
            "{data:?}"
        );
    }
}

/// A page with a worker, which is another thread and has nothing but the words that it is sent.
#[test]
fn a_worker_gets_them_with_its_task() {
    let mut page = Page::settled(NET);
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page.do_and_settle(Msg::Digits(Some(digits())));
    let words = page.sent.first().expect("a task for the training").clone();
    let learned = std::thread::spawn(move || {
        assert_eq!(Digits::brought(), None);
        let mut task = Task::from_words(&words).expect("a task");
        loop {
            match task.study() {
                Yield::Nothing => {}
                Yield::Piece(piece) => return piece,
                Yield::Done => panic!("nothing came of it"),
            }
        }
    });
    let piece = learned.join().expect("no panic");
    let Piece::Study(words) = &*piece else {
        panic!("{piece:?}")
    };
    let learned = Learned::from_words(words).expect("of a training");
    let session = page.model.training.session().expect("one");
    let here = session
        .course()
        .trainer(session.recipe(), 0)
        .expect("a trainer")
        .evaluate();
    assert_eq!(learned.all, here);
}

#[test]
fn a_page_asks_for_them_waits_and_shows_the_step_of_the_link() {
    let mut page = Page::at(&format!("{NET}&at=20"));
    let mut asked = 0;
    for _ in 0..20 {
        let effects = page.turn();
        asked += effects
            .iter()
            .filter(|effect| **effect == Effect::Digits)
            .count();
        assert!(
            !effects.contains(&Effect::Announce(Announced::Ready)),
            "it is not there yet"
        );
    }
    // The first message asks.
    assert_eq!(asked, 0);
    assert!(page.model.training.awaits_digits() && page.model.training.session().is_none());
    assert_eq!(page.model.view.at, 20);
    page.do_and_settle(Msg::Digits(Some(digits())));
    let Subject::Trained(trained) = &*page.model.subject else {
        panic!("{:?}", page.model.subject)
    };
    let data = Digits::brought().expect("brought").data();
    assert_eq!(
        (trained.at, &trained.network.input[..]),
        (20, data.input(0))
    );
    // So has step 0, as soon as somebody looks.
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page.do_and_settle(Msg::Training(Schooling::Show(0)));
    assert_eq!(page.model.subject.network().input, data.input(0));
    assert!(page.model.is_complete());
    page.do_and_settle(Msg::Set(Key::Data, "spiral".into()));
    assert!(page.model.subject.drawn().is_some());
}

#[test]
fn a_page_that_does_not_get_them_says_so_and_asks_again() {
    let mut page = Page::settled("v=1&depth=2&width=6,10&inputs=64&seed=3");
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    let effects = page.take(Msg::Set(Key::Data, "digits".into()));
    assert!(effects.contains(&Effect::Digits));
    page.settle();
    assert!(page.model.training.awaits_digits());
    let effects = page.take(Msg::Digits(None));
    assert!(!effects.contains(&Effect::Digits));
    let refused = page.model.training.refused().expect("a sentence");
    assert_eq!(
        refused,
        "The digits could not be loaded. Please check the connection and choose them again."
    );
    page.do_and_settle(Msg::Set(Key::Data, "spiral".into()));
    assert_eq!(page.model.training.refused(), None);
    assert!(
        page.take(Msg::Set(Key::Data, "digits".into()))
            .contains(&Effect::Digits)
    );
    page.do_and_settle(Msg::Digits(Some("<!doctype html>".into())));
    assert!(
        page.model
            .training
            .refused()
            .expect("a sentence")
            .contains("line 1 is no digit")
    );
    page.take(Msg::Set(Key::Lr, "0.2".into()));
    page.do_and_settle(Msg::Digits(Some(digits())));
    assert_eq!(page.model.training.refused(), None);
    assert!(page.model.training.session().expect("one").all().is_some());
}

//! Limits, canonical form, the table, and values per layer.

use gradlens::settings::{
    Activation, Chart, FIELDS, GAIN, Init, Input, Key, LossKind, Notice, PerLayer, Recipe,
    Settings, Values, View, WEIGHT_LIMIT,
};

fn sentences(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(Notice::to_string).collect()
}

#[test]
fn defaults_are_the_documented_ones() {
    let defaults = Settings::default();
    let texts: Vec<_> = FIELDS.iter().map(|f| defaults.text(f.key)).collect();
    let want = "20|16||sigmoid|xavier-normal|1|0|0|none|inside|0|0.01|normal|unit||1|1|spiral|3,2,1|0|off|sgd|0.1|32|0|2000|0||0|||gradients||";
    assert_eq!(texts.join("|"), want);
    assert_eq!(defaults.clone().canonical(), (defaults, Vec::new()));
}

#[test]
fn the_table_is_in_the_order_of_its_keys() {
    let names: Vec<_> = FIELDS.iter().map(|f| f.name).collect();
    let want = "depth width inputs act init gain bias skip norm place tied slope input loss turn samples seed \
                data modes start batch-norm rule lr batch clip steps below before at against layer view chips step";
    assert_eq!(names.join(" "), want);
    for field in &FIELDS {
        assert_eq!(field.key.field().name, field.name);
        assert_eq!(Key::from_name(field.name), Some(field.key));
        assert!(field.help.ends_with('.'), "{}", field.name);
    }
}

/// A browser reads `&para` and the like in HTML text as a character.
#[test]
fn no_key_begins_like_an_html_character() {
    let entities = [
        "amp", "lt", "gt", "quot", "para", "reg", "not", "deg", "sect", "copy", "times", "curren",
        "shy", "micro", "middot", "cent", "pound", "yen", "brvbar", "uml", "ordf", "ordm", "laquo",
        "raquo", "macr", "plusmn", "sup", "acute", "cedil", "frac", "iquest", "divide", "nbsp",
        "iexcl", "eth", "thorn", "szlig",
    ];
    for field in &FIELDS {
        let clash = entities.iter().find(|e| field.name.starts_with(**e));
        assert_eq!(clash, None, "{}", field.name);
    }
}

#[test]
fn names_read_back() {
    for value in Activation::ALL {
        assert_eq!(Activation::from_name(value.name()), Some(*value));
    }
    for value in Init::ALL {
        assert_eq!(Init::from_name(value.name()), Some(*value));
    }
    for value in Input::ALL {
        assert_eq!(Input::from_name(value.name()), Some(*value));
    }
    for value in LossKind::ALL {
        assert_eq!(LossKind::from_name(value.name()), Some(*value));
    }
    for value in Chart::ALL {
        assert_eq!(Chart::from_name(value.name()), Some(*value));
    }
    assert_eq!((Activation::ALL.len(), Init::ALL.len()), (15, 11));
    assert_eq!(Activation::from_name("Sigmoid"), None);
}

#[test]
fn every_choice_can_be_set_and_is_written_back() {
    for field in &FIELDS {
        let (Values::Choice(choices) | Values::ChoicePerLayer(choices)) = field.values else {
            continue;
        };
        for choice in choices {
            let mut settings = Settings::default();
            assert_eq!(settings.set(field.key, &choice.name.to_uppercase()), Ok(()));
            assert_eq!(settings.text(field.key), choice.name);
        }
    }
}

#[test]
fn limits_are_inclusive_and_values_past_them_change_nothing() {
    for field in &FIELDS {
        let (inside, outside) = match field.values {
            Values::Whole(w) | Values::WholePerLayer(w) => (
                [w.min.to_string(), w.max.to_string()],
                [
                    (i64::from(w.min) - 1).to_string(),
                    (u64::from(w.max) + 1).to_string(),
                ],
            ),
            Values::Real(r) | Values::RealPerLayer(r) => (
                [r.min.to_string(), r.max.to_string()],
                [(r.min - 0.001).to_string(), (r.max + 0.001).to_string()],
            ),
            Values::Reals(r) => (
                [r.min.to_string(), r.max.to_string()],
                [(r.min - 0.001).to_string(), (r.max + 0.001).to_string()],
            ),
            Values::Choice(_) | Values::ChoicePerLayer(_) | Values::Text(_) => continue,
        };
        let mut settings = Settings::default();
        for text in &inside {
            assert_eq!(
                settings.set(field.key, text),
                Ok(()),
                "{} {text}",
                field.name
            );
            assert_eq!(&settings.text(field.key), text);
        }
        let before = settings.clone();
        for text in outside
            .iter()
            .map(String::as_str)
            .chain(["nan", "inf", "1e400", "x", "1 2", "0x1", "-", "~", ","])
        {
            let notice = settings.set(field.key, text);
            assert!(
                notice.is_err_and(|n| n.field == field.name),
                "{} {text}",
                field.name
            );
            assert_eq!(settings, before, "{} {text}", field.name);
        }
    }
}

#[test]
fn real_numbers_read_back_to_the_last_bit() {
    for mark in GAIN.marks {
        let mut settings = Settings {
            recipe: Recipe {
                gain: PerLayer::uniform(mark.value),
                ..Recipe::default()
            },
            view: View::default(),
        };
        let text = settings.text(Key::Gain);
        assert_eq!(settings.set(Key::Gain, &text), Ok(()));
        assert_eq!(
            settings.recipe.gain.at(1).to_bits(),
            mark.value.to_bits(),
            "{text}"
        );
    }
    let mut settings = Settings::default();
    for bias in [5e-324, 1e-300, 1.234_567_890_123_456_7e-5, 0.1 + 0.2] {
        settings.recipe.bias = bias;
        let text = settings.text(Key::Bias);
        assert!(text.len() < 30, "{text}");
        assert_eq!(settings.set(Key::Bias, &text), Ok(()));
        assert_eq!(settings.recipe.bias.to_bits(), bias.to_bits(), "{text}");
    }
}

#[test]
fn runs_are_canonical() {
    let runs = |text: &str| {
        let mut settings = Settings::default();
        settings.set(Key::Width, text).map(|()| settings)
    };
    for (text, canonical) in [
        ("16~10,8~10", "16~10,8~10"),
        ("16~10,8", "16~10,8~10"),
        ("16,16,16", "16"),
        ("8~3,8~17", "8"),
        ("1,2,3", "1,2,3~18"),
        ("4~19,2", "4~19,2"),
        ("016", "16"),
    ] {
        assert_eq!(
            runs(text).map(|s| s.text(Key::Width)),
            Ok(canonical.to_owned()),
            "{text}"
        );
    }
    assert_eq!(runs("16~10,8"), runs("16~10,8~10"));
    for text in [
        "", ",", "16,", "~3", "16~", "16~0", "16~201", "16~~2", "16~2~2", "0", "1025", "16;8",
    ] {
        assert!(runs(text).is_err(), "{text}");
    }
    assert!(runs(&["16"; 200].join(",")).is_ok());
    assert!(runs(&["16"; 201].join(",")).is_err());
}

#[test]
fn per_layer_values() {
    let widths = PerLayer::from_runs([(9, 0), (4, 2), (4, 1), (7, 2), (4, 1)]).unwrap();
    let at: Vec<_> = (1..=8).map(|layer| widths.at(layer)).collect();
    assert_eq!(at, [4, 4, 4, 7, 7, 4, 4, 4]);
    assert_eq!(widths.runs(8), [(4, 3), (7, 2), (4, 3)]);
    assert_eq!(widths.runs(4), [(4, 3), (7, 1)]);
    assert_eq!(widths.stated_layers(), 6);
    assert!(!widths.is_uniform());
    assert_eq!(widths.clone().truncated(3), PerLayer::uniform(4));
    assert_eq!(
        widths.map(|h| h / 7),
        PerLayer::from_runs([(0, 3), (1, 2), (0, 1)]).unwrap()
    );
    assert_eq!(PerLayer::<usize>::from_runs([(3, 0)]), None);
    assert_eq!(
        PerLayer::uniform(5),
        PerLayer::from_runs([(5, 2), (5, 9)]).unwrap()
    );
}

#[test]
fn widths_are_those_of_every_layer() {
    let mut settings = Settings {
        recipe: Recipe {
            depth: 4,
            width: PerLayer::from_runs([(3, 2), (5, 1)]).unwrap(),
            ..Recipe::default()
        },
        view: View::default(),
    };
    assert_eq!(settings.recipe.widths(), [3, 3, 3, 5, 5]);
    settings.recipe.inputs = Some(7);
    assert_eq!(settings.recipe.widths(), [7, 3, 3, 5, 5]);
}

#[test]
fn nothing_escapes_the_limits() {
    let wild = Settings {
        recipe: Recipe {
            depth: usize::MAX,
            width: PerLayer::from_runs([(0, 3), (usize::MAX, usize::MAX), (7, 5)]).unwrap(),
            inputs: Some(0),
            activation: PerLayer::from_runs([(Activation::Tanh, 300), (Activation::Sin, 1)])
                .unwrap(),
            gain: PerLayer::from_runs([(f64::NAN, 2), (1e9, 1)]).unwrap(),
            bias: f64::NEG_INFINITY,
            ..Recipe::default()
        },
        view: View {
            layer: Some(0),
            ..View::default()
        },
    };
    let (tame, notices) = wild.canonical();
    assert_eq!((tame.recipe.depth, tame.recipe.bias), (200, 0.0));
    assert_eq!(
        [1, 2, 3, 200].map(|j| tame.recipe.gain.at(j)),
        [1.0, 1.0, 10.0, 10.0]
    );
    assert_eq!((tame.view.layer, tame.selected_layer()), (Some(1), 1));
    assert!(
        tame.recipe
            .widths()
            .iter()
            .skip(1)
            .all(|h| (1..=1024).contains(h))
    );
    assert!((1..=4096).contains(&tame.recipe.widths()[0]));
    assert!(tame.recipe.weights() <= WEIGHT_LIMIT);
    assert!(tame.recipe.activation.is_uniform());
    let mut fields: Vec<_> = notices.iter().map(|n| n.field.as_str()).collect();
    fields.dedup();
    assert_eq!(
        fields,
        [
            "depth", "width", "inputs", "act", "gain", "bias", "width", "layer"
        ]
    );
    assert_eq!(tame.clone().canonical(), (tame, Vec::new()));
}

#[test]
fn too_many_weights_scale_widths_and_keep_the_depth() {
    let mut settings = Settings {
        recipe: Recipe {
            depth: 100,
            width: PerLayer::uniform(700),
            ..Recipe::default()
        },
        view: View::default(),
    };
    assert_eq!(settings.clone().canonical(), (settings.clone(), Vec::new()));
    settings.recipe.depth = 200;
    let (capped, notices) = settings.clone().canonical();
    // 200 * 500^2 = 50,000,000.
    assert_eq!(
        (capped.recipe.depth, capped.recipe.width),
        (200, PerLayer::uniform(500))
    );
    assert_eq!(
        sentences(&notices),
        [
            "width: \"700\" is not allowed (with 200 layers there may be 50000000 weights in all); 500 is used."
        ]
    );
    settings.recipe.width = PerLayer::from_runs([(1000, 150), (500, 50)]).unwrap();
    let (capped, _) = settings.canonical();
    let (wide, narrow) = (capped.recipe.width.at(1), capped.recipe.width.at(200));
    assert_eq!(narrow, wide / 2);
    let weights = |h: u64| 150 * h * h + h * (h / 2) + 49 * (h / 2) * (h / 2);
    assert!(
        weights(wide as u64) <= WEIGHT_LIMIT && weights(wide as u64 + 2) > WEIGHT_LIMIT,
        "{wide}"
    );
}

#[test]
fn what_repeats_another_setting_is_left_to_follow_it() {
    let settings = Settings {
        recipe: Recipe {
            inputs: Some(16),
            bias: -0.0,
            ..Recipe::default()
        },
        view: View {
            layer: Some(20),
            ..View::default()
        },
    };
    let (canonical, notices) = settings.canonical();
    assert_eq!(
        (canonical.recipe.inputs, canonical.view.layer),
        // Without a layer the lens is at the input, so that the last one repeats nothing.
        (None, Some(20))
    );
    assert_eq!(canonical.text(Key::Bias), "0");
    assert_eq!(notices, []);
}

#[test]
fn notices_are_sentences_of_bounded_length() {
    let mut settings = Settings::default();
    let notice = settings.set(Key::Depth, "999").unwrap_err();
    assert_eq!(
        notice.to_string(),
        "depth: \"999\" is not allowed (a whole number from 1 to 200); 20 is used."
    );
    let notice = settings.set(Key::Layer, "x").unwrap_err();
    assert_eq!(
        notice.to_string(),
        "layer: \"x\" is not allowed (a whole number from 1 to 20); it is ignored."
    );
    let notice = settings
        .set(Key::Init, &"\u{1f41f}\n".repeat(5000))
        .unwrap_err();
    assert_eq!(notice.given.chars().count(), Notice::LONGEST + 1);
    assert!(!notice.given.contains('\n'));
}

/// The slider of the skip has a position for each well-known value, whatever the depth.
#[test]
fn the_slider_of_the_skip_stops_at_what_the_depth_asks_for() {
    let field = Key::Skip.field();
    let scale = field.scale();
    let positions = || std::iter::successors(Some(scale.min), |at| Some(at + scale.step));
    let reached = |depth: usize| -> Vec<String> {
        let in_scale = positions().take_while(|at| *at < scale.max + scale.step / 2.0);
        in_scale.map(|at| field.value_at(at, depth)).collect()
    };
    for depth in [2, 20, 25, 100, 200] {
        let values = reached(depth);
        let depth = depth as f64;
        for wanted in [0.0, 1.0, 1.0 / depth.sqrt(), 1.0 / depth, 2.0] {
            let rounded = (wanted * 1e4).round() / 1e4;
            assert!(
                values.contains(&rounded.to_string()),
                "{wanted}: {values:?}"
            );
        }
    }
}

//! Questions of the lesson answered a second time: from the report, from closed forms and from plain matrices.

use gradlens::analysis::{Analysis, Passes, PlainSuffix};
use gradlens::lesson::{Answer, Further, Question, Step, html};
use gradlens::network::{Network, Normed, Place};
use gradlens::report;
use gradlens::scene::{PlainSpectra, Value};
use gradlens::settings::Settings;
use nalgebra::DMatrix;
use serde_json::Value as Json;

/// What the test itself finds.
#[derive(Debug, PartialEq)]
pub enum Expected {
    Choice(usize),
    /// One of the options 1 and 2.
    Noise,
    Count(usize),
    Log10(f64),
    Zero,
}

pub struct Case {
    pub settings: Settings,
    pub analysis: Analysis,
    pub plain: PlainSpectra,
    pub report: Json,
    pub network: Network,
}

impl Case {
    pub fn of(settings: Settings) -> Self {
        let network = Network::from(&settings.recipe);
        let analysis = Analysis::of(&network);
        let json = report::of(&analysis, None).to_string();
        Self {
            plain: PlainSuffix::all(&Passes::of(network.clone()))
                .as_slice()
                .into(),
            report: serde_json::from_str(&json).unwrap(),
            analysis,
            network,
            settings,
        }
    }

    pub fn question(&self, step: usize) -> Option<Question> {
        let step = Step::at(step).expect("a step");
        let question = step.question(
            self.settings.selected_layer(),
            &self.analysis,
            Further {
                plain: Some(&self.plain),
                training: None,
                foretold: None,
            },
        );
        question.ok()
    }

    pub fn width(&self, j: usize) -> usize {
        usize::try_from(self.report["widths"][j].as_u64().unwrap()).unwrap()
    }

    pub fn layer(&self, j: usize) -> &Json {
        &self.report["layers"][j - 1]
    }

    /// log10 of the length of the input.
    pub fn input(&self) -> f64 {
        let squares: f64 = self.network.input.iter().map(|x| x * x).sum();
        squares.sqrt().log10()
    }

    /// Whether P^(0) lengthens and whether it shortens a direction by more than 1 %; `None` where the report does not know.
    pub fn sides(&self) -> Option<(bool, bool)> {
        let chain = &self.report["chain"][0];
        let values = chain["log10_singular_values"].as_array().unwrap();
        let resolved = usize::try_from(chain["resolved"].as_u64()?).unwrap();
        let side = |i: usize| match &values[i] {
            Json::Null => Some((false, true)),
            value if i < resolved => {
                let log10 = value.as_f64()?;
                Some((log10 > 0.0043, log10 < -0.0043))
            }
            // An upper estimate.
            value => value
                .as_f64()
                .filter(|log10| *log10 < -0.0043)
                .map(|_| (false, true)),
        };
        let last = self.analysis.layers.len();
        let shorter = match self.width(0) > self.width(last) {
            true => true,
            false => side(values.len() - 1)?.1,
        };
        Some((side(0)?.0, shorter))
    }

    /// The norm of the chain on the two sides of 1.
    pub fn norm_sides(&self) -> Option<(bool, bool)> {
        let chain = &self.report["chain"][0];
        match &chain["log10_singular_values"][0] {
            Json::Null => Some((false, true)),
            value => {
                let log10 = value.as_f64()?;
                let is_resolved = chain["resolved"].as_u64()? > 0;
                let is_known = is_resolved || log10 < -0.0043;
                is_known.then_some((log10 > 0.0043, log10 < -0.0043))
            }
        }
    }

    /// The smallest resolved singular value of the product that plain f64 forms, against the true one.
    pub fn plain(&self) -> Option<Expected> {
        let chain = &self.report["chain"][0];
        let place =
            usize::try_from(chain["resolved"].as_u64()?.min(chain["rank"].as_u64()?)).unwrap();
        let truth = chain["log10_singular_values"][place.checked_sub(1)?].as_f64()?;
        let forward = self.network.forward();
        let layers = self.network.layers.iter().zip(&forward.derivatives);
        let jacobians = layers.zip(&forward.norms).rev();
        let jacobians = jacobians.map(|((layer, slopes), normed)| {
            let slopes: Vec<f64> = slopes.iter().map(|slope| slope.to_f64()).collect();
            let norm = normed.as_ref().map(slope_of_norm);
            let norm = |place| {
                let is_here = layer.block.norm_at(place).is_some();
                norm.clone().filter(|_| is_here)
            };
            let mut branch = layer.weight.transpose();
            if let Some(norm) = norm(Place::Before) {
                branch *= norm;
            }
            if let Some(norm) = norm(Place::Inside) {
                branch = norm * branch;
            }
            branch = DMatrix::from_diagonal(&slopes.into()) * branch;
            if let Some(skip) = layer.block.skip() {
                branch =
                    branch * skip + DMatrix::identity(layer.weight.ncols(), layer.weight.nrows());
            }
            match norm(Place::After) {
                Some(norm) => norm * branch,
                None => branch,
            }
        });
        let product = jacobians.reduce(|before, jacobian| before * jacobian);
        let product = product?;
        if !product.iter().all(|x| x.is_finite()) {
            return Some(Expected::Choice(3));
        }
        let values = rotated(product);
        let difference = values[place - 1].log10() - truth;
        Some(match difference {
            d if d.abs() <= 0.0043 => Expected::Choice(0),
            // Noise next to the floor: whose decomposition it is decides on which side it falls.
            d if d.abs() < 1.5 => Expected::Noise,
            d => Expected::Choice(if d > 0.0 { 1 } else { 2 }),
        })
    }
}

/// N' as a plain matrix: (I - 11^T/n - q q^T/n)/s, without the mean for an RMS norm.
fn slope_of_norm(normed: &Normed) -> DMatrix<f64> {
    let n = normed.output.len();
    let size = n as f64;
    let q: Vec<f64> = normed.output.entries().iter().map(|x| x.to_f64()).collect();
    let mean = if normed.is_centred { 1.0 / size } else { 0.0 };
    DMatrix::from_fn(n, n, |i, k| {
        let one = f64::from(u8::from(i == k));
        (one - mean - q[i] * q[k] / size) / normed.scale.to_f64()
    })
}

/// Singular values by one-sided Jacobi rotations, descending.
pub fn rotated(mut matrix: DMatrix<f64>) -> Vec<f64> {
    if matrix.ncols() > matrix.nrows() {
        matrix = matrix.transpose();
    }
    for _ in 0..60 {
        for (i, j) in (0..matrix.ncols()).flat_map(|i| (0..i).map(move |j| (j, i))) {
            let (x, y) = (matrix.column(i).into_owned(), matrix.column(j).into_owned());
            let cross = x.dot(&y);
            if cross.abs() > 1e-15 * x.norm() * y.norm() {
                let angle = 0.5 * (2.0 * cross).atan2(x.norm_squared() - y.norm_squared());
                matrix.set_column(i, &(&x * angle.cos() + &y * angle.sin()));
                matrix.set_column(j, &(&y * angle.cos() - &x * angle.sin()));
            }
        }
    }
    let mut values: Vec<f64> = matrix.column_iter().map(|column| column.norm()).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}

/// The largest slope of an activation, from MODEL.md.
pub fn supremum(activation: &str) -> f64 {
    match activation {
        "sigmoid" => 0.25,
        "selu" => 1.758_099_340_847,
        "gelu" => 1.128_904_145_185,
        "silu" => 1.099_839_320_129,
        "mish" => 1.088_498_161_252,
        "erf" => 2.0 / std::f64::consts::PI.sqrt(),
        _ => 1.0,
    }
}

/// A number of the report that is there; `Some(None)` is an exact zero.
pub fn known(value: &Json) -> Option<Option<f64>> {
    match value {
        Json::Null => Some(None),
        value => value.as_f64().map(Some),
    }
}

/// A number as an answer.
pub fn log10(value: Option<f64>) -> Expected {
    value.map_or(Expected::Zero, Expected::Log10)
}

/// What is right at a step; `None` where the network has no answer.
pub fn expected(case: &Case, step: usize) -> Option<Expected> {
    let (depth, h) = (case.analysis.layers.len(), case.settings.selected_layer());
    let (own, last) = (case.layer(h), case.layer(depth));
    let weight = || known(&own["log10_weight_norm"]);
    let norm = || {
        let resolved = own["jacobian"]["resolved"].as_u64()? > 0;
        let value = &own["jacobian"]["log10_singular_values"][0];
        known(value).filter(|value| resolved || value.is_none())
    };
    let sup = supremum(own["activation"].as_str().unwrap()).log10();
    let is_plain = own["skip"].is_null() && own["norm"].is_null();
    if matches!(step, 7..=10 | 17) && !is_plain {
        return None;
    }
    // By how many decades the gradient changes.
    let arrival = || {
        let end = |value: &Json| known(value).map(|log10| log10.unwrap_or(f64::NEG_INFINITY));
        let whole = end(&case.report["log10_input_gradient"])?;
        let start = known(&last["gradient"]["log10_output"])??;
        let before = match depth {
            1 => whole,
            _ => end(&case.layer(depth - 1)["gradient"]["log10_output"])?,
        };
        let is_resolved = case.analysis.input_gradient_is_resolved
            && case
                .analysis
                .layers
                .iter()
                .all(|layer| layer.gradient.is_resolved);
        (is_resolved && before < f64::INFINITY).then_some(whole - start)
    };
    Some(match step {
        1 => Expected::Count(4 * case.width(h - 1) * case.width(h)),
        2 => match known(&last["log10_output_norm"])? {
            None => Expected::Choice(0),
            Some(output) if output - case.input() < -2_f64.log10() => Expected::Choice(0),
            Some(output) => {
                Expected::Choice(1 + usize::from(output - case.input() > 2_f64.log10()))
            }
        },
        3 => log10(Some(arrival()?).filter(|log10| log10.is_finite())),
        4 => Expected::Count(depth - h),
        5 => Expected::Count(case.width(h)),
        6 => log10(known(&own["log10_diag_norm"])?),
        7 => match (norm()?, known(&own["log10_bound"])?) {
            (Some(norm), Some(bound)) => Expected::Choice(usize::from(bound - norm > 0.0043)),
            (norm, bound) => Expected::Choice(usize::from(norm != bound)),
        },
        8 => {
            norm()?;
            log10(weight()?.map(|weight| weight + sup))
        }
        9 => Expected::Choice(usize::from(
            weight()?.is_none_or(|weight| weight <= 4_f64.log10()),
        )),
        10 => Expected::Log10(-sup),
        11 => Expected::Log10(-weight()??),
        12 => match case.sides()? {
            (true, true) => Expected::Choice(0),
            (true, false) => Expected::Choice(1),
            (false, true) => Expected::Choice(2),
            (false, false) => Expected::Choice(3),
        },
        13 => {
            let gradient = |j: usize| known(&case.layer(j)["gradient"]["log10_weight"])?;
            (depth > 1).then_some(())?;
            gradient(1)?;
            gradient(depth)?;
            match case.report["verdict"]["decades"].as_f64()? {
                decades if decades <= -3.0 => Expected::Choice(0),
                decades => Expected::Choice(1 + usize::from(decades >= 3.0)),
            }
        }
        14 | 20 => {
            known(&case.report["chain"][0]["log10_bound"])?;
            match case.norm_sides()? {
                (true, _) => Expected::Choice(0),
                (_, true) => Expected::Choice(1),
                _ => Expected::Choice(2),
            }
        }
        17 => match norm()? {
            Some(norm) => Expected::Log10((1.0 + 10_f64.powf(norm)).log10()),
            None => Expected::Log10(0.0),
        },
        18 | 19 => {
            known(&last["log10_diag_norm"])?;
            match arrival()? {
                decades if decades <= -3.0 => Expected::Choice(0),
                decades => Expected::Choice(1 + usize::from(decades >= 3.0)),
            }
        }
        _ => case.plain()?,
    })
}

pub fn assert_answer(question: &Question, expected: &Expected, told: &str) {
    match (&question.answer, expected) {
        (Answer::Choice { right, .. }, Expected::Noise) => {
            assert!([1, 2].contains(right), "{told}");
        }
        (Answer::Choice { right, .. }, Expected::Choice(place)) => {
            assert_eq!(right, place, "{told}");
        }
        (Answer::Number { value, .. }, Expected::Zero | Expected::Count(0)) => {
            assert_eq!(*value, Value::Zero, "{told}");
        }
        (Answer::Number { value, .. }, Expected::Count(count)) => {
            let value = value.resolved_log10().expect(told);
            assert!(
                (value - (*count as f64).log10()).abs() < 1e-12,
                "{told}: {value}, {count}"
            );
            assert_eq!(question.right(), count.to_string(), "{told}");
        }
        (Answer::Number { value, .. }, Expected::Log10(log10)) => {
            let value = value.resolved_log10().expect(told);
            assert!((value - log10).abs() < 1e-9, "{told}: {value}, {log10}");
        }
        (answer, expected) => panic!("{told}: {answer:?}, {expected:?}"),
    }
}

/// What holds for every question.
pub fn assert_sound(question: &Question, told: &str) {
    for text in [&question.text, &question.because, &question.hint] {
        assert!(
            !text.contains(['«', '»', '…']) && text.len() > 10,
            "{told}: {text}"
        );
        assert!(
            !text.contains("  ") && !text.contains("= ."),
            "{told}: {text}"
        );
        assert_balanced(&html(text), told);
    }
    match &question.answer {
        Answer::Choice { options, right } => {
            assert!(*right < options.len() && options.len() > 1, "{told}");
            for (i, option) in options.iter().enumerate() {
                assert!(!options[..i].contains(option), "{told}: {option} twice");
                assert_eq!(question.judge(&i.to_string()), Some(i == *right), "{told}");
            }
            assert_eq!(question.judge(&options.len().to_string()), None, "{told}");
        }
        Answer::Number { value, .. } => {
            let right = question.right();
            assert_eq!(question.judge(&right), Some(true), "{told}: {right}");
            let wrong = if *value == Value::Zero {
                "1".into()
            } else {
                let factor = if question.is_guess() { 12.0 } else { 2.5 };
                format!("{factor}*{right}")
            };
            assert_eq!(question.judge(&wrong), Some(false), "{told}: {wrong}");
            assert_eq!(question.judge("many"), None, "{told}");
        }
    }
}

/// Every element that opens closes, in order.
pub fn assert_balanced(html: &str, told: &str) {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split_once('>').expect(told).0;
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{told}: {html}"),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().expect(told)),
        }
    }
    assert!(open.is_empty(), "{told}: {html}");
}

//! Well-known gains on the scale of the strip.

use super::StripRange;
use crate::settings::Init;
use crate::words::strip as words;

/// A gain with a label.
#[derive(Clone, Debug, PartialEq)]
pub struct StripMark {
    /// The gain.
    pub gain: f64,
    /// Its label.
    pub label: String,
    /// The same in less room.
    pub brief: String,
    /// Lower numbers are labelled first, 0..=[`LAST`](Self::LAST).
    pub rank: u8,
}

impl StripMark {
    /// The highest rank.
    pub const LAST: u8 = 4;

    fn new(gain: f64, label: &str, rank: u8) -> Self {
        let brief = label.to_owned();
        Self {
            gain,
            label: brief.clone(),
            brief,
            rank,
        }
    }

    fn named(gain: f64, (number, name): (&str, Option<&str>), rank: u8) -> Self {
        let label = name.map(|name| words::known(number, name));
        Self {
            label: label.unwrap_or_else(|| number.into()),
            ..Self::new(gain, number, rank)
        }
    }
}

/// The marks within a range; those of the initialisation, or of factors if there is none.
pub(super) fn marks(range: StripRange, init: Option<Init>) -> Vec<StripMark> {
    let all = match init {
        Some(init) => of_gain(init),
        None => [0.01, 0.1, 1.0, 10.0]
            .map(|factor| StripMark::new(factor, &words::times(&factor), u8::from(factor == 1.0)))
            .into(),
    };
    let (least, most) = range.limits();
    let is_within = |mark: &StripMark| (least..=most).contains(&mark.gain);
    all.into_iter().filter(is_within).collect()
}

fn of_gain(init: Init) -> Vec<StripMark> {
    let is_xavier = matches!(init, Init::XavierNormal | Init::XavierUniform);
    let own = match init {
        _ if is_xavier => Some(words::XAVIER),
        Init::HeNormal | Init::HeUniform => Some(words::HE),
        Init::LecunNormal => Some(words::LECUN),
        _ => None,
    };
    // He's variance is twice that of Xavier between layers of one width, and twice LeCun's.
    let he = (is_xavier || init == Init::LecunNormal).then_some(words::HE);
    let tanh = is_xavier.then_some(words::TANH);
    vec![
        StripMark::new(0.01, "0.01", 0),
        StripMark::new(0.1, "0.1", 0),
        StripMark::new(0.5, words::HALF, 2),
        StripMark::named(1.0, ("1", own), 1),
        StripMark::named(std::f64::consts::SQRT_2, (words::ROOT_TWO, he), 3),
        StripMark::named(5.0 / 3.0, (words::FIVE_THIRDS, tanh), 3),
        StripMark::new(4.0, "4", 4),
        StripMark::new(10.0, "10", 0),
    ]
}

//! The headline while the gradient is on its way back: the length at each place, and what the last layer did.

use crate::headline::analysis;
use crate::planted;
use gradlens::scene::{Chips, Fan, Underway, VerdictLine};

#[test]
fn on_its_way_the_gradient_is_as_long_as_powers_of_two_say() {
    let analysis = analysis("v=1&depth=12&width=3&act=linear&init=orthogonal&gain=0.5");
    let fan = Fan::of(&analysis, 0, Chips::default());
    for (place, how) in [
        (12, "as long as it set out"),
        (11, "2 times shorter"),
        (9, "8 times shorter"),
        (1, "2,000 times shorter"),
        (0, "4,100 times shorter"),
    ] {
        let said = Underway::at(&fan, place);
        let lead = match place {
            12 => "At the loss:".into(),
            _ => format!("After {} of 12 layers:", 12 - place),
        };
        let detail = match place {
            12 => String::new(),
            _ => format!("Layer {} multiplied its length by 0.50.", place + 1),
        };
        assert_eq!((said.lead, said.detail), (lead, detail), "place {place}");
        assert_eq!(said.rest, format!("the gradient is {how}."));
        assert_eq!(said.short, format!("{how}."));
    }
}

#[test]
fn at_the_input_it_says_on_its_way_what_the_verdict_says() {
    for query in [
        "v=1",
        "v=1&act=tanh&gain=2.5",
        "v=1&act=tanh&gain=1.2",
        "v=1&depth=200",
    ] {
        let analysis = analysis(query);
        let said = Underway::at(&Fan::of(&analysis, 0, Chips::default()), 0);
        let short = said.short.trim_end_matches('.');
        let expected = VerdictLine::of(&analysis).short;
        assert_eq!(format!("{short} at the input."), expected, "{query}");
    }
}

#[test]
fn on_its_way_a_gradient_that_ends_is_said_to_be_gone_and_is_no_small_number() {
    let fan = Fan::of(&planted::dead(6, 3), 0, Chips::default());
    for place in 0..=2 {
        let said = Underway::at(&fan, place);
        assert_eq!(said.rest, "the gradient is gone: it is exactly 0.");
        assert_eq!(said.detail, "");
    }
    assert!(Underway::at(&fan, 3).rest.ends_with(" times shorter."));
}

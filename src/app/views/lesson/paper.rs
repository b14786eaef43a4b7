//! The lesson as HTML.

use crate::app::views::markup::option;
use crate::lesson::{Answer, Question, STEP_COUNT, Step, filled_with, html, link_of, quiz_texts};
use crate::settings::{Key, Values};
use crate::state::{Quiz, Remark};
use crate::words::lesson::{Label, label};

/// The list of steps.
pub fn options() -> String {
    let mut out = String::new();
    for place in 1..=STEP_COUNT + 1 {
        let link = link_of(place);
        let title = Step::at(link).and_then(|step| step.line('#', 0));
        let title = title.unwrap_or(quiz_texts()[0]);
        out += &option(
            &link.to_string(),
            &[&place.to_string(), " ", title].concat(),
        );
    }
    out
}

/// A dash for each step, dark up to this place.
pub fn dots(place: usize) -> String {
    let dot = |at| {
        if at <= place {
            "<i class=\"on\"></i>"
        } else {
            "<i></i>"
        }
    };
    (1..=STEP_COUNT + 1).map(dot).collect()
}

/// The line with a sign, as HTML.
pub fn text(step: Step, sign: char) -> String {
    step.line(sign, 0).map_or(String::new(), html)
}

/// Claim, where to look, and the formulas in a fold.
pub fn body(step: Step) -> String {
    let mut out = ["<p>", &text(step, '.'), "</p><ul>"].concat();
    for look in (0..).map_while(|place| step.line('@', place)) {
        let (part, text) = look.split_once(' ').unwrap_or(("", look));
        // What stands before the colon leads there.
        let (place, text) = text.split_once(':').unwrap_or(("", text));
        let button = "<li><button type=\"button\" class=\"see\" data-part=\"";
        let parts = [
            button,
            part,
            "\">",
            &html(place),
            "</button>:",
            &html(text),
            "</li>",
        ];
        out += &parts.concat();
    }
    out += &[
        "</ul><details><summary>",
        label(Label::Formulas),
        "</summary>",
    ]
    .concat();
    for formula in (0..).map_while(|place| step.line('=', place)) {
        let math = html(&["$", formula, "$"].concat());
        out += &["<p class=\"formula\">", &math, "</p>"].concat();
    }
    out + "</details>"
}

/// The name of the example.
pub fn example(step: Step) -> String {
    let name = step.example().map_or("", |preset| preset.name);
    [label(Label::Example), " ", name].concat()
}

/// "Set gain to 4".
pub fn change(change: &[(Key, &str)]) -> String {
    let mut out = String::from(label(Label::Set));
    for (key, text) in change {
        let comma = if out.ends_with(label(Label::Set)) {
            " "
        } else {
            ", "
        };
        let name = key.field().label.to_ascii_lowercase();
        let choices = match key.field().values {
            Values::Choice(choices) | Values::ChoicePerLayer(choices) => choices,
            _ => &[],
        };
        let choice = choices.iter().find(|choice| choice.name == *text);
        let text = choice.map_or(*text, |choice| choice.label);
        out += &[comma, &name, " ", label(Label::To), " ", text].concat();
    }
    out
}

/// The right answer, in quotation marks if it is one of several sentences.
fn right(question: &Question) -> String {
    match question.answer {
        Answer::Choice { .. } => ["\u{201c}", &question.right(), "\u{201d}"].concat(),
        Answer::Number { .. } => question.right(),
    }
}

/// A question that can be answered.
pub fn question(question: &Question) -> String {
    let mut out = ["<legend>", &html(&question.text), "</legend>"].concat();
    match &question.answer {
        Answer::Choice { options, .. } => {
            for (i, option) in options.iter().enumerate() {
                let input = "<label class=\"tick\"><input type=\"radio\" name=\"answer\" value=\"";
                let end = "</span></label>";
                out += &[input, &i.to_string(), "\"> <span>", &html(option), end].concat();
            }
        }
        Answer::Number { tolerance, .. } => {
            let input = " <input type=\"text\" inputmode=\"decimal\" id=\"lesson-number\" \
                         autocomplete=\"off\" aria-describedby=\"lesson-hint\"></label>\
                         <p id=\"lesson-hint\" class=\"quiet\">";
            let name = label(match question.is_guess() {
                true => Label::YourGuess,
                false => Label::YourAnswer,
            });
            let hint = tolerance.label();
            out += &["<label class=\"entry\">", name, input, hint, "</p>"].concat();
        }
    }
    let check = match question.is_guess() {
        true => Label::Sure,
        false => Label::Check,
    };
    let buttons = [
        "<p class=\"buttons\"><button type=\"submit\">",
        label(check),
        "</button> <button type=\"button\" data-do=\"reveal\">",
        label(Label::Show),
        "</button></p>",
    ];
    out + &buttons.concat()
}

/// The score of the self-check, and for each question whether it was right and which step it comes
/// from.
pub fn score(quiz: &Quiz) -> String {
    let (score, rows) = quiz.score();
    let mut out = ["<legend>", &score, "</legend><ol>"].concat();
    for (is_right, step, title) in rows {
        let sign = match is_right {
            true => Label::QuizRight,
            false => Label::QuizWrong,
        };
        let number = step.to_string();
        out += &["<li>", label(sign), " ", &number, ": ", title, "</li>"].concat();
    }
    out + "</ol>"
}

/// The text below a question.
pub fn remark(question: Option<&Question>, (remark, given): (Remark, &str)) -> String {
    match (question, remark) {
        (_, Remark::Note(word)) => label(word).into(),
        (Some(question), Remark::Hint(word)) => said(label(word), &html(&question.hint)),
        (Some(question), Remark::Answer(word)) => feedback(question, (word, given)),
        _ => String::new(),
    }
}

/// Why there is no question.
pub fn refusal(reason: Label) -> String {
    let (title, reason) = (label(Label::NoQuestion), label(reason));
    ["<legend>", title, "</legend><p>", reason, "</p>"].concat()
}

/// What is right, and why.
fn feedback(question: &Question, (word, given): (Label, &str)) -> String {
    let right = match word {
        _ if question.is_guess() && !given.is_empty() => {
            filled_with(label(Label::Expected), &[given.into(), question.right()])
        }
        Label::Right => String::new(),
        _ => right(question) + ".",
    };
    let word = match word {
        Label::Wrong if question.is_guess() => label(Label::Missed),
        word => label(word),
    };
    said(word, &html(&right)) + "<p>" + &html(&question.because) + "</p>"
}

fn said(word: &str, html: &str) -> String {
    ["<p><strong>", word, "</strong> ", html, "</p>"].concat()
}

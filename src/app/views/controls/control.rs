//! One control: numbers have a slider and a box, choices a list.

use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use crate::app::browser::{document, parts};
use crate::app::views::markup::{each, escaped, option};
use crate::network::Subject;
use crate::settings::{Field, Group, Key, LossKind, Settings, Values, decimal, stated_layers};
use crate::state::Model;
use crate::words::settings as words;

/// A box has this while what is typed in it has not been taken yet; nobody else writes into it then.
pub const TYPED: &str = "data-typed";

/// More values of a setting than this are not listed in a word.
const SEVERAL: usize = 3;

/// The control of one setting.
pub struct Control {
    key: Key,
    input: Input,
    /// Says what a link has set layer by layer; only where that is possible.
    runs: Option<HtmlElement>,
    /// Takes it back to its default; only in the fold.
    back: Option<HtmlElement>,
}

/// How a setting is given.
enum Input {
    Number {
        /// None in a sentence, where the number itself is dragged.
        slider: Option<HtmlInputElement>,
        number: HtmlInputElement,
    },
    List(HtmlSelectElement),
}

/// The control of a setting as HTML.
pub fn markup(field: &Field) -> String {
    let name = field.name;
    let label = escaped(field.label);
    let input = match field.values {
        Values::Whole(limits) | Values::WholePerLayer(limits) => {
            let (min, max) = (f64::from(limits.min), f64::from(limits.max));
            numbers(field, (min, max), "1")
        }
        Values::Real(limits) | Values::RealPerLayer(limits) => {
            numbers(field, (limits.min, limits.max), "any")
        }
        Values::Reals(_) => format!(
            "<input type=\"text\" id=\"{name}\" autocomplete=\"off\" title=\"{}\">",
            escaped(field.help)
        ),
        Values::Choice(choices) | Values::ChoicePerLayer(choices) => format!(
            "<select id=\"{name}\" title=\"{}\">{}</select>",
            escaped(field.help),
            each(choices, |choice| option(choice.name, choice.label))
        ),
        // No control writes it.
        Values::Text(_) => String::new(),
    };
    format!(
        "<div class=\"control\" data-of=\"{name}\"><label for=\"{name}\">{label}{}</label>{input}{}{}\
         <p class=\"help quiet\">{}</p></div>",
        symbol(field),
        extra(field),
        runs_line(field),
        escaped(field.help)
    )
}

/// Controls that belong together.
pub fn group(title: &str, rows: &str) -> String {
    format!("<section><h2>{}</h2>{rows}</section>", escaped(title))
}

/// The control of a setting as a word of a sentence.
pub fn word(field: &Field) -> String {
    let name = field.name;
    let (label, help) = (escaped(field.label), escaped(field.help));
    let input = match field.values {
        Values::Choice(choices) | Values::ChoicePerLayer(choices) => format!(
            "<select id=\"{name}\" class=\"slot\" title=\"{help}\">{}<option value=\"\" hidden></option></select>",
            each(choices, |choice| option(choice.name, choice.label))
        ),
        _ => format!(
            "<input type=\"text\" id=\"{name}\" class=\"slot\" inputmode=\"decimal\" size=\"3\" \
             autocomplete=\"off\" title=\"{help}\">"
        ),
    };
    let runs = runs_line(field);
    format!("<label class=\"hidden\" for=\"{name}\">{label}</label>{input}{runs}")
}

/// Slider and box. The box is the one that the label names.
fn numbers(field: &Field, (min, max): (f64, f64), step: &str) -> String {
    let Field {
        name, label, help, ..
    } = field;
    let (label, help) = (escaped(&words::slider(label)), escaped(help));
    let slide = field.scale();
    // A number box silently discards a decimal comma, so a setting with decimals gets a text box.
    let (kind, mode) = match step {
        "1" => ("number", "numeric"),
        _ => ("text", "decimal"),
    };
    format!(
        "<input type=\"range\" id=\"{name}-slider\" min=\"{}\" max=\"{}\" step=\"{}\" \
         aria-label=\"{label}\" title=\"{help}\">\
         <input type=\"{kind}\" id=\"{name}\" min=\"{min}\" max=\"{max}\" step=\"{step}\" \
         inputmode=\"{mode}\" title=\"{help}\"{}>",
        slide.min,
        slide.max,
        slide.step,
        match field.key {
            Key::Turn => format!(" placeholder=\"{}\"", escaped(words::NOT_TURNED)),
            _ => String::new(),
        }
    )
}

/// The symbol of the formulas, if the setting has one.
fn symbol(field: &Field) -> String {
    match field.symbol {
        "" => String::new(),
        symbol => format!(" {symbol}"),
    }
}

/// What some settings have below their control.
fn extra(field: &Field) -> String {
    match field.key {
        Key::Inputs => format!(
            "<label class=\"tick\"><input type=\"checkbox\" id=\"inputs-same\"> {}</label>",
            words::SAME_AS_FIRST
        ),
        _ => {
            let words = escaped(&words::back_to_default(field.label));
            format!(
                "<button type=\"button\" class=\"back\" data-default=\"{}\" hidden>\
                 <span aria-hidden=\"true\">↺</span><span class=\"hidden\">{words}</span></button>",
                field.name
            )
        }
    }
}

/// Where a setting that differs from layer to layer is shown.
fn runs_line(field: &Field) -> String {
    match field.is_per_layer() {
        true => format!(
            "<span class=\"runs\" id=\"{}-runs\" hidden></span>",
            field.name
        ),
        false => String::new(),
    }
}

impl Control {
    /// The control of a setting in a page that holds its [`markup`].
    pub fn find(document: &Document, key: Key) -> Self {
        let name = key.field().name;
        let input = match key.field().values {
            Values::Choice(_) | Values::ChoicePerLayer(_) => {
                Input::List(parts::element(document, name))
            }
            _ => Input::Number {
                slider: document::find(document, &format!("{name}-slider")),
                number: parts::element(document, name),
            },
        };
        let runs = document::find(document, &format!("{name}-runs"));
        let back = parts::all(document, &format!("[data-default={name}]")).pop();
        Self {
            key,
            input,
            runs,
            back,
        }
    }

    /// Which setting.
    pub fn key(&self) -> Key {
        self.key
    }

    /// Shows the setting's value.
    pub fn show(&self, model: &Model) {
        let runs = runs(self.key, &model.subject);
        let first = first_value(self.key, model);
        match &self.input {
            Input::Number { slider, number } => {
                if self.key == Key::Layer {
                    document::set_attribute(number, "max", &model.subject.depth().to_string());
                }
                if let Some(slider) = slider {
                    show_slider(slider, (self.key.field(), model.subject.depth()), &first);
                }
                let text = if runs.is_some() { "" } else { &first };
                // What is no number has no value either, and goes.
                let is_other = text.is_empty() || number.value() != text;
                if is_other && !number.has_attribute(TYPED) {
                    number.set_value(text);
                }
                let several = several(self.key, &model.subject).filter(|_| runs.is_some());
                if self.runs.is_some() {
                    let several = several.as_deref().unwrap_or_default();
                    document::set_attribute(number, "placeholder", several);
                }
                // The word is as wide as what it says.
                let wide = several.as_deref().unwrap_or(text).chars().count().max(1);
                document::set_attribute(number, "style", &format!("--wide:{wide}ch"));
            }
            Input::List(list) => {
                let is_one = runs.is_none();
                let shown = if is_one { first.as_str() } else { "" };
                if list.value() != shown {
                    list.set_value(shown);
                }
                // Of what is in a sentence the last one says what there is; elsewhere there is no such one.
                let last = list.query_selector("option[hidden]").ok().flatten();
                if let Some(last) = last.filter(|_| !is_one) {
                    let several = several(self.key, &model.subject);
                    document::set_text(&last, &several.unwrap_or_default());
                }
            }
        }
        if let Some(back) = &self.back {
            let text = model.subject.text(self.key);
            document::set_hidden(back, text.is_none_or(|text| text == default(self.key)));
        }
        if let Some(line) = &self.runs {
            let input: &Element = match &self.input {
                Input::Number { number, .. } => number,
                Input::List(list) => list,
            };
            let help = self.key.field().help;
            document::set_attribute(input, "title", runs.as_deref().unwrap_or(help));
            document::set_hidden(line, runs.is_none());
            document::set_text(line, runs.as_deref().unwrap_or_default());
        }
    }

    /// The text for the setting of a network of this many layers, if this element belongs to the control.
    pub fn given(&self, target: &Element, depth: usize) -> Option<String> {
        match &self.input {
            Input::List(list) => list.is_same_node(Some(target)).then(|| list.value()),
            Input::Number {
                slider: Some(slider),
                ..
            } if slider.is_same_node(Some(target)) => {
                Some(self.key.field().value_at(slider.value_as_number(), depth))
            }
            Input::Number { number, .. } => {
                number
                    .is_same_node(Some(target))
                    .then(|| match number.value() {
                        // An empty box, or one that holds no number, does not mean to follow
                        // another setting; but without a layer the lens goes to the input, and
                        // without a turn the gradient is that of the loss.
                        text if text.is_empty() && !matches!(self.key, Key::Layer | Key::Turn) => {
                            "nothing".into()
                        }
                        // Only the boxes for text let a decimal comma through; a list has more than one number.
                        text if text.contains('~') || text.matches(',').count() > 1 => text,
                        text if matches!(self.key.field().values, Values::Reals(_)) => text,
                        text => text.replace(',', "."),
                    })
            }
        }
    }
}

/// The value that a setting has without a link.
pub fn default(key: Key) -> String {
    Settings::default().text(key)
}

/// Shows a value. A slider that already represents it stays where it is: several positions do, and each
/// arrow key moves by one.
fn show_slider(slider: &HtmlInputElement, (field, depth): (&Field, usize), text: &str) {
    if field.value_at(slider.value_as_number(), depth) != text {
        let position = field.position(decimal(text).unwrap_or(0.0));
        slider.set_value(&position.to_string());
    }
    document::set_attribute(slider, "aria-valuetext", text);
}

/// The setting as text, that of layer 1 if it differs from layer to layer, and the number it
/// follows if it has none. What a file does not have is shown with its default.
fn first_value(key: Key, model: &Model) -> String {
    let subject = &*model.subject;
    let text = match key {
        Key::Layer => {
            let is_layer = |place: &usize| *place > 0;
            let layer = Some(model.place()).filter(is_layer);
            return layer.map(|layer| layer.to_string()).unwrap_or_default();
        }
        Key::Inputs => return subject.widths().first().copied().unwrap_or(1).to_string(),
        Key::Loss if subject.is_file() => return LossKind::Mse.name().into(),
        other if other.field().group == Group::Training => Some(of_view(other, model)),
        other => subject.text(other),
    };
    let text = text.unwrap_or_else(|| default(key));
    if matches!(key.field().values, Values::Reals(_)) {
        return text;
    }
    let first = text.split(['~', ',']).next();
    first.unwrap_or_default().into()
}

/// A setting that belongs to the view, as text.
fn of_view(key: Key, model: &Model) -> String {
    let settings = Settings {
        view: model.view.clone(),
        ..Settings::default()
    };
    settings.text(key)
}

/// "16/8", if a setting differs from layer to layer.
fn several(key: Key, subject: &Subject) -> Option<String> {
    let text = subject.text(key)?;
    let mut all: Vec<String> = Vec::new();
    for run in text.split(',') {
        let value = label(key, run.split('~').next().unwrap_or_default());
        if !all.contains(&value) {
            all.push(value);
        }
    }
    if all.len() > SEVERAL {
        all.truncate(SEVERAL);
        all.push(words::MORE_OF_THEM.into());
    }
    Some(all.join(words::OR))
}

/// The value of a setting for people.
fn label(key: Key, value: &str) -> String {
    match key.field().values {
        Values::Choice(choices) | Values::ChoicePerLayer(choices) => {
            let choice = choices.iter().find(|choice| choice.name == value);
            choice.map_or(value.into(), |choice| choice.label.into())
        }
        _ => String::from(value),
    }
}

/// "16 ×10, 8 ×10 (layer by layer)", if a setting differs from layer to layer.
fn runs(key: Key, subject: &Subject) -> Option<String> {
    let text = subject.text(key)?;
    stated_layers(&text)?;
    let runs = text.split(',').map(|run| {
        let (value, count) = run.split_once('~').unwrap_or((run, "1"));
        format!("{} ×{count}", label(key, value))
    });
    let runs: Vec<String> = runs.collect();
    Some(words::layer_by_layer(&runs.join(", ")))
}

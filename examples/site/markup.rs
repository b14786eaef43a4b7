//! Parts of the pages: tables, verdicts, settings.

use gradlens::scene::{Table, VerdictLine, escaped};
use gradlens::settings::{FIELDS, Key, Settings, Values};
use gradlens::words::settings as form;

use super::style::class;

/// A table below its name, in a box of its own where it may be wider than the page. No caption: that would go out of the box with its table.
pub fn table(name: &str, table: &Table) -> String {
    let heads = table.columns.iter();
    let heads = heads.map(|head| format!("<th scope=\"col\">{}</th>", escaped(head)));
    let rows = table.rows.iter().map(|row| table_row(row));
    format!(
        "<h3 id=\"{name}-numbers\">{}</h3>\n\
         <div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{name}-numbers\">\
         <table aria-labelledby=\"{name}-numbers\">\n<thead><tr>{}</tr></thead>\n<tbody>{}\n</tbody></table></div>\n",
        escaped(&table.caption),
        heads.collect::<String>(),
        rows.collect::<String>()
    )
}

fn table_row(cells: &[String]) -> String {
    let cells = cells.iter().enumerate().map(|(i, cell)| match i {
        0 => format!("<th scope=\"row\">{}</th>", escaped(cell)),
        _ => format!("<td>{}</td>", escaped(cell)),
    });
    format!("\n<tr>{}</tr>", cells.collect::<String>())
}

/// The verdict with its beginning set apart, and what that comes to.
pub fn verdict(line: &VerdictLine) -> String {
    let headline = format!(
        "<p class=\"verdict\"><strong class=\"{}\">{}</strong> {}</p>",
        class(line.role),
        escaped(&line.lead),
        escaped(&line.rest)
    );
    match line.detail.as_str() {
        "" => headline,
        detail => format!("{headline}\n<p>{}</p>", escaped(detail)),
    }
}

/// The verdict among other text: only its symbol is coloured, because small letters need more contrast.
pub fn brief(line: &VerdictLine) -> String {
    format!(
        "<span class=\"{}\" aria-hidden=\"true\">{}</span> {}",
        class(line.role),
        line.symbol,
        escaped(&line.sentence)
    )
}

/// Every setting of the network with what it is.
pub fn settings(settings: &Settings) -> String {
    let rows = FIELDS
        .iter()
        .filter(|field| !matches!(field.key, Key::Layer | Key::View | Key::Step));
    let rows = rows.map(|field| {
        format!(
            "\n<div><dt>{}</dt><dd>{} <span class=\"quiet\">{}</span></dd></div>",
            escaped(field.label),
            escaped(&value(settings, field.key)),
            escaped(field.help)
        )
    });
    format!("<dl>{}\n</dl>", rows.collect::<String>())
}

/// The value of a setting as people call it.
pub fn value(settings: &Settings, key: Key) -> String {
    let text = settings.text(key);
    let values = FIELDS.iter().find(|field| field.key == key);
    let choices = match values.map(|field| &field.values) {
        Some(Values::Choice(choices) | Values::ChoicePerLayer(choices)) => choices,
        _ => &[][..],
    };
    match choices.iter().find(|choice| choice.name == text) {
        Some(choice) => choice.label.into(),
        None if text.is_empty() => form::SAME_AS_FIRST.into(),
        None => text,
    }
}

//! Parts of a scene as HTML text: tables, the card of the selected layer.
//!
//! Every text from outside passes through [`escaped`].

pub use crate::scene::escaped;

use crate::chart::{Theme, heat};
use crate::scene::{Role, Table, Underway, VerdictLine};

/// The HTML of all items, one after the other. A loop, because `collect` compiles the code for an
/// item twice.
#[inline(never)]
pub fn each<T>(items: impl IntoIterator<Item = T>, html: impl Fn(T) -> String) -> String {
    let mut all = String::new();
    for item in items {
        all.push_str(&html(item));
    }
    all
}

/// An item of a list to choose from.
#[inline(never)]
pub fn option(value: &str, label: &str) -> String {
    format!("<option value=\"{value}\">{}</option>", escaped(label))
}

/// A table with row and column heads.
pub fn table(table: &Table) -> String {
    let heads = each(&table.columns, |head| {
        format!("<th scope=\"col\">{}</th>", escaped(head))
    });
    let rows = each(&table.rows, |row| table_row(row));
    format!(
        "<table><caption>{}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        escaped(&table.caption)
    )
}

fn table_row(cells: &[String]) -> String {
    let cells = each(cells.iter().enumerate(), |(i, cell)| match i {
        0 => format!("<th scope=\"row\">{}</th>", escaped(cell)),
        _ => format!("<td>{}</td>", escaped(cell)),
    });
    format!("<tr>{cells}</tr>")
}

/// A verdict among other text: only its symbol is coloured, because small letters need more
/// contrast.
pub fn brief(line: &VerdictLine, theme: &Theme) -> String {
    format!(
        "<span aria-hidden=\"true\" style=\"color:{}\">{}</span> {}",
        theme.color(line.role).css(),
        line.symbol,
        escaped(&line.sentence)
    )
}

/// The verdict as a headline, its beginning set apart.
pub fn verdict(line: &VerdictLine, theme: &Theme) -> String {
    let palette = theme.palette();
    let color = match line.role {
        Role::Shrinking => palette.below,
        Role::Expanding => palette.above,
        Role::Failure => palette.hot,
        _ => palette.flat,
    };
    format!(
        "<span class=\"lead\" style=\"color:{}\">{}</span> <span class=\"rest\">{}</span>",
        color.css(),
        isolated(&line.lead),
        isolated(&line.rest)
    )
}

/// The headline while the gradient is on its way back, and a line below it.
pub fn underway(underway: &Underway, theme: &Theme) -> String {
    let palette = theme.palette();
    let length = underway.length.log10();
    let color = length.map_or(palette.hot, |log10| heat(palette, log10).0);
    format!(
        "<p class=\"verdict\" data-short=\"{}\"><span class=\"lead\" style=\"color:{}\">{}</span> <span class=\"rest\">{}</span></p>\
         <p class=\"direction quiet\">{}</p>",
        escaped(&underway.short),
        color.css(),
        escaped(&underway.lead),
        escaped(&underway.rest),
        escaped(&underway.detail)
    )
}

/// A sentence in which the names of files that are isolated are elements of their own.
pub fn isolated(sentence: &str) -> String {
    let text = escaped(sentence);
    text.replace('\u{2068}', "<bdi>")
        .replace('\u{2069}', "</bdi>")
}

//! Parts of a scene as HTML text: legends, tables, the card of the selected layer.
//!
//! Every text that is not ours goes through [`escaped`].

pub use crate::scene::escaped;

use crate::chart::{self, Theme};
use crate::scene::{LegendEntry, Role, Swatch, Table, VerdictLine};

/// The entries of a legend as list items.
pub fn legend<'a>(entries: impl Iterator<Item = &'a LegendEntry>, theme: &Theme) -> String {
    let items = entries.map(|entry| {
        format!(
            "<li>{}{}</li>",
            swatch(entry.swatch, entry.role, theme),
            escaped(entry.name)
        )
    });
    items.collect()
}

/// A mark as it is drawn in the pictures.
pub fn swatch(mark: Swatch, role: Role, theme: &Theme) -> String {
    format!(
        "<svg width=\"24\" height=\"14\" aria-hidden=\"true\" style=\"color:{}\">{}</svg>",
        theme.color(role).css(),
        chart::swatch(mark)
    )
}

/// A table with row and column heads.
pub fn table(table: &Table) -> String {
    let heads: String = table
        .columns
        .iter()
        .map(|head| format!("<th scope=\"col\">{}</th>", escaped(head)))
        .collect();
    let rows: String = table.rows.iter().map(|row| table_row(row)).collect();
    format!(
        "<table><caption>{}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        escaped(&table.caption)
    )
}

fn table_row(cells: &[String]) -> String {
    let cells: String = cells
        .iter()
        .enumerate()
        .map(|(i, cell)| match i {
            0 => format!("<th scope=\"row\">{}</th>", escaped(cell)),
            _ => format!("<td>{}</td>", escaped(cell)),
        })
        .collect();
    format!("<tr>{cells}</tr>")
}

/// A verdict among other text: only its symbol is coloured, because small letters need more contrast.
pub fn brief(line: &VerdictLine, theme: &Theme) -> String {
    format!(
        "<span aria-hidden=\"true\" style=\"color:{}\">{}</span> {}",
        theme.color(line.role).css(),
        line.symbol,
        escaped(&line.sentence)
    )
}

/// The verdict with its word set apart.
pub fn verdict(line: &VerdictLine, theme: &Theme) -> String {
    let color = theme.color(line.role).css();
    let rest = line
        .sentence
        .strip_prefix(line.word)
        .unwrap_or(&line.sentence);
    format!(
        "<span class=\"symbol\" aria-hidden=\"true\" style=\"color:{color}\">{}</span> \
         <span class=\"word\" style=\"color:{color}\">{}</span>{}",
        line.symbol,
        line.word,
        escaped(rest)
    )
}

//! All numbers of a training as text, for spreadsheets and programs.

use super::Quantity;
use crate::study::training::{History, HistoryColumn};
use crate::words::learning as words;

/// The order of the columns: what is computed on the way back, then what comes of it.
const ORDER: [Quantity; 3] = [
    Quantity::WeightGradient,
    Quantity::OutputGradient,
    Quantity::Update,
];

/// CSV as in RFC 4180: a row for each kept step, with its number, the loss on its batch, the share of right answers there (empty without
/// classes), ||dL/dw|| of layers 1..K, the mean over the batch of ||dL/dz^(h)|| for h = 0..K, and ||update|| / ||w|| of layers 1..K
/// (empty for a step that was only looked at, and where all weights were 0 before it).
///
/// Numbers are the shortest decimals that give the same f64, `inf` or `NaN` where there is none.
///
/// ```
/// use gradlens::scene::training_csv;
/// use gradlens::study::training::{History, Record};
/// let mut history = History::new(1, 0.1);
/// let gradients = Record { output_gradients: vec![0.5, 2.0], weight_gradients: vec![1e-9], ..Record::default() };
/// history.take(&Record { loss: 0.25, weight_norms: vec![4.0], weight_updates: vec![1e-10], is_step: true, ..gradients });
/// let csv = training_csv(&history);
/// assert_eq!(csv.lines().nth(1), Some("0,0.25,,1e-9,0.5,2.0,2.5e-11"));
/// ```
pub fn training_csv(history: &History) -> String {
    let heads = [words::STEP, words::LOSS, words::RIGHT].map(str::to_owned);
    let of_layers = ORDER.iter().flat_map(|quantity| {
        let rows = 0..=history.depth() - quantity.first_row();
        rows.map(|row| words::there(quantity.symbol(), &quantity.place(row)))
    });
    let heads: Vec<String> = heads
        .into_iter()
        .chain(of_layers)
        .map(|head| quoted(&head))
        .collect();
    let mut text = line(&heads);
    for column in history.columns() {
        text.push_str(&line(&cells(column)));
    }
    text
}

fn cells(column: &HistoryColumn) -> Vec<String> {
    let some = |number: Option<f64>| number.map_or(String::new(), written);
    let mut cells = vec![
        column.step.to_string(),
        written(column.loss),
        some(column.accuracy),
    ];
    let gradients = column
        .weight_gradients
        .iter()
        .chain(&column.output_gradients);
    cells.extend(gradients.map(|x| written(*x)));
    cells.extend(column.update_ratios.iter().map(|ratio| some(*ratio)));
    cells
}

/// The shortest decimal that gives the same number, with an exponent where that is shorter to read.
fn written(number: f64) -> String {
    format!("{number:?}")
}

fn quoted(head: &str) -> String {
    format!("\"{}\"", head.replace('"', "\"\""))
}

fn line(cells: &[String]) -> String {
    cells.join(",") + "\r\n"
}

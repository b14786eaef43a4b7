//! The tables of gradients that are added.

/// The gradients of weights that layers share.
pub const TIES: &str = "The gradient of shared weights is the sum over their layers";
pub const TIE_COLUMNS: [&str; 3] = ["layers", "‖Σ ∂L/∂w‖", "Σ ‖∂L/∂w‖"];

/// The numbers of some layers.
pub fn layers(layers: &[usize]) -> String {
    let texts: Vec<String> = layers.iter().map(ToString::to_string).collect();
    match layers {
        [first, .., last] if last - first + 1 == layers.len() => format!("{first} to {last}"),
        _ => texts.join(", "),
    }
}

/// The gradients of several inputs.
pub fn batch(count: usize) -> String {
    format!("The gradients of the mean loss over {count} inputs, beside those of the first")
}

pub const BATCH_COLUMNS: [&str; 6] = [
    "layer h",
    "‖∂L/∂z⁽ʰ⁾‖ of the first input",
    "mean of ‖∂L/∂z⁽ʰ⁾‖",
    "√(Σ ‖∂L/∂z⁽ʰ⁾‖²) / N",
    "‖mean of ∂L/∂w⁽ʰ⁾‖",
    "mean of ‖∂L/∂w⁽ʰ⁾‖",
];

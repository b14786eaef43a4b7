//! Decimal numbers as text.

/// The f64 nearest to a decimal number such as `-12.5`, `.5`, `5.` or `1e-3`, ties to even; `None`
/// for any other text, such as `nan` and `inf`. Outside the range of f64 it is infinite or zero.
pub fn decimal(text: &str) -> Option<f64> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    text.bytes().all(is_plain).then(|| text.parse().ok())?
}

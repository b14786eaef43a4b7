//! How much is tested.

/// So many of `all` cases as a run has time for: all of them, in `make quick` a quarter.
pub fn cases(all: usize) -> usize {
    let is_quick = std::env::var("GRADLENS_QUICK").is_ok_and(|value| value == "1");
    if is_quick { all / 4 } else { all }
}

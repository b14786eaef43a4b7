//! What is said of a network whose spectra are too dear.

use crate::analysis::Analysis;
use crate::scene::Strip;
use crate::scene::source;
use crate::scene::value::Value;
use crate::settings::{COST_LIMIT, cost, weights};
use crate::words::fan as words;

/// Why there are no directions, and the norm of the whole chain; `None` where there are spectra.
pub(super) fn sentence(analysis: &Analysis) -> Option<String> {
    if analysis.has_spectra() {
        return None;
    }
    let mut why = words::too_dear(cost(&analysis.widths), COST_LIMIT);
    if weights(&analysis.widths) > Strip::MOST_WEIGHTS {
        why.push_str(words::NO_STRIP);
    }
    let norm = source::chain_norms(analysis).first().copied();
    Some(match norm {
        Some(norm @ (Value::Within(..) | Value::Finite(_))) => {
            why + &words::longest(&norm.digits(3))
        }
        _ => why,
    })
}

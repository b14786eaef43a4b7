//! The address says what is shown.

use super::context::Context;
use super::effect::Effect;
use super::wish::Entry;

/// The effect that writes the current address; none for a file, which has no link.
pub fn address(at: &Context<'_>, entry: Entry) -> Option<Effect> {
    Some(Effect::Address {
        settings: at.model.settings()?,
        frame: at.model.policy.frame.clone(),
        is_new: entry == Entry::New,
    })
}

/// Writes the address, if something has been edited since.
pub fn write_address(at: &mut Context<'_>) {
    if std::mem::take(&mut at.model.is_edited)
        && let Some(effect) = address(at, Entry::Same)
    {
        at.model.written = at.now;
        at.ask(effect);
    }
}

//! What a link means, and one that sets everything.

use gradlens::link::{decode, encode};
use gradlens::settings::Notice;

/// The notices of a link.
pub fn sentences(link: &str) -> Vec<String> {
    decode(link).1.iter().map(Notice::to_string).collect()
}

/// What a link means, written canonically.
pub fn canonical(link: &str) -> String {
    encode(&decode(link).0)
}

/// A link that sets every field to something else than its default.
pub const FULL: &str = "v=1&depth=50&width=32~40,8~10&inputs=12&act=tanh~49,linear&init=orthogonal&gain=1.5~20,4,1~29&bias=0.25&skip=0.5~20,1~30&norm=layer~40,rms~10&place=before~49,after&tied=1&slope=0.2&input=ones&loss=mse&samples=3&seed=7&layer=3&view=bound&step=4";

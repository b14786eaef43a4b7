//! Analysis -> what to show: words, panels of series in data units, and tables of the same numbers.
//!
//! Nothing here knows a pixel or a colour. Four readers use it: the pictures, the text alternative
//! and the tables, the pointer's read-out, and the snapshots of the tests.
//!
//! Every picture has the input on its left, place 0, and layer K on its right, and a logarithmic scale.

mod apart;
mod axis;
mod bound;
mod chain;
mod compare;
mod direction;
mod escape;
mod fan;
mod foretold;
mod formula;
mod gap;
mod headline;
pub mod inspector;
mod layer;
#[cfg(feature = "whole")]
mod map;
mod plain;
mod source;
mod spectrum;
mod spoken;
mod spread;
mod strip;
mod sums;
mod table;
#[cfg_attr(not(feature = "whole"), path = "scene/training_nothing.rs")]
mod training;
mod underway;
mod value;
mod verdict;

pub use apart::{Apart, Caption, Tone, UnitCurve, UnitCurves};
pub use axis::AxisRange;
pub use chain::{ChainFactor, ChainFormula};
pub use compare::{Difference, conclusion};
pub use escape::{escape, escaped};
pub use fan::{Beside, Chip, Chips, Cut, Disc, End, Fan, FanFrame, Stack, Strand, Strands};
#[cfg(feature = "whole")]
pub use fan::{FormatLine, FormatLines, Limit, RibbonLine, SeedLines, TheoryLines, layers_text};
pub use foretold::Foretold;
pub use formula::Formula;
pub use layer::{Fact, LayerCard};
#[cfg(feature = "whole")]
pub use map::{MapDot, MapField, MapPicture, MapScale};
pub use plain::PlainSpectra;
pub use source::{known, values as singular_values};
pub use spread::Spread;
pub use strip::{Scaled, Strip, StripColumn, StripMark, StripRange};
pub use table::Table;
pub use training::FirstSteps;
#[cfg(feature = "whole")]
pub use training::{
    Band, ChainLine, ChainLines, ChainPoint, ClassMap, ClassPoint, FitLine, Learned, ModeCurve,
    ModeCurves, Pace, Quantity, Training, TrainingChain, TrainingColumn, TrainingCurve,
    TrainingLine, TrainingLook, WrongDigit, WrongDigits, training_csv,
};
pub use underway::Underway;
pub use value::{ONE_PERCENT, ROUNDING, Value, power_of_ten};
pub use verdict::{Role, VerdictLine};

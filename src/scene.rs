//! Analysis -> what to show: words, panels of series in data units, and tables of the same numbers.
//!
//! Nothing here knows a pixel or a colour. Four readers use it: the pictures, the text alternative
//! and the tables, the pointer's read-out, and the snapshots of the tests.
//!
//! Every picture has layer 1 on its left and layer K on its right, place 0 being the input, and a
//! logarithmic scale that the reader or a step of the lesson chooses ([`AxisRange`]) and no data
//! ever moves.

mod apart;
mod axis;
mod bound;
mod chain;
mod compare;
mod direction;
mod escape;
mod fan;
mod formula;
mod gap;
mod ghost;
mod gradients;
mod headline;
pub mod inspector;
mod layer;
mod outputs;
mod panel;
mod picture;
mod plain;
mod sign;
mod source;
mod spectrum;
mod spoken;
mod strip;
mod value;
mod verdict;

pub use apart::{Apart, Caption, Tone, UnitCurve, UnitCurves};
pub use axis::{AxisRange, LayerAxis, MagnitudeAxis, Place};
pub use chain::{ChainFactor, ChainFormula};
pub use compare::{Difference, conclusion};
pub use escape::{escape, escaped};
pub use fan::{Chip, Chips, Cut, Disc, End, Fan, FanFrame, Stack, Strand, Strands};
pub use formula::Formula;
pub use ghost::Ghost;
pub use layer::{Fact, LayerCard};
pub use panel::{
    Curve, Dash, LegendEntry, Marker, Marks, Panel, Point, Role, Series, Swatch, Table, Tag,
};
pub use picture::{PICTURES, PanelId, Picture};
pub use plain::PlainSpectra;
pub use source::{known, values as singular_values};
pub use strip::{Scaled, Strip, StripColumn, StripMark, StripRange};
pub use value::{ONE_PERCENT, ROUNDING, Value, power_of_ten};
pub use verdict::VerdictLine;

use crate::analysis::Analysis;
use crate::words::panels as words;

/// What the reader looks at; nothing of it changes a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The selected layer; brought into 1..K.
    pub layer: usize,
    /// The vertical range of every picture.
    pub range: AxisRange,
    /// The results of plain arithmetic, if the reader asks for them.
    pub plain: Option<PlainSpectra>,
}

/// Everything that is shown of one analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The answer in one sentence.
    pub verdict: VerdictLine,
    /// All pictures in reading order.
    pub panels: Vec<Panel>,
    /// The selected layer's numbers.
    pub layer: LayerCard,
}

impl Scene {
    /// The scene of an analysis under a selection.
    pub fn of(analysis: &Analysis, selection: &Selection) -> Self {
        let panels = PICTURES.iter();
        Self {
            verdict: VerdictLine::of(analysis),
            panels: panels
                .map(|row| Panel::of(analysis, selection, row.id))
                .collect(),
            layer: LayerCard::of(analysis, selection.layer),
        }
    }

    /// The panel with this id.
    pub fn panel(&self, id: PanelId) -> &Panel {
        &self.panels[id as usize]
    }
}

impl Panel {
    /// One panel of an analysis under a selection. What is pending is left out; where less is known
    /// than the panel needs, only its axes are there.
    pub fn of(analysis: &Analysis, selection: &Selection, id: PanelId) -> Self {
        let depth = analysis.layers.len().max(1);
        let selection = &Selection {
            layer: selection.layer.clamp(1, depth),
            ..selection.clone()
        };
        let row = id.row();
        let mut panel = (row.panel)(analysis, selection);
        panel.series.iter_mut().for_each(Series::drop_pending);
        if analysis.known < row.needs {
            panel.series.clear();
            panel.readings.clear();
            panel.notes.clear();
            panel.description = words::EMPTY.into();
        }
        if analysis.known < row.is_whole_with {
            panel.description.push_str(words::PARTIAL);
        }
        panel.legend.extend(sign::legend(&panel));
        panel
    }
}

impl Table {
    /// All numbers of a panel.
    pub fn of(analysis: &Analysis, selection: &Selection, id: PanelId) -> Self {
        (id.row().table)(analysis, selection)
    }
}

//! The charts, one row for each: everything that other files ask about a picture.

use super::panel::{Panel, Table};
use super::{Selection, bound, gradients, outputs, spectrum};
use crate::analysis::{Analysis, Known};
use crate::settings::Chart;
use crate::words::panels as words;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PanelId {
    /// ||dL/dz||, ||z|| and ||dL/dw|| against the layer.
    Gradients,
    /// Singular values of the layers and of the chain.
    Spectrum,
    /// The norm bounds and the truth.
    Bound,
    /// How outputs and slopes are spread.
    Outputs,
}

/// A picture.
pub struct Picture {
    /// Which one.
    pub id: PanelId,
    /// Its name in lower case: in `show` of a link, and in the name of a saved file.
    pub name: &'static str,
    /// Its heading and the label of its tab.
    pub title: &'static str,
    /// What it shows, in a sentence or two.
    pub lead: &'static str,
    /// The value of `view` in a link that opens it.
    pub chart: Chart,
    /// How much of an analysis it needs; with less it would be wrong, not only incomplete.
    pub needs: Known,
    /// How much of an analysis everything in it is known from.
    pub is_whole_with: Known,
    /// Whether the results of plain arithmetic can be laid over it.
    pub has_overlay: bool,
    /// The panel of an analysis.
    pub panel: fn(&Analysis, &Selection) -> Panel,
    /// All numbers of the panel.
    pub table: fn(&Analysis, &Selection) -> Table,
}

/// The pictures in reading order, which is that of [`PanelId`].
pub const PICTURES: &[Picture] = &[
    Picture {
        id: PanelId::Gradients,
        name: Chart::Gradients.name(),
        title: words::GRADIENTS[0],
        lead: words::GRADIENTS[1],
        chart: Chart::Gradients,
        needs: Known::Gradients,
        is_whole_with: Known::Gradients,
        has_overlay: false,
        panel: gradients::panel,
        table: |analysis, _| gradients::table(analysis),
    },
    Picture {
        id: PanelId::Spectrum,
        name: Chart::Spectrum.name(),
        title: words::SPECTRUM[0],
        lead: words::SPECTRUM[1],
        chart: Chart::Spectrum,
        needs: Known::Layers,
        is_whole_with: Known::Everything,
        has_overlay: true,
        panel: spectrum::panel,
        table: |analysis, selection| spectrum::table(analysis, selection.plain.as_ref()),
    },
    Picture {
        id: PanelId::Bound,
        name: Chart::Bound.name(),
        title: words::BOUND[0],
        lead: words::BOUND[1],
        chart: Chart::Bound,
        needs: Known::Layers,
        is_whole_with: Known::Everything,
        has_overlay: false,
        panel: bound::panel,
        table: |analysis, _| bound::table(analysis),
    },
    Picture {
        id: PanelId::Outputs,
        name: Chart::Outputs.name(),
        title: words::OUTPUTS[0],
        lead: words::OUTPUTS[1],
        chart: Chart::Outputs,
        needs: Known::Gradients,
        is_whole_with: Known::Gradients,
        has_overlay: false,
        panel: outputs::panel,
        table: |analysis, _| outputs::table(analysis),
    },
];

impl Picture {
    /// The picture that a value of `view` opens.
    pub fn of_chart(chart: Chart) -> &'static Self {
        let row = PICTURES.iter().find(|row| row.chart == chart);
        row.unwrap_or(PanelId::Gradients.row())
    }
}

impl PanelId {
    /// What is known about this picture.
    pub fn row(self) -> &'static Picture {
        &PICTURES[self as usize]
    }
}

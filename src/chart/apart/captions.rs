//! What is written below the circles, and around the units.

use plotters::style::text_anchor::HPos;

use super::plan::{Heights, Plan, caption_width, units_width};
use crate::chart::labels::{BIG, Label, Labels};
use crate::chart::palette::Palette;
use crate::scene::{Apart, Tone};

/// The distance of the lines of a title, and of other lines.
const TITLE: f64 = 18.0;
const LINE: f64 = 15.0;
/// The distance of the title of the units from their plot.
const ABOVE: f64 = 12.0;

/// The captions of all parts, broken into lines.
pub(super) struct Captions {
    /// Of the circle, the weights, the units, the slopes: title and text.
    parts: [(Vec<Label>, Vec<Label>); 4],
}

impl Captions {
    pub(super) fn of(apart: &Apart, (palette, width): (&Palette, f64)) -> Self {
        let mut part = 0;
        let parts = apart.captions().map(|caption| {
            let room = match part {
                2 => units_width(width),
                _ => caption_width(width),
            };
            part += 1;
            let title = Label::new(caption.title, palette.ink).bold().sized(BIG);
            let lines = caption.lines.into_iter().flat_map(|(tone, text)| {
                let color = match tone {
                    Tone::Strong => palette.ink,
                    Tone::Quiet => palette.quiet,
                    Tone::Bound => palette.bound,
                };
                Label::new(text, color).wrapped(room)
            });
            (title.wrapped(room), lines.collect())
        });
        Self { parts }
    }

    /// The heights of all texts.
    pub(super) fn heights(&self) -> Heights {
        let lines = |lines: &[Label], line: f64| lines.iter().fold(0.0, |sum, _| sum + line);
        let [circle, weights, units, slopes] = &self.parts;
        let both =
            |(title, text): &(Vec<Label>, Vec<Label>)| lines(title, TITLE) + lines(text, LINE);
        Heights {
            below: [
                both(circle),
                both(weights),
                lines(&units.1, LINE),
                both(slopes),
            ],
            units: lines(&units.0, TITLE),
        }
    }

    pub(super) fn put(self, plan: &Plan, labels: &Labels) {
        let [circle, weights, units, slopes] = self.parts;
        let round = [(circle, 0, 0), (weights, 1, 1), (slopes, 2, 3)];
        for ((title, text), field, part) in round {
            let x = plan.fields[field].center.0;
            let mut y = plan.captions[part];
            let title = title.into_iter().map(|line| (line, TITLE));
            let text = text.into_iter().map(|line| (line, LINE));
            for (line, tall) in title.chain(text) {
                labels.put(line.centered().at((x, y + tall / 2.0)));
                y += tall;
            }
        }
        let (title, text) = units;
        let (left, top, ..) = plan.plots[0];
        for (line, i) in title.into_iter().rev().zip(0..) {
            let y = top - ABOVE - TITLE * f64::from(i);
            labels.put(line.anchored(HPos::Left).at((left, y)));
        }
        for (line, i) in text.into_iter().zip(0..) {
            let y = plan.captions[2] + LINE * (f64::from(i) + 0.5);
            labels.put(line.anchored(HPos::Left).at((left, y)));
        }
    }
}

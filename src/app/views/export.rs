//! Pictures as separate documents. `www/share/pictures.js` saves them as files.

use web_sys::Window;

use super::compare::caption;
use super::inspector::export::{Plate, plate};
use super::surface;
use super::{Views, apart};
use crate::app::browser::address;
use crate::chart::{Sheet, Theme};
use crate::link;
use crate::network::Subject;
use crate::scene::VerdictLine;
use crate::settings::{Settings, View};
use crate::state::{Freshness, Model, summary, veiling};
#[cfg(feature = "whole")]
use crate::words::map as maps;
use crate::words::{status as words, strip as strips};

/// The most characters of a file's name, without its ending.
const LONGEST: usize = 100;

/// The name of the map.
#[cfg(feature = "whole")]
const MAP: &str = "map";
/// The name of the strip of gains.
pub const STRIP: &str = "strip";

/// The name of the training.
#[cfg(feature = "whole")]
const TRAINING: &str = "training";

/// A self-contained picture.
pub struct Picture {
    /// A name for a file, without an ending: `gradlens-flow-depth-50-act-tanh-seed-1`.
    pub name: String,
    /// The text of the SVG.
    pub svg: String,
}

/// A picture as it is shown, with title, verdict, settings and link around it: `flow`,
/// `chart`, `strip`, `training`, or one of the inside of the selected layer while that is open. `None` if there is no
/// such picture, or not yet.
pub fn picture(
    views: &mut Views,
    (model, window): (&Model, &Window),
    name: &str,
) -> Option<Picture> {
    views.catch_up(model);
    let theme = views.theme(model);
    let plate = match name {
        apart::NAME => {
            views.stage.draw_layer(model);
            views.stage.apart().plate(&theme)
        }
        map => plate(views.stage.inspector(), map, &theme),
    };
    match plate {
        Some(plate) => Some(of_plate(&plate, (model, window), &theme)),
        #[cfg(feature = "whole")]
        None if name == MAP => of_map(views, (model, window), &theme),
        None if name == STRIP => of_strip(views, (model, window), &theme),
        #[cfg(feature = "whole")]
        None if name == TRAINING => of_training(views, (model, window), &theme),
        None => of_panel(views, (model, window), name),
    }
}

/// The training.
#[cfg(feature = "whole")]
fn of_training(
    views: &Views,
    (model, window): (&Model, &Window),
    theme: &Theme,
) -> Option<Picture> {
    let caption = [
        summary(&model.subject),
        address::whole(window, &model.subject, &model.view),
    ];
    Some(Picture {
        name: file_name(TRAINING, &model.subject, &model.view),
        svg: views.training.sheet(model, theme, caption)?,
    })
}

/// The strip of gains.
fn of_strip(views: &Views, (model, window): (&Model, &Window), theme: &Theme) -> Option<Picture> {
    let size = views.strip.size();
    let (drawn, strip) = views.strip.svg(theme, size)?;
    let description = strip.description();
    let caption = [
        summary(&model.subject),
        address::whole(window, &model.subject, &model.view),
    ];
    let sheet = Sheet {
        title: strips::TITLE,
        description: &description,
        finding: &strip.reading(strip.handle),
        caption: &caption,
    };
    Some(Picture {
        name: file_name(STRIP, &model.subject, &model.view),
        svg: sheet.svg(theme, size, (&drawn, surface::FINE)),
    })
}

/// The map, and the one beside it.
#[cfg(feature = "whole")]
fn of_map(views: &Views, (model, window): (&Model, &Window), theme: &Theme) -> Option<Picture> {
    let (drawn, size, picture) = views.map.svg(theme)?;
    let mut caption = picture.line().to_vec();
    let finding = caption.remove(0);
    caption.push(summary(&model.subject));
    caption.push(address::whole(window, &model.subject, &model.view));
    caption.retain(|line| !line.is_empty());
    let sheet = Sheet {
        title: maps::TITLE,
        description: &picture.field.description(),
        finding: &finding,
        caption: &caption,
    };
    Some(Picture {
        name: file_name(MAP, &model.subject, &model.view),
        svg: sheet.svg(theme, size, (&drawn, surface::FINE)),
    })
}

fn of_plate(plate: &Plate, (model, window): (&Model, &Window), theme: &Theme) -> Picture {
    let caption = [
        plate.key.into(),
        summary(&plate.subject),
        address::whole(window, &plate.subject, &model.view),
    ];
    let sheet = Sheet {
        title: &plate.title,
        description: &plate.description,
        finding: &plate.description,
        caption: &caption,
    };
    Picture {
        name: file_name(plate.name, &plate.subject, &model.view),
        svg: sheet.svg(theme, plate.size, (&plate.svg, surface::FINE)),
    }
}

fn of_panel(views: &Views, (model, window): (&Model, &Window), name: &str) -> Option<Picture> {
    let theme = views.theme(model);
    let [flow, chart] = views.stage.drawn(model)?;
    let (picture, entry) = match name {
        "flow" => flow,
        "chart" => chart,
        _ => return None,
    };
    let (content, size) = picture.shown()?;
    let mut captions = content.notes();
    if model.store.freshness(entry, &model.subject) != Freshness::Whole {
        captions.push(words::UNFINISHED.into());
    }
    captions.push(summary(&entry.subject));
    captions.push(address::whole(
        window,
        &entry.subject,
        &model.view_of(entry),
    ));
    captions.extend(model.pinned.as_ref().map(|one| caption(&one.entry)));
    // What a step of the lesson asks is not answered by a file.
    let finding = match veiling(model) {
        Some(step) => step.line(':', 0).unwrap_or("").into(),
        None => {
            let line = VerdictLine::of(&entry.analysis);
            [line.lead, line.rest].join(" ")
        }
    };
    let sheet = Sheet {
        title: content.title(),
        description: content.description(),
        finding: &finding,
        caption: &captions,
    };
    let drawn = content.svg(&theme, size);
    Some(Picture {
        name: file_name(content.name(), &entry.subject, &model.view_of(entry)),
        svg: sheet.svg(&theme, size, (&drawn, surface::FINE)),
    })
}

/// Letters, digits, dots and hyphens only.
fn file_name(panel: &str, subject: &Subject, view: &View) -> String {
    let link = match subject.recipe() {
        Some(recipe) => link::encode(&Settings {
            recipe: recipe.clone(),
            view: view.clone(),
        }),
        None => format!("-{}", subject.name().unwrap_or_default()),
    };
    let settings = link.strip_prefix("v=1").unwrap_or(&link);
    let mut name = format!("gradlens-{panel}");
    for c in settings.chars().take(LONGEST) {
        let is_plain = c.is_ascii_alphanumeric() || c == '.';
        name.push(if is_plain { c } else { '-' });
    }
    name
}

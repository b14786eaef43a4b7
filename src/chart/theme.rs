//! Colours by meaning, and sizes. The only place with a colour.

use super::palette::Palette;
use crate::scene::Role;

/// A colour, red green blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// As CSS: `#0072b2`.
    pub fn css(self) -> String {
        let Self(red, green, blue) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The contrast ratio of two colours, 1..21, as the Web Content Accessibility Guidelines define
    /// it.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour with some opacity, 0..1, on an opaque one.
    pub fn over(self, under: Self, opacity: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two bytes"
        )]
        let mix =
            |a: u8, b: u8| (f64::from(a) * opacity + f64::from(b) * (1.0 - opacity)).round() as u8;
        Self(
            mix(self.0, under.0),
            mix(self.1, under.1),
            mix(self.2, under.2),
        )
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// How a picture looks: colours and sizes.
///
/// Blue and orange mean below and above 1 and nothing else; both can be distinguished by readers
/// with any colour vision. Data has a contrast of at least 3 on the background, text at least 4.5.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Behind everything.
    pub background: Color,
    /// Text.
    pub text: Color,
    /// Text that is not in the foreground.
    pub quiet_text: Color,
    /// Lines of the grid.
    pub grid: Color,
    /// The line at 1 and the axes.
    pub axis: Color,
    /// The place of the selected layer.
    pub selected: Color,
    /// Backend pixels per CSS pixel; every length and every font size is multiplied by it.
    pub ratio: f64,
    /// Size of all text in CSS pixels.
    pub text_size: f64,
    /// The divisor that the backend applies to font sizes.
    font_divisor: f64,
    is_dark: bool,
}

/// plotters writes font sizes into SVG divided by this.
const SVG_FONT_DIVISOR: f64 = 1.24;

impl Theme {
    /// The names of the fonts, as in CSS.
    pub const FONT: &'static str = "system-ui, sans-serif";

    /// Dark ink on white, at ratio 1.
    pub fn light() -> Self {
        Self {
            background: Palette::LIGHT.ground,
            text: Palette::LIGHT.ink,
            quiet_text: Palette::LIGHT.quiet,
            grid: Color(233, 236, 239),
            axis: Color(140, 149, 159),
            selected: Color(238, 241, 245),
            ratio: 1.0,
            text_size: 14.0,
            font_divisor: 1.0,
            is_dark: false,
        }
    }

    /// Light ink on a dark ground, at ratio 1.
    pub fn dark() -> Self {
        Self {
            background: Palette::DARK.ground,
            text: Palette::DARK.ink,
            quiet_text: Palette::DARK.quiet,
            grid: Color(40, 45, 51),
            axis: Color(110, 119, 129),
            selected: Color(38, 43, 50),
            is_dark: true,
            ..Self::light()
        }
    }

    /// The same for a device with this many backend pixels per CSS pixel; clamped to 0.5..32.
    pub fn with_ratio(self, ratio: f64) -> Self {
        let ratio = if ratio.is_finite() {
            ratio.clamp(0.5, 32.0)
        } else {
            1.0
        };
        Self { ratio, ..self }
    }

    /// The same for plotters' SVG backend, which divides font sizes.
    pub fn for_svg(self) -> Self {
        Self {
            font_divisor: SVG_FONT_DIVISOR,
            ..self
        }
    }

    /// The colour of a role.
    pub fn color(&self, role: Role) -> Color {
        if self.is_dark {
            dark(role)
        } else {
            light(role)
        }
    }

    /// The colours of the fan.
    pub fn palette(&self) -> &'static Palette {
        match self.is_dark {
            true => &Palette::DARK,
            false => &Palette::LIGHT,
        }
    }

    /// The same on the ground of the fan, with its colours of text and lines.
    pub(super) fn in_palette(&self) -> Self {
        let palette = self.palette();
        Self {
            background: palette.ground,
            text: palette.ink,
            quiet_text: palette.quiet,
            grid: palette.faint,
            axis: palette.line,
            ..self.clone()
        }
    }

    /// A length in CSS pixels as backend pixels, at least 1 if it is not 0.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "lengths are far below 2^31"
    )]
    pub fn px(&self, css: f64) -> i32 {
        let scaled = (css * self.ratio).round() as i32;
        if scaled == 0 && css > 0.0 { 1 } else { scaled }
    }

    /// Whether its ink is lighter than its ground.
    pub(super) fn is_dark(&self) -> bool {
        self.is_dark
    }

    /// The font size to hand to the backend, of a size in CSS pixels.
    pub(super) fn font_size(&self, css: f64) -> f64 {
        css * self.ratio * self.font_divisor
    }
}

fn light(role: Role) -> Color {
    match role {
        Role::Shrinking => Color(0, 114, 178),
        Role::Expanding => Color(213, 94, 0),
        Role::Output => Color(0, 133, 98),
        Role::Slope => Color(178, 64, 110),
        Role::Note => Color(89, 98, 108),
        Role::Failure => Color(179, 38, 30),
    }
}

fn dark(role: Role) -> Color {
    match role {
        Role::Shrinking => Color(86, 180, 233),
        Role::Expanding => Color(240, 160, 60),
        Role::Output => Color(54, 190, 148),
        Role::Slope => Color(235, 128, 168),
        Role::Note => Color(160, 169, 179),
        Role::Failure => Color(255, 125, 113),
    }
}

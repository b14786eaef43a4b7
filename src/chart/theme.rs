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

    /// Whether no channel differs more than this.
    pub fn is_near(self, other: Self, most: u8) -> bool {
        let pairs = [(self.0, other.0), (self.1, other.1), (self.2, other.2)];
        pairs.iter().all(|(a, b)| a.abs_diff(*b) <= most)
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
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
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

    /// Dark ink on a light ground, at ratio 1.
    pub fn light() -> Self {
        Self {
            ratio: 1.0,
            text_size: 14.0,
            font_divisor: 1.0,
            is_dark: false,
        }
    }

    /// Light ink on a dark ground, at ratio 1.
    pub fn dark() -> Self {
        Self {
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
        let palette = self.palette();
        match role {
            Role::Shrinking => palette.below,
            Role::Expanding => palette.above,
            Role::Note => palette.quiet,
            Role::Failure => palette.hot,
        }
    }

    /// All colours.
    pub fn palette(&self) -> &'static Palette {
        match self.is_dark {
            true => &Palette::DARK,
            false => &Palette::LIGHT,
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

//! Images of handwritten digits. They are no part of the program: whoever wants them brings their text.

use std::cell::OnceCell;

use super::{Data, FileError, Targets};
#[cfg(feature = "whole")]
use crate::network::wire::{Reader, Writer};
use crate::words::training as words;

/// A pixel of this darkness is black; none is darker.
const BLACK: u32 = 16;

thread_local! {
    /// Those of this thread, and so of a page or of a worker.
    static BROUGHT: OnceCell<Digits> = const { OnceCell::new() };
}

/// Images of 8 x 8 pixels, each of one of the ten digits, as `data/README.md` describes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    text: String,
}

impl Digits {
    /// Pixels to a side, and in an image.
    pub const SIDE: usize = 8;
    /// Pixels in an image.
    pub const PIXELS: usize = Self::SIDE * Self::SIDE;
    /// How many digits there are.
    pub const CLASSES: usize = 10;

    /// A line for each image: the digit, a space, and 64 pixels from `0` to `g`, row by row.
    ///
    /// ```
    /// use gradlens::study::training::Digits;
    /// let error = Digits::read("7 00g").unwrap_err().to_string();
    /// assert_eq!(error, "the digits: line 1 is no digit with 64 pixels from 0 to g.");
    /// ```
    ///
    /// # Errors
    /// A line of another form, a digit of which there is no image, or more images than [`Data::MOST_ROWS`].
    pub fn read(text: &str) -> Result<Self, FileError> {
        let refused = |problem: &str| Err(FileError::new(words::DIGITS, problem));
        let mut is_there = [false; Self::CLASSES];
        for (line, number) in text.lines().zip(1..) {
            match (image(line), number > Data::MOST_ROWS) {
                (Some((digit, _)), false) => is_there[digit] = true,
                (None, _) => return refused(&words::no_image(number, Self::PIXELS)),
                (_, true) => return refused(&words::too_many_images(Data::MOST_ROWS)),
            }
        }
        match is_there.iter().position(|is_there| !is_there) {
            Some(digit) => refused(&words::no_image_of(digit)),
            None => Ok(Self { text: text.into() }),
        }
    }

    /// From now on this thread has them; once is enough.
    pub fn bring(self) {
        // Refused if they are there already.
        let _ = BROUGHT.with(|brought| brought.set(self));
    }

    /// Those that were brought.
    pub fn brought() -> Option<Self> {
        BROUGHT.with(|brought| brought.get().cloned())
    }

    /// As words, eight characters in each.
    #[cfg(feature = "whole")]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.count(self.text.len());
        for piece in self.text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..piece.len()].copy_from_slice(piece);
            out.word(u64::from_le_bytes(word));
        }
    }

    #[cfg(feature = "whole")]
    pub(crate) fn from_words(from: &mut Reader<'_>) -> Option<Self> {
        let length = from.count()?;
        let mut bytes = Vec::new();
        while bytes.len() < length {
            bytes.extend(from.word()?.to_le_bytes());
        }
        bytes.truncate(length);
        Self::read(&String::from_utf8(bytes).ok()?).ok()
    }

    /// Their text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// 64 inputs for each image, from 0 (white) to 1 (black), and its digit.
    pub fn data(&self) -> Data {
        let images = self.text.lines().filter_map(image);
        let (classes, pixels): (Vec<usize>, Vec<Vec<f64>>) = images.unzip();
        Data::of_known(pixels.concat(), Self::PIXELS, Targets::Classes(classes))
    }
}

/// The digit and the pixels of a line.
fn image(line: &str) -> Option<(usize, Vec<f64>)> {
    let (digit, pixels) = line.split_once(' ')?;
    let mut only = digit.chars();
    let digit = only.next()?.to_digit(10)? as usize;
    let level = |pixel: char| {
        let level = pixel.to_digit(BLACK + 1)?;
        Some(f64::from(level) / f64::from(BLACK))
    };
    let levels: Vec<f64> = pixels.chars().map(level).collect::<Option<_>>()?;
    (only.next().is_none() && levels.len() == Digits::PIXELS).then_some((digit, levels))
}

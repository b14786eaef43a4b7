//! Words of 64 bits, in which values travel between threads: one alphabet for networks, tasks and
//! pieces of an analysis. Every bit is preserved. Values are read in the order in which they were
//! written; the words themselves do not say what they mean.

use super::Extended;

/// Words that are being written.
#[derive(Default)]
pub(crate) struct Writer(Vec<u64>);

impl Writer {
    /// With room for so many words.
    pub fn with_room(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Everything that was written.
    pub fn into_words(self) -> Vec<u64> {
        self.0
    }

    pub fn word(&mut self, word: u64) {
        self.0.push(word);
    }

    pub fn count(&mut self, count: usize) {
        self.word(count as u64);
    }

    pub fn flag(&mut self, flag: bool) {
        self.word(u64::from(flag));
    }

    pub fn float(&mut self, x: f64) {
        self.word(x.to_bits());
    }

    pub fn number(&mut self, x: Extended) {
        self.float(x.mantissa());
        self.word(x.exponent().cast_unsigned());
    }

    /// The number of items, then each item.
    pub fn list<T>(&mut self, items: impl ExactSizeIterator<Item = T>, write: fn(&mut Self, T)) {
        self.count(items.len());
        for item in items {
            write(self, item);
        }
    }

    pub fn counts(&mut self, list: &[usize]) {
        self.list(list.iter().copied(), Self::count);
    }

    pub fn floats(&mut self, list: &[f64]) {
        // Weights are many numbers, so they are not written one by one.
        self.count(list.len());
        self.0.extend(list.iter().map(|x| x.to_bits()));
    }

    pub fn numbers(&mut self, list: &[Extended]) {
        self.list(list.iter().copied(), Self::number);
    }

    pub fn text(&mut self, text: &str) {
        self.list(text.bytes(), |out, byte| out.word(u64::from(byte)));
    }

    /// Whether there is a value, then the value.
    pub fn some<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }
}

/// Words that are still to be read; every method gives `None` if they end too early or mean
/// nothing.
pub(crate) struct Reader<'a>(&'a [u64]);

impl<'a> Reader<'a> {
    /// Reads from the first word.
    pub fn of(words: &'a [u64]) -> Self {
        Self(words)
    }
}

impl Reader<'_> {
    /// Whether all words have been read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn word(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.word()?).ok()
    }

    pub fn flag(&mut self) -> Option<bool> {
        Some(self.word()? != 0)
    }

    pub fn float(&mut self) -> Option<f64> {
        self.word().map(f64::from_bits)
    }

    pub fn number(&mut self) -> Option<Extended> {
        Some(Extended::new(self.float()?, self.word()?.cast_signed()))
    }

    /// The item of `all` with the index that is read.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.count()?).copied()
    }

    /// A list preceded by its length; a length past the end of the words is refused before anything
    /// is allocated.
    pub fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count().filter(|count| *count <= self.0.len())?;
        (0..count).map(|_| item(self)).collect()
    }

    pub fn counts(&mut self) -> Option<Vec<usize>> {
        self.list(Self::count)
    }

    pub fn floats(&mut self) -> Option<Vec<f64>> {
        // Weights are many numbers, so they are not read one by one.
        let count = self.count()?;
        let (numbers, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(numbers.iter().map(|bits| f64::from_bits(*bits)).collect())
    }

    pub fn numbers(&mut self) -> Option<Vec<Extended>> {
        self.list(Self::number)
    }

    pub fn text(&mut self) -> Option<String> {
        let bytes = self.list(|from| u8::try_from(from.word()?).ok())?;
        String::from_utf8(bytes).ok()
    }

    #[expect(clippy::option_option, reason = "no words, or words for nothing")]
    pub fn some<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.flag()? {
            false => Some(None),
            true => read(self).map(Some),
        }
    }
}

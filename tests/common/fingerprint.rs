//! FNV-1a of 64 bits, for tests that run natively and in WebAssembly.

/// The hash of what has been added, in this order.
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// The hash of nothing.
    pub fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// Adds these bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
}

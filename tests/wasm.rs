//! The tests of results that have the same bits on every platform, as a program of their own that is compiled to WebAssembly
//! (`scripts/test-wasm`). Natively they are part of `tests/all.rs`.

mod common {
    pub mod fingerprint;
}

mod golden;
mod training_bits;
mod web;

//! All tests as one program, which is linked once: a module for each file, named after the part of the crate that it tests.
//! Two of them run as WebAssembly too, see `tests/wasm.rs`.

// What several tests share.
mod asked;
mod common;
mod html;
mod planted;
mod recorder;
mod shown;

mod accuracy;
mod activation;
mod analysis;
mod assembly;
mod axes;
mod axis;
mod backprop;
mod chain;
mod chain_formula;
mod chart;
mod circles;
mod compare;
mod decimal;
mod detail;
mod distribution;
mod easel;
mod extended;
mod extreme;
mod file;
mod frame;
mod golden;
mod init;
mod inspector;
mod json;
mod layers;
mod lesson;
mod link;
mod matrix;
mod network;
mod plain;
mod preset;
mod pulse;
mod random;
mod reference;
mod report;
mod scene;
mod settings;
mod sheet;
mod site;
mod spectrum;
mod subject;
mod unresolved;
mod value;
mod verdict;
mod web;
mod words;
mod written;

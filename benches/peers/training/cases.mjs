// What is trained: cases as Case::from_json of Gradlens reads them, drawn from a seed, written once, read by all sides.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { normal, uniform } from '../networks.mjs';

const SIZES = [
  { depth: 20, width: 16, batch: 32 },
  { depth: 50, width: 64, batch: 64 },
];
/** The rows of the data are so many batches, and each step sees the next batch of so many lists, in a circle. */
const BATCHES = 4;
const LISTS = 64;

/** The cases: { name, depth, width, batch, seed, file }. */
export const CASES = SIZES.map((size, place) => ({
  ...size,
  name: `${size.depth} x ${size.width}, batch ${size.batch}`,
  seed: 11 + place,
  file: `target/peers/training/${size.depth}x${size.width}.json`,
}));

/**
 * `depth` layers of `width` neurons, tanh and a linear last one, weights N(0, 1/width), biases of zero, inputs and targets
 * N(0, 1); mean over the batch of 1/2 ||y - t||^2, Adam.
 */
export function caseOf({ name, depth, width, batch, seed }) {
  const draw = normal(seed);
  const next = uniform(seed);
  const vector = (deviation) => Array.from({ length: width }, () => draw() * deviation);
  const matrix = (rows, deviation) => Array.from({ length: rows }, () => vector(deviation));
  const layer = (_, place) => ({
    w: matrix(width, width ** -0.5),
    b: Array.from({ length: width }, () => 0),
    activation: place < depth - 1 ? 'tanh' : 'linear',
  });
  const rows = BATCHES * batch;
  return {
    gradlens_training: 1,
    name,
    layers: Array.from({ length: depth }, layer),
    inputs: matrix(rows, 1),
    loss: 'mse',
    targets: matrix(rows, 1),
    optimizer: { kind: 'adam', lr: 1e-4, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    batches: Array.from({ length: LISTS }, () => Array.from({ length: batch }, () => Math.floor(next() * rows))),
    steps: LISTS - 1,
  };
}

/** Writes the file of a case. */
export function writeCase(path, one) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(caseOf(one)));
}

// The networks that every side computes: drawn from a seed, written once, read by all.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Uniform numbers in [0, 1) from a 32-bit seed (mulberry32: short, and good enough for test matrices). */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers, by Box and Muller. */
export function normal(seed) {
  const next = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** The items in another order, each order as likely as any other (Fisher and Yates). */
export function shuffled(items, next) {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** Six decimals keep the file of the largest network below the 32 MB that Gradlens reads. */
const rounded = (value) => Math.round(value * 1e6) / 1e6;

/** `depth` layers of `width` neurons, tanh, weights N(0, 1/width), no bias: a network file. */
export function networkFile(name, depth, width, seed) {
  const draw = normal(seed);
  const vector = (size, deviation) => Array.from({ length: size }, () => rounded(draw() * deviation));
  const matrix = () => Array.from({ length: width }, () => vector(width, width ** -0.5));
  const layers = Array.from({ length: depth }, () => ({ w: matrix(), b: null, activation: 'tanh' }));
  return { gradlens_network: 1, name, input: vector(width, 1), target: vector(width, 1), layers };
}

/** Writes the network file of a case. */
export function writeNetwork(path, { name, depth, width, seed }) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(networkFile(name, depth, width, seed)));
}

// Trainings whose steps have the same bits everywhere: tests/golden/trainings.txt.
import { readFileSync } from 'node:fs';

const LINES = readFileSync(new URL('../../golden/trainings.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

/** Digest and link. */
export const TRAININGS = LINES.map((line) => line.split(' '));

/** The digest of tests/training_bits.rs of a network as window.gradlens.network() gives it: of each layer the columns of w, then b. */
export function digestOfWeights({ layers }) {
  const number = new Float64Array(1);
  const bits = new BigUint64Array(number.buffer);
  let sum = 0n;
  const add = (x) => {
    number[0] = x;
    sum = BigInt.asUintN(64, (sum << 1n) | (sum >> 63n)) ^ bits[0];
  };
  for (const { w, b } of layers) {
    for (const column of w[0].keys()) for (const row of w) add(row[column]);
    (b ?? []).forEach(add);
  }
  return sum.toString(16).padStart(16, '0').toUpperCase();
}

// Nothing is timed before every side has the same losses and the same norms as Gradlens.
import { OURS } from './gradlens.mjs';

/**
 * The largest difference, relative to the number itself. Numbers of TensorFlow.js have 24 bits; sums of some thousand roundings, and
 * 50 layers, cost a few hundred last places.
 */
const TOLERANCES = [
  [/^Gradlens/, 0],
  [/^PyTorch/, 1e-9],
  [/^TensorFlow.js/, 1e-4],
];

/** The largest difference from the first of the expected numbers. */
function largest(who, what, [found, expected], tolerance) {
  if (!(found.length > 0 && found.length <= expected.length)) throw new Error(`${who}: ${found.length} ${what} instead of ${expected.length}.`);
  const differences = found.map((value, place) => Math.abs(value - expected[place]) / Math.abs(expected[place] || 1));
  const at = differences.findIndex((difference) => !(difference <= tolerance));
  if (at < 0) return Math.max(...differences);
  throw new Error(`${who}, number ${at + 1} of the ${what} is ${found[at]}, Gradlens says ${expected[at]}; nothing was timed.`);
}

/** The largest differences { side, losses, norms }; throws a sentence where they are too large. Norms may be left out. */
export function agree(name, sides) {
  const { results: right } = sides.find(({ side }) => side === OURS);
  return sides.map(({ side, results }) => {
    const [, tolerance] = TOLERANCES.find(([pattern]) => pattern.test(side));
    const of = (what) => largest(`${side}, ${name}`, what, [results[what], right[what]], tolerance);
    return { side, losses: of('losses'), norms: results.norms && of('norms') };
  });
}

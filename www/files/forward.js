// The output of a network in plain doubles, and how far it is from one that another program has computed. For this comparison only.
import { ACTIVATIONS } from './activation.js';
import { words } from './words.js';

function normed(v, { kind, eps }) {
  const mean = kind === 'layer' ? v.reduce((sum, x) => sum + x, 0) / v.length : 0;
  const centred = v.map((x) => x - mean);
  const size = Math.sqrt(centred.reduce((sum, x) => sum + x * x, 0) / v.length + eps);
  return centred.map((x) => x / size);
}

function layerOutput({ w, outputs, b, activation, skip, norm }, z) {
  const at = (place, v) => (norm?.place === place ? normed(v, norm) : v);
  const entering = at('input', z);
  const a = b ? b.slice() : new Float64Array(outputs);
  for (const [i, x] of entering.entries()) for (let j = 0; j < outputs; j += 1) a[j] += x * w[i * outputs + j];
  const branch = at('pre-activation', a).map(ACTIVATIONS[activation]);
  return at('output', skip === undefined || skip === null ? branch : branch.map((x, i) => z[i] + skip * x));
}

/** y* of the parts of a network. */
export const output = ({ input, layers }) => layers.reduce((z, layer) => layerOutput(layer, z), input);

/** Results that differ by less than this part of the largest number are called equal: what 32 bits make of one network. */
const EQUAL = 1e-4;

/**
 * How an output compares with a reference of the same length: { isEqual, sentence }. Differences count relative to the largest number,
 * or to 1 where all are smaller.
 */
export function comparison(y, reference) {
  const scale = Math.max(1, ...reference.map(Math.abs));
  const differences = y.map((x, i) => Math.abs(x - reference[i]));
  const worst = differences.reduce((best, x, i) => (x > differences[best] || Number.isNaN(x) ? i : best), 0);
  const largest = differences[worst];
  if (largest <= EQUAL * scale) return { isEqual: true, sentence: words.agrees(largest === 0 ? 0 : 10 ** Math.ceil(Math.log10(largest / scale))) };
  return { isEqual: false, sentence: words.differs(largest, worst + 1) };
}

// The measurements as a section of Markdown.
import { JOBS } from './cases.mjs';
import { limits } from './limits.mjs';
import { ratios } from './ratios.mjs';
import { digits, median, minimum, table } from '../shared/tables.mjs';

const PLACES = { numpy: 'native', chromium: 'Chromium', node: 'Node' };

/** How the times of a job are shown: those of one matrix are short, and their networks differ in the width only. */
const SMALL = { unit: 'microseconds', factor: 1000, column: ({ width }) => `H = ${width}` };
const LARGE = { unit: 'milliseconds', factor: 1, column: ({ depth, width }) => `K x H = ${depth} x ${width}` };

/** The table of one job: who in rows, networks in columns, minimum and median in each cell. */
function timed(job, results) {
  const { unit, factor, column } = job === 'values' ? SMALL : LARGE;
  const columns = results.filter(({ jobs }) => jobs.includes(job));
  const called = ({ side, place }) => `${side}, ${PLACES[place]}`;
  const runners = (one) => one.runners.filter((runner) => runner.job === job);
  const cell = (runner) => (runner ? [minimum, median].map((measure) => digits(measure(runner) * factor)).join(' / ') : '');
  const names = [...new Set(columns.flatMap((one) => runners(one).map(called)))].sort();
  if (names.length === 0) return [];
  const rows = names.map((name) => [name, ...columns.map((one) => cell(runners(one).find((runner) => called(runner) === name)))]);
  const title = `**${JOBS[job][0].toUpperCase()}${JOBS[job].slice(1)}**; ${unit}, minimum / median`;
  return [`${title}\n\n${table(['', ...columns.map(column)], rows)}`];
}

/** Medians over minima: how unsteady the machine was. */
function noise(results) {
  const spreads = results.flatMap(({ runners }) => runners.map((runner) => median(runner) / minimum(runner))).sort((a, b) => a - b);
  const at = (share) => spreads[Math.floor(share * (spreads.length - 1))].toFixed(2);
  return `half of all medians are within ${at(0.5)} times their minimum, nine in ten within ${at(0.9)} times`;
}

/** How NumPy takes the singular values of many layers, by networks. */
function numpyWays(results) {
  const layered = results.filter(({ jobs }) => jobs.includes('layers'));
  return layered.map(({ name, way }) => `${name} ${way}`).join(', ');
}

/** The whole section. `words` are the options of the command. */
export function report({ machine, peak, results, rounds, load, words }) {
  const gigaflops = (rate) => (rate / 1e9).toFixed(1);
  const jobs = ['layers', 'norms', 'whole', 'chain'].map((job) => `* *${job}*: ${JOBS[job]}.`);
  return `## Gradlens and other libraries

\`${['node benches/peers/run.mjs', ...words].join(' ')}\`: ${rounds} rounds in shuffled order, on the same networks (tanh, weights N(0, 1/H), seeded); each
value is a batch of at least 30 ms after a warm-up. Before anything is timed, the singular values of every side are compared
with NumPy's, to 1e-9 of the largest; for the libraries also the gradient and the product.

${machine.map((line) => `* ${line}`).join('\n')}
* Load of the machine before and after: ${load.join(' and ')}. Noise: ${noise(results)}. Only ratios of one run mean something.

### Ratios

NumPy runs natively with one thread, everything else in Chromium. Jobs:

${jobs.join('\n')}

${ratios(results)}

### Times

${Object.keys(JOBS).flatMap((job) => timed(job, results)).join('\n\n')}

NumPy takes the singular values of the layers in its quicker way (stacked: one call for all): ${numpyWays(results)}.
svd-js has no products; there they are plain loops. Where the values of one matrix are measured, eight take turns.
Gradlens does more for each layer than the others: with the values come their error bounds. It has no plain product, so it has
no *whole*; its *chain* is three walks, the product itself and two checks.

*Two workers*: two module workers of the built page (www/worker.js, its messages, its slices), one with the outline and the first half of the layers, the
other with the second half. Each does both passes anew, as in the page. Included are messages in both directions; not included is
reading the network, which no other side does here either.

### Distance to the limit (an estimate)

Operations that a job needs at least (reduction to bidiagonal form, products) over its time. The peak is a loop of independent
additions and multiplications in simd128: ${gigaflops(peak.chromium)} Gflop/s in Chromium, ${gigaflops(peak.node)} in Node. Shares are of the former, also for NumPy,
which may use wider registers.

${limits(results, peak.chromium)}
`;
}

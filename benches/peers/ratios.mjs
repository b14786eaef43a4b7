// The ratios that count, each of two runners of the same rounds.
import { minimum, median, table } from '../shared/tables.mjs';

export const NUMPY = ['NumPy', 'numpy'];
export const OURS = ['Gradlens', 'chromium'];

export const TWO = ['Gradlens, two workers', 'chromium'];

const NETWORKS = ['10 x 8', '50 x 64', '100 x 128'];
const PEERS = ['ml-matrix', 'svd-js', 'emlapack'];

/**
 * The rows: upper over lower, each [side, place, job], on one network. Like is compared with like:
 * its per-layer job has the product where that of the other side has it. Only the chain, which has no counterpart, is
 * compared with the whole per-layer job.
 */
const RATIOS = [
  ...NETWORKS.map((name) => ({ name, upper: [...OURS, 'layers'], lower: [...NUMPY, 'layers'] })),
  ...NETWORKS.map((name) => ({ name, upper: [...TWO, 'layers'], lower: [...NUMPY, 'layers'] })),
  ...NETWORKS.map((name) => ({ name, upper: [...OURS, 'norms'], lower: [...NUMPY, 'layers'] })),
  ...NETWORKS.map((name) => ({ name, upper: [...OURS, 'chain'], lower: [...NUMPY, 'whole'] })),
  ...PEERS.map((side) => ({ name: '50 x 64', upper: [side, 'chromium', 'layers'], lower: [...OURS, 'layers'] })),
  ...NETWORKS.flatMap((name) => PEERS.map((side) => ({ name, upper: [side, 'chromium', 'whole'], lower: [...NUMPY, 'whole'] }))),
];

/** The runner [side, place, job] on one network; nothing where it was not measured. */
export function runner(results, name, [side, place, job]) {
  const one = results.find((candidate) => candidate.name === name);
  return one?.runners.find((it) => it.side === side && it.place === place && it.job === job);
}

/** The table of all ratios whose two sides were measured. Sides other than NumPy run in Chromium. */
export function ratios(results) {
  const rows = RATIOS.flatMap(({ name, upper, lower }) => {
    const [above, below] = [upper, lower].map((who) => runner(results, name, who));
    if (!above || !below) return [];
    const what = upper[2] === lower[2] ? upper[2] : `${upper[2]} / ${lower[2]}`;
    const of = (measure) => (measure(above) / measure(below)).toPrecision(3);
    return [[`${upper[0]} / ${lower[0]}`, name, what, of(minimum), of(median)]];
  });
  return table(['', 'K x H', 'job', 'of minima', 'of medians'], rows);
}

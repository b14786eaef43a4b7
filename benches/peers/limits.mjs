// How far each job is from what simd128 can do: an estimate.
import { operations } from './cases.mjs';
import { digits, minimum, table } from '../shared/tables.mjs';

const SHOWN = [
  ['Gradlens', 'chromium'],
  ['emlapack', 'chromium'],
  ['NumPy', 'numpy'],
];

/** The rate of one runner in Gflop/s, and its share of the peak; nothing where the side does not do the job. */
function rate({ runners, job, count }, [side, place], peak) {
  const runner = runners.find((it) => it.side === side && it.place === place && it.job === job);
  if (!runner) return '';
  const perSecond = (1000 * count) / minimum(runner);
  return `${(perSecond / 1e9).toFixed(1)} (${Math.round((100 * perSecond) / peak)} %)`;
}

/** The table; `peak` is operations in a second. */
export function limits(results, peak) {
  const counted = results
    .flatMap((one) => one.jobs.map((job) => ({ ...one, job, count: operations(job, one.depth, one.width) })))
    .filter(({ count }) => count);
  const present = SHOWN.filter(([side]) => results.some(({ runners }) => runners.some((runner) => runner.side === side)));
  const rows = counted.map((one) => [
    one.job === 'values' ? one.name : `${one.name}, ${one.job}`,
    (one.count / 1e6).toPrecision(3),
    digits((1e6 * one.count) / peak),
    ...present.map((who) => rate(one, who, peak)),
  ]);
  return table(['network, job', 'Mflop', 'at the peak, microseconds', ...present.map(([side]) => `${side}, Gflop/s`)], rows);
}

// What Gradlens aims at beside the other sides: ratios of minima, in Chromium beside native NumPy.
import { atLeast, atMost } from '../shared/targets.mjs';
import { minimum } from '../shared/tables.mjs';
import { NUMPY, OURS, runner, TWO } from './ratios.mjs';

const LAYERS = 1;
const CHAIN = 2;

/** The rows of the table of targets. */
export function targets(results) {
  const time = (name, who, job) => minimum(runner(results, name, [...who, job]));
  const ratio = (name, [upper, job], [lower, other]) => time(name, upper, job) / time(name, lower, other);
  const layers = (name, who) => ratio(name, [who, 'layers'], [NUMPY, 'layers']);
  const slower = (side) => ratio('50 x 64', [[side, 'chromium'], 'layers'], [OURS, 'layers']);
  const chain = (name) => ratio(name, [OURS, 'chain'], [NUMPY, 'whole']);
  // K H^3 of the larger network is sixteen times that of the smaller.
  const growth = time('100 x 128', OURS, 'chain') / time('50 x 64', OURS, 'chain') / 16;
  return [
    atMost(LAYERS, '10 x 8: times NumPy', layers('10 x 8', OURS), 0.25),
    atMost(LAYERS, '50 x 64: times NumPy', layers('50 x 64', OURS), 1),
    atMost(LAYERS, '100 x 128: times NumPy', layers('100 x 128', OURS), 1.15),
    atMost(LAYERS, '50 x 64 with two workers: times NumPy', layers('50 x 64', TWO), 0.6),
    atLeast(LAYERS, '50 x 64: ml-matrix takes times as long', slower('ml-matrix'), 8),
    atLeast(LAYERS, '50 x 64: svd-js takes times as long', slower('svd-js'), 3.5),
    atMost(CHAIN, "50 x 64: times NumPy's per-layer job with the product", chain('50 x 64'), 8),
    atMost(CHAIN, "100 x 128: times NumPy's per-layer job with the product", chain('100 x 128'), 12),
    atMost(CHAIN, 'growth from 50 x 64 to 100 x 128, over that of K H^3', growth, 1),
  ];
}

// Compares Gradlens with NumPy and npm packages on the same matrices in the same run.
// usage: node benches/peers/run.mjs [--quick] [--without-ours]
//   --quick         three rounds, without the largest networks; only prints
//   --without-ours  without Gradlens, so it needs no dist/; only prints
// A run without options also writes its report and the targets into benches/RESULTS.md.
import { join } from 'node:path';
import { glue, ROOT } from '../shared/dist.mjs';
import { load, processor } from '../shared/machine.mjs';
import { writeSection } from '../shared/results.mjs';
import { record } from '../shared/targets.mjs';
import { cases } from './cases.mjs';
import { packages, python } from './install.mjs';
import { uniform } from './networks.mjs';
import { report } from './report.mjs';
import { measure } from './rounds.mjs';
import { targets } from './targets.mjs';
import { versions } from './versions.mjs';

const ROUNDS = 7;
const QUICK_ROUNDS = 3;
const PEAK = 'target/peers/peak.wasm';

function options(given) {
  const unknown = given.find((word) => !['--quick', '--without-ours'].includes(word));
  if (unknown) throw new Error(`unknown option "${unknown}"; there are --quick and --without-ours.`);
  return { quick: given.includes('--quick'), withOurs: !given.includes('--without-ours') };
}

/** What comes from the npm packages of the tests; they are imported here so that a sentence can say what is missing. */
async function tools() {
  try {
    return { ...(await import('./peak.mjs')), ...(await import('./places.mjs')) };
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('the npm packages of package-lock.json are missing: run "scripts/setup test" first.');
  }
}

async function peaks(places, operations) {
  const request = { peak: { file: PEAK, operations } };
  return { chromium: await places.chromium.ask(request), node: await places.node.ask(request) };
}

/** A shared machine changes its pace: the better of the peaks before and after is the limit. */
const better = (one, other) => ({ chromium: Math.max(one.chromium, other.chromium), node: Math.max(one.node, other.node) });

async function measured(places, { quick, rounds, folder, ours, operations }) {
  for (const place of [places.node, places.chromium]) await place.ask({ start: { packages: folder, glue: ours } });
  const numpy = await places.numpy.ask({ about: null });
  const machine = [processor(), ...versions(join(ROOT, folder), numpy, places.chromium.browser.version())];
  const peak = await peaks(places, operations);
  const next = uniform(20);
  const before = load();
  const results = [];
  for (const one of cases(quick)) results.push(await measure(one, { root: ROOT, places, rounds, next }));
  return { machine, peak: better(peak, await peaks(places, operations)), results, rounds, load: [before, load()] };
}

async function main() {
  const { quick, withOurs } = options(process.argv.slice(2));
  const ours = withOurs ? glue() : null;
  const folder = packages(ROOT);
  const { OPERATIONS: operations, start, writePeak } = await tools();
  writePeak(join(ROOT, PEAK));
  const places = await start(ROOT, python(ROOT));
  try {
    const rounds = quick ? QUICK_ROUNDS : ROUNDS;
    const run = await measured(places, { quick, rounds, folder, ours, operations });
    const section = report({ ...run, words: process.argv.slice(2) });
    console.log(section);
    if (quick || !withOurs) return;
    writeSection('peers', section);
    record('peers', targets(run.results), run.machine);
  } finally {
    await Promise.all(Object.values(places).map((place) => place.stop()));
  }
}

try {
  await main();
} catch (error) {
  console.error(`peers: ${error.message}`);
  process.exitCode = 1;
}

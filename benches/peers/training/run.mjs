// Compares steps of a training with PyTorch and TensorFlow.js: the same networks, weights and batches in the same run.
// usage: node benches/peers/training/run.mjs [--quick]
//   --quick   three rounds; only prints
// A run without options also writes its report and the targets into benches/RESULTS.md.
import { join } from 'node:path';
import { ROOT } from '../../shared/dist.mjs';
import { load, processor } from '../../shared/machine.mjs';
import { writeSection } from '../../shared/results.mjs';
import { record } from '../../shared/targets.mjs';
import { packages } from '../install.mjs';
import { shuffled, uniform } from '../networks.mjs';
import { agree } from './agreement.mjs';
import { CASES, writeCase } from './cases.mjs';
import { programs, pythonWithTorch } from './install.mjs';
import { report, targets } from './report.mjs';

const ROUNDS = 15;
const QUICK_ROUNDS = 3;
/** So many steps must have the same losses; two where a step takes seconds, as WebGL does by software, which is measured once. */
const STEPS = 20;
const FEW = 2;
const isSlow = (side) => side.endsWith('webgl');

/** What comes from the npm packages of the tests; they are imported here so that a sentence can say what is missing. */
async function tools() {
  try {
    return await import('../places.mjs');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('the npm packages of package-lock.json are missing: run "scripts/setup test" first.');
  }
}

/** PyTorch, Gradlens natively, and a page of Chromium with all other sides. */
async function start() {
  const { Child, Page, oneThread } = await tools();
  const python = pythonWithTorch();
  const { native, web } = programs(ROOT);
  const folder = packages(ROOT);
  const children = {
    torch: new Child('PyTorch', python, join(ROOT, 'benches/peers/training/torch_peer.py'), oneThread()),
    native: new Child('Gradlens, native', native, null, process.env),
  };
  try {
    const chromium = await Page.of(ROOT, 'benches/peers/training/page.html');
    await chromium.ask({ start: { packages: folder, program: web } });
    return { ...children, chromium };
  } catch (error) {
    await Promise.all(Object.values(children).map((place) => place.stop()));
    throw error;
  }
}

/** One case: each side in its place, with times in milliseconds of a step, one for each round. */
async function measure(one, { places, rounds, next }) {
  console.error(`training: ${one.name}`);
  writeCase(join(ROOT, one.file), one);
  const sides = [];
  for (const [place, runner] of Object.entries(places)) {
    const found = await runner.ask({ load: one.file });
    sides.push(...Object.entries(found).map(([side, way]) => ({ place, side, way, times: [] })));
  }
  const ask = ({ place, side }, name, ...more) => places[place].ask({ [name]: more.length ? [side, ...more] : side });
  for (const it of sides) {
    it.results = { losses: await ask(it, 'losses', isSlow(it.side) ? FEW : STEPS) };
    if (!isSlow(it.side)) it.results.norms = await ask(it, 'norms');
  }
  const differences = agree(one.name, sides);
  const timed = sides.filter(({ side }) => !isSlow(side));
  for (const it of timed) await ask(it, 'warm');
  for (let round = 0; round < rounds; round += 1) {
    for (const it of shuffled(timed, next)) it.times.push(await ask(it, 'time'));
  }
  for (const it of sides) if (isSlow(it.side)) it.times.push(await ask(it, 'time'));
  // What was timed is a training that goes on.
  for (const it of sides) {
    const [loss] = await ask(it, 'losses', 1);
    if (!Number.isFinite(loss)) throw new Error(`${it.side}, ${one.name}: the loss is ${loss} after it was timed.`);
  }
  return { ...one, sides, differences };
}

async function main() {
  const given = process.argv.slice(2);
  const unknown = given.find((word) => word !== '--quick');
  if (unknown) throw new Error(`unknown option "${unknown}"; there is --quick.`);
  const rounds = given.length ? QUICK_ROUNDS : ROUNDS;
  const places = await start();
  try {
    const about = await places.torch.ask({ about: null });
    const machine = [
      processor(),
      `PyTorch ${about.torch} with ${about.blas.join(', ')}, threads ${about.threads}; Python ${about.python}`,
      `Chromium ${places.chromium.browser.version()}; TensorFlow.js 4.22.0`,
    ];
    const before = load();
    const results = [];
    const next = uniform(20);
    for (const one of CASES) results.push(await measure(one, { places, rounds, next }));
    const section = report({ machine, results, rounds, steps: STEPS, load: [before, load()], words: given });
    console.log(section);
    if (given.length) return;
    writeSection('training', section);
    record('training', targets(results), machine);
  } finally {
    await Promise.all(Object.values(places).map((place) => place.stop()));
  }
}

try {
  await main();
} catch (error) {
  console.error(`training: ${error.message}`);
  process.exitCode = 1;
}

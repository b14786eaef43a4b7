// Measures the built page in Chromium: how soon it answers, what holds its main thread, how long it takes, what it leaves behind.
// usage: node benches/page/run.mjs [--print | --only PART]     only prints: everything, or dragging, stopping, large, strips, loading, opening, law, training or memory
// A run without options also writes its report and the targets into benches/RESULTS.md.
import { load, processor } from '../shared/machine.mjs';
import { writeSection } from '../shared/results.mjs';
import { record } from '../shared/targets.mjs';

const PARTS = {
  dragging: async (place) => ({ scenes: await (await import('./dragging.mjs')).dragging(place) }),
  stopping: async (place) => ({ stops: await (await import('./stopping.mjs')).stopping(place) }),
  large: async (place) => ({ larges: await (await import('./jobs.mjs')).large(place) }),
  strips: async (place) => ({ strips: await (await import('./jobs.mjs')).strips(place) }),
  loading: async (place) => {
    const { coldAndWarm, navigation } = await import('./jobs.mjs');
    return { navigations: await navigation(place), ...(await coldAndWarm(place)) };
  },
  opening: async (place) => ({ wides: await (await import('./opening.mjs')).opening(place) }),
  law: async (place) => (await import('./law.mjs')).law(place),
  training: async (place) => (await import('./training.mjs')).training(place),
  memory: async (place) => ({ memory: await (await import('./memory.mjs')).memory(place) }),
};

function wanted(given) {
  if (given.length === 0) return Object.keys(PARTS);
  if (given.join() === '--print') return Object.keys(PARTS);
  const [option, part] = given;
  if (given.length === 2 && option === '--only' && part in PARTS) return [part];
  throw new Error(`there are only "--print" and "--only PART", and PART is one of ${Object.keys(PARTS).join(', ')}.`);
}

/** The place comes from npm packages; it is imported here so that a sentence can say what is missing. */
async function start() {
  try {
    return await (await import('./place.mjs')).Place.start();
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('the npm packages of package-lock.json are missing: run "scripts/setup test" first.');
  }
}

async function main() {
  const parts = wanted(process.argv.slice(2));
  const place = await start();
  const found = {};
  const before = load();
  try {
    for (const part of parts) Object.assign(found, await PARTS[part](place));
    found.versions = `Chromium ${place.browser.version()}, driven by Node ${process.versions.node}`;
  } finally {
    await place.stop();
  }
  found.load = [before, load()];
  if (process.argv.length > 2) {
    console.log(JSON.stringify(found, (name, value) => (name === 'tasks' ? value.slice(0, 3) : value), 1));
    return;
  }
  const { report } = await import('./report.mjs');
  const { targets } = await import('./targets.mjs');
  const section = report(found);
  console.log(section);
  writeSection('page', section);
  record('page', targets(found), [processor(), found.versions]);
}

try {
  await main();
} catch (error) {
  console.error(`page: ${error.stack ?? error}`);
  process.exitCode = 1;
}

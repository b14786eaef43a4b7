// Whole jobs: from a link to everything computed and drawn.
import { atRest, close, pause, PAUSE } from './place.mjs';
import { traced } from './trace.mjs';

const LARGE = [
  ['100 x 128', 'v=1&depth=100&width=128&act=tanh&gain=1&seed=1'],
  ['100 x 128, sigmoid', 'v=1&depth=100&width=128&act=sigmoid&gain=1&seed=1'],
  ['200 x 101, the largest', 'v=1&depth=200&width=101&act=tanh&gain=1&seed=1'],
];
const MIDDLE = (seed) => `v=1&depth=50&width=64&act=tanh&gain=1&seed=${seed}`;
const COLD = 5;
const WARM = 8;

const STRIPS = [['20 x 16', 20, 16], ['100 x 128', 100, 128]];
const SEEDS = 7;

/** The strip of gains of another network: milliseconds from the edit to its coarse and its fine columns, and how many of them the fan took. */
export async function strips(place) {
  const found = [];
  for (const [name, depth, width] of STRIPS) {
    console.error(`page: the strip of ${name}`);
    const page = await place.open(`v=1&depth=${depth}&width=${width}&act=tanh&gain=1&seed=1`);
    const times = [];
    for (let seed = 2; seed < 2 + SEEDS; seed += 1) {
      await page.waitForFunction(() => document.getElementById('strip').dataset.columns === 'all', null, { polling: 50 });
      await pause(PAUSE);
      await page.evaluate((link) => window.probe.apply(link), `v=1&depth=${depth}&width=${width}&act=tanh&gain=1&seed=${seed}`);
      await page.waitForFunction(() => window.probe.edits[0].fine, null, { polling: 50 });
      times.push(await page.evaluate(() => {
        const [{ at, whole, coarse, fine }] = window.probe.edits;
        return { whole: whole - at, coarse: coarse - at, fine: fine - at };
      }));
    }
    found.push({ name, times });
    await close(page);
  }
  return found;
}

/** Shows a link and waits until it is at rest: milliseconds to the first picture and to the last, and how many
 * values the visible progress bar has had. */
async function timed(page, link) {
  await page.evaluate((given) => {
    const bar = document.getElementById('progress');
    const values = new Set();
    const look = setInterval(() => {
      if (bar.checkVisibility()) values.add(bar.value);
      if (window.probe.edits[0].whole) clearInterval(look);
    }, 20);
    window.probe.progress = values;
    window.probe.apply(given);
  }, link);
  await page.waitForFunction(() => window.probe.edits[0].whole, null, { polling: 50 });
  return page.evaluate(() => {
    const [{ at, first, whole }] = window.probe.edits;
    return { first: first - at, whole: whole - at, steps: window.probe.progress.size };
  });
}

/** The largest networks: once measured, once traced. */
export async function large(place) {
  const found = [];
  for (const [name, link] of LARGE) {
    console.error(`page: ${name}`);
    const page = await place.open();
    await pause(PAUSE);
    const times = await timed(page, link);
    const tasks = await traced(page, () => timed(page, link.replace('seed=1', 'seed=2')));
    found.push({ name, ...times, tasks });
    await close(page);
  }
  return found;
}

/** The first job after loading, and later ones of the same size, each page with nothing in its caches. */
export async function coldAndWarm(place) {
  console.error('page: cold and warm jobs');
  const [cold, warm] = [[], []];
  for (let left = COLD; left > 0; left -= 1) {
    const page = await place.open();
    await pause(PAUSE);
    cold.push((await timed(page, MIDDLE(1))).whole);
    for (let seed = 2; seed < 2 + WARM; seed += 1) warm.push((await timed(page, MIDDLE(seed))).whole);
    await close(page);
  }
  return { cold, warm: warm.filter((_, place) => place % WARM >= WARM / 2) };
}

/** Milliseconds from navigation to the end of the frame with the first complete picture, for the page as it is without a link. */
export async function navigation(place) {
  console.error('page: navigation');
  const found = [];
  for (let left = 9; left > 0; left -= 1) {
    const page = await place.open();
    found.push(await page.evaluate(() => window.probe.firstReady));
    await atRest(page);
    await close(page);
  }
  return found;
}

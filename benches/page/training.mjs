// A training that is watched: what it holds of the main thread, and how soon an edit is answered meanwhile.
import { dragWord } from './hand.mjs';
import { close, pause, PAUSE } from './place.mjs';
import { traced } from './trace.mjs';

const LENGTH = 4000;
/** So many pixels the gain is dragged, in the sentence: the strip has no handle on trained weights. */
const FAR = 60;
const link = (depth, width) => `v=1&depth=${depth}&width=${width}~${depth - 1},2&inputs=2&act=tanh~${depth - 1},linear&seed=1&steps=1000000`;
const SIZES = [['20 x 16', 20, 16], ['50 x 64', 50, 64]];

/** Runs, whatever stopped it before. */
async function run(page) {
  await page.waitForFunction(() => document.getElementById('train-run'));
  await page.locator('#train-run').click();
  await pause(PAUSE);
}

/** Of each size: the tasks of the main thread while it is watched, and the edits while it runs and the gain is dragged. */
export async function training(place) {
  const trainings = [];
  for (const [name, depth, width] of SIZES) {
    console.error(`page: a training of ${name}`);
    const page = await place.open(link(depth, width));
    await page.locator('#training').evaluate((act) => Object.assign(act, { open: true }));
    await run(page);
    const before = await page.locator('#train-at').inputValue();
    const tasks = await traced(page, () => pause(LENGTH));
    const after = await page.locator('#train-at').inputValue();
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(() => window.probe.watch());
    await dragWord(page, '#gain', FAR, LENGTH);
    await pause(PAUSE);
    const { edits } = await page.evaluate(() => Object.assign(window.probe, { watching: false }));
    trainings.push({ name, steps: after - before, tasks, edits });
    await close(page);
  }
  return { trainings };
}

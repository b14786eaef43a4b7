// How long the workers go on with what nobody wants any more, after an edit and after the button Stop.
import { atRest, close, pause } from './place.mjs';
import { uniform } from '../peers/networks.mjs';

const LINK = 'v=1&depth=100&width=128&act=tanh&gain=1.5&seed=1';
const EDITS = 24;
const STOPS = 8;
/** An edit comes so long after the one before, in milliseconds: in any part of the work. */
const BETWEEN = [100, 900];
/** The button is there from 300 milliseconds of work on, and goes with it. */
const BUTTON = 400;

/**
 * Milliseconds from `from` until each worker that had a task has said its last word about it. A worker says something after
 * each slice, so that is when it stops; one that was between two slices has stopped at once.
 */
function lastWords({ told, heard }, from) {
  const workers = [...new Set(told.map(({ worker }) => worker))];
  return workers.flatMap((worker) => {
    const task = told.filter((message) => message.worker === worker && message.at < from && message.hasTask).at(-1);
    const of = heard.filter((message) => message.worker === worker && message.job === task?.job && message.at > task.at);
    if (!task || of.some(({ done, at }) => done && at <= from)) return [];
    return [Math.max(0, ...of.map(({ at }) => at - from))];
  });
}

/** Does something at random times while workers are at work; how long each goes on. `act` gives the time that counts. */
async function times(page, count, next, act) {
  const found = [];
  for (let left = count; left > 0; left -= 1) {
    await pause(BETWEEN[0] + (BETWEEN[1] - BETWEEN[0]) * next());
    const from = await act();
    await pause(400);
    const recent = await page.evaluate(() => ({ told: window.probe.told.slice(-100), heard: window.probe.heard.slice(-2000) }));
    found.push(...lastWords(recent, from));
  }
  return found;
}

/** After edits by an arrow key, and after clicks on Stop: milliseconds of each worker that was at work. */
export async function stopping(place) {
  console.error('page: stopping');
  const page = await place.open(LINK);
  const next = uniform(7);
  await page.evaluate(() => window.probe.watch());
  await page.locator('#gain-slider').focus();
  const edited = await times(page, EDITS, next, async () => {
    await page.keyboard.press('ArrowRight');
    return page.evaluate(() => window.probe.edits.at(-1).at);
  });
  await page.evaluate(() => {
    document.getElementById('stop').addEventListener('click', (event) => (window.probe.clicked = event.timeStamp), true);
  });
  const stopped = [];
  for (let left = STOPS; left > 0; left -= 1) {
    await page.keyboard.press('ArrowLeft');
    stopped.push(...(await times(page, 1, next, async () => {
      const isThere = await page.locator('#stop').click({ timeout: BUTTON }).then(() => true, () => false);
      return isThere ? page.evaluate(() => window.probe.clicked) : -Infinity;
    })));
    await page.locator('#gain-slider').focus();
  }
  await page.keyboard.press('ArrowLeft');
  await atRest(page);
  await close(page);
  if (edited.length === 0 || stopped.length === 0) throw new Error('no worker was at work when an edit came.');
  return { edited, stopped };
}

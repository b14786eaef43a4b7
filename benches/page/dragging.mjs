// The reader's hand on the strip of gains and on the words of the sentence: how soon pictures follow, which frames are missed, how long the main thread is held.
import { drag, dragWord, holdKeys } from './hand.mjs';
import { atRest, close, pause, PAUSE } from './place.mjs';
import { traced } from './trace.mjs';

const LENGTH = 4000;
/** Not at gain 1, around which the positions of the slider are so fine that not every key press changes the gain. */
const link = (depth, width) => `v=1&depth=${depth}&width=${width}&act=tanh&gain=1.5&seed=1`;
const GAIN = [0.1, 0.9];

/** The scenes for which there is a target. */
export const isSteered = ({ name }) => ['20 x 16, gain dragged', '50 x 64, gain dragged'].includes(name);

/** What is done, on which network. */
const SCENES = [
  { name: '20 x 16, gain dragged', link: link(20, 16), act: (page) => drag(page, '#gain-slider', GAIN, LENGTH) },
  { name: '20 x 16, gain by arrow keys', link: link(20, 16), act: (page) => holdKeys(page, '#gain-slider', 20, LENGTH) },
  { name: '20 x 16, depth by arrow keys, 20 to 28', link: link(20, 16), act: (page) => holdKeys(page, '#depth', 8, LENGTH) },
  { name: '1 to 200 x 16, depth dragged', link: link(100, 16), act: (page) => dragWord(page, '#depth', 205, LENGTH) },
  { name: '50 x 64, gain dragged', link: link(50, 64), act: (page) => drag(page, '#gain-slider', GAIN, LENGTH) },
  { name: '100 x 128, gain dragged', link: link(100, 128), act: (page) => drag(page, '#gain-slider', GAIN, LENGTH) },
];

/** Each scene with what the probe noted and, from a second time, the tasks of the main thread: tracing costs time itself. */
export async function dragging(place) {
  const scenes = [];
  for (const scene of SCENES) {
    console.error(`page: ${scene.name}`);
    const page = await place.open(scene.link);
    await scene.act(page);
    await atRest(page);
    await pause(PAUSE);
    await page.evaluate(() => window.probe.watch());
    await scene.act(page);
    const { frames, pictures } = await page.evaluate(() => Object.assign(window.probe, { watching: false }));
    await atRest(page);
    const { edits, shown } = await page.evaluate(() => window.probe);
    const tasks = await traced(page, async () => {
      await scene.act(page);
      await atRest(page);
    });
    scenes.push({ name: scene.name, edits, frames, pictures, shown, tasks });
    await close(page);
  }
  return scenes;
}

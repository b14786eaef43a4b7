// A reader's hand, through the browser's own input.
import { pause } from './place.mjs';

/** A common mouse tells where it is 125 times in a second. */
const MOUSE = 8;
/** How often a key repeats, in milliseconds. */
const KEY = 33;
/** How long the hand takes from one end to the other and back. */
const SWEEP = 1500;

/** Calls `act` at a steady pace for so long, with the time since the beginning; an act is not waited for, as no hand waits. */
async function steadily(milliseconds, pace, act) {
  const start = performance.now();
  const acts = [];
  for (let next = 0; next < milliseconds; next += pace) {
    await pause(Math.max(0, start + next - performance.now()));
    acts.push(act(performance.now() - start));
  }
  await Promise.all(acts);
}

/** Drags a slider to and fro between two places, each a share of its length. */
export async function drag(page, slider, [from, to], milliseconds) {
  await page.locator(slider).scrollIntoViewIfNeeded();
  const box = await page.locator(slider).boundingBox();
  const y = box.y + box.height / 2;
  const x = (share) => box.x + box.width * share;
  await page.mouse.move(x(from), y);
  await page.mouse.down();
  await steadily(milliseconds, MOUSE, (now) => {
    const turn = (1 - Math.cos((2 * Math.PI * now) / SWEEP)) / 2;
    return page.mouse.move(x(from + (to - from) * turn), y);
  });
  await page.mouse.up();
}

/** Drags a number of the sentence to and fro, so many CSS pixels to either side. */
export async function dragWord(page, word, far, milliseconds) {
  const box = await page.locator(word).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await steadily(milliseconds, MOUSE, (now) => page.mouse.move(x + far * Math.sin((2 * Math.PI * now) / SWEEP), y));
  await page.mouse.up();
}

/** Holds an arrow key on a number, then the opposite one, so many presses each. */
export async function holdKeys(page, number, presses, milliseconds) {
  await page.locator(number).focus();
  let count = 0;
  await steadily(milliseconds, KEY, () => {
    const turn = Math.floor(count / presses) % 2;
    count += 1;
    return page.keyboard.press(turn ? 'ArrowDown' : 'ArrowUp');
  });
}

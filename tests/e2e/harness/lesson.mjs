// The lesson in the page: waiting for its questions, answering them, reading what it says.
import { ready } from './ready.mjs';

/** So many steps come before the self-check. */
export const STEPS = 15;

/** A network in which every step has its question, and no two widths, norms or factors are alike. */
export const START = 'v=1&depth=12&width=9&inputs=7&act=tanh&gain=1.2&seed=3&layer=5';

export const title = (page) => page.locator('#lesson-title').innerText();
export const inLesson = (page, what) => page.locator(`#lesson [data-do="${what}"]`);
export const feedback = (page) => page.locator('#lesson-feedback').innerText();

/** Waits until the page rests and its question, or why there is none, is that of the network. */
export async function told(page) {
  await ready(page);
  await page.waitForFunction(() => {
    const fields = document.getElementById('lesson-question');
    return !fields.disabled && fields.textContent !== '' && !fields.textContent.includes('being computed');
  });
}

/** Waits until the page rests and its question can be answered. */
export async function asked(page) {
  await told(page);
  await page.locator('#lesson-question [type=submit]').waitFor();
}

/** Gives an answer and presses Check: the place of an option, or a number as log10, -Infinity for 0. */
export async function answer(page, { place, number }) {
  if (place !== undefined) await page.locator(`#lesson-question [value="${place}"]`).check();
  else await page.locator('#lesson-number').fill(number === -Infinity ? '0' : `10^${number.toFixed(9)}`);
  await page.locator('#lesson-question [type=submit]').click();
}

/** Makes the change that a step proposes, and waits until it is told what it did. */
export async function tryIt(page) {
  const before = await page.evaluate(() => window.gradlens.link());
  await inLesson(page, 'try').click();
  await told(page);
  await page.waitForFunction(() => / before, .* now\.$/.test(document.getElementById('lesson-effect').textContent));
  return before;
}

/** Goes back to what was shown before a change. */
export async function undo(page, before) {
  await page.goBack();
  await page.waitForFunction((link) => window.gradlens.link() === link, before);
  await told(page);
}

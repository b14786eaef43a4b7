// The lesson in the page: waiting for its questions, answering them, reading what it says.
import assert from 'node:assert/strict';
import { ready } from './ready.mjs';

/** The steps before the self-check in their order, by their numbers in links. */
export const ORDER = [3, 4, 2, 1, 5, 6, 11, 7, 8, 9, 10, 12, 13, 14, 15];
/** Those of the chapter on remedies, which comes after them. */
export const REMEDIES = [17, 18, 19, 20];
/** Those about training; they need a network that fits its data. */
export const TRAININGS = [21, 22, 23];
/** Those about the law of wide networks. */
export const LAWS = [24, 25, 26, 27];

/**
 * A network for which every step has its question, and no two widths, norms or factors are equal.
 */
export const START = 'v=1&depth=12&width=9&inputs=7&act=tanh&gain=1.2&seed=3&layer=5';

export const title = (page) => page.locator('#lesson-title').innerText();
export const inLesson = (page, what) => page.locator(`#lesson [data-do="${what}"]`);
export const feedback = (page) => page.locator('#lesson-feedback').innerText();

/**
 * Waits until the page is idle and its question, or the reason why there is none, is that of the
 * network.
 */
export async function told(page) {
  await ready(page);
  await page.waitForFunction(() => {
    const fields = document.getElementById('lesson-question');
    return !fields.disabled && fields.textContent !== '' && !fields.textContent.includes('being computed');
  });
}

/** Waits until the page is idle and its question can be answered. */
export async function asked(page) {
  await told(page);
  await page.locator('#lesson-question [type=submit]').waitFor();
}

/**
 * Gives an answer and presses Check: the index of an option, or a number as log10, -Infinity for
 * 0.
 */
export async function answer(page, { place, number }) {
  if (place !== undefined) await page.locator(`#lesson-question [value="${place}"]`).check();
  else await page.locator('#lesson-number').fill(number === -Infinity ? '0' : `10^${number.toFixed(9)}`);
  await page.locator('#lesson-question [type=submit]').click();
}

/** Gives a wrong answer twice: the first time there is a hint. */
export async function miss(page, wrong) {
  await answer(page, wrong);
  assert.match(await feedback(page), /^(Not quite|Less than that|More than that)\. /);
  assert.equal(await page.locator('#lesson-after').isVisible(), false, 'a hint gives nothing away');
  await answer(page, wrong);
}

/** Selects the layer that a step about one layer selects by itself. */
export async function toTheMiddle(page) {
  await page.evaluate(() => {
    const { depth, link } = window.gradlens.report();
    const other = new URLSearchParams(link);
    other.set('layer', String(Math.ceil(depth / 2)));
    window.gradlens.apply(other.toString().replaceAll('%7E', '~').replaceAll('%2C', ','));
  });
  await ready(page);
}

/** Makes the change that a step proposes, and waits until the page says what it did. */
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

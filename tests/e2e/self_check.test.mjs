// The self-check: every number of its eight questions is that of the report of the network that the
// question is about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn } from './harness/draws.mjs';
import { factsOf, over } from './harness/facts.mjs';
import { ORDER, answer, feedback, miss } from './harness/lesson.mjs';
import { assertShown, numbersIn, numbersOf } from './harness/numbers.mjs';
import { openPage } from './harness/page.mjs';
import { answersOf } from './harness/steps.mjs';

/** Networks are drawn until one has a clear answer; these seeds never need more attempts. */
const ATTEMPTS = 60;
const TINY = { log10: -16 };
/** The steps that the questions come from. */
const FROM = [12, 4, 3, 10, 11, 13, 14, 15].map((link) => ORDER.indexOf(link) + 1);

const gainOf = (f) => ({ log10: Math.log10(f.gain) });
const above = (values, border) => values.filter(({ log10 }) => log10 > border).length;

/**
 * Question 1, 2, ...: the numbers of its text and its reason, and the right answer, as in
 * harness/steps.mjs.
 */
const QUESTIONS = [
  {
    question: (f) => [f.K, 1, f.first, f.width, 12, f.h, f.h],
    number: (f) => f.widths[f.K] * f.widths[f.h],
    reason: (f) => [f.widths[f.K], f.widths[f.h], f.h, f.widths[f.K] * f.widths[f.h]],
  },
  { question: (f) => [f.h, f.K], number: (f) => f.K - f.h, reason: (f) => [f.K, f.h, f.K - f.h] },
  {
    question: (f) => [f.K, gainOf(f)],
    number: (f) => over(f.end, f.start),
    reason: (f) => [gainOf(f), gainOf(f), f.K, over(f.end, f.start)],
  },
  {
    question: (f) => [f.K, f.width, gainOf(f)],
    place: (f) => {
      const { log10: times } = over(f.end, f.other.end);
      return times >= 1 ? 0 : times > -1 ? 1 : 2;
    },
    reason: (f) => [f.end, f.other.end],
  },
  { question: (f) => f.jacobian, number: (f) => above(f.jacobian, 0), reason: (f) => [1, above(f.jacobian, 0)] },
  {
    // ‖z^(h-1)‖ has a number too.
    question: (f) => [f.h, 1, f.entering, f.preactivation],
    number: (f) => f.weightGradient,
    reason: (f) => [f.entering, f.preactivation, f.weightGradient],
  },
  {
    question: (f) => [f.K, gainOf(f), f.chainBound, 0],
    place: (f) => (f.chainBound.log10 > 0 ? 1 : 0),
    reason: (f) => [1, 1, 0, f.whole[0]],
  },
  {
    question: (f) => [...f.whole, TINY],
    number: (f) => f.whole.length - above(f.whole, f.whole[0].log10 - 16),
    reason: (f) => [TINY, f.whole[0], f.whole.length - above(f.whole, f.whole[0].log10 - 16)],
  },
];

/** * The network of a question: the first one drawn by its seed that has its numbers. */
async function found(page, seed, place) {
  const shown = await numbersOf(page.locator('#lesson-question legend'));
  const reports = (links) => page.evaluate((links) => links.map((link) => window.gradlens.analyze(link)), links);
  let first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const network = drawn(seed, place, attempt);
    const [own, other] = (await reports([network.link, network.withOther])).map(factsOf);
    const f = { ...network, ...own, other };
    try {
      assertShown(shown, QUESTIONS[place].question(f), `seed ${seed}, question ${place + 1}, ${network.link}`);
      return f;
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

const said = (page, place) => page.locator('#lesson-feedback p').nth(place);

for (const [seed, odd] of [[1, 0], [2, 1], [4294967295, 0]]) {
  test(`every number of the self-check is that of a report, seed ${seed}`, async (t) => {
    const page = await openPage(t, { query: `v=1&seed=${seed}&step=16` });
    const signs = [];
    for (const [place, expected] of QUESTIONS.entries()) {
      const where = `seed ${seed}, question ${place + 1}`;
      await page.waitForFunction((i) => document.getElementById('lesson-about').textContent.startsWith(`Question ${i} of 8, `) && document.querySelector('#lesson-question [type=submit]'), place + 1);
      const f = await found(page, seed, place);
      const { right, wrong } = answersOf(expected, f);
      const isRight = place % 2 === odd;
      if (isRight) await answer(page, right);
      else await miss(page, wrong);
      signs.push(isRight);
      assert.equal((await feedback(page)).startsWith('Right.'), isRight, where);
      if (isRight) {
        assertShown(await numbersOf(said(page, 0)), [], where);
      } else if (expected.place) {
        const option = await page.locator('#lesson-question label').nth(right.place).innerText();
        assert.equal(await said(page, 0).innerText(), `Not so: the answer is “${option.trim()}”.`, where);
      } else {
        assertShown(await numbersOf(said(page, 0)), [expected.number(f)], `${where}, answer`);
      }
      assertShown(await numbersOf(said(page, 1)), expected.reason(f), `${where}, reason`);
      const count = signs.filter(Boolean).length;
      assertShown(await numbersOf(page.locator('#lesson-about')), [place + 1, 8, count], `${where}, count`);
      await page.locator('#lesson-more').click();
    }
    const count = signs.filter(Boolean).length;
    assertShown(await numbersOf(page.locator('#lesson-question legend')), [count, 8], 'score');
    const items = await page.locator('#lesson-question li').allInnerTexts();
    assert.deepEqual(items.map((item) => item[0] === '✓'), signs);
    // Titles contain numbers, too.
    assert.deepEqual(items.map((item) => Number(numbersIn(item)[0].figures)), FROM);
  });
}

test('the self-check asks eight questions, counts, and another seed asks others', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1&step=16' });
  const texts = [];
  let right = 0;
  for (let i = 1; i <= 8; i += 1) {
    await page.waitForFunction((i) => document.getElementById('lesson-about').textContent.startsWith(`Question ${i} of 8, `) && document.querySelector('#lesson-question [type=submit]'), i);
    assert.match(await page.locator('#lesson-about').innerText(), new RegExp(`, ${right} right so far`));
    texts.push(await page.locator('#lesson-question legend').innerText());
    const box = page.locator('#lesson-number');
    if (await box.count()) await box.fill('7');
    else await page.locator('#lesson-question [value="1"]').check();
    await page.locator('#lesson-question [type=submit]').click();
    const first = await feedback(page);
    if (!first.startsWith('Right.')) await page.locator('#lesson-question [type=submit]').click();
    const word = await feedback(page);
    assert.match(word, /^(Right\.|Not so: the answer is .+)/);
    right += Number(word.startsWith('Right.'));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-more');
    assert.equal(await page.evaluate(() => document.getElementById('lesson-question').disabled), true, 'the first answer counts');
    await page.locator('#lesson-more').click();
  }
  assert.match(await page.locator('#lesson-question legend').innerText(), new RegExp(`${right} of 8 are right`));
  assert.equal(await page.locator('#lesson-question li').count(), 8);
  await page.locator('#lesson-others').click();
  await page.waitForFunction(() => document.getElementById('lesson-about').textContent.startsWith('Question 1 of 8, 0 right') && document.querySelector('#lesson-question [type=submit]'));
  assert.notEqual(await page.locator('#lesson-question legend').innerText(), texts[0]);
  assert.deepEqual(await page.evaluate(() => [Object.entries(localStorage), sessionStorage.length]), [[['gradlens', 'seen']], 0], 'nothing is kept of it');
});

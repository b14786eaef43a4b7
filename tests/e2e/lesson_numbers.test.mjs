// Every number of the lesson: in the questions, the answers, the reasons and the trials of all its
// steps, for networks of every kind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count } from './harness/extent.mjs';
import { factsOf, tablesOf } from './harness/facts.mjs';
import { ORDER, START, answer, feedback, inLesson, miss, toTheMiddle, told, tryIt, undo } from './harness/lesson.mjs';
import { NO_NUMBER, assertShown, log10Of, numbersOf } from './harness/numbers.mjs';
import { openPage } from './harness/page.mjs';
import { EXPECTED, answersOf } from './harness/steps.mjs';

/** Networks, with the steps that have no question for them; the first of each kind first. */
const NETWORKS = [
  ['v=1&seed=1', []],
  // Fewer outputs than inputs; slopes above 1; layer 1.
  ['v=1&depth=5&width=6~3,4~2&inputs=11&act=gelu&gain=3&bias=0.2&seed=6&layer=1', []],
  // The small singular values are lost in plain f64, and the f32 product is not finite.
  ['v=1&depth=70&width=7&act=linear&init=normal&gain=2&seed=2&layer=30', []],
  // Exactly 0, and one layer only.
  ['v=1&depth=1&act=relu&init=zeros&seed=1', [11, 13, 15]],
  // Slopes, and a chain, that are not resolved.
  ['v=1&depth=100&width=4&act=elu&init=normal&gain=10&seed=1', [3, 13, 14, 15]],
  [START, []],
  ['v=1&depth=20&width=8&act=linear&init=orthogonal&gain=1.5&seed=1&layer=7', []],
  ['v=1&depth=9&width=6&act=relu&init=he-normal&seed=4', []],
  ['v=1&depth=6&width=4&act=relu&init=zeros&seed=1&layer=3', [11, 13, 15]],
  ['v=1&depth=60&act=gelu&init=normal&gain=10&seed=1', [6]],
];

const facts = async (page, tables) => ({ ...factsOf(await page.evaluate(() => window.gradlens.report())), tables });

/** What the page says if there is no question. */
const refusal = async (page) => (await page.locator('#lesson-question > :not(legend)').allInnerTexts()).join(' ');

/** The first or the second paragraph of the feedback to an answer. */
const said = (page, place) => page.locator('#lesson-feedback p').nth(place);

/** Answers wrong and right, and compares all feedback. */
async function assertAnswers(page, expected, f, where) {
  const { right, wrong } = answersOf(expected, f);
  await miss(page, wrong);
  assert.match(await feedback(page), expected.isGuess ? /^Not there\. You expected / : /^Not so: the answer is /, where);
  if (expected.place) {
    const option = await page.locator('#lesson-question label').nth(right.place).innerText();
    assert.equal(await said(page, 0).innerText(), `Not so: the answer is “${option.trim()}”.`, where);
  } else {
    assertShown((await numbersOf(said(page, 0))).slice(-1), [expected.number(f)], `${where}, answer`);
  }
  assertShown(await numbersOf(said(page, 1)), expected.reason(f), `${where}, reason after a wrong answer`);
  await answer(page, right);
  assert.match(await feedback(page), /^Right\./, where);
  if (!expected.isGuess) assertShown(await numbersOf(said(page, 0)), [], `${where}, right`);
  assertShown(await numbersOf(said(page, 1)), expected.reason(f), `${where}, reason`);
}

/** Tries what the step proposes, and goes back. */
async function assertTrial(page, { name, measure }, before, where) {
  const link = await tryIt(page);
  const now = await facts(page);
  assert.notEqual(now.link, before.link);
  const heads = name?.(now) ?? [];
  const numbers = [before, now].map(measure);
  assertShown(await numbersOf(page.locator('#lesson-effect')), [...heads, ...numbers], `${where}, trial`);
  await undo(page, link);
}

for (const [query, without] of NETWORKS.slice(0, count(NETWORKS.length, 5))) {
  test(`every number is that of the report, ${query}`, async (t) => {
    const page = await openPage(t, { query });
    await toTheMiddle(page);
    const tables = await tablesOf(page);
    let f = await facts(page, tables);
    const { input } = f;
    if (f.input !== NO_NUMBER) assertShown([tables.input.same], [f.input], 'input');
    await page.locator('#lesson-open').click();
    const silent = [];
    for (const step of ORDER) {
      const where = `${query}&step=${step}`;
      const expected = EXPECTED[step - 1];
      await told(page);
      f = await facts(page, tables);
      if (input === NO_NUMBER) f.input = { log10: log10Of(tables.input.same) };
      const refused = expected.refused?.(f) ?? null;
      if (refused) {
        silent.push(step);
        assert.equal(await refusal(page), refused, where);
        assert.equal(await page.locator('#lesson-question input').count(), 0, where);
        // What to try and what to remember are still there: they give nothing away.
        assert.equal(await page.locator('#lesson-keep').isVisible(), true, where);
      } else {
        assert.equal(await inLesson(page, 'try').isVisible(), false, `${where}: nothing to try before an answer`);
        assertShown(await numbersOf(page.locator('#lesson-question legend')), expected.question(f), `${where}, question`);
        await assertAnswers(page, expected, f, where);
        await assertTrial(page, expected, f, where);
      }
      await inLesson(page, 'next').click();
    }
    assert.deepEqual(silent.sort((a, b) => a - b), without, 'steps without a question');
  });
}

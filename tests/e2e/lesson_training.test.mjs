// The steps of the lesson about training: predict, then watch; by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAININGS, asked, feedback, inLesson, told } from './harness/lesson.mjs';
import { openPage } from './harness/page.mjs';

/** What is right for the examples; the numbers are compared natively. */
const RIGHT = { 21: 1, 22: 1, 23: 0 };

const covered = (page) => page.locator('[data-covered]').evaluateAll((parts) => parts.map((part) => `${part.id} ${getComputedStyle(part).visibility}`));
const focused = (page, selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);

/** Tab by Tab to an element. */
async function to(page, selector) {
  for (let i = 0; i < 80; i += 1) {
    if (await focused(page, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached`);
}

test('the steps about training are done by keyboard: predicted, trained, tried', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1&step=21' });
  for (const step of TRAININGS) {
    await told(page);
    assert.equal(await page.locator('#lesson-steps').inputValue(), String(step));
    await page.locator('#lesson-title').focus();
    if (step === 21) {
      // This network has other inputs than the data: nothing is asked, nothing is covered.
      assert.match(await page.locator('#lesson-question').innerText(), /inputs and outputs of its data/);
      assert.deepEqual(await covered(page), []);
    }
    await to(page, '#lesson-example');
    await page.keyboard.press('Enter');
    await asked(page);
    assert.equal(await page.locator('#training').evaluate((act) => act.open), true, 'the act is opened');
    assert.deepEqual(await covered(page), ['training hidden']);
    assert.equal(await page.locator('#train-run').isVisible(), false);
    // What leads to the covered act says why there is nothing.
    await page.locator('#lesson-title').focus();
    await to(page, '#lesson [data-part="training"]');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-covers');
    await to(page, '#lesson-question [type=radio]');
    await page.keyboard.press('Space');
    for (let i = 0; i < RIGHT[step]; i += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.match(await feedback(page), /^Right\./, `step ${step}`);
    assert.deepEqual(await covered(page), []);
    // Then it is watched.
    await page.locator('#lesson-title').focus();
    await to(page, '#lesson [data-part="training"]');
    await page.keyboard.press('Enter');
    await to(page, '#train-run');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => Number(new URLSearchParams(window.gradlens.link()).get('at')) > 2);
    if (await page.locator('#training').getAttribute('data-training-state') === 'runs') await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('training').dataset.trainingState !== 'runs');
    if (step === 23) assert.match(await page.locator('[data-training="line"]').innerText(), /^It diverges:/);
    assert.match(await feedback(page), /^Right\./, 'what is watched changes no answer');
    await page.locator('#lesson-title').focus();
    await to(page, '#lesson-try');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => / before, .* now\.$/.test(document.getElementById('lesson-effect').textContent));
    await told(page);
    await page.locator('#lesson-title').focus();
    await to(page, '#lesson [data-do="next"]');
    await page.keyboard.press('Enter');
  }
  await page.waitForFunction(() => document.getElementById('lesson-title').textContent === 'The slope');
});

test('the training is covered in no other step and is closed with its own', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1&step=20' });
  await asked(page);
  assert.ok(!(await covered(page)).some((part) => part.startsWith('training')));
  await inLesson(page, 'next').click();
  await told(page);
  assert.equal(await page.locator('#training').evaluate((act) => act.open), true);
  await inLesson(page, 'close').click();
  assert.equal(await page.locator('#training').evaluate((act) => act.open), false);
});

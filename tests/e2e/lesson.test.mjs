// The lesson, from its first step to its last: answers wrong and right, numbers of the report, trials, links, keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STEPS = 15;
const START = 'v=1&depth=12&width=9&inputs=7&act=tanh&gain=1.2&seed=3&layer=5';

const title = (page) => page.locator('#lesson-title').innerText();
const inLesson = (page, what) => page.locator(`#lesson [data-do="${what}"]`);

/** Waits until the page rests and its question can be answered. */
async function asked(page) {
  await ready(page);
  await page.waitForFunction(() => !document.getElementById('lesson-question').disabled && document.querySelector('#lesson-question [type=submit]'));
}

/** What is right, from the report alone: the place of an option, or a number as log10, or 0 for a zero. */
async function expected(page, step) {
  const { report, values } = await page.evaluate(() => {
    const cells = [...document.querySelectorAll('#chart [data-table] tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent));
    return { report: window.gradlens.report(), values: cells };
  });
  const h = Number(new URLSearchParams(report.link).get('layer') ?? report.depth);
  const { depth, widths, layers, chain } = report;
  const own = layers[h - 1];
  const last = layers[depth - 1];
  const norm = own.jacobian.log10_singular_values[0];
  const sigmas = chain[0].log10_singular_values;
  const smallest = widths[0] > widths[depth] ? -Infinity : (sigmas.at(-1) ?? -Infinity);
  const sup = { sigmoid: 0.25, tanh: 1, linear: 1, relu: 1 }[own.activation];
  const three = (low, high, value) => (value <= low ? 0 : value < high ? 1 : 2);
  const percent = 0.0043;
  switch (step) {
    case 1: return { number: Math.log10(4 * widths[h - 1] * widths[h]) };
    case 2: {
      const x = (await page.locator('#lesson-question legend').innerText()).match(/= ([\d.]+)\./)[1];
      return { place: three(-Math.log10(2), Math.log10(2), last.log10_output_norm - Math.log10(x)) };
    }
    case 3: return { number: depth * Math.log10(0.5) };
    case 4: return { number: Math.log10(depth - h) };
    case 5: return { number: Math.log10(widths[h]) };
    case 6: return { number: own.log10_diag_norm };
    case 7: return { place: own.log10_bound - norm > percent ? 1 : 0 };
    case 8: return { number: own.log10_weight_norm + Math.log10(sup) };
    case 9: return { place: own.log10_weight_norm > Math.log10(4) ? 0 : 1 };
    case 10: return { number: -Math.log10(sup) };
    case 11: return { number: -own.log10_weight_norm };
    case 12: return { place: 2 * Number(sigmas[0] <= percent) + Number(smallest >= -percent) };
    case 13: return { place: report.verdict.decades <= -3 ? 0 : report.verdict.decades < 3 ? 1 : 2 };
    case 14: return { place: sigmas[0] > percent ? 0 : sigmas[0] < -percent ? 1 : 2 };
    default: return { plain: values };
  }
}

/** Gives an answer and presses Check. */
async function answer(page, { place, number }) {
  if (place !== undefined) await page.locator(`#lesson-question [value="${place}"]`).check();
  else await page.locator('#lesson-number').fill(number === -Infinity ? '0' : `10^${number.toFixed(9)}`);
  await page.locator('#lesson-question [type=submit]').click();
}

const feedback = (page) => page.locator('#lesson-feedback').innerText();

test('every step asks, judges, explains and lets try', async (t) => {
  const page = await openPage(t, { query: START });
  await page.getByRole('button', { name: 'Lesson', exact: true }).click();
  const titles = [];
  for (let step = 1; step <= STEPS; step += 1) {
    await asked(page);
    assert.match(await page.evaluate(() => location.search), new RegExp(`&step=${step}$`));
    assert.equal(await page.locator('#lesson-steps').inputValue(), String(step));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-title');
    titles.push(await title(page));
    assert.ok((await page.locator('[data-lesson]').count()) > 0, `step ${step} marks what to look at`);
    assert.equal(await page.locator('#lesson-after').isVisible(), false, 'nothing is given away');
    // No answer is no answer.
    await page.locator('#lesson-question [type=submit]').click();
    assert.match(await feedback(page), /^Please/);
    const right = await expected(page, step);
    if (right.plain) {
      const options = await page.locator('#lesson-question [type=radio]').count();
      const words = [];
      for (let place = 0; place < options; place += 1) {
        await answer(page, { place });
        words.push(await feedback(page));
      }
      assert.equal(words.filter((word) => word.startsWith('Right.')).length, 1, words.join('\n'));
    } else {
      const wrong = right.place === undefined ? { number: right.number + 0.7 } : { place: right.place === 0 ? 1 : 0 };
      await answer(page, wrong);
      assert.match(await feedback(page), /^Not so: the answer is/, `step ${step}`);
      await answer(page, right);
      assert.match(await feedback(page), /^Right\./, `step ${step}`);
    }
    assert.ok(await page.locator('#lesson-keep').isVisible());
    // Something to try changes real settings and tells what it does; Back undoes it, and the question is asked anew.
    const before = await page.evaluate(() => window.gradlens.link());
    await page.locator('#lesson-try').click();
    await asked(page);
    await page.waitForFunction(() => / before, .* now\.$/.test(document.getElementById('lesson-effect').textContent));
    assert.notEqual(await page.evaluate(() => window.gradlens.link()), before);
    await page.goBack();
    await page.waitForFunction((link) => window.gradlens.link() === link, before);
    await asked(page);
    assert.equal(await page.locator('#lesson-after').isVisible(), true, 'what was answered once stays open');
    if (step === 3) {
      await inLesson(page, 'next').click();
      await asked(page);
      await page.goBack();
      await page.waitForFunction(() => location.search.endsWith('step=3'));
      assert.equal(await title(page), titles[2]);
      await page.goForward();
      await page.waitForFunction(() => location.search.endsWith('step=4'));
      await inLesson(page, 'back').click();
      await asked(page);
    }
    await inLesson(page, 'next').click();
  }
  assert.equal(new Set(titles).size, STEPS);
  assert.equal(await title(page), 'Self-check');
});

test('numbers in words are those of the report', async (t) => {
  const page = await openPage(t, { query: `${START}&step=7` });
  const near = (text, log10) => assert.ok(Math.abs(Number(text) / 10 ** log10 - 1) < 0.006, `${text}, ${10 ** log10}`);
  await asked(page);
  const words = async (selector) => (await page.locator(selector).innerText()).replaceAll('\u00a0', ' ');
  let { layers, chain } = await page.evaluate(() => window.gradlens.report());
  let own = layers[4];
  const [, slope, weight, bound] = (await words('#lesson-question legend')).replace(/\n/g, ' ').match(/= ([\d.]+) and .*= ([\d.]+)\. .* is ([\d.]+)\. What/);
  near(slope, own.log10_diag_norm);
  near(weight, own.log10_weight_norm);
  near(bound, own.log10_bound);
  await inLesson(page, 'reveal').click();
  assert.match(await feedback(page), /^The answer is/);
  const [, norm, slack] = (await words('#lesson-feedback')).replace(/\n/g, ' ').match(/= ([\d.]+); the bound is ([\d.]+) times/);
  near(norm, own.jacobian.log10_singular_values[0]);
  near(slack, own.log10_bound - own.jacobian.log10_singular_values[0]);
  // Another layer: another question, said so.
  await page.locator('#layer').fill('6');
  await page.locator('#layer').press('Enter');
  await page.waitForFunction(() => /asked anew/.test(document.getElementById('lesson-feedback').textContent));
  assert.match(await words('#lesson-question legend'), /layer 6/);
  // The same question again keeps its answer: another chart is no change.
  await inLesson(page, 'reveal').click();
  await page.getByRole('tab', { name: 'Spectrum' }).click();
  await asked(page);
  assert.match(await feedback(page), /^The answer is/);
  await page.evaluate(() => window.gradlens.apply('v=1&act=sigmoid&gain=4&seed=1&step=14'));
  await asked(page);
  ({ layers, chain } = await page.evaluate(() => window.gradlens.report()));
  const [, digits, tens] = (await words('#lesson-question legend')).match(/layers is ([\d.]+)(?: × 10(\S+))?\. /);
  const exponent = [...(tens ?? '')].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)).join('');
  near(digits * 10 ** Number(exponent), chain[0].log10_bound);
});

test('a link opens its step with its chart, closing leaves, and a network that cannot answer offers the example', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=1&act=relu&init=zeros&seed=1&step=13' });
  assert.equal(await title(page), 'Trap 1: level weight gradients');
  await page.waitForFunction(() => /one layer only/.test(document.getElementById('lesson-question').textContent));
  assert.equal(await page.locator('#lesson-question [type=submit]').count(), 0);
  await page.locator('#lesson-example').click();
  await asked(page);
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&act=linear&init=orthogonal&gain=0.5&seed=1&step=13');
  assert.equal(await page.locator('#lesson-example').isVisible(), false);
  await page.locator('#lesson-steps').selectOption('14');
  await asked(page);
  assert.equal(await page.getByRole('tab', { name: 'Bound' }).getAttribute('aria-selected'), 'true');
  await page.locator('#lesson-steps').selectOption('15');
  await asked(page);
  assert.equal(await page.locator('#overlay').isChecked(), true);
  await inLesson(page, 'close').click();
  await page.waitForFunction(() => !location.search.includes('step'));
  assert.equal(await page.locator('#lesson').isVisible(), false);
  assert.equal(await page.locator('#overlay').isChecked(), false);
  assert.equal(await page.locator('[data-lesson]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-open');
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('lesson-steps').value === '15' && !document.getElementById('lesson').hidden);
});

test('a step is done by keyboard alone', async (t) => {
  const page = await openPage(t, { query: START });
  await page.locator('#lesson-open').focus();
  await page.keyboard.press('Enter');
  await asked(page);
  const to = async (matches) => {
    for (let i = 0; i < 40; i += 1) {
      if (await page.evaluate((selector) => document.activeElement.matches(selector), matches)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${matches} is not reached`);
  };
  await to('#lesson-number');
  await page.keyboard.type('324');
  await page.keyboard.press('Enter');
  assert.match(await feedback(page), /^Right\./);
  await to('#lesson-try');
  await page.keyboard.press('Space');
  await asked(page);
  assert.equal(await page.locator('#width').inputValue(), '32');
  await to('#lesson-next');
  await page.keyboard.press('Enter');
  await asked(page);
  await to('#lesson-question [type=radio]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.match(await feedback(page), /^(Right\.|Not so)/);
});

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
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
});

const looks = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { forcedColors: 'active' },
  { viewport: { width: 360, height: 740 } },
  { viewport: { width: 800, height: 520 } },
];
for (const look of looks) {
  test(`axe finds nothing in a step, and nothing is cut off, ${JSON.stringify(look)}`, async (t) => {
    const page = await openPage(t, { ...look, query: 'v=1&seed=1&step=4' });
    for (const step of [4, 9, 14]) {
      await page.locator('#lesson-steps').selectOption(String(step));
      await asked(page);
      await inLesson(page, 'reveal').click();
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`), [], `step ${step}`);
      const excess = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('#lesson, #lesson .formula')].map((part) => part.scrollWidth - part.clientWidth)]);
      assert.ok(excess.every((pixels) => pixels <= 0), `step ${step}: ${excess}`);
    }
  });
}

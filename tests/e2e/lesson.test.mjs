// The lesson, from its first step to its last: answers wrong and right, trials, links, history,
// keyboard. Its numbers: lesson_numbers.test.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { factsOf, tablesOf } from './harness/facts.mjs';
import { LAWS, ORDER, REMEDIES, START, TRAININGS, answer, asked, feedback, inLesson, miss, title, told, toTheMiddle, tryIt, undo } from './harness/lesson.mjs';
import { openPage } from './harness/page.mjs';
import { ready } from './harness/ready.mjs';
import { EXPECTED, answersOf } from './harness/steps.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('every step asks, judges, explains and lets try', async (t) => {
  const page = await openPage(t, { query: START });
  await toTheMiddle(page);
  const tables = await tablesOf(page);
  await page.getByRole('button', { name: 'Lesson', exact: true }).click();
  const titles = [];
  for (const step of ORDER) {
    await asked(page);
    const f = { ...factsOf(await page.evaluate(() => window.gradlens.report())), tables };
    assert.match(await page.evaluate(() => location.search), new RegExp(`&step=${step}$`));
    assert.equal(await page.locator('#lesson-steps').inputValue(), String(step));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-title');
    titles.push(await title(page));
    assert.ok((await page.locator('[data-lesson]').count()) > 0, `step ${step} marks what to look at`);
    assert.equal(await page.locator('#lesson-after').isVisible(), false, 'nothing is given away');
    // Without a choice there is no answer.
    await page.locator('#lesson-question [type=submit]').click();
    assert.match(await feedback(page), /^Please/);
    const { right, wrong } = answersOf(EXPECTED[step - 1], f);
    assert.equal(await inLesson(page, 'next').innerText(), 'Skip');
    await miss(page, wrong);
    assert.match(await feedback(page), step === 3 ? /^Not there\. You expected / : /^Not so: the answer is/, `step ${step}`);
    assert.equal(await inLesson(page, 'next').innerText(), 'Next');
    await answer(page, right);
    assert.match(await feedback(page), /^Right\./, `step ${step}`);
    for (let place = 0; place < (await page.locator('#lesson-question [type=radio]').count()); place += 1) {
      await answer(page, { place });
      assert.equal((await feedback(page)).startsWith('Right.'), place === right.place, `step ${step}, option ${place}`);
    }
    assert.ok(await page.locator('#lesson-keep').isVisible());
    // A trial changes real settings and says what it does; Back undoes it, and the question is
    // asked again.
    const before = await tryIt(page);
    assert.notEqual(await page.evaluate(() => window.gradlens.link()), before);
    await undo(page, before);
    assert.equal(await page.locator('#lesson-after').isVisible(), true, 'what was answered once stays open');
    if (step === 3) {
      await inLesson(page, 'next').click();
      await asked(page);
      await page.goBack();
      await page.waitForFunction(() => location.search.endsWith('step=3'));
      assert.equal(await title(page), titles[0]);
      await page.goForward();
      await page.waitForFunction(() => location.search.endsWith('step=4'));
      await inLesson(page, 'back').click();
      await asked(page);
    }
    await inLesson(page, 'next').click();
  }
  // The chapter on remedies; its answers are compared natively.
  for (const step of REMEDIES) {
    await asked(page);
    assert.match(await page.evaluate(() => location.search), new RegExp(`&step=${step}$`));
    titles.push(await title(page));
    await inLesson(page, 'reveal').click();
    assert.match(await feedback(page), /^The answer is/, `step ${step}`);
    await inLesson(page, 'next').click();
  }
  // Those about training and about the law, with their examples; more in lesson_training.test.mjs.
  for (const step of [...TRAININGS, ...LAWS]) {
    await told(page);
    await page.locator('#lesson-example').click();
    await asked(page);
    assert.match(await page.evaluate(() => location.search), new RegExp(`&step=${step}(&|$)`));
    titles.push(await title(page));
    await inLesson(page, 'reveal').click();
    assert.match(await feedback(page), /^The answer is/, `step ${step}`);
    await inLesson(page, 'next').click();
  }
  assert.equal(new Set(titles).size, ORDER.length + REMEDIES.length + TRAININGS.length + LAWS.length);
  assert.equal(await title(page), 'Self-check');
});

/** Whether a chip of the fan is pressed. */
const chip = (page, name) => page.locator(`[data-chip="${name}"]`).getAttribute('aria-pressed');

test('another layer asks anew, another chip does not', async (t) => {
  const page = await openPage(t, { query: `${START}&step=7` });
  await asked(page);
  await inLesson(page, 'reveal').click();
  assert.match(await feedback(page), /^The answer is/);
  // Another layer: another question, and the page says so.
  await page.locator('#layer').fill('6');
  await page.locator('#layer').press('Enter');
  await page.waitForFunction(() => /asked again/.test(document.getElementById('lesson-feedback').textContent));
  assert.match(await page.locator('#lesson-question legend').innerText(), /layer 6/);
  // The same question keeps its answer: showing something else is not a change.
  await inLesson(page, 'reveal').click();
  await page.locator('[data-chip="gradient"]').click();
  await asked(page);
  assert.match(await feedback(page), /^The answer is/);
});

test('a link opens its step with its chips, closing leaves, and a network that cannot answer offers the example', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=1&act=relu&init=zeros&seed=1&step=13' });
  assert.equal(await title(page), 'Trap 1: healthy weights');
  await page.waitForFunction(() => /one layer only/.test(document.getElementById('lesson-question').textContent));
  assert.equal(await page.locator('#lesson-question [type=submit]').count(), 0);
  await page.locator('#lesson-example').click();
  await asked(page);
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&act=linear&init=orthogonal&gain=0.5&seed=1&step=13');
  assert.equal(await page.locator('#lesson-example').isVisible(), false);
  await page.locator('#lesson-steps').selectOption('14');
  await asked(page);
  assert.equal(await chip(page, 'bound'), 'true');
  await page.locator('#lesson-steps').selectOption('15');
  await asked(page);
  assert.equal(await chip(page, 'plain'), 'true');
  await inLesson(page, 'close').click();
  await page.waitForFunction(() => !location.search.includes('step'));
  // The address may be written before the frame.
  await ready(page);
  assert.equal(await page.locator('#lesson').isVisible(), false);
  assert.equal(await chip(page, 'plain'), 'false');
  assert.equal(await page.locator('[data-lesson]').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-open');
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('lesson-steps').value === '15' && !document.getElementById('lesson').hidden);
});

const covered = (page) => page.locator('[data-covered]').evaluateAll((parts) => parts.map((part) => `${part.id} ${getComputedStyle(part).visibility}`).sort());

const FATE = ['card-body', 'chain', 'compare', 'fan-numbers'].map((id) => `${id} hidden`);

test('what would give an answer away is covered until there is one, or where there is no question', async (t) => {
  const page = await openPage(t, { query: `${START}&step=7` });
  await asked(page);
  assert.deepEqual(await covered(page), ['card-body hidden', 'fan-numbers hidden']);
  // Changing the network meanwhile uncovers nothing.
  await page.evaluate(() => window.gradlens.apply('v=1&depth=6&step=7'));
  await asked(page);
  assert.deepEqual(await covered(page), ['card-body hidden', 'fan-numbers hidden']);
  // A hint uncovers nothing, the answer does.
  await page.locator('#lesson-question [value="2"]').check();
  await page.locator('#lesson-question [type=submit]').click();
  assert.deepEqual(await covered(page), ['card-body hidden', 'fan-numbers hidden']);
  await page.locator('#lesson-question [type=submit]').click();
  assert.deepEqual(await covered(page), []);
  assert.equal(await page.locator('#lesson-covers').isVisible(), false);
  await page.locator('#lesson-steps').selectOption('14');
  await asked(page);
  assert.deepEqual(await covered(page), FATE);
  assert.equal(await page.locator('#lesson-covers').isVisible(), true);
  await inLesson(page, 'reveal').click();
  assert.deepEqual(await covered(page), []);
  // While it is covered, nothing in the text of the page gives the answer away.
  await page.locator('#pin').click();
  await page.locator('#compare details').evaluate((fold) => { fold.open = true; });
  await page.locator('#lesson-steps').selectOption('12');
  await asked(page);
  const { log10_singular_values: values } = await page.evaluate(() => window.gradlens.report().chain[0]);
  const shown = await page.evaluate(() => document.body.innerText);
  const digits = (10 ** (values[0] - Math.floor(values[0]))).toPrecision(3);
  assert.ok(!shown.includes(digits), `${digits} stands on the page`);
  assert.ok(!(await page.locator('#flow figure canvas').getAttribute('aria-label')).includes(digits));
  assert.equal(await page.locator('#verdict').innerText(), 'What becomes of all directions?');
  // A link to a covered part says why there is nothing.
  await page.locator('#lesson [data-part="flow"]').click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-covers');
  await inLesson(page, 'reveal').click();
  assert.ok((await page.evaluate(() => document.body.innerText)).includes(digits));
  await page.locator('#unpin').click();
  await page.locator('#lesson-steps').selectOption('14');
  // Answered once, it stays open.
  await inLesson(page, 'back').click();
  await asked(page);
  assert.deepEqual(await covered(page), FATE);
  await inLesson(page, 'next').click();
  await asked(page);
  assert.deepEqual(await covered(page), []);
  await inLesson(page, 'back').click();
  await page.evaluate(() => window.gradlens.apply('v=1&depth=1&act=relu&init=zeros&step=13'));
  await page.waitForFunction(() => /one layer only/.test(document.getElementById('lesson-question').textContent));
  assert.deepEqual(await covered(page), []);
  await page.locator('#lesson-steps').selectOption('12');
  await inLesson(page, 'close').click();
  assert.deepEqual(await covered(page), []);
});

test('the question about plain arithmetic comes with any chips', async (t) => {
  const page = await openPage(t, { query: `${START}&step=15&view=bound` });
  await asked(page);
  await inLesson(page, 'reveal').click();
  assert.deepEqual(await covered(page), []);
});

test('what has been stopped is not covered, and what goes on is', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&seed=1&step=13' });
  await asked(page);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=100&width=128&act=tanh&seed=1&step=13'));
  await page.locator('#stop').click();
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'stopped');
  assert.match(await page.locator('#lesson-question').innerText(), /has been stopped/);
  assert.deepEqual(await covered(page), []);
  await page.locator('#stop').click();
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'busy');
  assert.deepEqual(await covered(page), FATE);
});

test('a proposal that has nothing more to propose hands the focus on', async (t) => {
  const page = await openPage(t, { query: `${START}&step=4` });
  await asked(page);
  await inLesson(page, 'reveal').click();
  for (const next of ['lesson-try', 'lesson-next']) {
    await page.locator('#lesson-try').focus();
    await page.keyboard.press('Enter');
    await asked(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), next);
  }
  assert.equal(await page.locator('#lesson-try').isVisible(), false);
});

test('what becomes covered does not keep the focus', async (t) => {
  // With one layer there is no question, so nothing is covered.
  const page = await openPage(t, { query: 'v=1&depth=1&act=relu&init=zeros&seed=1&step=13' });
  await page.waitForFunction(() => /one layer only/.test(document.getElementById('lesson-question').textContent));
  await page.locator('#flow .hand').focus();
  await page.evaluate(() => window.gradlens.apply('v=1&depth=9&seed=1&step=13'));
  await asked(page);
  assert.deepEqual(await covered(page), FATE);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-title');
});

for (const viewport of [{ width: 1280, height: 720 }, { width: 800, height: 520 }, { width: 360, height: 740 }]) {
  test(`a step leads to what is to be looked at, and back, ${viewport.width}`, async (t) => {
    const page = await openPage(t, { query: `${START}&step=10`, viewport });
    await asked(page);
    for (const part of ['card', 'flow']) {
      await page.locator(`#lesson [data-part="${part}"]`).click();
      const { top, bottom, focused } = await page.evaluate((part) => {
        const element = document.getElementById(part);
        const { top, bottom } = element.getBoundingClientRect();
        return { top, bottom, focused: element.contains(document.activeElement) };
      }, part);
      assert.ok(focused && top < viewport.height - 100 && bottom > 100, `${part}: ${top} to ${bottom}, ${focused}`);
      assert.ok(await inLesson(page, 'next').evaluate((next) => {
        const { left, top, width, height } = next.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === next;
      }), 'the way on stays in reach');
    }
  });
}

test('Escape stops the gradient first, then closes the lesson, and nothing else', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1&step=1' });
  await asked(page);
  await page.locator('#pin').click();
  await page.evaluate(() => { document.querySelector('#compare details').open = true; });
  await page.evaluate(() => window.gradlens.apply('v=1&seed=2&step=1'));
  await asked(page);
  await inLesson(page, 'reveal').click();
  await page.locator('#step').click();
  await page.waitForFunction(() => document.getElementById('underway').textContent !== '');
  await page.locator('#lesson-steps').focus();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.getElementById('underway').textContent === '');
  assert.equal(await page.locator('#lesson').isVisible(), true);
  await page.locator('#lesson-steps').focus();
  await page.keyboard.press('Escape');
  await page.locator('#lesson').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-open');
});

test('what is to be kept in mind is in sight after an answer, and the buttons before it', async (t) => {
  for (const viewport of [{ width: 1280, height: 720 }, { width: 390, height: 844 }]) {
    const page = await openPage(t, { query: 'v=1&act=tanh&seed=1&step=8', viewport });
    await asked(page);
    const isSeen = (selector) => page.locator(selector).evaluate((element) => {
      const [box, panel] = [element, document.querySelector('.lesson-text')].map((one) => one.getBoundingClientRect());
      return box.height > 0 && box.top >= panel.top - 1 && box.bottom <= panel.bottom + 3;
    });
    assert.equal(await isSeen('#lesson-question [type=submit]'), true, `${viewport.width}: the button`);
    await inLesson(page, 'reveal').click();
    await page.locator('#lesson-keep').waitFor();
    assert.equal(await isSeen('#lesson-keep'), true, `${viewport.width}: what is to be kept`);
  }
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
  // The handle, by its keys: the truth within a decade.
  await to('#guess');
  const truth = await page.evaluate(() => {
    const { layers, log10_input_gradient: end } = window.gradlens.report();
    return end - layers.at(-1).gradient.log10_output;
  });
  const steps = Math.round(truth / 0.5);
  for (let i = 0; i < Math.abs(steps); i += 1) await page.keyboard.press(steps < 0 ? 'ArrowDown' : 'ArrowUp');
  await page.waitForFunction((now) => Number(document.getElementById('guess').ariaValueNow) === now, steps / 2);
  assert.equal(await page.locator('#lesson-number').inputValue(), await page.locator('#guess').getAttribute('aria-valuetext'));
  await to('#lesson-question [type=submit]');
  await page.keyboard.press('Enter');
  assert.match(await feedback(page), /^Right\. You expected /);
  await to('#lesson-try');
  await page.keyboard.press('Space');
  await asked(page);
  assert.equal(await page.locator('#depth').inputValue(), '40');
  await page.locator('#lesson-steps').selectOption('2');
  await asked(page);
  await page.locator('#lesson-title').focus();
  await to('#lesson-question [type=radio]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.match(await feedback(page), /^(Right|Not quite)\./);
});

test('the handle is dragged, and until the answer nothing tells where the gradient arrives', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1' });
  await page.locator('#flow [data-numbers] > summary').click();
  await ready(page);
  const arrives = await page.locator('#verdict').innerText();
  await page.locator('#lesson-open').click();
  await asked(page);
  const digits = (await page.evaluate(() => { const { log10_input_gradient: end } = window.gradlens.report(); return (10 ** (end - Math.floor(end))).toPrecision(3); }));
  const all = () => page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [aria-valuetext]')].filter((one) => one.checkVisibility({ visibilityProperty: true })).flatMap((one) => [one.ariaLabel, one.ariaValueText]), window.gradlens.picture('flow').svg].join('\n'));
  assert.ok(!(await all()).includes(digits), `${digits} is told`);
  assert.equal(await page.locator('#verdict').innerText(), 'Where does it arrive?');
  assert.deepEqual(await page.locator('#flow .hand, #play, #flow [data-numbers], #gain-slider').evaluateAll((parts) => parts.map((part) => part.checkVisibility({ visibilityProperty: true }))), [false, false, false, false]);
  const handle = page.locator('#guess');
  const { x, y, width, height } = await handle.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + height / 2 + 60, { steps: 4 });
  await page.mouse.up();
  // It follows the hand.
  await page.waitForFunction((to) => Math.abs(document.getElementById('guess').getBoundingClientRect().y - to) < 3, y + 60);
  const guess = Number(await handle.getAttribute('aria-valuenow'));
  assert.ok(guess < -1 && guess > -16, `${guess}`);
  // Two wrong guesses, then the truth runs in.
  await page.locator('#lesson-number').fill('1000');
  await page.locator('#lesson-question [type=submit]').click();
  assert.match(await feedback(page), /^Less than that\. /);
  assert.equal(await page.locator('#verdict').innerText(), 'Where does it arrive?');
  await page.locator('#lesson-question [type=submit]').click();
  assert.match(await feedback(page), /^Not there\. You expected .* it arrives at 4\.22\s×\s10⁻¹³\./);
  await handle.waitFor({ state: 'hidden' });
  await page.waitForFunction((text) => document.getElementById('verdict').innerText === text, arrives);
  await page.waitForFunction(() => document.getElementById('play').textContent === 'Send the gradient back', null, { timeout: 10000 });
  assert.ok((await all()).includes(digits));
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

for (const viewport of [{ width: 800, height: 520 }, { width: 1100, height: 800 }, { width: 1280, height: 720 }]) {
  test(`the lesson stands beside the pictures and on none of them, ${viewport.width}`, async (t) => {
    // Step 6 opens the inside of the layer.
    const page = await openPage(t, { query: 'v=1&depth=5&width=4&step=6', viewport });
    await asked(page);
    for (const share of [0, 0.3, 0.6, 1]) {
      const touched = await page.evaluate((share) => {
        scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight));
        const box = (id) => document.getElementById(id).getBoundingClientRect();
        const lesson = box('lesson');
        const meets = (other) => other.left < lesson.right && lesson.left < other.right && other.top < lesson.bottom && lesson.top < other.bottom;
        return ['settings', 'figure', 'card', 'inspector'].filter((id) => meets(box(id)));
      }, share);
      assert.deepEqual(touched, [], `scrolled by ${share}`);
    }
  });
}

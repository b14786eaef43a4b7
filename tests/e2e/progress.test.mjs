// While a long analysis goes on: what is known is shown, what is not is marked, and the reader can
// stop it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCrew } from './harness/crew.mjs';
import { entry, openPage, ready } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';
import { assertRightReport } from './harness/report.mjs';
import { answered, depthOf } from './harness/verdict.mjs';

/** The largest network with 100 layers. */
const LONG = 'v=1&depth=100&width=128&act=tanh&seed=1';
/** Long enough for workers; if their results are held back, it takes as long as the largest. */
const SHORTER = 'v=1&depth=40&width=32&act=tanh&seed=1';
const OUTLINE = 0;
const LAYERS = 1;
const NORMS = 4;

/** Lets the results of these kinds of tasks through, and later those of all kinds. */
const release = (page, pass) => page.evaluate((pass) => window.crew.release(pass), pass);
const show = (page, link) => page.evaluate((link) => void window.gradlens.apply(link), link);
const state = (page) => page.evaluate(() => document.documentElement.dataset.gradlens);
const reported = (page) => page.evaluate(() => window.gradlens.report().link);
const images = (page) => page.locator('.plot canvas').evaluateAll((all) => all.map((canvas) => canvas.toDataURL()));
const marks = (page) => page.locator('.picture, #card, #verdict').evaluateAll((all) => Object.fromEntries(all.map(({ id, dataset }) => [id, dataset.fresh])));
const holds = (page, id, mark) => page.waitForSelector(`#${id}[data-fresh="${mark}"]`, { state: 'attached' });

/** An idle page with the usual network; from then on only the outline of a network arrives. */
async function openHeld(t, query) {
  const page = await openPage(t, { query, before: withCrew() });
  await release(page, [OUTLINE]);
  return page;
}

/** The text that the style sheet puts before the reading of a picture, if it is visible. */
const word = (page, id) =>
  page.locator(`#${id} .shown .reading`).evaluate((reading) => {
    const { content, fontSize } = getComputedStyle(reading, '::before');
    return content === 'none' || fontSize === '0px' ? '' : JSON.parse(content);
  });

async function waitForWord(page, id, text) {
  const reading = await page.locator(`#${id} .shown .reading`).elementHandle();
  await page.waitForFunction(([reading, text]) => {
    const { content, fontSize } = getComputedStyle(reading, '::before');
    return content.includes(text) && fontSize !== '0px';
  }, [reading, text]);
}

/** Fails if a canvas shows one colour only. */
async function assertPainted(page) {
  const colors = await page.locator('.plot canvas').evaluateAll((all) => all.map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }));
  assert.ok(colors.length === 2 && colors.every((count) => count > 10), `colours of the pictures: ${colors}`);
}

test('the verdict and the gradients come first, then the layers, then the chain', async (t) => {
  const page = await openHeld(t);
  await show(page, LONG);
  // The verdict and the gradients are those of the new network, and the fan lacks its
  // directions.
  await holds(page, 'chart', '');
  assert.equal(await depthOf(page), 100);
  assert.match(await page.locator('#chart canvas').getAttribute('aria-label'), /100/);
  assert.deepEqual(await marks(page), { verdict: '', flow: 'part', chart: '', card: 'old' });
  assert.equal(await reported(page), 'v=1&seed=1', 'the report is of the last complete analysis');
  await waitForWord(page, 'flow', 'more to come');
  assert.equal(await word(page, 'chart'), '');
  await assertPainted(page);

  await release(page, [OUTLINE, LAYERS, NORMS]);
  await holds(page, 'card', '');
  await page.locator('[data-chip="bound"]').click();
  await page.waitForSelector('[data-chip="bound"][aria-pressed="true"]');
  assert.equal(await state(page), 'busy');
  assert.equal((await marks(page)).flow, 'part');
  await assertPainted(page);

  await release(page, null);
  await ready(page);
  assert.deepEqual(await marks(page), { verdict: '', flow: '', chart: '', card: '' });
  for (const id of ['flow', 'chart']) assert.equal(await word(page, id), '');
  await assertRightReport(t, page, `${LONG}&chips=gradient,directions,bound`);
});

for (const view of ['gradients', 'bound']) {
  test(`a page that begins with a long analysis never shows an empty picture as finished, ${view}`, async (t) => {
    const held = withCrew(() => { window.crew.pass = [0]; });
    const page = await openPage(t, { query: `${SHORTER}&view=${view}`, before: held, rest: false });
    await answered(page, 40);
    assert.equal(await page.locator('#flow').getAttribute('data-fresh'), 'part');
    await waitForWord(page, 'flow', 'more to come');
    assert.equal(await page.locator('[data-chip="bound"]').getAttribute('aria-pressed'), String(view === 'bound'));
    await assertPainted(page);
  });
}

test('a long analysis can be stopped and continued by keyboard', async (t) => {
  const page = await openHeld(t);
  const stop = page.locator('#stop');
  assert.equal(await stop.isVisible(), false);
  await show(page, LONG);
  await holds(page, 'chart', '');
  await stop.waitFor({ state: 'visible' });
  assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 1);
  // The frame of the fan has come to rest.
  await lapse(page, 800);
  const before = await images(page);
  await stop.focus();
  await page.keyboard.press('Enter');
  assert.equal(await state(page), 'stopped');
  assert.equal(await page.getByRole('button', { name: 'Continue' }).count(), 1);
  assert.equal(await page.locator('#verdict').getAttribute('aria-busy'), 'false');

  // Results that were on their way come too late, and the page stays as it is.
  await release(page, [OUTLINE]);
  await lapse(page, 800);
  assert.equal(await state(page), 'stopped');
  assert.equal(await stop.isVisible(), true);
  assert.deepEqual(await images(page), before, 'the pictures stay');
  assert.equal(await depthOf(page), 100);
  assert.equal(await reported(page), 'v=1&seed=1');
  await waitForWord(page, 'flow', 'stopped');

  await release(page, null);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'stop');
  await page.keyboard.press('Space');
  assert.equal(await state(page), 'busy');
  await ready(page);
  assert.equal(await stop.isVisible(), false);
  await assertRightReport(t, page, LONG);
});

test('a picture that is complete does not say that it was stopped', async (t) => {
  const page = await openHeld(t);
  await show(page, SHORTER);
  await holds(page, 'chart', '');
  const height = (await page.locator('#chart .plot').boundingBox()).height;
  await page.locator('#stop').click();
  await waitForWord(page, 'flow', 'stopped');
  assert.equal(await word(page, 'chart'), '');
  assert.equal((await page.locator('#chart .plot').boundingBox()).height, height);
});

test('an edit after Cancel computes', async (t) => {
  const page = await openHeld(t);
  await show(page, SHORTER);
  await page.locator('#stop').click();
  assert.equal(await state(page), 'stopped');
  await release(page, null);
  await entry(page, '#depth', '50');
  await entry(page, '#width', '48');
  await ready(page);
  await assertRightReport(t, page, 'v=1&depth=50&width=48&act=tanh&seed=1');
  assert.deepEqual(await marks(page), { verdict: '', flow: '', chart: '', card: '' });
});

/** Actions of a reader that do not need another network. */
const LOOKS = {
  'selecting a layer': (page) => page.locator('#flow .hand').press('ArrowRight'),
  'showing the bound': (page) => page.locator('[data-chip="bound"]').click(),
  'turning the arrow of a layer': (page) => page.locator('#dial').press('PageUp'),
  'resizing the window': (page) => page.setViewportSize({ width: 1000, height: 700 }),
};

for (const [look, act] of Object.entries(LOOKS)) {
  test(`after Cancel, ${look} does not make an old analysis a new one`, async (t) => {
    const page = await openHeld(t);
    await show(page, SHORTER);
    await holds(page, 'chart', '');
    await page.locator('#stop').click();
    await act(page);
    await lapse(page, 500);
    assert.equal(await state(page), 'stopped');
    assert.equal(await reported(page), 'v=1&seed=1');
    assert.equal((await marks(page)).flow, 'part');
    // Pressing the button again still leads to the right result.
    await release(page, null);
    await page.locator('#stop').click();
    await ready(page);
    await assertRightReport(t, page);
  });
}

test('selecting a layer while plain arithmetic is computed is reported', async (t) => {
  const page = await openPage(t, { query: SHORTER, before: withCrew() });
  await release(page, []);
  await page.locator('[data-chip="plain"]').click();
  await page.waitForFunction(() => window.crew.alive().some((worker) => worker.task?.[0] === 3));
  await page.locator('#flow .hand').press('ArrowRight');
  await release(page, null);
  await ready(page);
  await assertRightReport(t, page, `${SHORTER}&layer=1&chips=gradient,directions,plain`);
});

test('the button that stops is reached by Tab while there is something to stop', async (t) => {
  const page = await openHeld(t);
  const tabs = async () => {
    await page.evaluate(() => document.activeElement.blur());
    await page.locator('.skip').focus();
    const reached = [];
    while (reached.at(-1) !== 'stop' && reached.length < 12) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement.id));
    }
    return reached.at(-1);
  };
  assert.notEqual(await tabs(), 'stop');
  await show(page, SHORTER);
  await page.locator('#stop').waitFor({ state: 'visible' });
  assert.equal(await tabs(), 'stop');
  assert.notEqual(await page.locator('#stop').evaluate((button) => getComputedStyle(button).outlineStyle), 'none', 'it shows that it has the focus');
  assert.equal(await page.getByRole('button', { name: 'Cancel', exact: true }).count(), 1);
  assert.equal(await page.getByRole('progressbar', { name: 'How much is computed' }).count(), 1);
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('button', { name: 'Continue', exact: true }).count(), 1);
  await page.keyboard.press('Enter');
  await release(page, null);
  await ready(page);
  assert.notEqual(await tabs(), 'stop');
  assert.equal(await page.getByRole('button', { name: /^(Cancel|Continue)$/ }).count(), 0);
});

test('the card follows a moving hand in steps, and ends right', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=1' });
  const written = await page.evaluate(async () => {
    const counts = { card: 0, verdict: 0 };
    for (const [name, id] of [['card', 'card-body'], ['verdict', 'verdict']]) {
      new MutationObserver(() => (counts[name] += 1)).observe(document.getElementById(id), { childList: true });
    }
    for (let step = 1; step <= 60; step += 1) {
      window.gradlens.apply(`v=1&act=tanh&gain=${1 + step / 50}&seed=1`);
      await new Promise(requestAnimationFrame);
    }
    return counts;
  });
  assert.ok(written.verdict > 20, `the verdict is written ${written.verdict} times`);
  assert.ok(written.card >= 3 && written.card < written.verdict, `the card ${written.card} times, the verdict ${written.verdict} times`);
  await ready(page);
  const card = (page) => page.locator('#card').innerText();
  const fresh = await openPage(t, { query: 'v=1&act=tanh&gain=2.2&seed=1' });
  assert.equal(await card(page), await card(fresh));
  assert.deepEqual(await marks(page), await marks(fresh));
});

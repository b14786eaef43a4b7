// Accessibility: no axe findings, everything by keyboard, a text for every picture.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { STATES, enter } from './harness/states.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** How the page is viewed: every state in each of these ways. */
const WAYS = [
  ['light', { width: 1280 }],
  ['light', { width: 360 }],
  ['dark', { width: 1280 }],
  ['forced', { width: 1280 }],
  ['forced', { width: 360 }],
];

/**
 * Buttons and the like that are less than 24 pixels wide or high; a checkbox counts with its
 * label, a word in a sentence does not count.
 */
const smallTargets = (page) =>
  page.locator('button, select, input, summary, textarea, [role=slider], [role=tab], a[href]').evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility() && !element.matches('.skip, p a, dd a, li a'))
      .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()])
      .filter(([, box]) => box.width < 23.99 || box.height < 23.99)
      .map(([element, box]) => `${element.id || element.textContent.trim()}: ${box.width} x ${box.height}`),
  );

for (const [colors, { width }] of WAYS) {
  test(`no state has a finding of axe or a small target, ${colors} at ${width}`, async (t) => {
    const page = await openPage(t, { viewport: { width, height: 740 }, colorScheme: colors === 'dark' ? 'dark' : 'light', hasTouch: width < 500, problemsAllowed: true });
    await page.emulateMedia({ forcedColors: colors === 'forced' ? 'active' : 'none' });
    const home = page.url().split('?')[0];
    const found = [];
    for (const state of STATES) {
      await enter(page, state, home);
      for (const finding of [...(await findings(page)), ...(await smallTargets(page))]) found.push(`${state.name}: ${finding}`);
    }
    assert.deepEqual(found, []);
    // Requests that are still loading when the next state is opened are aborted.
    assert.deepEqual(page.problems.filter((problem) => !problem.endsWith('ERR_ABORTED')), []);
  });
}

test('everything is reached and changed by keyboard', async (t) => {
  const page = await openPage(t);
  const seen = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      return { name: element.id || element.dataset.gain || element.className || element.textContent.trim(), ring: style.outlineStyle !== 'none' || element.matches('.skip') };
    });
    if (focus === null) break;
    assert.ok(focus.ring, `${focus.name} shows that it has the focus`);
    seen.push(focus.name);
  }
  for (const name of ['skip', 'depth-slider', 'depth', 'width', 'inputs', 'inputs-same', 'act', 'init', 'gain-slider', 'gain', '2', 'bias', 'input', 'loss', 'seed', 'layer', 'new-seed', 'reset', 'scale', 'hand', 'tab-gradients', 'Numbers of the chart', 'What is shown']) {
    assert.ok(seen.includes(name), `${name} is reached; reached are ${seen.join(', ')}`);
  }
  assert.equal(seen.filter((name) => name === 'hand').length, 2);
});

test('arrow keys select layers on the pictures and charts on the tabs', async (t) => {
  const page = await openPage(t);
  const layer = () => page.locator('#layer').inputValue();
  const hand = page.locator('#flow .hand');
  await hand.focus();
  for (const [key, expected] of [['ArrowLeft', '19'], ['Home', '1'], ['ArrowLeft', '1'], ['ArrowRight', '2'], ['PageUp', '12'], ['End', '20'], ['ArrowRight', '20']]) {
    await page.keyboard.press(key);
    assert.equal(await layer(), expected, key);
  }
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('#flow .hand').getAttribute('aria-valuenow') === '1');
  assert.match(await hand.getAttribute('aria-valuetext'), /^Layer 1: /);

  await page.locator('#tab-gradients').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-spectrum');
  await page.waitForSelector('#tab-spectrum[aria-selected="true"]');
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-outputs');
  await page.waitForFunction(() => document.getElementById('chart-panel').getAttribute('aria-labelledby') === 'tab-outputs');
});

test('pictures are described in words, with the numbers of this network', async (t) => {
  const page = await openPage(t);
  for (const id of ['#flow', '#chart']) {
    const words = await page.locator(`${id} canvas`).getAttribute('aria-label');
    assert.ok(words.length > 60 && /10⁻¹/.test(words), words);
  }
  assert.equal(await page.getByRole('status').filter({ hasText: 'Vanishing' }).count(), 1);
  await page.waitForFunction(() => document.getElementById('verdict').getAttribute('aria-busy') === 'false');
});

test('the link past the head loses nothing', async (t) => {
  const page = await openPage(t, { query: '#v=1&depth=7&act=tanh&lock=act' });
  const state = () => page.evaluate(() => [window.gradlens.link(), document.getElementById('act').disabled]);
  await page.locator('#depth').fill('9');
  await page.keyboard.press('Enter');
  // At once, before the address has followed.
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'figure');
  await ready(page);
  assert.deepEqual(await state(), ['v=1&depth=9&act=tanh&seed=1', true]);
  assert.equal(await page.locator('#notices').isVisible(), false);
  // A place in the page, written by somebody else, is not a link either.
  await page.evaluate(() => { location.hash = 'figure'; });
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  assert.deepEqual(await state(), ['v=1&depth=9&act=tanh&seed=1', true]);
  assert.equal(await page.locator('#notices').isVisible(), false);
});

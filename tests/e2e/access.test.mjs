// Accessibility: no axe findings, everything by keyboard, a text for every picture.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { isFull } from './harness/extent.mjs';
import { openPage, ready } from './harness/page.mjs';
import { openMore } from './harness/settings.mjs';
import { STATES, enter } from './harness/states.mjs';
import { what } from './harness/verdict.mjs';

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
      .filter((element) => element.checkVisibility() && !element.matches('.skip, .see, p a, dd a, li a'))
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
    const isFirst = colors === WAYS[0][0] && width === WAYS[0][1].width;
    for (const state of STATES.filter(({ alike }) => isFull || isFirst || !alike)) {
      await enter(page, state, home);
      for (const finding of [...(await findings(page)), ...(await smallTargets(page))]) found.push(`${state.name}: ${finding}`);
    }
    assert.deepEqual(found, []);
    // Requests that are still loading when the next state is opened are aborted.
    assert.deepEqual(page.problems.filter((problem) => !problem.endsWith('ERR_ABORTED')), []);
  });
}

/** The controls that Tab reaches from the beginning of the page, each of which shows that it has the focus. */
async function reached(page) {
  const seen = [];
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.locator('.skip').focus();
  for (let i = 0; i < 70; i += 1) {
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      return { name: element.id || element.dataset.chip || element.dataset.save || element.className || element.textContent.trim(), ring: style.outlineStyle !== 'none' || element.matches('.skip') };
    });
    if (focus === null) break;
    assert.ok(focus.ring, `${focus.name} shows that it has the focus`);
    seen.push(focus.name);
    await page.keyboard.press('Tab');
  }
  return seen;
}

test('everything is reached by keyboard, in the order of the page', async (t) => {
  const page = await openPage(t);
  const seen = await reached(page);
  const order = ['to-figure', 'open-presets', 'pin', 'open-share', 'lesson-open', 'depth', 'width', 'act', 'init', 'gain', 'hand', 'play', 'step', 'gradient', 'directions', 'bound', 'weights', 'plain', 'Numbers of the fan', 'Save the fan', 'gain-slider', 'layer', 'dial', 'Save the layer', 'formula', 'The chain as a formula', 'Inside layer 1 every entry, and overrides', 'Numbers of the chart', 'Save the chart', 'What is shown'];
  const places = order.map((name) => seen.indexOf(name));
  assert.ok(places.every((place, i) => place > (places[i - 1] ?? -1)), `${order.filter((_, i) => places[i] < 0)} missing in ${seen.join(', ')}`);
  assert.equal(seen.filter((name) => name === 'hand').length, 2, 'the fan and the chart');
  for (const name of ['inputs', 'bias', 'seed', 'reset']) assert.equal(seen.includes(name), false, `${name} is in the closed fold`);
  await openMore(page);
  const more = await reached(page);
  for (const name of ['inputs-slider', 'inputs', 'inputs-same', 'bias-slider', 'bias', 'input', 'loss', 'turn', 'seed-slider', 'seed', 'new-seed', 'reset']) assert.ok(more.includes(name), `${name} in ${more.join(', ')}`);
});

test('the fold is opened and closed by keyboard', async (t) => {
  const page = await openPage(t);
  const summary = page.locator('#settings > summary');
  const isOpen = () => page.locator('#bias').isVisible();
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  assert.equal(await isOpen(), false);
  for (const key of ['Enter', 'Space']) {
    await summary.focus();
    await page.keyboard.press(key);
    assert.equal(await isOpen(), true, key);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'skip-slider', 'what it holds comes next');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'summary');
    await page.keyboard.press(key);
    assert.equal(await isOpen(), false, key);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'div', 'the fan comes next');
  }
});

test('arrow keys move the lens on the pictures and turn the arrow of a layer', async (t) => {
  const page = await openPage(t);
  const layer = () => page.locator('#layer').inputValue();
  const hand = page.locator('#flow .hand');
  await hand.focus();
  for (const [key, expected] of [['End', '20'], ['ArrowRight', '20'], ['ArrowLeft', '19'], ['Home', ''], ['ArrowLeft', ''], ['ArrowRight', '1'], ['PageUp', '11'], ['PageDown', '1'], ['ArrowLeft', ''], ['PageUp', '10']]) {
    await page.keyboard.press(key);
    assert.equal(await layer(), expected, key);
  }
  await page.waitForFunction(() => document.querySelector('#flow .hand').getAttribute('aria-valuenow') === '10');
  assert.match(await hand.getAttribute('aria-valuetext'), /^Layer 10: /);
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('#flow .hand').getAttribute('aria-valuenow') === '0');
  assert.match(await hand.getAttribute('aria-valuetext'), /^Input: /);
  assert.deepEqual(await hand.evaluate((hand) => [hand.ariaValueMin, hand.ariaValueMax, hand.ariaLabel]), ['0', '20', 'Place of the lens; with Shift, turn of the loss gradient']);
  // Shift turns the loss gradient, by five degrees from where it is.
  const turn = () => page.evaluate(() => Number(new URLSearchParams(window.gradlens.link()).get('turn')));
  const turned = [];
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft']) {
    await page.keyboard.press(key);
    await ready(page);
    turned.push(await turn());
  }
  assert.deepEqual(turned, [55, 60, 55]);
  // In the chart the first one is layer 1.
  await page.locator('#chart .hand').focus();
  for (const [key, expected] of [['ArrowUp', '1'], ['ArrowUp', '2'], ['ArrowDown', '1'], ['End', '20']]) {
    await page.keyboard.press(key);
    assert.equal(await layer(), expected, key);
  }

  const dial = page.locator('#dial');
  await dial.focus();
  for (const [key, expected] of [['ArrowRight', '36'], ['ArrowUp', '37'], ['ArrowLeft', '36'], ['PageUp', '51'], ['PageDown', '36'], ['ArrowDown', '35']]) {
    await page.keyboard.press(key);
    await page.waitForFunction((degrees) => document.getElementById('dial').getAttribute('aria-valuenow') === degrees, expected);
  }
});

test('pictures are described in words, with the numbers of this network', async (t) => {
  const page = await openPage(t);
  // What cannot be seen is drawn when the reader has come to rest.
  await page.waitForFunction(() => document.querySelector('#apart canvas').getAttribute('aria-label').length > 60);
  for (const [picture, number] of [['#flow .plot', /10⁻¹/], ['#chart .plot', /0\.\d+ at layer 20/], ['#apart', /\d\.\d/]]) {
    const words = await page.locator(`${picture} canvas`).getAttribute('aria-label');
    assert.ok(words.length > 60 && number.test(words), words);
  }
  assert.equal(await what(page), 'vanishing');
  assert.equal(await page.locator('#verdict').getAttribute('role'), 'status');
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

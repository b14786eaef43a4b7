// What a reader does in the first minute, in Firefox.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOf } from '../e2e/harness/digest.mjs';
import { stateOf } from '../e2e/harness/verdict.mjs';
import { GOLDEN, assertShows } from './golden.mjs';
import { Key, openPage, ready } from './harness.mjs';

const state = async (page) => stateOf(await page.text('#verdict'));

/** Fails unless verdict and fan are those of the report. */
async function assertVerdict(page, depth) {
  assert.equal(await state(page), (await page.report()).verdict.state);
  assert.equal(await page.evaluate(() => document.querySelector('#flow .hand').getAttribute('aria-valuemax')), String(depth));
}

/** Chooses in a list by arrow keys. */
async function choose(page, selector, name) {
  const steps = await page.evaluate(([selector, name]) => {
    const list = document.querySelector(selector);
    return [...list.options].findIndex(({ value }) => value === name) - list.selectedIndex;
  }, [selector, name]);
  await page.press(selector, ...Array(Math.abs(steps)).fill(steps > 0 ? Key.ARROW_DOWN : Key.ARROW_UP));
  await ready(page);
}

test('the page comes to rest and says what its report says', async (t) => {
  const page = await openPage(t);
  await assertShows(page, 'v=1&seed=1');
  await assertVerdict(page, 20);
  assert.equal(await state(page), 'vanishing');
  for (const id of ['#flow', '#chart']) {
    const colours = await page.evaluate((id) => {
      const canvas = document.querySelector(`${id} .plot canvas`);
      return new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
    }, id);
    assert.ok(colours > 4, `${colours} colours in ${id}`);
  }
});

test('layers and activation function are changed by keyboard', async (t) => {
  const page = await openPage(t);
  await choose(page, '#act', 'tanh');
  await assertShows(page, 'v=1&act=tanh&seed=1');
  await assertVerdict(page, 20);
  await page.entry('#depth', '6');
  await ready(page);
  assert.equal(await page.link(), 'v=1&depth=6&act=tanh&seed=1');
  assert.equal((await page.report()).layers.length, 6);
  await assertVerdict(page, 6);
  await page.press('#depth', Key.ARROW_UP, Key.ARROW_UP);
  await ready(page);
  assert.equal(await page.link(), 'v=1&depth=8&act=tanh&seed=1');
  assert.equal(await page.value('#depth'), '8');
  await assertVerdict(page, 8);
  await page.waitForFunction(() => location.search === '?v=1&depth=8&act=tanh&seed=1');
});

test('decimal commas count, and the strip changes the gain', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=linear&init=orthogonal&seed=1' });
  await page.entry('#gain', '0,5');
  await ready(page);
  await assertShows(page, 'v=1&act=linear&init=orthogonal&gain=0.5&seed=1');
  await page.entry('#gain', '2');
  await ready(page);
  // Every singular value of an orthogonal linear chain with gain 2 is 2^20.
  for (const log10 of (await page.report()).chain[0].log10_singular_values) assert.ok(Math.abs(log10 - 20 * Math.log10(2)) < 1e-12, `${log10}`);
  await page.press('#gain-slider', Key.END);
  await ready(page);
  assert.match(await page.link(), /&gain=10&/);
  await assertVerdict(page, 20);
  await page.click('#settings > summary');
  await page.click('#reset');
  await ready(page);
  await assertShows(page, 'v=1&seed=1');
});

test('a layer is selected by keyboard and by click', async (t) => {
  const page = await openPage(t);
  const selected = async () => [await page.value('#layer'), (await page.text('#card-title')).match(/^Layer (\d+),/)[1], (await page.report()).link.match(/&layer=(\d+)/)?.[1]];
  await page.press('#flow .hand', Key.END, Key.ARROW_LEFT);
  await ready(page);
  assert.deepEqual(await selected(), ['19', '19', '19']);
  await page.press('#chart .hand', Key.HOME);
  await ready(page);
  assert.deepEqual(await selected(), ['1', '1', '1']);
  for (const id of ['#flow', '#chart']) {
    for (const place of [-0.25, 0.2]) {
      await page.point(`${id} .hand`, [place, 0]);
      await page.waitForFunction((id) => /^Layer \d+:/.test(document.querySelector(`${id} .shown [data-reading]`).innerText), id);
      const [, read] = (await page.text(`${id} .shown [data-reading]`)).match(/^Layer (\d+):/);
      await page.point(`${id} .hand`, [place, 0], 'click');
      await ready(page);
      assert.deepEqual(await selected(), [read, read, read], `${id} ${place}`);
      assert.ok(place < 0 ? read < 10 : read > 10, `layer ${read} at ${place}`);
    }
  }
});

test('chips are pressed by click and by keyboard', async (t) => {
  const page = await openPage(t);
  const shown = () => page.evaluate(() => [...document.querySelectorAll('[data-chip][aria-pressed=true]')].map(({ dataset }) => dataset.chip));
  assert.deepEqual(await shown(), ['gradient', 'directions']);
  await page.click('[data-chip=bound]');
  await ready(page);
  assert.deepEqual(await shown(), ['gradient', 'directions', 'bound']);
  await page.press('[data-chip=directions]', Key.SPACE);
  await ready(page);
  assert.deepEqual(await shown(), ['gradient', 'bound']);
  assert.equal(await page.link(), 'v=1&seed=1&chips=gradient,bound');
});

test('a preset is shown, and left by Back', async (t) => {
  const page = await openPage(t);
  await page.press('#open-presets', Key.ENTER);
  await page.waitForFunction(() => [...document.querySelectorAll('#presets [data-finding]')].every((finding) => finding.textContent));
  await page.click('[data-preset="tanh-chaos"]');
  await ready(page);
  assert.equal(await page.evaluate(() => document.querySelector('#presets').open), false);
  assert.equal(await page.text('#preset-name'), 'Tanh in chaos');
  assert.equal(await page.evaluate(() => location.search), '?v=1&act=tanh&init=normal&seed=5');
  assert.equal(await state(page), 'exploding');
  await assertVerdict(page, 20);
  await page.driver.navigate().back();
  await page.waitForFunction(() => document.getElementById('act').value === 'sigmoid');
  await ready(page);
  await assertShows(page, 'v=1&seed=1');
  assert.equal(await state(page), 'vanishing');
});

test('a changed fragment is followed, and Back from it', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&seed=1' });
  await page.evaluate(() => { location.hash = 'depth=7'; });
  await page.waitForFunction(() => document.getElementById('depth').value === '7');
  await page.driver.navigate().back();
  await page.waitForFunction(() => document.getElementById('depth').value === '5');
});

test('a wrong value of a link is told, and the rest is shown', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=999&act=tanh&foo=1&seed=1' });
  assert.equal(await page.link(), 'v=1&depth=200&act=tanh&seed=1');
  assert.equal((await page.report()).depth, 200);
  const rows = await page.evaluate(() => [...document.querySelectorAll('#notices tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText)));
  assert.equal(rows.length, 2);
  assert.deepEqual(rows.find(([name]) => name === 'depth'), ['depth', '999', '200', 'a whole number from 1 to 200']);
  await page.click('#notices [data-dismiss]');
  assert.equal(await page.find('#notices').isDisplayed(), false);
});

test('every published link has its digest, opened or asked for', async (t) => {
  assert.ok(GOLDEN.size >= 30);
  const page = await openPage(t);
  // Some links are of what the small program cannot compute.
  assert.ok(await page.evaluate(() => window.gradlens.whole().then(() => true)));
  for (const [link, digest] of GOLDEN) assert.equal(digestOf(await page.evaluate((link) => window.gradlens.analyze(link), link)), digest, link);
  for (const link of [...GOLDEN.keys()].slice(7, 12)) {
    await page.goto(`${page.site.url}?${link}`);
    await ready(page);
    await assertShows(page, link);
  }
});

test('a large network in workers is what the page finds by itself', async (t) => {
  const query = 'v=1&depth=60&width=24&act=tanh&seed=1';
  const page = await openPage(t, { query });
  assert.deepEqual(await page.report(), await page.evaluate((link) => window.gradlens.analyze(link), query));
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.ok(loaded.some((name) => /worker[^/]*\.js$/.test(name)), loaded.join(' '));
});

test('nothing is wider than the window', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&width=8&act=relu&seed=1' });
  // Pictures reach into the margin of the page.
  const wide = () => page.evaluate(() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll('.plot canvas, .strip canvas, #chart, #card')].map((one) => one.getBoundingClientRect().right)].map((right) => right - document.documentElement.clientWidth));
  for (const width of [1400, 700, 500]) {
    await page.driver.manage().window().setRect({ width, height: 900 });
    await page.waitForFunction((width) => Math.abs(innerWidth - width) < 20, width);
    await ready(page);
    assert.ok((await wide()).every((excess) => excess <= 0), `${width}: ${await wide()}`);
  }
});

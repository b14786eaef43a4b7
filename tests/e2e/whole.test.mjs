// The page opens with a small program; the whole one comes when it is needed and goes on where the small one leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';
import { what } from './harness/verdict.mjs';

const program = (page) => page.evaluate(() => document.documentElement.dataset.program.split('-')[0]);
const link = (page) => page.evaluate(() => window.gradlens.link());
const report = (page) => page.evaluate(() => window.gradlens.report());
const isWhole = (page) => page.waitForFunction(() => document.documentElement.dataset.program.startsWith('whole-') && !('loads' in document.documentElement.dataset));

/** The names of all programs that are fetched from now on. */
function programs(page) {
  const names = [];
  page.on('request', (request) => {
    const [, name] = /\/(gradlens|whole)-\w+_bg\.wasm$/.exec(request.url()) ?? [];
    if (name) names.push(name);
  });
  return names;
}

test('opening, dragging and choosing need the small program alone', async (t) => {
  let fetched;
  const page = await openPage(t, { before: (page) => { fetched = programs(page); } });
  await page.locator('#act').selectOption('relu');
  await entry(page, '#gain', '1.3');
  await page.locator('#pin').click();
  await page.locator('#chips [data-chip=bound]').click();
  await ready(page);
  assert.deepEqual([...new Set(fetched)], ['gradlens']);
  assert.equal(await program(page), 'gradlens');
});

test('the whole program goes on where the small one leaves', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=7&width=5&act=tanh&seed=3&layer=4' });
  const fetched = programs(page);
  await page.locator('#pin').click();
  await entry(page, '#gain', '1.7');
  await page.locator('#chips [data-chip=bound]').click();
  await page.locator('#settings > summary').click();
  await ready(page);
  const before = [await link(page), JSON.stringify(await report(page)), await what(page)];
  await page.evaluate(() => { document.body.dataset.witness = 'the same document'; });
  await page.locator('#gain').focus();
  await page.evaluate(() => window.gradlens.whole());
  await isWhole(page);
  await ready(page);
  assert.deepEqual(fetched, ['whole']);
  assert.equal(await page.evaluate(() => document.body.dataset.witness), 'the same document');
  assert.deepEqual([await link(page), JSON.stringify(await report(page)), await what(page)], before);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'gain');
  assert.equal(await page.locator('#chips [data-chip=bound]').getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('#settings').getAttribute('open'), '');
  assert.equal(await page.locator('#compare').isVisible(), true);
  // Every key and every click counts once.
  await page.locator('#gain-slider').focus();
  for (let i = 0; i < 10; i += 1) await page.keyboard.press('ArrowRight');
  await ready(page);
  assert.match(await link(page), /gain=2.14/);
  await entry(page, '#gain', '1.7');
  await entry(page, '#layer', '5');
  await ready(page);
  assert.match(await link(page), /layer=5/);
  await page.locator('#new-seed').click();
  await ready(page);
  assert.match(await link(page), /seed=4/);
  await page.locator('#swap').click();
  await ready(page);
  assert.match(await link(page), /gain|seed=3/);
  assert.doesNotMatch(await link(page), /gain=/);
  await page.goBack();
  await ready(page);
  assert.match(await link(page), /gain=1.7.*seed=4/);
});

test('what the reader edits while it loads is kept', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&width=4&seed=2' });
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route(/whole-\w+_bg\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('#open-presets').click();
  await page.keyboard.press('Escape');
  await entry(page, '#depth', '9');
  await page.locator('#act').selectOption('tanh');
  release();
  await isWhole(page);
  await ready(page);
  assert.match(await link(page), /depth=9.*act=tanh/);
  assert.equal((await report(page)).depth, 9);
});

test('where it cannot be loaded the page says so and goes on', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&width=4&seed=2', problemsAllowed: true });
  await page.route(/whole-\w+_bg\.wasm/, (route) => route.fulfill({ status: 503, body: '' }));
  await page.locator('#open-presets').click();
  await page.locator('#notices').waitFor();
  assert.match(await page.locator('#notices').innerText(), /could not be loaded/);
  await page.keyboard.press('Escape');
  await entry(page, '#depth', '6');
  await ready(page);
  assert.equal((await report(page)).depth, 6);
  await page.unroute(/whole-\w+_bg\.wasm/);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  assert.equal(await program(page), 'whole');
  assert.equal((await report(page)).depth, 6);
  assert.deepEqual(page.problems.filter((problem) => !/503|_bg\.wasm net::ERR_ABORTED/.test(problem)), []);
});

test('workers of the whole program compute too', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&width=4&seed=2' });
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=40&width=48&seed=1'));
  await page.waitForFunction(() => window.gradlens.report().depth === 40);
  await ready(page);
  assert.ok(page.workers().length > 0);
});

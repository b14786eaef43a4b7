// Skips, norms and shared weights, as a reader sets them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { closeMore, openMore } from './harness/settings.mjs';
import { what } from './harness/verdict.mjs';

const link = (page) => page.evaluate(() => window.gradlens.link());
const report = (page) => page.evaluate(() => window.gradlens.report());
const sentence = (page) => page.locator('#recipe').evaluate((element) => element.querySelector('[data-remedies]').textContent);
const isWhole = (page) => page.waitForFunction(() => document.documentElement.dataset.program.startsWith('whole-') && !('loads' in document.documentElement.dataset));

test('a skip that is set on the page that has just opened is taken, and saves the gradient', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&gain=0.5&seed=1' });
  assert.equal(await what(page), 'vanishing');
  await openMore(page);
  await page.locator('#skip').fill('1');
  await page.locator('#skip').press('Enter');
  await isWhole(page);
  await ready(page);
  assert.match(await link(page), /skip=1(&|$)/);
  assert.notEqual(await what(page), 'vanishing');
  assert.equal(await sentence(page), ', with skip 1');
  const { layers } = await report(page);
  assert.deepEqual(layers.map(({ skip }) => skip), Array(20).fill(1));
  // And the norm, now without loading anything.
  await page.locator('#norm').selectOption('layer');
  await page.locator('#place').selectOption('before');
  await ready(page);
  assert.equal(await sentence(page), ', with skip 1, layer norm before the weights');
  await page.locator('#tied').selectOption('1');
  await ready(page);
  assert.match(await link(page), /skip=1&norm=layer&place=before&tied=1/);
  await closeMore(page);
  // The card says what the bound is made of.
  assert.match(await page.locator('#card').innerText(), /skip 1, layer norm before the weights/);
  await page.waitForFunction(() => location.search.includes('tied=1'));
  await page.reload();
  await ready(page);
  assert.match(await link(page), /skip=1&norm=layer&place=before&tied=1/);
});

test('a list for the layers is typed as links have it', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=12&act=tanh&skip=0.5&seed=1' });
  await openMore(page);
  await page.locator('#skip').fill('0.5~3,1~9');
  await page.locator('#skip').press('Enter');
  await ready(page);
  assert.match(await link(page), /skip=0\.5~3,1~9(&|$)/);
  await page.locator('#skip').fill('0,25');
  await page.locator('#skip').press('Enter');
  await ready(page);
  assert.match(await link(page), /skip=0\.25(&|$)/);
});

test('a link with a remedy loads the whole program alone', async (t) => {
  const fetched = [];
  const page = await openPage(t, { query: 'v=1&act=relu&skip=0.5&norm=rms&place=after&seed=2', before: (page) => { page.on('request', (request) => { if (/\.wasm$/.test(request.url())) fetched.push(request.url()); }); } });
  assert.ok(fetched.length > 0 && fetched.every((url) => /\/whole-/.test(url)), fetched.join());
  const { layers } = await report(page);
  assert.deepEqual([layers[3].skip, layers[3].norm.kind, layers[3].norm.place], [0.5, 'rms', 'output']);
});

test('a link whose need only its value tells is opened by both', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=6&init=pytorch&loss=sum&seed=2' });
  await isWhole(page);
  await ready(page);
  assert.equal((await report(page)).depth, 6);
  assert.match(await link(page), /init=pytorch.*loss=sum/);
});

test('what the page around shows may need it too, and its notices stay', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&seed=2' });
  const notices = await page.evaluate(() => window.gradlens.apply('v=1&depth=4&skip=99&seed=2'));
  assert.equal(notices.length, 1);
  await isWhole(page);
  await ready(page);
  assert.match(await link(page), /skip=10/);
  assert.match(await page.locator('#notices').innerText(), /99/);
});

test('back and forward lead through plain and other networks', async (t) => {
  // A worker that is still loading when its page is left has not failed.
  const page = await openPage(t, { query: 'v=1&depth=4&seed=2', problemsAllowed: true });
  await page.goto(page.url().replace('depth=4', 'depth=4&skip=1'));
  await ready(page);
  await page.goBack();
  await ready(page);
  assert.doesNotMatch(await link(page), /skip/);
  await page.goForward();
  await ready(page);
  assert.match(await link(page), /skip=1/);
  assert.deepEqual(page.problems.filter((problem) => !/\.js net::ERR_ABORTED/.test(problem)), []);
});

test('analyze asks for the whole program where the small one has no answer', async (t) => {
  const page = await openPage(t);
  const analyse = () => page.evaluate(() => { try { return window.gradlens.analyze('v=1&depth=3&skip=1').layers[0].skip; } catch (error) { return error.message; } });
  assert.match(await analyse(), /Please wait for gradlens\.whole\(\)/);
  await page.evaluate(() => window.gradlens.whole());
  assert.equal(await analyse(), 1);
});

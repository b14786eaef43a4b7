// What a training learns from: digits, which are loaded when they are chosen, and a linear map; and batch norms.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const DIGITS = 'v=1&depth=3&width=16~2,10&inputs=64&act=tanh~2,linear&seed=2&data=digits&lr=0.5&steps=200';
const state = (page, name) => page.waitForFunction((name) => document.getElementById('training').dataset.trainingState === name, name);
const label = (page) => page.locator('.training-learned canvas').getAttribute('aria-label');
const network = (page) => page.evaluate(() => window.gradlens.network());

/** Trains to the end and says how many images are wrong before and after. */
async function learns(page) {
  await state(page, 'rests');
  await ready(page);
  const before = await label(page);
  assert.match(before, /^500 images of digits; \d+ of them are wrong\. The worst is image \d+, a \d, which the network takes for a \d;/);
  const { input } = await network(page);
  assert.deepEqual(input.slice(0, 8), [0, 0, 5, 13, 9, 1, 0, 0].map((level) => level / 16));
  await page.locator('#train-run').click();
  await state(page, 'over');
  await ready(page);
  const wrong = (text) => Number(/; (\d+) of/.exec(text)?.[1] ?? 0);
  assert.ok(wrong(before) > 300 && wrong(await label(page)) < 60, `${before} ${await label(page)}`);
  assert.match(await page.locator('[data-training="note"]').innerText(), /^Each image that is wrong/);
}

test('digits come when they are chosen, and a network learns them', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&width=16&act=tanh~2,linear&seed=2&lr=0.5&steps=200' });
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('digits-')) asked.push(request.url()); });
  await page.waitForFunction(() => document.getElementById('training').hasAttribute('open'));
  await page.locator('#data').selectOption('digits');
  await page.locator('[data-training="misfit"]').filter({ hasText: 'Handwritten digits: 64 in, 10 out.' }).waitFor();
  assert.equal(asked.length, 0);
  await page.locator('#train-fit').click();
  await learns(page);
  assert.equal(asked.length, 1);
});

test('digits that do not come are told, and asked for again', async (t) => {
  const before = (page) => page.route(/digits-/, (route) => route.fulfill({ status: 404, body: '' }));
  const page = await openPage(t, { query: DIGITS, before, problemsAllowed: true });
  await page.locator('[data-training="misfit"]').filter({ hasText: 'The digits could not be loaded. Please check the connection and choose them again.' }).waitFor();
  await page.unroute(/digits-/);
  await page.locator('#data').selectOption('spiral');
  await page.locator('[data-training="misfit"]').filter({ hasText: 'Two spirals' }).waitFor();
  await page.locator('#data').selectOption('digits');
  await state(page, 'rests');
});

test('the page in one file has the digits inside', async (t) => {
  const page = await openPage(t, { query: DIGITS, path: 'gradlens.html' });
  await learns(page);
});

test('a linear map is learned mode by mode, with exact curves from a balanced start', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&width=6~2,5&inputs=5&act=linear&seed=1&data=teacher&start=0.01&lr=0.02&batch=0&steps=600' });
  await state(page, 'rests');
  await page.locator('#train-run').click();
  await state(page, 'over');
  const note = page.locator('[data-training="note"]');
  assert.match(await note.innerText(), /^Dashed: the exact curves/);
  assert.match(await label(page), /At step 600: (2\.99|3\.00) of 3, (1\.9|2\.0)\d of 2, /);
  await page.locator('[data-of="modes"] input').fill('2,0.5');
  await page.locator('[data-of="modes"] input').press('Enter');
  await page.locator('[data-training="misfit"]').filter({ hasText: 'A linear map: 4 in, 4 out.' }).waitFor();
  await page.locator('#train-fit').click();
  await state(page, 'rests');
  assert.match(await page.evaluate(() => window.gradlens.link()), /&modes=2,0.5&start=0.01&/);
  await page.locator('#act').selectOption('tanh');
  await page.locator('[data-training="misfit"]').filter({ hasText: 'start: a balanced start needs plain linear layers, but layer 1 is not linear.' }).waitFor();
  await page.locator('#start').fill('0');
  await page.locator('#start').press('Enter');
  await state(page, 'rests');
  await note.filter({ hasText: 'Exact curves are known for a balanced start only' }).waitFor();
});

test('batch norms are held fixed in the network that the page shows, and a norm beside them is refused', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&width=8~3,2&inputs=2&act=tanh&seed=1&steps=100&batch-norm=on' });
  await state(page, 'rests');
  await ready(page);
  const before = await network(page);
  assert.ok(before.layers[0].b.some((bias) => bias !== 0));
  await page.locator('[data-training="note"]').filter({ hasText: /^Batch norm: the page above/ }).waitFor();
  await page.locator('#train-run').click();
  await state(page, 'over');
  await page.evaluate(() => window.gradlens.apply(`${window.gradlens.link()}&norm=layer`));
  await page.locator('[data-training="misfit"]').filter({ hasText: 'layer 1: has a norm, so that it cannot have a batch norm as well.' }).waitFor();
});

// Links: what is wrong in one is reported and nothing else changes; the page computes what the
// command line computes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness/page.mjs';
import { assertSame, onCommandLine, withoutEstimates } from './harness/report.mjs';

/**
 * Links of every kind of network: graded, rank-deficient, saturated, exploding, with biases,
 * funnels, one neuron.
 */
const LINKS = [
  'v=1&seed=1',
  'v=1&depth=50&act=linear&seed=7',
  'v=1&depth=40&width=24&act=relu&init=he-normal&seed=2',
  'v=1&depth=30&act=tanh&gain=8&seed=3',
  'v=1&depth=60&act=tanh&init=orthogonal&seed=4',
  'v=1&depth=24&width=32~8,16~8,4~8&act=gelu~12,elu&bias=0.5&loss=mse&seed=5',
  'v=1&depth=200&width=1&act=sin&input=ones&seed=6',
  'v=1&depth=12&inputs=3&act=selu&init=zeros&seed=8',
];

test('the page and the command line report the same', async (t) => {
  const page = await openPage(t);
  for (const link of LINKS) {
    const here = await page.evaluate((link) => window.gradlens.analyze(link), link);
    assertSame(withoutEstimates(here), withoutEstimates(onCommandLine(link)), link);
  }
});

test('what is shown is what analyze says', async (t) => {
  for (const query of LINKS.slice(1, 4)) {
    const page = await openPage(t, { query });
    const [shown, analysed] = await page.evaluate((link) => [window.gradlens.report(), window.gradlens.analyze(link)], query);
    assert.deepEqual(shown, analysed);
    assert.equal(shown.link, query);
  }
});

test('a link with mistakes is shown as far as it goes, and the mistakes are listed', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=999&act=%3Cimg%20src=x%20onerror=alert(1)%3E&foo=1&gain=2&width=8&seed=4' });
  const box = page.locator('#notices');
  assert.equal(await box.isVisible(), true);
  assert.match(await box.innerText(), /3 values could not be used/);
  const row = box.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: 'depth' }) });
  assert.match(await row.innerText(), /999\s+200\s+a whole number from 1 to 200/);
  assert.equal(await page.locator('img').count(), 0);
  const link = await page.evaluate(() => window.gradlens.link());
  assert.equal(link, 'v=1&depth=200&width=8&gain=2&seed=4');
  await box.getByRole('button', { name: 'Dismiss' }).click();
  assert.equal(await box.isVisible(), false);
});

test('the fragment has the same grammar and wins key by key', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&width=8&seed=4', hash: 'depth=9' });
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&depth=9&width=8&seed=4');
  assert.equal(await page.locator('#notices').isVisible(), false);
});

test('a network with too many weights keeps its depth and says which widths fit', async (t) => {
  const page = await openPage(t, { rest: false, query: 'v=1&depth=200&width=1024&act=relu&seed=1' });
  await page.locator('#notices').waitFor();
  assert.match(await page.locator('#notices').innerText(), /width\s+1024\s+\d+/);
  assert.equal(await page.locator('#depth').inputValue(), '200');
});

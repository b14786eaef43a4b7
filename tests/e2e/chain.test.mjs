// The chain as a formula: its factors are those of the selected layer, and each shows its layer in
// all pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const layers = (page) => page.locator('#chain [data-layer]').evaluateAll((all) => all.map(({ dataset }) => Number(dataset.layer)));
const reading = (page, id) => page.locator(`#${id} .shown .reading`).innerText();

async function openChain(t, options) {
  const page = await openPage(t, options);
  await page.locator('#chain > summary').click();
  await page.waitForSelector('#chain [data-layer]');
  return page;
}

test('the factors are those of the selected layer, with the norms of the report', async (t) => {
  const page = await openChain(t, { query: 'v=1&depth=6&act=tanh&layer=3&seed=1' });
  assert.deepEqual(await layers(page), [6, 6, 5, 4, 3]);
  const report = await page.evaluate(() => window.gradlens.report());
  const norms = await page.locator('#chain [data-layer] > span:last-child').allInnerTexts();
  for (const [i, layer] of [[1, 6], [2, 5], [3, 4]]) {
    const norm = 10 ** report.layers[layer - 1].jacobian.log10_singular_values[0];
    assert.ok(Math.abs(Number(norms[i]) / norm - 1) < 0.05, `layer ${layer}: ${norms[i]}, ${norm}`);
  }
  // Another layer, another chain; another network too.
  await page.locator('#layer').fill('5');
  await page.locator('#layer').press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#chain [data-layer]').length === 3);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=9&act=tanh&layer=3&seed=1'));
  await ready(page);
  assert.deepEqual(await layers(page), [9, 9, 8, 7, 6, 5, 4, 3]);
  assert.equal(await page.locator('#chain').getAttribute('data-fresh'), '');
});

test('a factor shows its layer in the pictures, and the pictures show its factor', async (t) => {
  const page = await openChain(t, { query: 'v=1&depth=6&act=tanh&layer=2&seed=1' });
  await page.locator('#chain [data-layer="4"]').hover();
  assert.match(await reading(page, 'flow'), /^Layer 4:/);
  assert.match(await reading(page, 'chart'), /^Layer 4:/);
  assert.equal(await page.locator('#chain [data-layer="4"][data-here]').count(), 1);
  await page.locator('#flow .hand').scrollIntoViewIfNeeded();
  const box = await page.locator('#flow .hand').boundingBox();
  const left = await page.locator('#flow .hair').evaluate((hair) => parseFloat(hair.style.left));
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => !document.querySelector('#chain [data-here]'));
  await page.mouse.move(box.x + left, box.y + box.height / 2);
  assert.equal(await page.locator('#chain [data-here]').getAttribute('data-layer'), '4');
  // By keyboard.
  await page.locator('#chain > summary').focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab');
  assert.match(await reading(page, 'flow'), /^Layer 5:/);
  await page.keyboard.press('Enter');
  await ready(page);
  assert.equal(await page.locator('#layer').inputValue(), '5');
});

for (const viewport of [{ width: 1280, height: 720 }, { width: 360, height: 740 }]) {
  test(`axe finds nothing in the formula, and nothing is cut off, ${viewport.width} wide`, async (t) => {
    const page = await openChain(t, { viewport, query: 'v=1&layer=1&seed=1' });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

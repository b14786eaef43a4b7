// The picker of presets: by mouse and by keyboard, with findings that are those of the page itself,
// and a way back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { what } from './harness/verdict.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const address = (page) => page.evaluate(() => location.search.slice(1));
const name = (page) => page.locator('#preset-name').textContent();

/** Opens the picker and waits for all findings. */
async function open(page) {
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('#presets [data-finding]')].every((finding) => finding.textContent));
}

test('a preset is shown, named, and left by Back', async (t) => {
  const page = await openPage(t);
  assert.equal(await name(page), 'Sigmoid, the textbook case');
  await open(page);
  assert.equal(await page.locator('#presets [aria-pressed="true"]').getAttribute('data-preset'), 'sigmoid-classic');
  await page.locator('[data-preset="tanh-chaos"]').click();
  await ready(page);
  assert.equal(await page.locator('#presets').isVisible(), false);
  assert.equal(await name(page), 'Tanh in chaos');
  assert.equal(await address(page), 'v=1&act=tanh&init=normal&seed=5');
  assert.equal(await what(page), 'exploding');
  // Changing a setting removes the name, without another entry in the history.
  await page.locator('#gain').fill('1.5');
  await page.locator('#gain').press('Enter');
  await ready(page);
  assert.equal(await name(page), '');
  await page.waitForFunction(() => location.search.includes('gain=1.5'));
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('act').value === 'sigmoid');
  await ready(page);
  assert.equal(await name(page), 'Sigmoid, the textbook case');
});

test('every finding is the one that the page comes to', async (t) => {
  const page = await openPage(t);
  await open(page);
  const found = await page.locator('#presets [data-preset]').evaluateAll((all) => all.map(({ dataset }) => dataset.preset));
  assert.equal(found.length, 40);
  for (const id of found) {
    const finding = await page.locator(`[data-preset="${id}"] [data-finding]`).textContent();
    const pixels = await page.locator(`[data-preset="${id}"] canvas`).evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(pixels > 1, `${id} has a picture`);
    await page.locator(`[data-preset="${id}"]`).click();
    await ready(page);
    const { verdict } = await page.evaluate(() => window.gradlens.report());
    const [, word, factor] = finding.match(/^\S+ ([^,]+)(?:, ×(\S+) per layer)?$/u);
    assert.equal(word.toLowerCase(), verdict.state.replaceAll('_', ' '), id);
    if (factor) assert.ok(Math.abs(Number(factor) / verdict.per_layer - 1) < 0.05, `${id}: ${factor}, ${verdict.per_layer}`);
    else assert.equal(verdict.per_layer, null, id);
    await open(page);
  }
});

test('the picker is used by keyboard', async (t) => {
  const page = await openPage(t);
  await page.locator('#open-presets').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('#presets'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.id === 'open-presets');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await ready(page);
  assert.equal(await name(page), 'Sigmoid with large weights');
  assert.equal(await page.locator('#gain').inputValue(), '4');
  assert.equal(await page.locator('[data-chip="bound"]').getAttribute('aria-pressed'), 'true');
});

for (const [colorScheme, viewport] of [['light', { width: 1280, height: 720 }], ['dark', { width: 360, height: 740 }]]) {
  test(`axe finds nothing in the picker, ${colorScheme}, and nothing is cut off`, async (t) => {
    const page = await openPage(t, { colorScheme, viewport });
    await open(page);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), []);
    const wide = await page.locator('#presets').evaluate((dialog) => [dialog.scrollWidth - dialog.clientWidth, document.documentElement.scrollWidth - innerWidth]);
    assert.ok(wide.every((excess) => excess <= 0), `${wide}`);
  });
}

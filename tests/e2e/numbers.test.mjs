// Numbers of the sentence and of its fold, by drag and by keys: their limits, and the gains that everyone knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage } from './harness/page.mjs';
import { drag, openMore } from './harness/settings.mjs';

test('a drag of a pixel reaches gains near 1, and goes through 1 itself', async (t) => {
  const page = await openPage(t, { query: 'v=1&gain=0.9&seed=1' });
  const box = await page.locator('#gain').boundingBox();
  const values = [];
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let x = 0; x < 140; x += 1) {
    await page.mouse.move(box.x + box.width / 2 + x, box.y + box.height / 2);
    values.push(Number(await page.locator('#gain').inputValue()));
  }
  await page.mouse.up();
  assert.deepEqual(values, values.toSorted((a, b) => a - b), 'to the right is more');
  const between = (from, to) => new Set(values.filter((value) => value > from && value < to)).size;
  assert.ok(values.includes(1) && between(1.01, 1.05) > 0 && between(1.17, 1.4) > 2, values.join(' '));
});

test('the two ends of every number are its limits', async (t) => {
  const page = await openPage(t);
  const words = { depth: [1, 200], width: [1, 128], gain: [0.01, 10] };
  for (const [name, limits] of Object.entries(words)) {
    await page.evaluate(() => window.gradlens.apply('v=1&seed=1'));
    for (const [i, far] of [-500, 500].entries()) {
      await drag(page, name, far);
      assert.equal(await page.locator(`#${name}`).inputValue(), String(limits[i]), `${name} ${far}`);
    }
  }
  await openMore(page);
  const sliders = { inputs: [1, 128], bias: [0, 5], seed: [0, 100] };
  for (const [name, limits] of Object.entries(sliders)) {
    await page.evaluate(() => window.gradlens.apply('v=1&seed=1'));
    for (const [i, key] of ['Home', 'End'].entries()) {
      await page.locator(`#${name}-slider`).focus();
      await page.keyboard.press(key);
      assert.equal(await page.locator(`#${name}`).inputValue(), String(limits[i]), `${name} ${key}`);
    }
  }
});

test('arrow keys leave every known gain in both directions', async (t) => {
  const page = await openPage(t);
  for (const [start, key, side] of [['1', 'ArrowUp', 1], ['1', 'ArrowDown', -1], ['2', 'ArrowUp', 1], ['0.5', 'ArrowDown', -1]]) {
    await entry(page, '#gain', start);
    for (let press = 1; press <= 3; press += 1) {
      const before = Number(await page.locator('#gain').inputValue());
      await page.locator('#gain').press(key);
      const gain = Number(await page.locator('#gain').inputValue());
      assert.ok((gain - before) * side > 0 && Math.abs(gain - before) < 0.05, `${gain} after ${before} by ${key}`);
    }
  }
});

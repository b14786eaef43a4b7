// The numbers of the pictures as tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage } from './harness/page.mjs';

test('every picture has its numbers as a table', async (t) => {
  const page = await openPage(t);
  // The fan: its places, the layers and the whole chain, and 17 values of each; the chart: its layers.
  for (const [id, counts] of [['#flow', [21, 21, 336]], ['#chart', [20]]]) {
    await page.locator(`${id} [data-numbers] > summary`).click();
    await page.locator(`${id} table tbody tr`).first().waitFor();
    assert.deepEqual(await page.locator(`${id} tbody`).evaluateAll((all) => all.map(({ rows }) => rows.length)), counts, id);
    await page.locator(`${id} [data-numbers] > summary`).click();
  }
});

test('an open table is written again for other numbers only', async (t) => {
  const page = await openPage(t);
  await page.locator('#flow [data-numbers] > summary').click();
  await page.locator('#flow tbody tr').first().evaluate((row) => { row.dataset.same = 'yes'; });
  await entry(page, '#layer', '3');
  await page.waitForURL(/layer=3/);
  assert.equal(await page.locator('#flow [data-same]').count(), 1);
  await entry(page, '#depth', '4');
  await page.waitForFunction(() => document.querySelector('#flow tbody').rows.length === 5);
});

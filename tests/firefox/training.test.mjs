// Steps of a training in Firefox: the bits that they have natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAININGS, digestOfWeights } from '../e2e/harness/weights.mjs';
import { openPage, ready } from './harness.mjs';

test('step 1,000 has the bits that it has natively', async (t) => {
  for (const [digest, link] of TRAININGS) {
    const page = await openPage(t, { query: link });
    await page.waitForFunction(() => document.querySelector('[data-training="reading"]').textContent.startsWith('step 1,000'));
    await ready(page);
    assert.equal(digestOfWeights(await page.evaluate(() => window.gradlens.network())), digest, link);
  }
});

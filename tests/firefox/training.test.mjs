// Steps of a training in Firefox: the bits that they have natively.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAININGS, digestOfWeights } from '../e2e/harness/weights.mjs';
import { openPage, ready } from './harness.mjs';

// One test each: a tab may go to its own site only.
for (const [digest, link] of TRAININGS) {
  test(`step 1,000 has the bits that it has natively, ${link}`, async (t) => {
    const page = await openPage(t, { query: link });
    await page.waitForFunction(() => document.querySelector('[data-training="reading"]').textContent.startsWith('step 1,000'));
    await ready(page);
    // In the page: geckodriver does not hand on the last bit of every number.
    assert.equal(await page.evaluate(`() => (${digestOfWeights})(window.gradlens.network())`), digest);
  });
}

// The reference networks, computed by the WebAssembly of the built page.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openPage, ready } from './harness/page.mjs';

/** Relative tolerances, as differences of log10. */
const SINGULAR_VALUES = 1e-10 / Math.LN10;
const NORMS = 1e-11 / Math.LN10;

const folder = new URL('../reference/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json.gz'));

/** `isIllPosed`: a value may be marked as not resolved. */
function differences(report, expected, isIllPosed) {
  const found = [];
  const compare = (what, got, wanted, tolerance) => {
    const close = wanted === null ? got === null : typeof got === 'number' && Math.abs(got - wanted) <= tolerance;
    if (!close) found.push(`${what}: ${got}, but ${wanted} is right`);
  };
  const spectrum = (what, got, wanted) => {
    compare(`${what} rank`, got.rank, wanted.rank, 0);
    compare(`${what} count`, got.log10_singular_values.length, wanted.log10_singular_values.length, 0);
    wanted.log10_singular_values.forEach((value, i) => {
      if (isIllPosed && i >= (got.resolved ?? Infinity)) return;
      compare(`${what} value ${i + 1}`, got.log10_singular_values[i], value, SINGULAR_VALUES);
    });
  };
  assert.deepEqual(report.widths, expected.widths);
  assert.equal(report.layers.length, expected.depth);
  assert.equal(report.chain.length, expected.depth);
  compare('loss', report.loss.log10, expected.log10_loss, NORMS);
  compare('input gradient', report.log10_input_gradient, expected.log10_input_gradient, NORMS);
  expected.layers.forEach((wanted, i) => {
    const got = report.layers[i];
    const name = `layer ${wanted.layer}`;
    spectrum(`${name} Jacobian`, got.jacobian, wanted.jacobian);
    for (const key of ['log10_output_norm', 'log10_diag_norm', 'log10_weight_norm', 'log10_bound']) {
      compare(`${name} ${key}`, got[key], wanted[key], NORMS);
    }
    for (const key of Object.keys(wanted.gradient)) compare(`${name} gradient ${key}`, got.gradient[key], wanted.gradient[key], NORMS);
  });
  expected.chain.forEach((wanted, h) => {
    assert.equal(report.chain[h].from, wanted.from);
    spectrum(`chain from ${h}`, report.chain[h], wanted);
    compare(`chain from ${h} bound`, report.chain[h].log10_bound, wanted.log10_bound, NORMS);
  });
  return found;
}

test('there are 21 reference networks', () => assert.equal(files.length, 21));

test('the page computes the reference networks right', async (t) => {
  const page = await openPage(t);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  for (const file of files) {
    await t.test(file.replace('.json.gz', ''), async () => {
      const { network, expected } = JSON.parse(gunzipSync(readFileSync(new URL(file, folder))));
      const report = await page.evaluate((given) => window.gradlens.analyze(given), network);
      if (file.startsWith('21')) {
        // Rounding doubles in each of its steps.
        const { chain } = report;
        expected.chain.forEach(({ log10_singular_values: [first] }, h) => {
          const got = chain[h].log10_singular_values[0];
          assert.ok(Math.abs(got - first) < 1e-8, `chain from ${h}: ${got} for ${first}`);
          assert.ok(chain[h].resolved <= 1, `the second value from ${h} is 0`);
        });
      } else {
        const found = differences(report, expected, file.startsWith('19'));
        assert.deepEqual(found.slice(0, 10), [], `${found.length} numbers are wrong`);
      }
    });
  }
});

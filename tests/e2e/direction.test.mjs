// The direction of the loss: chosen like any setting, and described below the verdict with the
// numbers of the report.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { openMore } from './harness/settings.mjs';

const line = (page) => page.locator('#direction').innerText();
const report = (page) => page.evaluate(() => window.gradlens.report());

/** All numbers of a text as log10; "5.04 × 10⁻²⁰" is one number. */
function logs(text) {
  const superscript = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = [...text].map((c) => (superscript.includes(c) ? superscript.indexOf(c) : c === '⁻' ? '-' : c)).join('');
  return [...plain.matchAll(/(\d+(?:\.\d+)?)(?:\s×\s10(-?\d+))?/g)].map(([, digits, power]) => Math.log10(Number(digits)) + Number(power ?? 0));
}

test('best and worst direction are the ends of the chain, on the page as in the report', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=1' });
  const values = (await report(page)).chain[0].log10_singular_values;
  const ends = /longest arrives at the input with length (.*), the shortest with (.*?)\.(?: |$)/;
  const [, first, last] = (await page.locator('#flow .plot canvas').getAttribute('aria-label')).match(ends);
  const told = logs(`${first} ${last}`);
  assert.equal(told.length, 2);
  assert.ok(Math.abs(told[0] - values[0]) < 0.003 && Math.abs(told[1] - values.at(-1)) < 0.003, `${told}; ${values}`);
  const [, lost] = (await line(page)).match(/(\d+) of the 16 directions arrives? more than a thousand times shorter/);
  assert.equal(Number(lost), values.filter((value) => value < -3).length);
  await openMore(page);
  await page.locator('#loss').focus();
  for (const [keys, kind, value] of [[2, 'best', values[0]], [1, 'worst', values.at(-1)]]) {
    for (let i = 0; i < keys; i += 1) await page.keyboard.press('ArrowDown');
    await page.waitForFunction((kind) => window.gradlens.link().includes(`loss=${kind}`), kind);
    await ready(page);
    const found = await report(page);
    assert.equal(found.loss.kind, kind);
    assert.ok(found.input_gradient_resolved);
    assert.ok(Math.abs(found.log10_input_gradient - value) < 1e-9, `${kind}: ${found.log10_input_gradient}, ${value}`);
    assert.deepEqual(found.chain[0].log10_singular_values, values);
  }
  assert.match(await page.evaluate(() => window.gradlens.link()), /&loss=worst/);
});

test('a large network in workers finds the same direction as the page by itself', async (t) => {
  const query = 'v=1&depth=30&width=24&act=tanh&loss=worst&seed=1';
  const page = await openPage(t, { query });
  const shown = await report(page);
  const alone = await page.evaluate((link) => window.gradlens.analyze(link), query);
  assert.deepEqual(shown.layers, alone.layers);
  assert.equal(shown.log10_input_gradient, alone.log10_input_gradient);
});

test('lost and unresolved directions are told as such', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&width=4&init=zeros&seed=1' });
  assert.equal(await line(page), 'No gradient passes layer 3 (Sigmoid); below it every gradient is exactly 0.');
  await page.evaluate(() => window.gradlens.apply('v=1&depth=100&width=4~50,8~50&act=linear&loss=worst&seed=1'));
  await ready(page);
  const { layers } = await report(page);
  const open = layers.findIndex((layer) => !layer.gradient.resolved) + 1;
  assert.ok(open > 0, 'a gradient that is not resolved');
  await page.locator('#layer').fill(String(open));
  await page.locator('#layer').press('Enter');
  await page.waitForFunction(() => /‖∂L\/∂z‖ [^,]+, not resolved/.test(document.querySelector('#flow .reading').innerText));
});

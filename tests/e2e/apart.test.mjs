// One layer, taken apart: its arrow by pointer and by keyboard, its units under the pointer, and that nothing is computed before it can be seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const QUERY = 'v=1&depth=6&width=7&act=tanh&gain=1.5&layer=3&seed=1';
const said = (page) => page.locator('#apart-words').innerText();
const shows = (page) => page.locator('#apart canvas').getAttribute('aria-label');

async function open(t, options = {}) {
  const page = await openPage(t, { query: QUERY, ...options });
  await page.locator('#card').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.getElementById('apart-words').textContent.startsWith('Layer 3.'));
  return page;
}

/** The lengths of the arrow after the weights and after the slopes. */
async function lengths(page) {
  const found = /is ([\d.]+) long after the weights and ([\d.]+) after the slopes/.exec(await said(page));
  return found.slice(1).map(Number);
}

/** The norms of the layer: no direction is longer. */
const norms = (page) => page.evaluate(() => window.gradlens.report().layers[2]);

test('the arrow turns by keyboard and by pointer, and is never longer than the norms', async (t) => {
  const page = await open(t);
  const layer = await norms(page);
  const most = [10 ** layer.log10_weight_norm, 10 ** layer.jacobian.log10_singular_values[0]];
  const dial = page.locator('#dial');
  await dial.focus();
  const seen = new Set();
  for (const key of ['ArrowLeft', 'PageDown', 'PageDown', 'ArrowUp', ...Array(8).fill('PageUp')]) {
    const before = await dial.getAttribute('aria-valuenow');
    await page.keyboard.press(key);
    assert.notEqual(await dial.getAttribute('aria-valuenow'), before, key);
    assert.equal(await dial.getAttribute('aria-valuetext'), await said(page));
    const [weights, slopes] = await lengths(page);
    assert.ok(weights <= most[0] * 1.01 && slopes <= most[1] * 1.01, await said(page));
    seen.add(slopes);
  }
  assert.ok(seen.size > 5);
  // Along v1 it is as long as the norm.
  while (Number(await dial.getAttribute('aria-valuenow')) !== 0) await page.keyboard.press('ArrowLeft');
  assert.ok(Math.abs((await lengths(page))[1] / most[1] - 1) < 0.01);
  const box = await dial.boundingBox();
  const middle = [box.x + box.width * 0.135, box.y + box.height * 0.4];
  await page.mouse.move(middle[0], middle[1] - 40);
  await page.mouse.down();
  await page.mouse.move(middle[0] - 60, middle[1], { steps: 5 });
  const turned = Number(await dial.getAttribute('aria-valuenow'));
  assert.ok(turned > 120 && turned < 240, `${turned}`);
  await page.mouse.up();
});

test('a pointer among the units reads one out', async (t) => {
  const page = await open(t);
  const box = await page.locator('#dial').boundingBox();
  for (let x = 0.5; x < 0.75; x += 0.004) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * 0.6);
    if ((await said(page)).startsWith('Unit')) break;
  }
  const [, a, output, slope] = /^Unit \d+: a = (\S+), A\(a\) = (\S+), A′\(a\) = (\S+)\.$/.exec(await said(page)).map((text) => Number(text.replace('−', '-')));
  assert.ok(Math.abs(Math.tanh(a) - output) < 0.006 && Math.abs(1 / Math.cosh(a) ** 2 - slope) < 0.006, await said(page));
  await page.mouse.move(box.x + 5, box.y + box.height + 60);
  assert.match(await said(page), /^Layer 3\./);
});

/** Moves the lens at every frame, so many times, and counts how often the words of the layer changed meanwhile. */
const changesWhileMoving = (page, moves) =>
  page.evaluate(async (moves) => {
    let changes = 0;
    const words = new MutationObserver(() => { changes += 1; });
    words.observe(document.getElementById('apart-words'), { childList: true, characterData: true, subtree: true });
    for (let move = 0; move < moves; move += 1) {
      window.gradlens.apply(`v=1&depth=6&width=7&act=tanh&layer=${1 + (move % 6)}&seed=1`);
      await new Promise((done) => { requestAnimationFrame(done); });
    }
    words.disconnect();
    return changes;
  }, moves);

test('out of sight it waits until the reader is at rest, in sight it follows the lens', async (t) => {
  const page = await openPage(t, { query: QUERY, viewport: { width: 1280, height: 400 } });
  await page.waitForFunction(() => document.getElementById('apart-words').textContent.startsWith('Layer 3.'));
  assert.ok((await changesWhileMoving(page, 60)) <= 2, 'not drawn for nobody');
  await page.waitForFunction(() => document.getElementById('apart-words').textContent.startsWith('Layer 6.'));
  await page.locator('#card').scrollIntoViewIfNeeded();
  assert.ok((await changesWhileMoving(page, 60)) >= 4, 'drawn while the reader looks');
  await page.evaluate(() => window.gradlens.apply('v=1&depth=6&width=7&act=tanh&layer=3&seed=1'));
  await page.waitForFunction(() => document.getElementById('apart-words').textContent.startsWith('Layer 3.'));
  const before = await shows(page);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=6&width=7&act=relu&layer=5&seed=1'));
  await ready(page);
  await page.waitForFunction(() => document.getElementById('apart-words').textContent.startsWith('Layer 5.'));
  assert.notEqual(await shows(page), before);
});

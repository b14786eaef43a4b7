// The map: it opens, is coarse and then fine, and the dot on it is the setting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const NET = 'v=1&depth=20&width=8&act=tanh&seed=1';
const state = (page, ...names) => page.waitForFunction((names) => names.includes(document.getElementById('map').dataset.mapState), names);
const link = (page) => page.evaluate(() => window.gradlens.link());
const unfold = (page) => page.locator('#map > summary').click();
const line = (page) => page.locator('[data-map-text="line"]').innerText();
/** All states that the act has had since it was opened. */
const watch = (page) => page.evaluate(() => {
  const act = document.getElementById('map');
  window.states = [];
  new MutationObserver(() => window.states.push(act.dataset.mapState)).observe(act, { attributes: true, attributeFilter: ['data-map-state'] });
});

test('the map opens coarse, becomes fine, and says how deep such networks can be', async (t) => {
  const page = await openPage(t, { query: NET });
  await ready(page);
  await watch(page);
  await unfold(page);
  await state(page, 'whole');
  const states = await page.evaluate(() => window.states);
  assert.ok(states.indexOf('some') >= 0 && states.indexOf('some') < states.indexOf('whole'), states.join());
  assert.match(await line(page), /^With tanh, Xavier and gain 1 the median gradient at the input stays within a factor of ten of that at the loss up to depth \d+\./);
  assert.match(await line(page), /At\sdepth\s20\sit\sis\s.*,\sthe\smedian\sof\s50\snetworks\.\sTheory\sof\swide\snetworks:\sχ\s=\s1/);
  await page.locator('#map [data-numbers] > summary').click();
  await page.locator('#map-table th', { hasText: /∂L\/∂y\*‖ at depth 40/ }).waitFor();
});

test('the dot is the setting, under the pointer and under the keys', async (t) => {
  const page = await openPage(t, { query: `${NET}&show=map,flow` });
  await state(page, 'whole');
  const hand = page.locator('#map-hand');
  await hand.scrollIntoViewIfNeeded();
  const box = await hand.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.3, { steps: 5 });
  await page.mouse.up();
  await ready(page);
  const { gain, depth } = /depth=(?<depth>\d+).*gain=(?<gain>[\d.]+)/.exec(await link(page)).groups;
  assert.ok(gain > 2 && gain < 4 && depth > 60 && depth < 85, `${gain} ${depth}`);
  assert.equal(await hand.getAttribute('aria-valuenow'), depth);
  await state(page, 'whole');
  await hand.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((depth) => window.gradlens.link().includes(`depth=${depth}`), depth - 1);
  await ready(page);
  const next = Number(/gain=([\d.]+)/.exec(await link(page))[1]);
  assert.ok(next < gain && next > gain / 1.2, `${next}`);
  assert.equal(await hand.getAttribute('aria-valuetext'), `gain ${next}, depth ${depth - 1}`);
  // The sentence is announced once, at rest.
  await state(page, 'whole');
  await page.locator('[data-map-text="line"][role="status"][aria-busy="false"]').waitFor();
});

test('another activation stands beside it, another setting across, and it is saved', async (t) => {
  const page = await openPage(t, { query: `${NET}&show=map` });
  await state(page, 'whole');
  await page.locator('#map-activation').selectOption({ label: 'ReLU' });
  await page.locator('#map-beside').waitFor();
  await state(page, 'whole');
  await page.locator('#map-axis').selectOption('skip');
  // The map before is whole until the next frame.
  for (const start = Date.now(); !/^With tanh, Xavier and skip 0 /.test(await line(page)); await page.waitForTimeout(20)) assert.ok(Date.now() - start < 20_000, await line(page));
  await state(page, 'whole');
  const { name, svg } = await page.evaluate(() => window.gradlens.picture('map'));
  assert.match(name, /^gradlens-map-width-8-act-tanh/);
  assert.match(svg, /How deep a network can be/);
  assert.equal(svg.match(/ReLU/g).length > 0, true);
});

test('an embedded figure can be the map alone', async (t) => {
  const page = await openPage(t, { query: `${NET}&embed=1&show=map` });
  await state(page, 'whole');
  assert.ok(await page.locator('#map-own').isVisible());
  assert.equal(await page.locator('#training').isVisible(), false);
  const other = await openPage(t, { query: `${NET}&embed=1` });
  await ready(other);
  assert.equal(await other.locator('#map').isVisible(), false);
});

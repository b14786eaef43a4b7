// The source of the fan: its knob turns the gradient of the loss, and the link says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const link = (page) => page.evaluate(() => window.gradlens.link());
const report = (page) => page.evaluate(() => window.gradlens.report());
const turn = async (page) => Number(/turn=(-?[\d.]+)/.exec(await link(page))?.[1]);

/** The middle of the knob in CSS pixels of the window: that of the largest spot in its colour; undefined if there is none. */
const knob = (page) => page.locator('#flow .plot canvas').evaluate((canvas) => {
  const { width, height } = canvas;
  const left = Math.round(width * 0.8);
  const { data } = canvas.getContext('2d').getImageData(left, 0, width - left, height);
  const wide = width - left;
  let [count, x, y] = [0, 0, 0];
  for (let at = 0; at < data.length / 4; at += 1) {
    const [red, green, blue] = data.subarray(4 * at, 4 * at + 3);
    if (red === 11 && green === 92 && blue === 173) [count, x, y] = [count + 1, x + left + (at % wide), y + Math.floor(at / wide)];
  }
  const box = canvas.getBoundingClientRect();
  const ratio = width / box.width;
  return count < 100 ? undefined : { x: box.x + x / count / ratio, y: box.y + y / count / ratio };
});

/** Waits until the link has a turn, and what it leads to is drawn. */
async function turned(page) {
  await page.waitForFunction(() => window.gradlens.link().includes('turn='));
  await ready(page);
}

/** The middle of the source: between the knob at two opposite angles. */
async function middle(page) {
  const ends = [];
  for (const degrees of [0, 180]) {
    await page.evaluate((degrees) => window.gradlens.apply(`v=1&turn=${degrees}&seed=1`), degrees);
    await ready(page);
    ends.push(await knob(page));
  }
  return { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2, radius: (ends[0].x - ends[1].x) / 2 };
}

test('the knob turns the gradient of the loss, and the lens and the link follow', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1' });
  assert.ok(!(await link(page)).includes('turn'));
  const before = (await report(page)).log10_input_gradient;
  const { x, y, radius } = await middle(page);
  assert.ok(radius > 30, `${radius}`);
  await page.evaluate(() => window.gradlens.apply('v=1&seed=1'));
  await ready(page);
  const at = await knob(page);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (const degrees of [20, 0, -35]) {
    const angle = (degrees * Math.PI) / 180;
    await page.mouse.move(x + radius * Math.cos(angle), y - radius * Math.sin(angle), { steps: 4 });
    await turned(page);
    assert.ok(Math.abs((await turn(page)) - degrees) <= 2, `${degrees}: ${await link(page)}`);
    const there = await knob(page);
    const error = Math.hypot(there.x - (x + radius * Math.cos(angle)), there.y - (y - radius * Math.sin(angle)));
    assert.ok(error < 4, `the knob is ${error} px away`);
  }
  await page.mouse.up();
  const { log10_input_gradient: after, loss } = await report(page);
  assert.ok(Math.abs(loss.turn + 35) <= 2 && Math.abs(after - before) > 1e-3);
  // A click elsewhere in the fan moves the lens, and turns nothing.
  const fan = await page.locator('#flow .plot canvas').boundingBox();
  await page.mouse.click(fan.x + fan.width / 2, fan.y + fan.height * 0.8);
  await ready(page);
  assert.match(await link(page), /layer=\d+/);
  assert.ok(Math.abs((await turn(page)) + 35) <= 2);
});

test('at 0 degrees the gradient arrives as long as the best direction', async (t) => {
  const page = await openPage(t, { query: 'v=1&turn=0&seed=1' });
  const { log10_input_gradient: input, chain } = await report(page);
  assert.ok(Math.abs(input - chain[0].log10_singular_values[0]) < 1e-9);
});

test('the control gives it up again when it is emptied', async (t) => {
  const page = await openPage(t, { query: 'v=1&turn=60&seed=1' });
  await page.locator('#settings > summary').click();
  assert.equal(await page.locator('#turn').inputValue(), '60');
  await page.locator('#turn').fill('');
  await page.locator('#turn').press('Tab');
  await page.waitForFunction(() => !window.gradlens.link().includes('turn='));
  assert.equal(await page.locator('#notices').isHidden(), true);
});

test('where it may not be turned there is no knob', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1&lock=turn' });
  assert.equal(await knob(page), undefined);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  await page.evaluate(() => window.gradlens.open(JSON.stringify({ gradlens_network: 1, input: [1, -1], target: [0.5, 0], layers: [{ w: [[0.5, 1], [-1, 2]] }] }), 'a.json'));
  await ready(page);
  assert.equal(await knob(page), undefined);
});

// Pointers on the pictures: read, select, and leave scrolling to the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

/** What a place is called in a reading. */
const placed = (place) => (place === 0 ? 'Input:' : `Layer ${place}:`);
const reading = (page, id) => page.locator(`${id} .shown [data-reading]`).innerText();
const layer = (page) => page.locator('#layer').inputValue();
/** The place of the lens, as the slider over the fan has it. */
const lens = (page) => page.locator('#flow .hand').evaluate((hand) => Number(hand.getAttribute('aria-valuenow')));

/** Moves the pointer, and waits until what is below it is read out. */
async function move(page, x, y) {
  await page.mouse.move(x, y);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
}

/** Moves the pointer to the middle of a place on a picture, and returns where that is in the window. */
async function find(page, id, place) {
  await page.locator(`${id} .hand`).scrollIntoViewIfNeeded();
  const box = await page.locator(`${id} .hand`).boundingBox();
  const y = box.y + box.height / 2;
  // The places are found through the page itself, which reads them out from left to right.
  let [left, right] = [0, box.width];
  for (let tries = 0; tries < 12; tries += 1) {
    const x = (left + right) / 2;
    await move(page, box.x + x, y);
    const there = Number(/^Layer (\d+):/.exec(await reading(page, id))?.[1] ?? 0);
    if (there === place) {
      const middle = await page.locator(`${id} .hair`).evaluate((hair) => parseFloat(hair.style.left));
      await move(page, box.x + middle, y);
      assert.ok((await reading(page, id)).startsWith(placed(place)));
      return { x: box.x + middle, y, top: box.y };
    }
    if (there < place) left = x; else right = x;
  }
  throw new Error(`no place of ${id} reads "${placed(place)}"`);
}

test('moving a pointer reads out, leaving goes back to the selected layer', async (t) => {
  const page = await openPage(t);
  const { x, y } = await find(page, '#chart', 7);
  assert.equal(await page.locator('#chart .hair').isVisible(), true);
  assert.match(await reading(page, '#flow'), /^Layer 7:/, 'both pictures read the same layer');
  assert.deepEqual([await layer(page), await lens(page)], ['', 0], 'nothing is selected by moving');
  await page.mouse.click(x, y);
  await ready(page);
  assert.deepEqual([await layer(page), await lens(page)], ['7', 7]);
  await move(page, 5, 5);
  assert.equal(await page.locator('#chart .hair').isVisible(), false);
  for (const id of ['#flow', '#chart']) assert.match(await reading(page, id), /^Layer 7:/);
});

test('a click puts the lens where it is, at the input too', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=8&seed=1' });
  for (const place of [5, 8, 1, 0]) {
    const { x, y } = await find(page, '#flow', place);
    await page.mouse.click(x, y);
    await ready(page);
    assert.equal(await lens(page), place);
    assert.equal(await layer(page), place === 0 ? '' : String(place));
    assert.equal(await page.evaluate(() => window.gradlens.link()), `v=1&depth=8&seed=1${place === 0 ? '' : `&layer=${place}`}`);
    await move(page, 5, 5);
    assert.ok((await reading(page, '#flow')).startsWith(placed(place)));
  }
});

test('a click on a disc of the strip puts the lens there, one between two does nothing', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&seed=1' });
  const places = [];
  for (const place of [2, 3, 4]) places.push(await find(page, '#flow', place));
  const y = places[0].top + 52;
  for (const [i, place] of [[1, 3], [2, 4], [0, 2]]) {
    await page.mouse.click(places[i].x, y);
    await ready(page);
    assert.equal(await lens(page), place);
  }
  await page.mouse.click((places[1].x + places[2].x) / 2, y);
  await ready(page);
  assert.equal(await lens(page), 2);
});

test('dragging takes the lens along the way', async (t) => {
  const page = await openPage(t);
  const [from, to] = [await find(page, '#flow', 15), await find(page, '#flow', 5)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const seen = [];
  for (let step = 0; step <= 5; step += 1) {
    await move(page, from.x + ((to.x - from.x) * step) / 5, from.y);
    seen.push(Number(await layer(page)));
  }
  await page.mouse.up();
  await ready(page);
  assert.deepEqual(seen, [15, 13, 11, 9, 7, 5]);
  assert.deepEqual([await layer(page), await lens(page)], ['5', 5]);
});

test('a tap puts the lens there, at the input too', async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const box = await page.locator('#flow .hand').boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await ready(page);
  const selected = Number(await page.evaluate(() => window.gradlens.link().match(/layer=(\d+)/)?.[1]));
  assert.ok(selected > 5 && selected < 15, `layer ${selected}`);
  await page.touchscreen.tap(box.x + 58, box.y + box.height / 2);
  await ready(page);
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&seed=1');
});

test('the wheel over a picture scrolls the page', async (t) => {
  const page = await openPage(t, { viewport: { width: 800, height: 520 } });
  await page.locator('#flow .hand').hover();
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => window.scrollY > 50);
  assert.equal(await page.locator('#flow .hand').evaluate((hand) => getComputedStyle(hand).touchAction), 'pan-y');
});

test('reading out changes no size', async (t) => {
  for (const viewport of [{ width: 1280, height: 720 }, { width: 800, height: 520 }]) {
    const page = await openPage(t, { viewport, query: 'v=1&depth=40&gain=0.7&view=bound&seed=1' });
    const heights = () => page.locator('.plot').evaluateAll((plots) => plots.map((plot) => plot.clientHeight));
    const before = await heights();
    await page.locator('#chart .hand').scrollIntoViewIfNeeded();
    const box = await page.locator('#chart .hand').boundingBox();
    for (let i = 0; i <= 20; i += 1) {
      await page.mouse.move(box.x + 60 + (i / 20) * (box.width - 70), box.y + 50);
      assert.deepEqual(await heights(), before);
    }
  }
});

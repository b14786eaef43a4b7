// Pointers on the pictures: read, select, and leave scrolling to the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

/** The middle of a layer's place on a picture, in pixels of the window. */
async function place(page, id, layer) {
  const box = await page.locator(`${id} .hand`).boundingBox();
  // The places are found through the page itself: move along until the reading names the layer.
  for (let x = box.x + box.width - 4; x > box.x; x -= 3) {
    await page.mouse.move(x, box.y + box.height / 2);
    if ((await page.locator(`${id} [data-reading]`).innerText()).startsWith(`Layer ${layer}:`)) return { x: x - 3, y: box.y + box.height / 2 };
  }
  throw new Error(`no place reads "Layer ${layer}"`);
}

test('moving a pointer reads out, leaving goes back to the selected layer', async (t) => {
  const page = await openPage(t);
  const { x, y } = await place(page, '#chart', 7);
  assert.equal(await page.locator('#chart .hair').isVisible(), true);
  assert.match(await page.locator('#flow [data-reading]').innerText(), /^Layer 7:/, 'both pictures read the same layer');
  assert.equal(await page.locator('#layer').inputValue(), '20', 'nothing is selected by moving');
  await page.mouse.click(x, y);
  await ready(page);
  assert.equal(await page.locator('#layer').inputValue(), '7');
  await page.mouse.move(5, 5);
  assert.equal(await page.locator('#chart .hair').isVisible(), false);
  assert.match(await page.locator('#chart [data-reading]').innerText(), /^Layer 7:/);
});

test('dragging selects along the way', async (t) => {
  const page = await openPage(t);
  const from = await place(page, '#flow', 15);
  const to = await place(page, '#flow', 5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await ready(page);
  assert.equal(await page.locator('#layer').inputValue(), '5');
});

test('a tap selects, at the input too', async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const box = await page.locator('#flow .hand').boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + 60);
  await ready(page);
  const selected = Number(await page.evaluate(() => window.gradlens.link().match(/layer=(\d+)/)?.[1]));
  assert.ok(selected > 5 && selected < 15, `layer ${selected}`);
  await page.touchscreen.tap(box.x + 60, box.y + 60);
  await ready(page);
  assert.match(await page.evaluate(() => window.gradlens.link()), /layer=1$/);
});

test('the wheel over a picture scrolls the page', async (t) => {
  const page = await openPage(t, { viewport: { width: 800, height: 520 } });
  await page.locator('#chart .hand').hover();
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => window.scrollY > 50);
  assert.equal(await page.locator('#flow .hand').evaluate((hand) => getComputedStyle(hand).touchAction), 'pan-y');
});

test('reading out changes no size', async (t) => {
  for (const viewport of [{ width: 1280, height: 720 }, { width: 800, height: 520 }]) {
    const page = await openPage(t, { viewport, query: 'v=1&depth=40&gain=0.7&view=bound&seed=1' });
    const heights = () => page.locator('.plot').evaluateAll((plots) => plots.map((plot) => plot.clientHeight));
    const before = await heights();
    const box = await page.locator('#chart .hand').boundingBox();
    for (let i = 0; i <= 20; i += 1) {
      await page.mouse.move(box.x + 60 + (i / 20) * (box.width - 70), box.y + 50);
      assert.deepEqual(await heights(), before);
    }
  }
});

// Sizes: sharp canvases, no horizontal scrolling, everything important on the first screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const canvases = (page) =>
  page.locator('.picture canvas').evaluateAll((all) =>
    all.map((canvas) => {
      const box = canvas.getBoundingClientRect();
      return { css: [canvas.clientWidth, canvas.clientHeight], backing: [canvas.width, canvas.height], top: box.top, bottom: box.bottom };
    }),
  );

// Whole multiples of device pixels, at least two per CSS pixel.
for (const [deviceScaleFactor, ratio] of [[1, 2], [1.5, 3], [3, 3]]) {
  test(`canvases are sharp at ${deviceScaleFactor} device pixels per pixel`, async (t) => {
    const page = await openPage(t, { deviceScaleFactor });
    for (const viewport of [{ width: 1280, height: 720 }, { width: 901, height: 650 }]) {
      await page.setViewportSize(viewport);
      await page.waitForFunction((factor) => [...document.querySelectorAll('.picture canvas')].every((canvas) => canvas.width === Math.round(canvas.clientWidth * factor)), ratio);
      for (const { css, backing } of await canvases(page)) {
        assert.ok(css[0] > 300 && css[1] >= 90, `${css}`);
        assert.deepEqual(backing, css.map((length) => Math.round(length * ratio)));
      }
    }
  });
}

test('a picture is drawn, in the colours of the scheme', async (t) => {
  for (const [colorScheme, background] of [['light', 255], ['dark', 22]]) {
    const page = await openPage(t, { colorScheme });
    const drawn = await page.locator('#chart canvas').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const colors = new Set();
      for (let i = 0; i < data.length; i += 4) colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return { corner: data[0], colors: colors.size };
    });
    assert.equal(drawn.corner, background);
    assert.ok(drawn.colors > 20, `${drawn.colors} colours`);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.match(paper, new RegExp(`^rgb\\(${background},`));
  }
});

test('a change of the colour scheme is followed', async (t) => {
  const page = await openPage(t);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.querySelector('#flow canvas').getContext('2d').getImageData(0, 0, 1, 1).data[0] === 22);
});

for (const width of [320, 360, 414]) {
  test(`nothing scrolls sideways at ${width} pixels`, async (t) => {
    const page = await openPage(t, { viewport: { width, height: 740 }, hasTouch: true, query: 'v=1&depth=200&width=24&act=relu&init=he-normal&foo=1&seed=1' });
    await page.locator('#settings > summary').click();
    for (const name of ['Spectrum', 'Bound', 'Outputs', 'Gradients']) {
      await page.getByRole('tab', { name }).click();
      await ready(page);
      const [inner, scroll] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
      assert.ok(scroll <= inner, `${name}: ${scroll} > ${inner}`);
    }
  });
}

test('the first screen holds verdict, controls, pictures and the layer', async (t) => {
  const page = await openPage(t);
  for (const view of ['Gradients', 'Spectrum', 'Bound', 'Outputs']) {
    await page.getByRole('tab', { name: view }).click();
    await ready(page);
    for (const selector of ['#verdict', '#depth', '#layer', '#reset', '#flow canvas', '#chart canvas', '#card-title', '#card-body .sigmas']) {
      const box = await page.locator(selector).boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= 720, `${view}: ${selector} ends at ${box && box.y + box.height}`);
    }
  }
});

test('a small frame holds verdict and pictures, a phone the settings one tap away', async (t) => {
  const page = await openPage(t, { viewport: { width: 800, height: 520 } });
  for (const selector of ['#verdict', '#flow canvas', '#chart canvas']) {
    const box = await page.locator(selector).boundingBox();
    assert.ok(box.y + box.height <= 520, `${selector} ends at ${box.y + box.height}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await page.locator('#depth').isVisible(), false);
  await page.locator('#settings > summary').click();
  await page.locator('#depth').waitFor({ state: 'visible' });
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.locator('#depth').waitFor({ state: 'visible' });
});

test('targets are large enough', async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.locator('#settings > summary').click();
  const small = await page.locator('button, select, input, summary, [role=slider]').evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility() && element.type !== 'checkbox')
      .map((element) => [element.id || element.textContent.trim(), element.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24)
      .map(([name, box]) => `${name} ${box.width} x ${box.height}`),
  );
  assert.deepEqual(small, []);
});

test('no formula is cut', async (t) => {
  const page = await openPage(t);
  const queries = ['depth=200&gain=0.01', 'depth=200&gain=10&act=relu&layer=200', 'depth=200&gain=10&act=tanh&layer=150', 'depth=100&act=sigmoid&gain=10&layer=100', 'width=1&gain=0.01&act=gelu&bias=5'];
  for (const width of [1280, 800, 360]) {
    await page.setViewportSize({ width, height: 720 });
    for (const query of queries) {
      await page.evaluate((link) => window.gradlens.apply(link), `v=1&seed=1&${query}`);
      await ready(page);
      const cut = await page.locator('.formula').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => `${one.textContent}: ${one.scrollWidth}`));
      assert.deepEqual(cut, [], `${query} at ${width}`);
    }
  }
});

for (const [width, query] of [[1280, 'depth=200&gain=0.01'], [1280, 'gain=10'], [800, 'depth=200&gain=0.01'], [1280, 'depth=200&gain=0.01&step=3']]) {
  test(`the pictures keep their size while they are read: ${query} at ${width}`, async (t) => {
    const page = await openPage(t, { viewport: { width, height: 720 }, query: `v=1&seed=1&${query}` });
    const heights = async () => (await canvases(page)).map(({ css }) => css[1]);
    const before = await heights();
    const box = await page.locator('#flow .hand').boundingBox();
    for (let i = 1; i < 20; i += 1) {
      await page.mouse.move(box.x + (box.width * i) / 20, box.y + 20);
      assert.deepEqual(await heights(), before, `hovering at ${i} of 20`);
    }
    for (const layer of [1, 2, 10, 20]) {
      await page.evaluate((link) => window.gradlens.apply(link), `v=1&seed=1&${query}&layer=${layer}`);
      await ready(page);
      assert.deepEqual(await heights(), before, `layer ${layer}`);
    }
  });
}

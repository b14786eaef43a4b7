// Sizes: sharp canvases, no horizontal scrolling, everything important on the first screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { closeMore, openMore } from './harness/settings.mjs';

const canvases = (page) =>
  page.locator('.plot canvas').evaluateAll((all) =>
    all.map((canvas) => {
      const box = canvas.getBoundingClientRect();
      return { css: [canvas.clientWidth, canvas.clientHeight], backing: [canvas.width, canvas.height], top: box.top, bottom: box.bottom };
    }),
  );

for (const deviceScaleFactor of [1, 1.5, 3]) {
  test(`canvases are sharp at ${deviceScaleFactor} device pixels per pixel`, async (t) => {
    const page = await openPage(t, { deviceScaleFactor });
    for (const viewport of [{ width: 1280, height: 720 }, { width: 901, height: 650 }]) {
      await page.setViewportSize(viewport);
      await page.waitForFunction((factor) => [...document.querySelectorAll('.plot canvas')].every((canvas) => canvas.width === Math.round(canvas.clientWidth * factor)), deviceScaleFactor);
      for (const { css, backing } of await canvases(page)) {
        assert.ok(css[0] > 300 && css[1] >= 90, `${css}`);
        assert.deepEqual(backing, css.map((length) => Math.round(length * deviceScaleFactor)));
      }
    }
  });
}

test('a picture is drawn, in the colours of the scheme', async (t) => {
  for (const [colorScheme, background] of [['light', 253], ['dark', 13]]) {
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
  await page.waitForFunction(() => document.querySelector('#flow .plot canvas').getContext('2d').getImageData(0, 0, 1, 1).data[0] === 13);
});

for (const width of [320, 360, 390, 800]) {
  test(`nothing scrolls sideways at ${width} pixels`, async (t) => {
    const page = await openPage(t, { viewport: { width, height: 740 }, hasTouch: true, query: 'v=1&depth=200&width=24&act=relu&init=he-normal&foo=1&seed=1' });
    const assertFits = async (what) => {
      const [inner, scroll] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
      assert.ok(scroll <= inner, `${what}: ${scroll} > ${inner}`);
    };
    await page.locator('[data-dismiss]').click();
    await openMore(page);
    await assertFits('the fold');
    await closeMore(page);
    for (const name of ['bound', 'weights', 'directions']) {
      await page.locator(`[data-chip="${name}"]`).click();
      await assertFits(name);
    }
    await page.locator('#step').click();
    await assertFits('a step');
    await page.locator('#flow [data-numbers] > summary').click();
    await page.locator('#flow table').first().waitFor();
    await assertFits('the numbers');
    for (const fold of ['#chart [data-numbers]', '#chain', '#inspector', '#about']) {
      await page.locator(`${fold} > summary`).click();
      await ready(page);
      await assertFits(fold);
    }
    await page.evaluate(() => window.gradlens.apply('v=1&depth=12&width=16~3,8~3,128~3,5~3&act=tanh~4,leaky-relu~4,softsign~4&gain=1~6,1.4142135623730951~6&seed=1'));
    await ready(page);
    await assertFits('runs in the sentence');
  });
}

for (const viewport of [{ width: 1280, height: 720 }, { width: 1600, height: 900 }, { width: 1024, height: 768 }]) {
  test(`the first screen holds the sentence, the verdict, the fan and its chips, ${viewport.width} x ${viewport.height}`, async (t) => {
    const page = await openPage(t, { viewport });
    for (const view of ['gradients', 'bound']) {
      await page.evaluate((view) => window.gradlens.apply(`v=1&seed=1&view=${view}`), view);
      await ready(page);
      for (const selector of ['#recipe', '#settings > summary', '#verdict', '#direction', '#flow .plot canvas', '#flow .shown .reading', '#play', '#chips', '#strip']) {
        const box = await page.locator(selector).boundingBox();
        assert.ok(box && box.y >= 0 && box.y + box.height <= viewport.height, `${view}: ${selector} ends at ${box && box.y + box.height}`);
      }
      const fan = await page.locator('#flow .plot canvas').boundingBox();
      assert.ok(fan.height >= viewport.height * 0.55, `${view}: the fan has ${fan.height} of ${viewport.height}`);
    }
  });
}

test('a small frame and a phone hold sentence, verdict and fan, and the other settings one tap away', async (t) => {
  const page = await openPage(t, { viewport: { width: 800, height: 520 } });
  for (const viewport of [{ width: 800, height: 520 }, { width: 360, height: 740 }]) {
    await page.setViewportSize(viewport);
    await ready(page);
    for (const selector of ['#recipe', '#verdict', '#flow .plot canvas']) {
      const box = await page.locator(selector).boundingBox();
      assert.ok(box.y + box.height <= viewport.height, `${viewport.width}: ${selector} ends at ${box.y + box.height}`);
    }
    assert.equal(await page.locator('#bias').isVisible(), false);
    await openMore(page);
    const box = await page.locator('#settings .form').boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${viewport.width}: ${JSON.stringify(box)}`);
    await page.locator('#reset').scrollIntoViewIfNeeded();
    assert.equal(await page.locator('#bias').isVisible(), true);
    await closeMore(page);
    assert.equal(await page.locator('#bias').isVisible(), false);
  }
});

test('targets are large enough', async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await openMore(page);
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
    for (const id of ['flow', 'chart']) {
      await page.locator(`#${id} .hand`).scrollIntoViewIfNeeded();
      const box = await page.locator(`#${id} .hand`).boundingBox();
      for (let i = 1; i < 20; i += 1) {
        await page.mouse.move(box.x + (box.width * i) / 20, box.y + box.height / 2);
        assert.deepEqual(await heights(), before, `hovering over the ${id} at ${i} of 20`);
      }
    }
    for (const layer of ['', '&layer=1', '&layer=10', '&layer=20']) {
      await page.evaluate((link) => window.gradlens.apply(link), `v=1&seed=1&${query}${layer}`);
      await ready(page);
      assert.deepEqual(await heights(), before, `with ${layer}`);
    }
  });
}

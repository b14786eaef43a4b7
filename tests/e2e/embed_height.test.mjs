// The height of a figure follows its width, and settles.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, frameOf, heard, inside } from './harness/listening_host.mjs';
import { openPage, ready } from './harness/page.mjs';

/** The script of a host that gives its frames the height they request. */
const FOLLOW = `<script>
  addEventListener('message', ({ source, data }) => {
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === source && data.type === 'resize') frame.style.height = data.height + 'px';
    }
  });
</script>`;
const LINK = 'v=1&act=tanh&seed=1';

async function open(t, { more = '', style = '', before } = {}) {
  const page = await openPage(t, { host: (home) => FOLLOW + frameOf(`${home}?${LINK}&embed=1`, more) + style, viewport: { width: 1280, height: 900 }, before });
  const frame = await inside(page);
  await ready(frame);
  return { page, frame };
}

const heights = async (page) => (await heard(page, 'resize')).map(({ height }) => height);

/**
 * Waits until the frame is as high as its content and requests no more; returns the heights
 * requested since `told`.
 */
async function settled(page, frame, told = 0) {
  await page.waitForFunction(() => window.heard.some(({ data }) => data.type === 'resize'));
  for (let last = -1, rounds = 0; ; rounds += 1) {
    await ready(frame);
    const now = await heights(page);
    const [inner, scroll, body] = await frame.evaluate(() => [innerHeight, document.documentElement.scrollHeight, document.body.getBoundingClientRect().height]);
    if (scroll <= inner && inner - body < 3 && now.length === last) return now.slice(told);
    assert.ok(rounds < 100, `told ${now.slice(told)}; the frame is ${inner} high, its content ${scroll} and ${body}`);
    last = now.length;
  }
}

test('it grows with what is opened, and shrinks again', async (t) => {
  const { page, frame } = await open(t);
  const [first] = (await settled(page, frame)).slice(-1);
  let before = (await heights(page)).length;
  await frame.locator('#flow [data-numbers] > summary').click();
  const opened = await settled(page, frame, before);
  assert.ok(opened.length >= 1 && opened.length <= 3 && opened.at(-1) > first, `${first}, ${opened}`);
  before = (await heights(page)).length;
  await frame.locator('#flow [data-numbers] > summary').click();
  const closed = await settled(page, frame, before);
  assert.ok(closed.length >= 1 && closed.length <= 3 && Math.abs(closed.at(-1) - first) < 2, `${first}, ${closed}`);
});

test('it does not depend on the height that the host gives', async (t) => {
  const page = await openPage(t, { host: (home) => frameOf(`${home}?${LINK}&embed=1`) });
  const frame = await inside(page);
  await ready(frame);
  await page.waitForFunction(() => window.heard.some(({ data }) => data.type === 'resize'));
  for (const height of [200, 2000, 50, 600]) {
    await page.evaluate((height) => { document.querySelector('iframe').style.height = `${height}px`; }, height);
    await frame.waitForFunction((height) => innerHeight === height, height);
    await ready(frame);
  }
  assert.equal(new Set(await heights(page)).size, 1, `${await heights(page)}`);
});

test('browsers that size frames themselves are asked', async (t) => {
  const { page, frame } = await open(t, { before: (page) => page.addInitScript(() => { window.requestResize = () => { window.asked = (window.asked ?? 0) + 1; }; }) });
  await settled(page, frame);
  assert.equal(await frame.evaluate(() => window.asked), (await heights(page)).length);
  assert.equal(await frame.locator('meta[name="responsive-embedded-sizing"]').getAttribute('content'), 'allow-origins=*');
});

for (const [how, style] of [
  ['display: none', '<style>iframe { display: none !important }</style>'],
  ['a size of nothing', '<style>iframe { width: 0 !important; height: 0 !important }</style>'],
]) {
  test(`a figure that begins with ${how} tells its height when it is shown`, async (t) => {
    const page = await openPage(t, { host: (home) => style + FOLLOW + frameOf(`${home}?${LINK}&embed=1`) });
    const frame = await inside(page);
    await page.waitForFunction(() => window.ask({ type: 'hello' }));
    for (const height of await heights(page)) assert.ok(height > 0);
    await page.evaluate(() => {
      document.querySelector('style').remove();
      document.querySelector('iframe').style.width = '900px';
    });
    await frame.waitForFunction(() => innerWidth === 900);
    await settled(page, frame);
    assert.ok((await heights(page)).at(-1) > 300);
    assert.equal((await ask(page, { type: 'get', what: 'report' })).report.depth, 20);
    const drawn = await frame.evaluate(() => [...document.querySelectorAll('#flow .plot canvas')].map(({ width, height }) => Math.min(width, height)));
    assert.ok(drawn.every((size) => size > 100), `${drawn}`);
  });
}

test('content that grows and grows is told of a while, and of its end', async (t) => {
  const { page, frame } = await open(t);
  await settled(page, frame);
  const before = (await heights(page)).length;
  await frame.evaluate(async () => {
    for (let step = 1; step <= 60; step += 1) {
      document.body.style.paddingBottom = `${step * 10}px`;
      await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    }
  });
  const told = await settled(page, frame, before);
  assert.ok(told.length < 60, `${told.length} of 60`);
});

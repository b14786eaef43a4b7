// The page in other pages and from a file, in Firefox.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertShows } from './golden.mjs';
import { DIST, openTab, ready } from './harness.mjs';
import { frame, openHost } from './host.mjs';

const TANH = 'v=1&act=tanh&seed=1';
const RELU = 'v=1&act=relu&init=he-normal&seed=1';
const LARGE = 'v=1&depth=60&width=24&act=tanh&seed=1';

/** Opens the settings, which are folded where there is little room. */
async function unfold(page) {
  if (!await page.evaluate(() => document.querySelector('#settings').open)) await page.click('#settings > summary');
}

/** Runs before the scripts of a page: counts the results of its workers. */
function countResults() {
  const Thread = window.Worker;
  window.results = 0;
  window.Worker = class extends Thread {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => { if (data.pieces?.length > 0) window.results += 1; });
    }
  };
}

/** Fails unless a large network is computed by workers, and is the one that the page finds by itself. */
async function assertLarge(page) {
  const before = await page.evaluate(() => window.results);
  await page.evaluate((link) => window.gradlens.apply(link), LARGE);
  await ready(page);
  assert.deepEqual(await page.report(), await page.evaluate((link) => window.gradlens.analyze(link), LARGE));
  assert.ok(await page.evaluate(() => window.results) > before, 'workers have a part in it');
}

for (const name of ['gradlens.html', 'index.html']) {
  test(`${name} from a file shows its link`, async (t) => {
    const page = await openTab(t, { before: countResults });
    await page.goto(`${pathToFileURL(join(DIST, name))}?${TANH}`);
    await page.waitForFunction(() => location.pathname.endsWith('/gradlens.html'));
    await ready(page);
    await assertShows(page, TANH);
    await assertLarge(page);
  });

  test(`${name} in a frame without an origin shows its link`, async (t) => {
    const page = await openHost(t, (home) => frame(`${home}${name}?${TANH}&embed=1`, 'sandbox="allow-scripts"'), { before: countResults });
    await page.within(0, async () => {
      assert.equal(await page.evaluate(() => window.origin), 'null');
      await assertShows(page, TANH);
      await assertLarge(page);
    });
  });
}

/** Passes the time that an address takes to follow: that of a page in a tab, which is no embed and is changed now. */
async function untilAddressFollows(page) {
  const host = await page.driver.getWindowHandle();
  await page.driver.switchTo().newWindow('tab');
  await page.goto(`${page.site.url}?${RELU}`);
  await ready(page);
  await page.entry('#depth', '6');
  await page.waitForFunction(() => location.search.includes('depth=6'));
  await page.driver.close();
  await page.driver.switchTo().window(host);
}

test('an embed leaves the address and the history of its host alone', async (t) => {
  const page = await openHost(t, (home) => frame(`${home}?${TANH}&embed=1`));
  const entries = await page.evaluate(() => history.length);
  await page.within(0, async () => {
    await assertShows(page, TANH);
    await unfold(page);
    await page.entry('#depth', '6');
    await ready(page);
    assert.equal(await page.link(), 'v=1&depth=6&act=tanh&seed=1');
  });
  await untilAddressFollows(page);
  await page.within(0, async () => assert.equal(await page.evaluate(() => location.search), `?${TANH}&embed=1`));
  assert.equal(await page.evaluate(() => history.length), entries);
});

test('settings are hidden and locked as the link says', async (t) => {
  const page = await openHost(t, (home) => frame(`${home}?${TANH}&embed=1&hide=gain,seed&lock=act&theme=dark`));
  await page.within(0, async () => {
    await assertShows(page, TANH);
    await unfold(page);
    for (const id of ['#gain', '#seed']) assert.equal(await page.find(id).isDisplayed(), false, id);
    assert.equal(await page.find('#depth').isDisplayed(), true);
    assert.equal(await page.find('#act').isEnabled(), false);
    assert.equal(await page.find('#depth').isEnabled(), true);
    const [background] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    assert.ok(background < 100, `${background}`);
  });
});

test('two embeds beside each other keep their settings apart', async (t) => {
  const page = await openHost(t, (home) => frame(`${home}?${TANH}&embed=1`) + frame(`${home}?${RELU}&embed=1`));
  await page.within(0, () => assertShows(page, TANH));
  await page.within(1, () => assertShows(page, RELU));
  await page.within(1, async () => {
    await unfold(page);
    await page.entry('#depth', '6');
    await ready(page);
    assert.equal(await page.link(), 'v=1&depth=6&act=relu&init=he-normal&seed=1');
  });
  await page.within(0, () => assertShows(page, TANH));
});

const heard = (page, type) => page.evaluate((type) => window.heard.filter((message) => message.type === type), type);

/**
 * Waits until the frame is as high as what it holds: it has the height that was asked for last, nothing in it can be scrolled, and no other
 * height is asked for while it comes to rest. Gives the height.
 */
async function fittedHeight(page) {
  const asked = async () => (await heard(page, 'resize')).map(({ height }) => height);
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'resize'));
  for (let before = -1, now = await asked(), rounds = 0; ; [before, now] = [now.length, await asked()]) {
    const height = await page.evaluate(() => document.querySelector('iframe').clientHeight);
    const excess = await page.within(0, async () => {
      await ready(page);
      return page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
    });
    if (now.length === before && now.at(-1) === height && excess <= 0) return height;
    rounds += 1;
    assert.ok(rounds < 100, `no height fits: asked for ${now.join(' ')}, has ${height}, ${excess} too low`);
  }
}

test('the height of an embed follows its width, there and back', async (t) => {
  const page = await openHost(t, (home) => frame(`${home}?${TANH}&embed=1`));
  const widen = (width) => page.evaluate((width) => { document.querySelector('iframe').style.width = width; }, width);
  await widen('900px');
  const wide = await fittedHeight(page);
  await widen('360px');
  await page.waitForFunction((wide) => window.heard.findLast(({ type }) => type === 'resize').height > wide, wide);
  const narrow = await fittedHeight(page);
  assert.ok(narrow > wide, `${narrow} at 360, ${wide} at 900`);
  const excess = await page.within(0, () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth));
  assert.equal(excess, 0);
  await widen('900px');
  await page.waitForFunction((narrow) => window.heard.findLast(({ type }) => type === 'resize').height < narrow, narrow);
  const again = await fittedHeight(page);
  // A difference below two pixels is not worth a message.
  assert.ok(Math.abs(again - wide) < 2, `${again} and ${wide} at 900, before and after ${narrow} at 360`);
});

test('an embed says that it is ready, and again when it is asked', async (t) => {
  const page = await openHost(t, (home) => frame(`${home}?${TANH}&embed=1`));
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'ready'));
  const before = (await heard(page, 'ready')).length;
  await page.evaluate(() => document.querySelector('iframe').contentWindow.postMessage({ gradlens: 1, type: 'hello' }, '*'));
  await page.waitForFunction((before) => window.heard.filter(({ type }) => type === 'ready').length > before, before);
});

test('two elements of embed.js show their own networks', async (t) => {
  const element = (attributes) => `<grad-lens ${attributes}><a href="https://example.org/">Open the simulation</a></grad-lens>`;
  const page = await openHost(t, (home) => `<script src="${home}embed.js"></script>${element('act="tanh" seed="1"')}${element('act="relu" init="he-normal" seed="1"')}`);
  const find = (place) => {
    const one = document.querySelectorAll('grad-lens')[place];
    one.scrollIntoView();
    return (one.shadowRoot ?? one).querySelector('iframe');
  };
  for (const [place, link] of [TANH, RELU].entries()) {
    await page.waitForFunction(find, place);
    await page.within(await page.evaluate(find, place), async () => {
      await ready(page);
      await assertShows(page, link);
    });
  }
});

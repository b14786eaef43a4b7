// Names of network files: however long and in whichever direction they are written, nothing around
// them changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const FILE = { gradlens_network: 1, input: [1, 2], gradient: [1], layers: [{ w: [[0.5], [0.25]], activation: 'tanh' }] };
const opened = async (page, name, fileName = 'net.json') => {
  const text = JSON.stringify({ ...FILE, ...(name === null ? {} : { name }) });
  await page.locator('#file').setInputFiles({ name: fileName, mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready' && window.gradlens.link() === null);
};

/** How much wider the page is than the window. */
const excess = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const width of [360, 1280]) {
  test(`a name of 200 letters without a space does not widen a page of ${width} pixels`, async (t) => {
    const page = await openPage(t, { viewport: { width, height: 720 }, query: 'v=1&depth=4&width=3&seed=2' });
    assert.equal(await excess(page), 0);
    await opened(page, 'W'.repeat(200));
    assert.equal(await excess(page), 0, 'shown');
    const verdict = await page.locator('#verdict').textContent();
    assert.match(verdict, / in “W{24}…W{15}”: ./);
    await page.evaluate(() => { document.getElementById('settings').open = true; });
    assert.equal(await page.locator('#from-file bdi').textContent(), `${'W'.repeat(24)}…${'W'.repeat(15)}`);
    assert.equal(await excess(page), 0, 'in the form');
    await page.locator('#pin').click();
    await page.evaluate(() => { document.querySelector('#compare details').open = true; });
    await ready(page);
    assert.equal(await excess(page), 0, 'pinned');
    await page.locator('#open-share').click();
    assert.match(await page.locator('#share .share-panel:not([hidden])').innerText(), /network file “W{24}…W{15}”/);
    assert.equal(await page.evaluate(() => document.getElementById('share').scrollWidth <= document.getElementById('share').clientWidth), true);
    await page.keyboard.press('Escape');
    await opened(page, null, `${'n'.repeat(180)}.json`);
    await page.waitForFunction(() => !document.getElementById('verdict').textContent.includes('W'));
    assert.match(await page.locator('#verdict').textContent(), /in “n{24}…n{10}\.json”/);
    assert.equal(await excess(page), 0, 'a name of a file');
    await page.evaluate(() => window.gradlens.whole());
    await ready(page);
    await page.evaluate((name) => window.gradlens.open('{', name), 'x'.repeat(200));
    assert.match(await page.locator('#notices').innerText(), /^x{24}…x{15} was not opened\./);
    assert.equal(await excess(page), 0, 'refused');
  });
}

/** The position of the first letter of a text within an element, in pixels from the left. */
const left = (page, selector, text) => page.evaluate(([selector, text]) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(text);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    return { left: box.left, top: box.top };
  }
  return null;
}, [selector, text]);

for (const [what, name] of [['that turns the direction', '\u202enet'], ['in Arabic with digits', 'شبكة 12'], ['in Hebrew', 'רשת']]) {
  test(`a name ${what} leaves the order of the verdict`, async (t) => {
    const page = await openPage(t, { viewport: { width: 1600, height: 720 } });
    await opened(page, name);
    const verdict = await page.locator('#verdict').textContent();
    assert.doesNotMatch(verdict, /[\u202a-\u202e\u2066-\u2069]/);
    // The state, the name, and what is said of it.
    const seen = await page.locator('#verdict').innerText();
    const parts = [seen.slice(0, 3), ' in “', '”', seen.trim().slice(-8)];
    const places = [];
    for (const part of parts) places.push(await left(page, '#verdict', part));
    for (const [i, place] of places.entries()) {
      assert.ok(place, parts[i]);
      const before = places[i - 1];
      if (before) assert.ok(place.top > before.top || place.left > before.left, `${parts[i - 1]} comes before ${parts[i]}: ${JSON.stringify(places)}`);
    }
    // A standalone file has no elements for it, and the same order.
    const svg = await page.evaluate(() => window.gradlens.picture('flow').svg);
    assert.doesNotMatch(svg, /[\u202a-\u202e]/);
    const isolated = [...svg.matchAll(/[\u2068\u2069]/g)].map(([sign]) => sign).join('');
    assert.match(isolated, what.startsWith('in ') ? /^(\u2068\u2069)+$/ : /^$/);
  });
}

test('the page and the command line take a name with half of a pair alike', async (t) => {
  const page = await openPage(t);
  const text = JSON.stringify({ ...FILE, name: 'NAME' }).replace('NAME', 'a\\ud800b');
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  assert.equal(await page.evaluate((text) => window.gradlens.analyze(text).name, text), 'a\ufffdb');
});

test('a file that is not UTF-8 is refused, as on the command line', async (t) => {
  const page = await openPage(t);
  await page.locator('#file').setInputFiles({ name: 'utf16.json', mimeType: 'application/json', buffer: Buffer.from(`\ufeff${JSON.stringify(FILE)}`, 'utf16le') });
  await page.getByText('utf16.json was not opened: it is not a text file in UTF-8.').waitFor();
});

test('a tied network is saved tied, and its program has the weights of every layer', async (t) => {
  const page = await openPage(t);
  const layers = [[[1, 2], [3, 4]], 'same', [[5, 6], [7, 8]], 'same as 1'].map((w) => ({ w, activation: 'tanh' }));
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  await page.evaluate((text) => window.gradlens.open(text, 'tied.json'), JSON.stringify({ ...FILE, gradient: [1, 1], layers }));
  await ready(page);
  const network = await page.evaluate(() => window.gradlens.network());
  assert.deepEqual(network.layers.map(({ w }) => w), layers.map(({ w }) => w));
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  const again = await page.evaluate((text) => window.gradlens.analyze(text), JSON.stringify(network));
  assert.deepEqual(again, await page.evaluate(() => window.gradlens.report()));
});

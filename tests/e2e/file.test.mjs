// Network files: opened by button or drop, analysed like a setting, shown in every view, refused
// with a sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';
import { assertSame, onCommandLine, withoutEstimates } from './harness/report.mjs';

/** A file with the numbers of these settings and another name. */
const fileOf = (page, link, more = {}) =>
  page.evaluate(async ([link, more]) => {
    window.gradlens.apply(link);
    await new Promise((done) => {
      const look = () => (document.documentElement.dataset.gradlens === 'ready' && window.gradlens.report().link === window.gradlens.link() ? done() : setTimeout(look, 20));
      look();
    });
    return JSON.stringify({ ...window.gradlens.network(), ...more });
  }, [link, more]);

const choose = (page, name, text) => page.locator('#file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

/** Waits until the network of this name is shown. */
async function shown(page, name) {
  await page.waitForFunction((name) => document.getElementById('verdict').textContent.includes(name), name);
  await ready(page);
}

const report = (page) => page.evaluate(() => window.gradlens.report());

for (const [what, link] of [['small', 'v=1&depth=6&width=5&inputs=3&act=relu~3,tanh&bias=0.4&seed=4'], ['for workers', 'v=1&depth=24&width=40&act=tanh&loss=mse&seed=9']]) {
  test(`a ${what} network is opened by the button, and reported as the settings it was made from`, async (t) => {
    const page = await openPage(t);
    const text = await fileOf(page, link, { name: 'from a file' });
    await page.waitForFunction(() => location.search === `?${window.gradlens.link()}`);
    const address = page.url();
    await choose(page, 'net.json', text);
    await shown(page, 'from a file');
    assert.match(await page.locator('#verdict').innerText(), / in “from a file”: ./);
    const own = await report(page);
    assert.deepEqual([own.name, own.link, await page.evaluate(() => window.gradlens.link())], ['from a file', null, null]);
    const { name, link: canonical, loss, ...numbers } = withoutEstimates(own);
    const { name: noName, link: its, loss: itsLoss, ...drawn } = withoutEstimates(onCommandLine(link));
    assertSame(numbers, drawn, link);
    assert.deepEqual(loss.log10, itsLoss.log10);
    await lapse(page, 500);
    assert.equal(page.url(), address, 'the address stays that of what was shown before');
  });
}

test('every view is that of the file', async (t) => {
  const page = await openPage(t);
  const text = await fileOf(page, 'v=1&depth=4&width=3&act=tanh&seed=2', { name: null });
  await choose(page, 'three.json', text);
  await shown(page, 'three.json');
  const { layers, widths } = await report(page);
  for (const name of ['bound', 'plain', 'weights']) {
    await page.locator(`[data-chip="${name}"]`).click();
    await ready(page);
    assert.match(await page.locator('#flow .plot canvas').getAttribute('aria-label'), /layer 4/);
  }
  await page.locator('#inspector > summary').click();
  await ready(page);
  await page.locator('#layer').fill('2');
  await page.locator('#layer').press('Enter');
  await ready(page);
  await page.locator('#inspector-numbers > summary').click();
  const entry = JSON.parse(text).layers[1].w[0][0];
  await page.locator('#cells').focus();
  const words = (await page.locator('#entry').innerText()).replaceAll('−', '-');
  assert.ok(words.includes(`(${entry.toPrecision(4)})`) || words.includes(`× ${entry.toPrecision(4)} =`), `${words}: ${entry}`);
  assert.deepEqual([layers.length, widths], [4, [3, 3, 3, 3, 3]]);
  await page.locator('#pin').click();
  await page.locator('#compare [data-summary]', { hasText: 'the same settings as now' }).waitFor();
});

test('a file has no settings to change, and is closed with a button', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=9&seed=3' });
  const text = await fileOf(page, 'v=1&depth=4&width=3&seed=2', { name: 'mine' });
  await page.evaluate(() => window.gradlens.apply('v=1&depth=9&seed=3'));
  await ready(page);
  await choose(page, 'net.json', text);
  await shown(page, 'mine');
  assert.equal(await page.locator('#from-file').isVisible(), true);
  assert.match(await page.locator('#from-file').innerText(), /file mine/);
  assert.deepEqual([await page.locator('#depth').isVisible(), await page.locator('#new-seed').isVisible(), await page.locator('#layer').isVisible()], [false, false, true]);
  await page.locator('#layer').fill('2');
  await page.locator('#layer').press('Enter');
  await ready(page);
  assert.equal((await report(page)).name, 'mine');
  // A control inside the layer says why it changes nothing.
  await page.locator('#inspector > summary').click();
  await ready(page);
  await page.locator('#layer-gain').fill('2');
  await page.locator('#layer-gain').press('Enter');
  assert.match(await page.locator('#notices').innerText(), /come from a network file/);
  await page.locator('#close-file').click();
  await page.waitForFunction(() => !document.getElementById('verdict').textContent.includes('mine'));
  await ready(page);
  assert.equal((await report(page)).link, 'v=1&depth=9&seed=3');
  assert.equal(await page.locator('#depth').isVisible(), true);
});

test('a file is dropped on the page', async (t) => {
  const page = await openPage(t);
  const text = await fileOf(page, 'v=1&depth=4&width=3&seed=2', { name: 'dropped' });
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'net.json', { type: 'application/json' }));
    for (const name of ['dragover', 'drop']) {
      const event = new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true });
      document.getElementById('figure').dispatchEvent(event);
      if (!event.defaultPrevented) throw new Error(`the browser would take the file at ${name}`);
    }
  }, text);
  await shown(page, 'dropped');
});

test('A may be a file, and can be shown again', async (t) => {
  const page = await openPage(t);
  const text = await fileOf(page, 'v=1&depth=4&width=3&seed=2', { name: 'first' });
  await choose(page, 'net.json', text);
  await shown(page, 'first');
  await page.locator('#pin').click();
  await choose(page, 'net.json', text.replace('"first"', '"second"'));
  await shown(page, 'second');
  await page.locator('#swap').click();
  await shown(page, 'first');
  assert.equal((await report(page)).name, 'first');
  await page.locator('#copy-pinned').click();
  await page.locator('#open-presets').click();
  await page.locator('[data-preset]').first().click();
  await page.waitForFunction(() => !document.getElementById('verdict').textContent.includes('first'));
  await ready(page);
  assert.notEqual((await report(page)).link, null);
});

test('what is wrong with a file is said, and what is shown stays', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&seed=8' });
  const good = JSON.parse(await fileOf(page, 'v=1&depth=2&width=2&seed=2'));
  for (const [text, sentence] of [
    ['', /bad\.json was not opened: it is empty\./],
    ['hello', /bad\.json was not opened: it is no network file/],
    ['{"a": 1', /bad\.json was not opened\. "a": cannot be read as JSON/],
    ['[1, 2]', /the network: is a list of 2, but must be an object/],
    ['{"gradlens_network": 2}', /only version 1 can be read/],
    [JSON.stringify({ ...good, layers: [{ ...good.layers[0], w: [[1, 2], [3]] }] }), /layer 1, "w", row 2/],
    [JSON.stringify({ ...good, layers: [{ ...good.layers[0], activation: '<img src=x onerror=alert(1)>' }] }), /known names are linear, sigmoid/],
    [`${'['.repeat(90)}${']'.repeat(90)}`, /deeper/],
  ]) {
    await choose(page, 'bad.json', text);
    await page.waitForFunction((source) => new RegExp(source).test(document.getElementById('notices').innerText), sentence.source);
    await page.locator('[data-dismiss]').click();
  }
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&depth=2&width=2&seed=2');
  assert.equal(await page.locator('img').count(), 0);
});

test('a file of more than 32 MB is not read, and named as every other', async (t) => {
  const page = await openPage(t);
  const long = `${'a'.repeat(30)} ${'b'.repeat(30)}.json`;
  for (const [name, sentence] of [['large.json', /^large\.json.*32 MB/s], [long, /^a{24}…b{10}\.json.*32 MB/s], ['שלום.json', /^\u2068שלום\.json\u2069.*32 MB/s]]) {
    await page.evaluate((name) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array((32 << 20) + 1)], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, name);
    await page.waitForFunction((source) => new RegExp(source, 's').test(document.querySelector('#notices').innerText.trim()), sentence.source);
  }
});

test('no file is made of the worst direction, for which it has too few digits', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=12&loss=worst&seed=1' });
  assert.match(await page.evaluate(() => { try { return window.gradlens.network().input.join(); } catch (error) { return error.message; } }), /worst direction/);
  await page.locator('#open-share').click();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('button', { name: 'NumPy', exact: true }).click();
  await page.getByText(/cannot be saved\..*worst direction/).waitFor();
});

test('what is pinned of a file is told as what it is', async (t) => {
  const page = await openPage(t);
  await choose(page, 'net.json', await fileOf(page, 'v=1&depth=4&width=3&seed=2', { name: 'mine' }));
  await shown(page, 'mine');
  await page.locator('#pin').click();
  await page.locator('#close-file').click();
  await ready(page);
  const summary = await page.locator('#compare [data-summary]').innerText();
  assert.match(summary, /Numbers of a network file, now drawn by the settings/);
  assert.doesNotMatch(summary, /Seed|Loss/);
  await page.locator('#copy-pinned').click();
  await page.locator('#compared', { hasText: 'A comes from a network file, which has no link.' }).waitFor({ state: 'attached' });
  assert.equal(await page.locator('[data-copied]').innerText(), 'Copy link');
});

test('while a file is still on the page its numbers are given, whatever has been opened since', async (t) => {
  const page = await openPage(t);
  const large = await fileOf(page, 'v=1&depth=40&width=48&act=tanh&seed=6', { name: 'large' });
  const first = await fileOf(page, 'v=1&depth=4&width=3&seed=2', { name: 'first' });
  await choose(page, 'net.json', first);
  await shown(page, 'first');
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  const [name, weights] = await page.evaluate((large) => {
    window.gradlens.apply('v=1&depth=60&width=60&act=tanh&seed=1');
    window.gradlens.open(large, 'large.json');
    window.gradlens.open(large, 'large.json');
    return [window.gradlens.report().name, window.gradlens.network().layers[0].w];
  }, large);
  assert.equal(name, 'first');
  assert.deepEqual(weights, JSON.parse(first).layers[0].w);
  await shown(page, 'large');
});

test('a file that the browser cannot read is named, and the network stays', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&seed=1' });
  await page.evaluate(() => { Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError')); });
  await choose(page, 'moved away.json', '{}');
  const notices = page.locator('#notices');
  await notices.filter({ hasText: 'moved away.json' }).waitFor();
  assert.match(await notices.innerText(), /moved away\.json was not opened: the browser could not read it\./);
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&depth=3&seed=1');
});

// window.gradlens, the interface for other scripts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withCrew } from './harness/crew.mjs';
import { entry, openPage, ready } from './harness/page.mjs';
import { answered, depthOf } from './harness/verdict.mjs';

const NETWORK = {
  gradlens_network: 1,
  name: 'two layers',
  input: [1, 0],
  target: [0],
  layers: [
    { w: [[2, 0], [0, 3]], b: null, activation: 'linear' },
    { w: [[4], [5]], b: [0], activation: 'linear' },
  ],
};

/** What a call throws, or what it returns. */
const call = (page, name, given) =>
  page.evaluate(([name, given]) => {
    try {
      return { value: window.gradlens[name](given) };
    } catch (error) {
      return { isError: error instanceof Error, message: error.message };
    }
  }, [name, given]);

test('it has a version, a link and a report', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&seed=9' });
  const version = await page.evaluate(() => window.gradlens.version);
  assert.match(readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8'), new RegExp(`version = "${version}"`));
  assert.equal((await call(page, 'link')).value, 'v=1&depth=3&seed=9');
  const { value } = await call(page, 'report');
  assert.equal(value.gradlens_report, 1);
  assert.equal(value.link, 'v=1&depth=3&seed=9');
  assert.deepEqual(value.widths, [16, 16, 16, 16]);
});

test('analyze takes a link, a network as text and a network as an object', async (t) => {
  const page = await openPage(t);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  const { value: linked } = await call(page, 'analyze', '?v=1&depth=2&width=4&seed=1');
  assert.deepEqual(linked.widths, [4, 4, 4]);
  assert.equal(linked.link, 'v=1&depth=2&width=4&seed=1');
  const { value: read } = await call(page, 'analyze', JSON.stringify(NETWORK));
  assert.deepEqual((await call(page, 'analyze', NETWORK)).value, read);
  assert.equal(read.name, 'two layers');
  assert.equal(read.link, null);
  // y = 4 (2 x1) + 5 (3 x2): P^(0) is the row (8, 15) of length 17, and dL/dy = 8.
  assert.ok(Math.abs(read.chain[0].log10_singular_values[0] - Math.log10(17)) < 1e-13);
  assert.ok(Math.abs(read.log10_input_gradient - Math.log10(8 * 17)) < 1e-13);
  // The page still shows its own settings.
  assert.equal((await call(page, 'link')).value, 'v=1&seed=1');
});

test('analyze throws an Error with one sentence', async (t) => {
  const page = await openPage(t);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  const ragged = { ...NETWORK, layers: [{ w: [[1, 2], [3]], b: null, activation: 'tanh' }] };
  const unknown = { ...NETWORK, layers: [{ ...NETWORK.layers[0], activation: 'step' }, NETWORK.layers[1]] };
  for (const [given, named] of [[ragged, /layer 1/], [unknown, /step/], ['{"gradlens_network": 1', /JSON/i], [[1, 2], /./], [7, /link/], [null, /link/], [undefined, /link/], ['hello', /neither/], ['null', /neither/], ['a'.repeat(5e6), /neither/]]) {
    const { isError, message } = await call(page, 'analyze', given);
    assert.ok(isError, `${JSON.stringify(given)} gives an Error`);
    assert.match(message, named);
    assert.doesNotMatch(message, /\n/);
  }
  assert.equal((await call(page, 'link')).value, 'v=1&seed=1');
});

test('analyze refuses objects that are no network, and takes a byte order mark', async (t) => {
  const page = await openPage(t);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  const sentences = await page.evaluate(() => {
    const cyclic = {};
    cyclic.self = cyclic;
    const throwing = { toJSON() { throw new RangeError('no'); } };
    return [cyclic, throwing, new Date(0), () => 0].map((given) => {
      try { return window.gradlens.analyze(given) && ''; } catch (error) { return error.message; }
    });
  });
  for (const sentence of sentences) assert.match(sentence, /^Please give a link/);
  assert.equal((await call(page, 'analyze', `\ufeff${JSON.stringify(NETWORK)}`)).value.name, 'two layers');
  assert.equal((await call(page, 'analyze', '')).value.link, 'v=1&seed=1');
});

test('apply shows a link and returns its notices', async (t) => {
  const page = await openPage(t);
  const { value: none } = await call(page, 'apply', 'v=1&depth=4&act=relu&seed=3');
  assert.deepEqual(none, []);
  await ready(page);
  assert.equal((await call(page, 'report')).value.depth, 4);
  assert.equal(await page.locator('#act').inputValue(), 'relu');
  assert.equal(await page.locator('#notices').isVisible(), false);

  const { value: notices } = await call(page, 'apply', 'v=1&depth=4000&gain=2&seed=3');
  assert.equal(notices.length, 1);
  const [{ field, given, used, allowed, text }] = notices;
  assert.deepEqual([field, given, used], ['depth', '4000', '200']);
  assert.match(allowed, /1 to 200/);
  assert.ok(text.includes('4000') && text.includes('200 is used'));
  assert.match((await call(page, 'link')).value, /gain=2/);
  assert.equal((await call(page, 'apply', 5)).isError, true);
});

test('the newest of many edits wins', async (t) => {
  const page = await openPage(t);
  const state = await page.evaluate(() => {
    for (let depth = 1; depth <= 60; depth += 1) window.gradlens.apply(`v=1&depth=${depth}&width=32&seed=1`);
    return document.documentElement.dataset.gradlens;
  });
  assert.equal(state, 'busy');
  await ready(page);
  assert.equal((await call(page, 'report')).value.depth, 60);
});

test('long work shows its progress, and the next edit ends it', async (t) => {
  const page = await openPage(t, { before: withCrew() });
  // Only the passes and some layers of the new network become known.
  await page.evaluate(() => { window.crew.pass = [0, 1]; });
  await page.evaluate(() => window.gradlens.apply('v=1&depth=100&width=128&act=linear&seed=1'));
  await page.waitForFunction(() => document.getElementById('progress').value > 0 && document.getElementById('progress').checkVisibility({ visibilityProperty: true }));
  // The verdict is that of the new network as soon as its gradients are known; what the
  // fan shows can be chosen meanwhile.
  await answered(page, 100);
  await page.locator('[data-chip="bound"]').click();
  await page.waitForFunction(() => document.querySelector('[data-chip="bound"]').getAttribute('aria-pressed') === 'true');
  // The report stays the last complete one.
  assert.equal((await call(page, 'report')).value.depth, 20);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.gradlens), 'busy');
  await entry(page, '#depth', '3');
  await entry(page, '#width', '4');
  await ready(page);
  assert.deepEqual((await call(page, 'report')).value.widths, [4, 4, 4, 4]);
  assert.equal(await depthOf(page), 3);
  assert.equal(await page.locator('.updating').isVisible(), false);
});

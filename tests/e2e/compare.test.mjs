// A pinned network: ghosts in every picture, a table of both networks, and no trace in the address.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';
import { still } from './harness/ready.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What is pressed one after the other: all that the fan can show. */
const CHIPS = ['gradient', 'gradient', 'bound', 'weights', 'directions'];

const pixels = (page, id) => page.locator(`#${id} .plot canvas`).evaluate((canvas) => canvas.toDataURL());
const report = (page) => page.evaluate(() => window.gradlens.report());
const link = (page) => page.evaluate(() => window.gradlens.link());
const click = (page, name) => page.getByRole('button', { name }).click();
const said = (page, words) => page.waitForFunction((words) => document.getElementById('compared').textContent.includes(words), words);

/** Shows a link and waits until it is computed and drawn. */
async function show(page, link) {
  await page.evaluate((link) => window.gradlens.apply(link), link);
  await ready(page);
}

/** Waits for a frame, so that what was requested is drawn. */
const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The rows of the table: head -> [A, now]. */
async function rows(page) {
  const fold = page.locator('#compare details');
  if (!(await fold.evaluate((details) => details.open))) await page.locator('#compare summary').click();
  await page.waitForSelector('#compare table');
  const cells = await page.locator('#compare tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  return new Map(cells.map(([head, ...both]) => [head, both]));
}

/** The number of a cell. */
function number(cell) {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = [...cell].map((c) => (digits.includes(c) ? digits.indexOf(c) : c)).join('');
  return Number(plain.replaceAll('\u00a0', '').replace(/^×/, '').replace(/[⁻−]/g, '-').replace('×10', 'e'));
}

function assertNumbers(table, side, { log10_input_gradient, chain, layers, verdict }) {
  const [whole] = chain;
  const close = (head, expected) => {
    const [, cells] = [...table].find(([name]) => name.includes(head));
    const shown = number(cells[side]);
    assert.ok(Math.abs(shown / expected - 1) < 0.005, `${head}: ${cells[side]} for ${expected}`);
  };
  close('gradient at the input', 10 ** log10_input_gradient);
  close('first weights', 10 ** layers[0].gradient.log10_weight);
  close('σ₁', 10 ** whole.log10_singular_values[0]);
  close('smallest σ', 10 ** whole.log10_singular_values[whole.rank - 1]);
  close('its bound, ∏', 10 ** whole.log10_bound);
  close('factor per layer', verdict.per_layer);
  assert.ok(Math.abs(number(table.get('decades from layer K to the input')[side]) - verdict.decades) <= 0.005);
  assert.equal(table.get('verdict')[side].toLowerCase(), verdict.state);
}

test('a pinned network stays behind the next one in the fan, and goes without a trace', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=1', reducedMotion: 'reduce' });
  assert.equal(await page.locator('#compare').isVisible(), false);
  await click(page, 'Pin as A');
  await page.waitForSelector('#compare', { state: 'visible' });
  await said(page, 'Pinned as A: 20 × 16 · Tanh');
  await entry(page, '#gain', '1.5');
  await ready(page);
  assert.match(await page.locator('#compare summary').innerText(), /A.*Stable.*Gain 1, now 1\.5/s);
  const fresh = await openPage(t, { query: 'v=1&act=tanh&gain=1.5&seed=1', reducedMotion: 'reduce' });
  for (const name of CHIPS) {
    for (const one of [page, fresh]) {
      await one.locator(`[data-chip="${name}"]`).click();
      await frame(one);
    }
    assert.ok((await pixels(page, 'flow')) !== (await pixels(fresh, 'flow')), `${name}: the fan has a ghost`);
    assert.match(await page.locator('#flow .plot canvas').getAttribute('aria-label'), /pinned network A\. A: Stable/);
    assert.match(await page.locator('#flow .shown [data-reading]').innerText(), / · A: /);
  }
  // The address follows at leisure.
  await page.waitForURL((url) => url.search === '?v=1&act=tanh&gain=1.5&seed=1&chips=gradient,bound,weights');
  await click(page, 'Unpin');
  await page.waitForSelector('#compare', { state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pin');
  for (const name of CHIPS) {
    for (const one of [page, fresh]) {
      await one.locator(`[data-chip="${name}"]`).click();
      await frame(one);
    }
    for (const id of ['flow', 'chart']) {
      const [one, other] = await Promise.all([still(page, id), still(fresh, id)]);
      assert.ok(one === other, `${name}: ${id} is as if nothing had been pinned`);
    }
  }
});

test('the table has the numbers of both reports', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=1' });
  const first = await report(page);
  await click(page, 'Pin as A');
  await show(page, 'v=1&act=tanh&gain=1.5&depth=9&seed=1');
  const second = await report(page);
  let table = await rows(page);
  assert.deepEqual([table.get('Depth'), table.get('Gain')], [['20', '9'], ['1', '1.5']]);
  assertNumbers(table, 0, first);
  assertNumbers(table, 1, second);
  assert.match(await page.locator('#flow [data-notes]').innerText(), /A has 20 layers/);
  // The table follows.
  await show(page, 'v=1&act=tanh&gain=2&seed=1');
  await page.waitForFunction(() => [...document.querySelectorAll('#compare tbody th')].every((head) => head.textContent !== 'Depth'));
  table = await rows(page);
  assertNumbers(table, 0, first);
  assertNumbers(table, 1, await report(page));
});

test('swapping twice leads back', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&depth=12&layer=5&seed=1', reducedMotion: 'reduce' });
  await click(page, 'Pin as A');
  await show(page, 'v=1&act=relu&init=he-normal&layer=17&seed=3&view=bound');
  const states = [];
  const note = async () => {
    states.push([await link(page), await report(page), await still(page, 'flow'), await still(page, 'chart')]);
  };
  await note();
  for (const words of ['Swapped; A is now 20 × 16 · ReLU', 'Swapped; A is now 12 × 16 · Tanh']) {
    await click(page, 'Swap');
    await said(page, words);
    await ready(page);
    await note();
  }
  assert.equal(states[1][0], 'v=1&depth=12&act=tanh&seed=1&layer=5&view=bound');
  assert.notEqual(states[0][2], states[1][2]);
  assert.deepEqual(states[2], states[0]);
  // Each swap is an entry in the history.
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('act').value === 'tanh');
  await ready(page);
  assert.equal(await page.locator('#compare').isVisible(), true);
});

test('the link of A is copied, and shown where there is no clipboard', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=4', permissions: ['clipboard-read', 'clipboard-write'] });
  const address = await page.evaluate(() => location.href);
  await click(page, 'Pin as A');
  await show(page, 'v=1&gain=2&seed=1');
  await click(page, 'Copy link');
  await said(page, 'The link of A is copied.');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
  assert.equal(await page.locator('#compare input').isVisible(), false);
  for (const refuse of [
    () => { Navigator.prototype.__defineGetter__('clipboard', () => undefined); },
    () => { Clipboard.prototype.writeText = () => Promise.reject(new Error('not allowed')); },
  ]) {
    const other = await openPage(t, { query: 'v=1&act=tanh&seed=4', before: (page) => page.addInitScript(refuse) });
    await click(other, 'Pin as A');
    await show(other, 'v=1&gain=2&seed=1');
    await click(other, 'Copy link');
    await other.waitForSelector('#compare input', { state: 'visible' });
    const field = await other.locator('#compare input').evaluate((input) => [input.value, input.value.slice(input.selectionStart, input.selectionEnd), document.activeElement === input]);
    const home = await other.evaluate(() => location.href.split('?')[0]);
    assert.deepEqual(field, [`${home}?v=1&act=tanh&seed=4`, `${home}?v=1&act=tanh&seed=4`, true]);
  }
});

test('dead, not finite and single networks can be pinned', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=relu&init=zeros&seed=1' });
  for (const [given, verdict] of [
    ['v=1&act=relu&init=zeros&seed=1', 'Dead'],
    ['v=1&depth=200&act=gelu&gain=10&init=normal&seed=1', ''],
    ['v=1&depth=1&width=1&seed=1', ''],
    ['v=1&depth=200&width=8&act=linear&init=normal&gain=10&seed=1', 'Exploding'],
  ]) {
    await show(page, given);
    const state = (await report(page)).verdict.state;
    await click(page, 'Pin as A');
    await show(page, 'v=1&seed=2');
    for (const name of CHIPS) await page.locator(`[data-chip="${name}"]`).click();
    const table = await rows(page);
    assert.equal(table.get('verdict')[0].toLowerCase(), state, given);
    if (verdict) assert.equal(table.get('verdict')[0], verdict);
    if (state === 'dead') assert.deepEqual(table.get('gradient at the input, ‖∂L/∂z⁽⁰⁾‖')[0], 'exactly 0');
  }
});

test('everything is done by keyboard', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=1' });
  const press = async (selector, key = 'Enter') => {
    await page.locator(selector).focus();
    await page.keyboard.press(key);
  };
  await press('#pin');
  await page.waitForSelector('#compare', { state: 'visible' });
  await show(page, 'v=1&seed=1');
  await press('#compare summary');
  await page.waitForSelector('#compare table');
  const reached = [];
  for (let i = 0; i < 4; i += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.table));
  }
  assert.deepEqual(reached, ['', 'swap', 'unpin', 'copy-pinned']);
  await press('#swap', 'Space');
  await said(page, 'Swapped');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'swap');
  await ready(page);
  await press('#unpin');
  await page.waitForFunction(() => document.activeElement.id === 'pin');
});

test('the first screen holds with something pinned', async (t) => {
  for (const viewport of [{ width: 1280, height: 720 }, { width: 800, height: 520 }, { width: 360, height: 740 }]) {
    const page = await openPage(t, { viewport, query: 'v=1&act=tanh&seed=1' });
    await click(page, 'Pin as A');
    await show(page, 'v=1&act=relu&init=he-uniform&width=8&gain=1.3&bias=0.1&seed=1');
    for (const selector of ['#verdict', '#compare', '#flow .plot canvas']) {
      const box = await page.locator(selector).boundingBox();
      assert.ok(box.y + box.height <= viewport.height, `${viewport.width}: ${selector} ends at ${box.y + box.height}`);
    }
    assert.ok((await page.locator('#compare').boundingBox()).height <= 30, 'the strip is one line');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${viewport.width}: ${wide} too wide`);
    const [pin, presets, name] = await Promise.all(['#pin', '#open-presets', '.head .name'].map((one) => page.locator(one).boundingBox()));
    assert.ok(presets.x + presets.width <= pin.x && name.x + name.width <= presets.x, `the head has room: ${JSON.stringify([pin, presets, name])}`);
    const small = await page.locator('#pin, #compare button, #compare summary').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height < 24 || box.width < 24).length);
    assert.equal(small, 0);
  }
});

for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark', viewport: { width: 360, height: 740 } }, { forcedColors: 'active' }]) {
  test(`axe finds nothing with something pinned, ${JSON.stringify(options)}`, async (t) => {
    const page = await openPage(t, { query: 'v=1&act=relu&init=zeros&seed=1', ...options });
    await click(page, 'Pin as A');
    await show(page, 'v=1&act=tanh&seed=1');
    await rows(page);
    await page.evaluate(() => { Navigator.prototype.__defineGetter__('clipboard', () => undefined); });
    await click(page, 'Copy link');
    await page.waitForSelector('#compare input', { state: 'visible' });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), []);
  });
}

// Inside the selected layer: opened by keyboard, read cell by cell, its arrow turned by pointer and by
// keyboard, and overrides of this layer alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LAYER = 'v=1&depth=6&width=5,4,7,3,6,5&act=tanh&layer=3&seed=1';

const link = (page) => page.evaluate(() => window.gradlens.link());
const read = (page, id) => page.locator(`#${id}`).textContent();
const spoken = (page) => page.locator('#entry .hidden').textContent();
const plain = (text) => text.replaceAll('−', '-').replaceAll('\u{a0}', ' ');

/** A number as the page writes it: 0.41, −0.41, 1.2 × 10⁻⁵. */
function number(text) {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const [figures, power] = plain(text).replace(/[()]/g, '').split(' × 10');
  const exponent = power ? Number([...power].map((c) => (c === '⁻' ? '-' : digits.indexOf(c))).join('')) : 0;
  return Number(figures) * 10 ** exponent;
}

async function open(t, options = {}) {
  const page = await openPage(t, { query: LAYER, ...options });
  await page.locator('#inspector > summary').click();
  await ready(page);
  await page.waitForFunction(() => document.querySelector('#entry .hidden'));
  return page;
}

async function axe(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), [], name);
}

test('it is opened by keyboard, and arrow keys read every entry out', async (t) => {
  const page = await openPage(t, { query: LAYER });
  assert.equal(await page.locator('#cells').isVisible(), false);
  await page.locator('#inspector > summary').focus();
  await page.keyboard.press('Enter');
  await ready(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent.startsWith('Inside layer 3')), true);
  await page.locator('#cells').focus();
  const pattern = /^J row (\d+), column (\d+) = A′\(a\) × w = A′\((.+?)\) × w = (.+) × (.+) = (.+)$/u;
  const seen = [];
  for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'End', 'ArrowRight', 'PageDown', 'ArrowUp', 'ArrowLeft', 'PageUp', 'Home']) {
    await page.keyboard.press(key);
    const [, row, column, a, slope, weight, result] = (await spoken(page)).match(pattern);
    seen.push(`${row},${column}`);
    // The formula is correct as written: sech^2 of a is the slope, and the factors multiply to the
    // result.
    const numbers = [a, slope, weight, result].map(number);
    assert.ok(Math.abs(1 / Math.cosh(numbers[0]) ** 2 / numbers[1] - 1) < 2e-3, `${key}: ${numbers}`);
    assert.ok(Math.abs((numbers[1] * numbers[2]) / numbers[3] - 1) < 1e-2, `${key}: ${numbers}`);
  }
  // Layer 3 has 4 inputs and 7 units; the edges hold.
  assert.deepEqual(seen, ['1,1', '1,2', '2,2', '3,2', '3,4', '3,4', '7,4', '6,4', '6,3', '1,3', '1,1']);
});

test('a pointer reads cells out, a click selects one, and the frames are where the cell is', async (t) => {
  const page = await open(t);
  const cells = page.locator('.cells[data-map="weight"]');
  await page.locator('#maps-title').evaluate((heading) => heading.scrollIntoView());
  const box = await cells.boundingBox();
  await page.mouse.move(box.x + 32 + 8, box.y + 20 + 8);
  assert.match(await spoken(page), /^J row 1, column 1 /);
  await page.mouse.move(box.x + box.width - 400 + 390, box.y + box.height - 3);
  const last = await spoken(page);
  await page.mouse.move(5, 5);
  assert.match(await spoken(page), /^J row 1, column 1 /);
  // The third cell of a row of the J map.
  const frame = page.locator('[data-map="jacobian"] >> xpath=.. >> .frame');
  const first = await frame.boundingBox();
  await page.mouse.click(first.x + first.width * 2.5, first.y + first.height * 1.5);
  await page.mouse.move(5, 5);
  assert.match(await spoken(page), /^J row 2, column 3 /, last);
  const second = await frame.boundingBox();
  assert.ok(Math.abs(second.x - first.x - 2 * first.width) < 2 && Math.abs(second.y - first.y - first.height) < 2);
});

test('its numbers are those of the report', async (t) => {
  const page = await open(t);
  const { jacobian } = await page.evaluate(() => window.gradlens.report().layers[2]);
  const [first, second] = jacobian.log10_singular_values.map((log10) => 10 ** log10);
  // What is not in view is drawn at rest.
  const label = await page.waitForFunction(() => /half axes .*\. /u.test(document.querySelector('#apart canvas').ariaLabel) && document.querySelector('#apart canvas').ariaLabel);
  const words = await label.jsonValue();
  const [, one, two] = words.match(/half axes σ₁ = ([^ ]+) and σ₂ = ([^ ]+)\. /u);
  assert.ok(Math.abs(number(one) / first - 1) < 5e-3 && Math.abs(number(two) / second - 1) < 5e-3, words);
  const stretch = async () => number((await read(page, 'apart-words')).match(/and ([^ ]+(?: × 10[⁻\d⁰-⁹¹²³]+)?) after the slopes/u)[1]);
  const dial = page.locator('#dial');
  await dial.focus();
  // Every degree from 35 to 90, the direction that J stretches second.
  for (let degrees = 35; degrees <= 90; degrees += 1) {
    const expected = Math.hypot(first * Math.cos((degrees * Math.PI) / 180), second * Math.sin((degrees * Math.PI) / 180));
    assert.equal(await dial.getAttribute('aria-valuenow'), String(degrees));
    assert.ok(Math.abs((await stretch()) / expected - 1) < 5e-3, `${degrees}: ${await stretch()}, ${expected}`);
    await page.keyboard.press('ArrowRight');
  }
  // The table of J has the Frobenius norm that the singular values have.
  await page.locator('#inspector-numbers > summary').click();
  await page.waitForSelector('#inspector-table table');
  const all = await page.locator('#inspector-table table').last().locator('td').allInnerTexts();
  assert.equal(all.length, 28);
  const norm = Math.hypot(...all.map(number));
  const expected = Math.hypot(...jacobian.log10_singular_values.map((log10) => 10 ** log10));
  assert.ok(Math.abs(norm / expected - 1) < 5e-3, `${norm}, ${expected}`);
});

test('the direction follows the pointer and the keys', async (t) => {
  const page = await openPage(t, { query: LAYER });
  const dial = page.locator('#dial');
  await dial.scrollIntoViewIfNeeded();
  await ready(page);
  const degrees = async () => Number(await dial.getAttribute('aria-valuenow'));
  const words = () => read(page, 'apart-words');
  const before = await words();
  const box = await dial.boundingBox();
  // Around the middle of the first of the circles, which stand in one row.
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 70, box.y + box.height / 2 - 40);
  const turned = await degrees();
  await page.mouse.move(box.x + 70, box.y + box.height / 2 + 40);
  assert.notEqual(await degrees(), turned);
  await page.mouse.up();
  const left = await degrees();
  await page.mouse.move(box.x + 90, box.y + box.height / 2);
  assert.equal(await degrees(), left, 'it stays where it was left');
  assert.notEqual(await words(), before);
  await dial.focus();
  for (const [key, by] of [['ArrowLeft', -1], ['ArrowUp', 1], ['PageUp', 15], ['PageDown', -15], ['ArrowRight', 1]]) {
    const from = await degrees();
    await page.keyboard.press(key);
    assert.equal(((await degrees()) - from - by) % 360, 0, key);
  }
});

test('overrides are runs in the settings and in the link, and there is a way back', async (t) => {
  const page = await open(t, { query: 'v=1&depth=6&act=tanh&layer=3&seed=1' });
  const same = page.getByRole('button', { name: 'Same as the others' });
  assert.equal(await same.isDisabled(), true);
  await page.locator('#layer-act').selectOption('relu');
  await ready(page);
  assert.equal(await link(page), 'v=1&depth=6&act=tanh~2,relu,tanh~3&seed=1&layer=3');
  assert.match(await read(page, 'act-runs'), /ReLU ×1/);
  assert.match(await read(page, 'card-title'), /ReLU/);
  await entry(page, '#layer-gain', '2,5');
  await entry(page, '#layer-width', '4');
  await ready(page);
  assert.equal(await link(page), 'v=1&depth=6&width=16~2,4,16~3&act=tanh~2,relu,tanh~3&gain=1~2,2.5,1~3&seed=1&layer=3');
  assert.match(await read(page, 'layer-others'), /Tanh, width 16, gain 1\./);
  await page.waitForFunction(() => location.search.includes('gain=1~2,2.5,1~3'));
  // A value that is not allowed gives a notice, and nothing changes.
  for (const text of ['5000', '', '3~2', 'wide']) {
    await entry(page, '#layer-width', text);
    await ready(page);
    assert.match(await read(page, 'notices'), /[Ww]idth/, text);
    assert.equal(await page.locator('#layer-width').inputValue(), '4', text);
  }
  await same.click();
  await ready(page);
  assert.equal(await link(page), 'v=1&depth=6&act=tanh&seed=1&layer=3');
  assert.equal(await same.isDisabled(), true);
  assert.equal(await page.locator('#layer-width').inputValue(), '16');
});

test('it follows another layer and another network', async (t) => {
  const page = await open(t);
  const before = await spoken(page);
  await entry(page, '#layer', '5');
  await page.waitForFunction(() => document.getElementById('inspector-summary').textContent === 'Inside layer 5');
  await ready(page);
  assert.notEqual(await spoken(page), before);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=3&width=2&act=linear&init=identity&seed=1'));
  await ready(page);
  assert.match(await read(page, 'apart-words'), /^Layer 1\. The arrow is 1\.00 long after the weights and 1\.00 after the slopes\./);
  assert.match(await page.locator('#inspector canvas').first().getAttribute('aria-label'), /rows: 2, columns: 2\. Positive entries: 2, negative: 0, exactly 0: 2/);
  assert.equal(await page.locator('#inspector').getAttribute('data-fresh'), '');
});

for (const [name, options] of [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['a phone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
]) {
  test(`axe finds nothing, and nothing is cut off, ${name}`, async (t) => {
    const page = await open(t, options);
    await page.locator('#inspector-numbers > summary').click();
    await axe(page, name);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    // Everything that can be pressed is large enough.
    const small = await page.locator('#inspector :is(button, input, select, summary)').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 24).map(({ id }) => id));
    assert.deepEqual(small, []);
    await page.evaluate(() => window.gradlens.apply('v=1&width=128&depth=4&act=relu&init=he-normal&gain=10&seed=1'));
    await ready(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

test('large matrices are drawn one in a frame, and closing in between leaves the page at rest', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&width=128&act=tanh&seed=1&layer=2' });
  const sums = () => page.locator('.maps canvas').evaluateAll((all) => all.map((canvas) => new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer).reduce((sum, pixel) => (sum * 31 + pixel) >>> 0, 0)));
  // Closed in the same frame in which the first one is drawn: a canvas gets its size before it is
  // drawn on.
  const sized = await page.evaluate(() => new Promise((done) => {
    const fold = document.getElementById('inspector');
    const observer = new MutationObserver(() => {
      fold.open = false;
      observer.disconnect();
      done([...document.querySelectorAll('.maps canvas')].map((canvas) => canvas.hasAttribute('width')));
    });
    observer.observe(document.querySelector('.maps canvas'), { attributes: true });
    fold.open = true;
  }));
  assert.deepEqual(sized, [true, false, false]);
  await ready(page);
  await page.locator('#inspector > summary').click();
  await page.waitForFunction(() => document.querySelector('.maps .frame').style.width !== '');
  await ready(page);
  const before = await sums();
  assert.equal(new Set(before).size, 3);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=3&width=128&act=tanh&seed=2&layer=2'));
  await ready(page);
  const after = await sums();
  assert.ok(after.every((sum, i) => sum !== before[i]), `${before} and ${after}`);
  assert.equal(await page.locator('#inspector').getAttribute('data-fresh'), '');
});

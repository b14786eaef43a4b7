// The strip of gains: a native slider over columns each of which is a whole network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';
import { stateOf } from './harness/verdict.mjs';

const link = (page) => page.evaluate(() => window.gradlens.link());
const slider = (page) => page.locator('#gain-slider');
const said = (page) => slider(page).getAttribute('aria-valuetext');
const gain = async (page) => Number(await page.locator('#gain').inputValue());
/** Waits until the column of the network on the page is known. */
const known = (page) => page.waitForFunction(() => /: (?!not computed yet)/.test(document.getElementById('gain-slider').getAttribute('aria-valuetext')));

/** Where a gain is on the strip, in pixels of the window. */
async function at(page, gain) {
  await slider(page).scrollIntoViewIfNeeded();
  const box = await slider(page).boundingBox();
  const [min, max] = await slider(page).evaluate(({ min, max }) => [Number(min), Number(max)]);
  // The thumb is 26 pixels wide.
  return { x: box.x + 13 + ((Math.log10(gain) - min) / (max - min)) * (box.width - 26), y: box.y + box.height / 2 };
}

test('keys and pointer set the gain, Home and a double click lead to 1', async (t) => {
  const page = await openPage(t);
  await known(page);
  assert.match(await said(page), /^gain 1\.00: vanishes$/);
  await slider(page).focus();
  const values = [];
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('ArrowRight');
    values.push(await gain(page));
  }
  assert.ok(values[0] > 1 && values[1] > values[0] && values[2] > values[1] && values[2] < 1.1, values.join(' '));
  for (const [key, expected] of [['End', 10], ['Home', 1]]) {
    await page.keyboard.press(key);
    assert.equal(await gain(page), expected, key);
  }
  assert.equal(await link(page), 'v=1&seed=1');
  const [from, to] = [await at(page, 1), await at(page, 4)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, from.y);
  assert.ok(Math.abs(await gain(page) - 2) < 0.05, `${await gain(page)} on the way`);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
  assert.ok(Math.abs(await gain(page) - 4) < 0.1, `${await gain(page)}`);
  await ready(page);
  assert.equal((await page.evaluate(() => window.gradlens.report())).link, await link(page));
  await page.mouse.dblclick((await at(page, 3)).x, to.y);
  assert.equal(await gain(page), 1);
  assert.equal(await page.locator('#notices').isVisible(), false);
});

test('known gains are met exactly', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=relu&seed=1' });
  await known(page);
  for (const [value, text] of [[Math.SQRT2, '1.4142135623730951'], [0.5, '0.5']]) {
    const { x, y } = await at(page, value);
    await page.mouse.click(x, y);
    assert.equal(await page.locator('#gain').inputValue(), text);
  }
});

test('a column is read out as the network that it is', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&init=orthogonal&seed=3' });
  await known(page);
  await page.waitForFunction(() => /survives, within a factor of 10 of its length, at \d/.test(document.querySelector('#strip canvas').getAttribute('aria-label')));
  assert.match(await page.locator('#strip canvas[role=img]').getAttribute('aria-label'), /Each column is a whole network, from .* to .*, the output at the top/);
  for (const value of [0.3, 1, 4]) {
    const { x, y } = await at(page, value);
    await page.mouse.move(x, y);
    await page.waitForFunction(() => /^gain .*: .* at the input/.test(document.querySelector('#strip [data-reading]').textContent));
    const text = await page.locator('#strip [data-reading]').textContent();
    const [, shown, state] = text.match(/^gain ([\d.]+): (.*), /);
    assert.ok(Math.abs(Number(shown) / value - 1) < 0.05, text);
    // The network of the same gain that the page shows, up to the digits of the reading.
    const { verdict } = await page.evaluate((gain) => window.gradlens.analyze(`v=1&act=tanh&init=orthogonal&gain=${gain}&seed=3`), shown);
    assert.equal(stateOf(`It ${state}`), verdict.state, text);
  }
  await page.mouse.move(5, 5);
  assert.equal(await page.locator('#strip [data-reading]').textContent(), '');
  assert.equal(await said(page), 'gain 1.00: survives');
});

test('it moves to smaller gains, and multiplies gains that differ', async (t) => {
  const page = await openPage(t);
  const limits = () => slider(page).evaluate(({ min, max }) => [Number(min), Number(max)]);
  assert.deepEqual(await limits(), [-1, 1]);
  await entry(page, '#gain', '0.05');
  await ready(page);
  assert.deepEqual(await limits(), [-2, 0]);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=4&gain=1~2,3~2&seed=1'));
  await ready(page);
  await known(page);
  assert.match(await said(page), /^gains × 1\.00: /);
  await slider(page).focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('ArrowRight');
  const [, first, second] = (await link(page)).match(/&gain=([\d.]+)~2,([\d.]+)~2&/);
  assert.ok(first > 1.2 && Math.abs(second / first - 3) < 0.02, await link(page));
});

test('of a file it is a look only; locked it cannot be moved, and hidden it is gone', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&width=4&seed=1' });
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  await page.evaluate(() => window.gradlens.open(JSON.stringify(window.gradlens.network()), 'net.json'));
  await ready(page);
  assert.deepEqual([await page.locator('#strip canvas[role=img]').isVisible(), await slider(page).isVisible()], [true, false]);
  const locked = await openPage(t, { query: 'v=1&seed=1&lock=gain' });
  assert.deepEqual([await slider(locked).isVisible(), await slider(locked).isDisabled()], [true, true]);
  const hidden = await openPage(t, { query: 'v=1&seed=1&hide=gain' });
  assert.equal(await hidden.locator('#strip').isVisible(), false);
});

// What a reader does in the first minute.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';
import { closeMore, drag, openMore } from './harness/settings.mjs';
import { depthOf, what } from './harness/verdict.mjs';

const link = (page) => page.evaluate(() => window.gradlens.link());
const report = (page) => page.evaluate(() => window.gradlens.report());

/** Presses keys on a control, and waits for the picture. */
async function press(page, id, keys) {
  await page.locator(id).focus();
  for (const key of keys) await page.keyboard.press(key);
  await ready(page);
}

test('a reader explores the network', async (t) => {
  const page = await openPage(t);
  assert.deepEqual([await what(page), await depthOf(page)], ['vanishing', 20]);

  await entry(page, '#depth', '6');
  await ready(page);
  assert.equal(await depthOf(page), 6);
  assert.equal((await report(page)).depth, 6);

  await page.locator('#act').selectOption('linear');
  await page.locator('#init').selectOption('orthogonal');
  await ready(page);
  assert.equal(await what(page), 'stable');

  await entry(page, '#gain', '2');
  await ready(page);
  assert.equal(await what(page), 'growing');
  const grown = await report(page);
  // Every singular value of an orthogonal linear chain with gain 2 is 2^6.
  for (const log10 of grown.chain[0].log10_singular_values) {
    assert.ok(Math.abs(log10 - 6 * Math.log10(2)) < 1e-12, `${log10}`);
  }

  await drag(page, 'gain', 100, 400);
  await ready(page);
  assert.equal(await what(page), 'exploding');
  assert.match(await link(page), /gain=10(&|$)/);

  // Between the places 1 and 2 of 6.
  await page.locator('#flow .hand').click({ position: { x: 380, y: 300 } });
  await ready(page);
  const selected = /layer=(\d+)/.exec(await link(page));
  assert.ok(selected, await link(page));
  assert.match(await page.locator('#card-title').innerText(), new RegExp(`^Layer ${selected[1]},`));
  assert.equal(await page.locator('#layer').inputValue(), selected[1]);

  await openMore(page);
  await page.getByRole('button', { name: 'New seed' }).click();
  await ready(page);
  assert.match(await link(page), /seed=2/);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await ready(page);
  assert.equal(await link(page), 'v=1&seed=1');
  assert.deepEqual([await what(page), await depthOf(page)], ['vanishing', 20]);
});

test('the address follows when the reader has come to rest', async (t) => {
  const page = await openPage(t);
  const entries = await page.evaluate(() => history.length);
  await press(page, '#depth', ['ArrowUp', 'ArrowUp']);
  await page.waitForURL(/\?v=1&depth=22&seed=1$/);
  assert.equal(await page.evaluate(() => history.length), entries);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('#depth').inputValue(), '22');
});

test('Back and a changed fragment are followed', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&seed=1' });
  await page.evaluate(() => { location.hash = 'depth=7'; });
  await page.waitForFunction(() => document.getElementById('depth').value === '7');
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('depth').value === '5');
});

test('every setting has a control that changes the link', async (t) => {
  const page = await openPage(t);
  await openMore(page);
  const edits = [
    ['#depth', '9', 'depth=9'],
    ['#width', '5', 'width=5'],
    ['#inputs', '7', 'inputs=7'],
    ['#gain', '1.5', 'gain=1.5'],
    ['#bias', '0.25', 'bias=0.25'],
    ['#seed', '4294967295', 'seed=4294967295'],
    ['#layer', '3', 'layer=3'],
  ];
  for (const [id, text, part] of edits) {
    await entry(page, id, text);
    assert.ok((await link(page)).split('&').includes(part), `${part} in ${await link(page)}`);
  }
  const choices = [['#act', 'mish'], ['#init', 'he-uniform'], ['#input', 'ones'], ['#loss', 'mse']];
  for (const [id, name] of choices) {
    await page.locator(id).selectOption(name);
    assert.ok((await link(page)).includes(`${id.slice(1)}=${name}`), `${name} in ${await link(page)}`);
  }
  await entry(page, '#turn', '30');
  assert.ok((await link(page)).includes('&turn=30&'), await link(page));
  await closeMore(page);
  await ready(page);
  assert.equal((await report(page)).link, await link(page));
});

test('a chip shows what plain arithmetic would have said', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=linear&depth=60&seed=1' });
  const picture = () => page.evaluate(() => window.gradlens.picture('flow').svg);
  assert.doesNotMatch(await picture(), />plain f64</);
  await page.locator('[data-chip="plain"]').click();
  await page.waitForFunction(() => window.gradlens.picture('flow').svg.includes('>plain f64<'));
  for (const kind of [/>plain f64</, />plain f32</]) assert.match(await picture(), kind);
});

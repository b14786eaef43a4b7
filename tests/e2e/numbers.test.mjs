// Numbers of the sentence and of its fold, typed, dragged and by keys: what is refused, their limits, and the gains that everyone knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';
import { drag, openMore } from './harness/settings.mjs';

const link = (page) => page.evaluate(() => window.gradlens.link());

test('an entry that is not allowed changes nothing and is taken back', async (t) => {
  const page = await openPage(t);
  for (const [id, text, used] of [['#depth', '500', '20'], ['#depth', '1e2', '20'], ['#depth', '2.5', '20'], ['#width', 'many', '16'], ['#layer', '201', ''], ['#gain', '0,5x', '1']]) {
    const box = page.locator(id);
    await box.press('Control+a');
    await box.pressSequentially(text);
    assert.equal(await link(page), 'v=1&seed=1', `${id} while ${text} is typed`);
    assert.equal(await box.inputValue(), text);
    await box.press('Enter');
    assert.equal(await box.inputValue(), used, `${id} after ${text}`);
    assert.equal(await link(page), 'v=1&seed=1');
    assert.ok((await page.locator('#notices tbody').innerText()).includes(text.replace(',', '.')), `the notice of ${text}`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
});

test('typed numbers count when they are finished, decimal commas and arrow keys too', async (t) => {
  const page = await openPage(t);
  await page.locator('#gain').press('Control+a');
  await page.locator('#gain').pressSequentially('0,5');
  await page.locator('#depth').press('ArrowUp');
  assert.equal(await link(page), 'v=1&depth=21&gain=0.5&seed=1');
  assert.equal(await page.locator('#gain').inputValue(), '0.5');
  assert.equal(await page.locator('#notices').isVisible(), false);
});

test('values set layer by layer are shown as such and replaced by the control', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=20&width=16~10,8~10&act=tanh~19,linear&seed=1' });
  assert.equal(await page.locator('#width-runs').innerText(), '16 ×10, 8 ×10 (layer by layer)');
  assert.equal(await page.locator('#act-runs').innerText(), 'Tanh ×19, Linear ×1 (layer by layer)');
  await entry(page, '#width', '12');
  assert.equal(await page.locator('#width-runs').isVisible(), false);
  assert.match(await link(page), /width=12&act=tanh~19,linear/);
});

test('a drag of a pixel reaches gains near 1, and goes through 1 itself', async (t) => {
  const page = await openPage(t, { query: 'v=1&gain=0.9&seed=1' });
  const box = await page.locator('#gain').boundingBox();
  const values = [];
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let x = 0; x < 140; x += 1) {
    await page.mouse.move(box.x + box.width / 2 + x, box.y + box.height / 2);
    values.push(Number(await page.locator('#gain').inputValue()));
  }
  await page.mouse.up();
  assert.deepEqual(values, values.toSorted((a, b) => a - b), 'to the right is more');
  const between = (from, to) => new Set(values.filter((value) => value > from && value < to)).size;
  assert.ok(values.includes(1) && between(1.01, 1.05) > 0 && between(1.17, 1.4) > 2, values.join(' '));
});

test('the two ends of every number are its limits', async (t) => {
  const page = await openPage(t);
  const words = { depth: [1, 200], width: [1, 128], gain: [0.01, 10] };
  for (const [name, limits] of Object.entries(words)) {
    await page.evaluate(() => window.gradlens.apply('v=1&seed=1'));
    for (const [i, far] of [-500, 500].entries()) {
      await drag(page, name, far);
      assert.equal(await page.locator(`#${name}`).inputValue(), String(limits[i]), `${name} ${far}`);
    }
  }
  await openMore(page);
  const sliders = { inputs: [1, 128], bias: [0, 5], seed: [0, 100] };
  for (const [name, limits] of Object.entries(sliders)) {
    await page.evaluate(() => window.gradlens.apply('v=1&seed=1'));
    for (const [i, key] of ['Home', 'End'].entries()) {
      await page.locator(`#${name}-slider`).focus();
      await page.keyboard.press(key);
      assert.equal(await page.locator(`#${name}`).inputValue(), String(limits[i]), `${name} ${key}`);
    }
  }
});

test('arrow keys leave every known gain in both directions', async (t) => {
  const page = await openPage(t);
  for (const [start, key, side] of [['1', 'ArrowUp', 1], ['1', 'ArrowDown', -1], ['2', 'ArrowUp', 1], ['0.5', 'ArrowDown', -1]]) {
    await entry(page, '#gain', start);
    for (let press = 1; press <= 3; press += 1) {
      const before = Number(await page.locator('#gain').inputValue());
      await page.locator('#gain').press(key);
      const gain = Number(await page.locator('#gain').inputValue());
      assert.ok((gain - before) * side > 0 && Math.abs(gain - before) < 0.05, `${gain} after ${before} by ${key}`);
    }
  }
});

test('every setting of the fold says what it is and has a way back to its default', async (t) => {
  const page = await openPage(t, { query: 'v=1&bias=0.5&input=ones&loss=best&turn=30&seed=7' });
  await openMore(page);
  const names = ['inputs', 'bias', 'input', 'loss', 'turn', 'seed'];
  for (const name of names) assert.match(await page.locator(`.control[data-of=${name}] .help`).innerText(), /^[A-Z].{15,}\.$/, name);
  assert.deepEqual(await page.locator('#controls h2').allInnerTexts(), ['Remedies', 'Chance', 'Network', 'Input and loss']);
  const back = (name) => page.locator(`[data-default=${name}]`);
  for (const [name, rest] of [['turn', 'v=1&bias=0.5&input=ones&loss=best&seed=7'], ['loss', 'v=1&bias=0.5&input=ones&seed=7'], ['input', 'v=1&bias=0.5&seed=7'], ['bias', 'v=1&seed=7'], ['seed', 'v=1&seed=1']]) {
    await back(name).press('Enter');
    assert.equal(await link(page), rest, name);
    assert.equal(await back(name).isVisible(), false, `${name} is as usual`);
    assert.equal(await page.evaluate(() => document.activeElement.id), name, 'the focus goes to the control');
  }
  assert.equal(await page.locator('#turn').getAttribute('placeholder'), 'not turned');
});

test('a group of the fold without a control has no title, and a file has none of them', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&width=4&seed=1&hide=seed,gain' });
  await openMore(page);
  assert.deepEqual(await page.locator('#controls h2').filter({ visible: true }).allInnerTexts(), ['Remedies', 'Network', 'Input and loss']);
  await page.locator('#flow .saves > summary').click();
  assert.equal(await page.locator('.saves [data-picture=strip]').first().isVisible(), false, 'the strip is not there');
  assert.equal(await page.locator('.saves [data-picture=flow]').first().isVisible(), true);
  // What is hidden keeps a file out.
  await page.goto(page.url().replace(/&hide=[a-z,]+/, ''));
  await ready(page);
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  await page.evaluate(() => window.gradlens.open(JSON.stringify(window.gradlens.network()), 'net.json'));
  await ready(page);
  await openMore(page);
  assert.equal(await page.locator('#from-file').isVisible(), true);
  assert.equal(await page.locator('#controls h2').filter({ visible: true }).count(), 0);
});

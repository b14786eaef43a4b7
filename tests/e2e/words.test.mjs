// The sentence about the network: its words are the controls, dragged, stepped and typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';
import { closeMore, drag, openMore } from './harness/settings.mjs';

const link = (page) => page.evaluate(() => window.gradlens.link());
const value = (page, id) => page.locator(`#${id}`).inputValue();
const isQuiet = async (page) => assert.equal(await page.locator('#notices').isVisible(), false, await page.locator('#notices').innerText());

/** The sentence as it is read, with the chosen names in place of the lists. */
const sentence = (page) => page.locator('#recipe').evaluate((sentence) => {
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.hidden || node.matches('.hidden')) return '';
    if (node.matches('select')) return node.selectedOptions[0]?.label ?? '';
    return node.matches('input') ? node.value : [...node.childNodes].map(text).join('');
  };
  return text(sentence).replace(/\s+/g, ' ').trim();
});

test('it says what is shown, and its words are labelled controls', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=12&width=8&act=tanh&init=he-uniform&gain=1.5&seed=1' });
  assert.equal(await sentence(page), 'A network of 12 layers, 8 wide, Tanh, weights He, uniform × gain 1.5');
  for (const [label, id] of [['Depth', 'depth'], ['Width', 'width'], ['Activation', 'act'], ['Initialisation', 'init'], ['Gain', 'gain']]) {
    assert.equal(await page.locator('#recipe').getByLabel(label, { exact: true }).getAttribute('id'), id);
    assert.ok((await page.locator(`#${id}`).getAttribute('title')).length > 20, `${id} is explained`);
  }
  await page.evaluate(() => window.gradlens.apply('v=1&seed=1'));
  assert.equal(await sentence(page), 'A network of 20 layers, 16 wide, Sigmoid, weights Xavier, normal × gain 1');
});

test('a number is dragged sideways, and the network follows', async (t) => {
  const page = await openPage(t);
  const entries = await page.evaluate(() => history.length);
  for (const [id, from] of [['depth', 20], ['width', 16], ['gain', 1]]) {
    await drag(page, id, 10, 20, 30);
    const more = Number(await value(page, id));
    assert.ok(more > from, `${id}: ${more}`);
    await drag(page, id, -10, -20, -60);
    assert.ok(Number(await value(page, id)) < more, id);
    await isQuiet(page);
  }
  await ready(page);
  const given = await link(page);
  assert.equal(given, `v=1&depth=${await value(page, 'depth')}&width=${await value(page, 'width')}&gain=${await value(page, 'gain')}&seed=1`);
  assert.equal((await page.evaluate(() => window.gradlens.report())).link, given);
  await page.waitForURL(new RegExp(`\\?${given.replaceAll('.', '\\.')}$`));
  assert.equal(await page.evaluate(() => history.length), entries);
});

test('a click moves nothing and takes the focus, and so does a hand that trembles', async (t) => {
  const page = await openPage(t);
  for (const id of ['depth', 'width', 'gain']) {
    await drag(page, id, 1, -2, 3);
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  // A pointer that only passes by drags nothing either.
  const box = await page.locator('#depth').boundingBox();
  await page.mouse.move(box.x + 4, box.y + 4);
  await page.mouse.move(box.x + 200, box.y + 4, { steps: 5 });
  assert.equal(await link(page), 'v=1&seed=1');
  await page.locator('#depth').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  assert.equal(await link(page), 'v=1&depth=7&seed=1');
});

test('a finger drags, too', async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const box = await page.locator('#depth').boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, x) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: box.y + box.height / 2 }] });
  const x = box.x + box.width / 2;
  await touch('touchStart', x);
  for (const far of [5, 20, 40, 60]) await touch('touchMove', x + far);
  await touch('touchEnd');
  await page.waitForFunction(() => Number(document.getElementById('depth').value) > 30);
  assert.match(await link(page), /depth=(3|4|5)\d&/);
  assert.equal(await page.evaluate(() => scrollX), 0);
});

test('arrow keys go one step, Page Up and Page Down ten, to the limits', async (t) => {
  const page = await openPage(t);
  const keys = { depth: [['ArrowUp', '21'], ['ArrowUp', '22'], ['ArrowDown', '21'], ['PageUp', '31'], ['PageDown', '21'], ['PageDown', '11'], ['PageDown', '1'], ['ArrowDown', '1']], width: [['ArrowDown', '15'], ['PageUp', '25'], ['ArrowUp', '26']], gain: [['ArrowUp', '1.001'], ['ArrowDown', '1'], ['PageUp', '1.006'], ['ArrowDown', '1.005']] };
  for (const [id, presses] of Object.entries(keys)) {
    await page.locator(`#${id}`).focus();
    for (const [key, expected] of presses) {
      await page.keyboard.press(key);
      assert.equal(await value(page, id), expected, `${id}, ${key}`);
    }
  }
  await entry(page, '#depth', '195');
  await page.locator('#depth').press('PageUp');
  assert.equal(await value(page, 'depth'), '200');
  // What is typed counts before the step.
  await page.locator('#width').press('Control+A');
  await page.keyboard.type('40');
  await page.keyboard.press('ArrowUp');
  assert.equal(await value(page, 'width'), '41');
  // Also if the step leads to what it was: the box shows the setting, and keeps nothing of what was typed.
  await page.locator('#width').press('Control+A');
  await page.keyboard.type('40');
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.locator('#width').inputValue(), '41');
  await page.keyboard.press('Tab');
  assert.equal(await value(page, 'width'), '41');
  await isQuiet(page);
});

test('names are chosen by keyboard', async (t) => {
  const page = await openPage(t);
  await page.locator('#act').focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await link(page), 'v=1&act=tanh&seed=1');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'init');
  await page.keyboard.type('Ortho');
  assert.equal(await link(page), 'v=1&act=tanh&init=orthogonal&seed=1');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'gain');
});

test('numbers are typed with a point or a comma, and count when they are finished', async (t) => {
  const page = await openPage(t);
  for (const [id, text, expected] of [['gain', '0,25', 'v=1&gain=0.25&seed=1'], ['gain', '1.75', 'v=1&gain=1.75&seed=1'], ['depth', '008', 'v=1&depth=8&gain=1.75&seed=1']]) {
    const before = await link(page);
    await page.locator(`#${id}`).press('Control+A');
    await page.keyboard.type(text);
    assert.equal(await link(page), before, `while ${text} is typed`);
    await page.keyboard.press('Tab');
    assert.equal(await link(page), expected);
  }
  await isQuiet(page);
  // An empty word is no number: what was there comes back.
  await page.locator('#width').fill('');
  await page.locator('#width').press('Enter');
  assert.match(await page.locator('#notices tbody').innerText(), /width/);
  assert.equal(await value(page, 'width'), '16');
});

test('each word is as wide as what it says', async (t) => {
  const page = await openPage(t);
  const wide = async (id) => (await page.locator(`#${id}`).boundingBox()).width;
  const narrow = await wide('gain');
  await entry(page, '#gain', '1.4142135623730951');
  assert.ok(await wide('gain') > narrow + 80);
  assert.ok(await page.locator('#gain').evaluate((word) => word.scrollWidth <= word.clientWidth + 1), 'nothing is cut off');
  await entry(page, '#gain', '1');
  assert.equal(await wide('gain'), narrow);
});

test('runs from layer to layer are written beside the word, which replaces them', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=20&width=16~10,8~10&act=tanh~19,linear&gain=1~19,2&seed=1' });
  assert.deepEqual([await value(page, 'width'), await value(page, 'gain'), await value(page, 'act')], ['', '', '']);
  const says = (id) => page.locator(`#${id}`).evaluate((word) => word.placeholder ?? word.selectedOptions[0].text);
  assert.deepEqual([await says('width'), await says('gain'), await says('act')], ['16/8', '1/2', 'Tanh/Linear']);
  assert.equal(await page.locator('#width-runs').innerText(), '16 ×10, 8 ×10 (layer by layer)');
  assert.equal(await page.locator('#act-runs').innerText(), 'Tanh ×19, Linear ×1 (layer by layer)');
  assert.equal(await page.locator('#gain-runs').innerText(), '1 ×19, 2 ×1 (layer by layer)');
  // To touch an empty word changes nothing.
  await page.locator('#width').click();
  await page.locator('#gain').click();
  assert.equal(await link(page), 'v=1&width=16~10,8~10&act=tanh~19,linear&gain=1~19,2&seed=1');
  await isQuiet(page);
  await entry(page, '#width', '12');
  await page.locator('#act').selectOption('relu');
  await entry(page, '#gain', '0,5');
  assert.equal(await link(page), 'v=1&width=12&act=relu&gain=0.5&seed=1');
  for (const id of ['width', 'act', 'gain']) assert.equal(await page.locator(`#${id}-runs`).isVisible(), false);
  assert.equal(await sentence(page), 'A network of 20 layers, 12 wide, ReLU, weights Xavier, normal × gain 0.5');
});

test('locked words cannot be dragged, stepped or typed, hidden ones are gone', async (t) => {
  const page = await openPage(t, { query: 'v=1&seed=1&lock=depth,act&hide=gain' });
  assert.deepEqual(await page.locator('#recipe :is(input, select)').evaluateAll((all) => all.filter((one) => one.disabled).map(({ id }) => id)), ['depth', 'act', 'gain']);
  assert.deepEqual([await page.locator('#depth').isVisible(), await page.locator('#gain').isVisible()], [true, false]);
  assert.equal(await sentence(page), 'A network of 20 layers, 16 wide, Sigmoid, weights Xavier, normal');
  await drag(page, 'depth', 40, 80);
  await page.locator('#depth').focus();
  await page.keyboard.press('ArrowUp');
  assert.equal(await link(page), 'v=1&seed=1');
  await drag(page, 'width', 40);
  assert.match(await link(page), /^v=1&width=\d+&seed=1$/);
  await isQuiet(page);
});

test('a file has no sentence, and closing it brings it back', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&width=4&seed=1' });
  await page.evaluate(() => window.gradlens.whole());
  await ready(page);
  await page.evaluate(() => window.gradlens.open(JSON.stringify({ ...window.gradlens.network(), name: 'my own' }), 'net.json'));
  await ready(page);
  assert.equal(await page.locator('#recipe').isVisible(), false);
  assert.match(await page.locator('#from-file').innerText(), /The numbers come from the network file my own/);
  await openMore(page);
  assert.equal(await page.locator('#bias').isVisible(), false);
  await closeMore(page);
  await page.getByRole('button', { name: 'Close the file' }).click();
  await ready(page);
  assert.equal(await sentence(page), 'A network of 4 layers, 4 wide, Sigmoid, weights Xavier, normal × gain 1');
});

test('the fold holds the other settings, lies over the picture, and moves nothing', async (t) => {
  const page = await openPage(t);
  const fan = () => page.locator('#flow .plot canvas').boundingBox();
  const before = await fan();
  await openMore(page);
  assert.deepEqual(await fan(), before);
  assert.deepEqual(await page.locator('#controls label[for]').evaluateAll((all) => all.map(({ htmlFor }) => htmlFor)), ['skip', 'norm', 'place', 'tied', 'seed', 'inputs', 'bias', 'slope', 'input', 'loss', 'turn', 'samples']);
  await entry(page, '#bias', '0,5');
  await page.locator('#seed-slider').fill('9');
  await page.locator('#loss').selectOption('mse');
  assert.equal(await link(page), 'v=1&bias=0.5&loss=mse&seed=9');
  await ready(page);
  await lapse(page, 50);
  assert.equal(await page.locator('#settings').evaluate((fold) => fold.open), true, 'it stays open while it is used');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await ready(page);
  assert.equal(await link(page), 'v=1&seed=1');
  await closeMore(page);
  assert.equal(await page.locator('#bias').isVisible(), false);
});

test('a box that holds no number returns to its value, which may be none', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&seed=1' });
  const holdsNone = () => page.locator('#layer').evaluate((box) => box.validity.badInput);
  await page.locator('#layer').focus();
  await page.keyboard.type('-');
  assert.equal(await holdsNone(), true);
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => !document.querySelector('#layer').validity.badInput);
  assert.equal(await page.locator('#layer').inputValue(), '');
});

// What a figure leaves to the page around it: history, addresses, wheel and keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameOf, heard, inside } from './harness/host.mjs';
import { entry, openPage, ready } from './harness/page.mjs';

const LINK = 'v=1&act=tanh&seed=1';
const BUTTON = (id) => `<p><button type="button" id="${id}">${id}</button></p>`;

async function open(t, { query = '', ...options } = {}) {
  const page = await openPage(t, { host: (home) => BUTTON('before') + frameOf(`${home}?${LINK}&embed=1${query}`) + BUTTON('after') + '<div style="height: 3000px">Text</div>', ...options });
  const frame = await inside(page);
  await ready(frame);
  return { page, frame };
}

test('five hundred moves of a slider leave addresses and history as they are', async (t) => {
  const { page, frame } = await open(t);
  const places = async () => [await page.evaluate(() => [history.length, location.href]), await frame.evaluate(() => [history.length, location.href])];
  const before = await places();
  await frame.evaluate(() => {
    const slider = document.getElementById('depth-slider');
    for (let move = 0; move < 500; move += 1) {
      slider.value = 1 + (move % 150);
      for (const type of ['input', 'change']) slider.dispatchEvent(new Event(type, { bubbles: true }));
    }
  });
  await ready(frame);
  await frame.locator('#tab-spectrum').click();
  await frame.locator('#settings > summary').click();
  await entry(frame, '#seed', '12');
  await ready(frame);
  assert.equal(await frame.evaluate(() => window.gradlens.link()), 'v=1&depth=50&act=tanh&seed=12&view=spectrum');
  // The address of a page in a tab has followed long before this.
  const tab = await openPage(t, { query: 'v=1&depth=4' });
  await entry(tab, '#depth', '6');
  await tab.waitForFunction(() => location.search.includes('depth=6'));
  assert.deepEqual(await places(), before);
});

test('the wheel over every picture scrolls the page around', async (t) => {
  const { page, frame } = await open(t, { viewport: { width: 1000, height: 500 } });
  for (const place of ['#flow .plot', '#chart .plot']) {
    await page.evaluate(() => scrollTo(0, 0));
    await frame.locator(place).scrollIntoViewIfNeeded();
    const start = await page.evaluate(() => scrollY);
    const { x, y, width, height } = await frame.locator(place).boundingBox();
    await page.mouse.move(x + width / 2, y + Math.min(height, 200) / 2);
    await page.mouse.wheel(0, 1500);
    await page.waitForFunction((start) => scrollY > start + 300, start);
  }
  const actions = await frame.evaluate(() => [...document.querySelectorAll('#flow .plot, #flow .hand, #chart .hand, #chart .plot, body')].map((part) => getComputedStyle(part).touchAction));
  for (const action of actions) assert.match(action, /^(auto|manipulation|pan-y)/);
});

/** The element that has the keyboard, in the page around or in the frame. */
async function focus(page, frame) {
  const outside = await page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  return outside === 'iframe' ? `frame ${await frame.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName)}` : outside;
}

for (const [way, key, from, to] of [['forward', 'Tab', 'before', 'after'], ['backward', 'Shift+Tab', 'after', 'before']]) {
  test(`Tab goes in and out ${way}`, async (t) => {
    const { page, frame } = await open(t);
    await page.locator(`#${from}`).focus();
    const seen = [];
    for (let step = 0; step < 80 && seen.at(-1) !== to; step += 1) {
      await page.keyboard.press(key);
      seen.push(await focus(page, frame));
    }
    assert.equal(seen.at(-1), to, `${seen}`);
    const within = seen.slice(0, -1);
    assert.ok(within.length > 5 && within.every((place) => place.startsWith('frame ')), `${seen}`);
    assert.ok(seen.includes('frame hand') && within.some((place) => place.startsWith('frame tab-')), `${seen}`);
  });
}

test('Escape leaves a picture, and then the figure', async (t) => {
  const { page, frame } = await open(t);
  await frame.locator('#flow .hand').focus();
  await page.keyboard.press('Escape');
  assert.equal(await focus(page, frame), 'frame figure');
  assert.deepEqual(await heard(page, 'exit'), []);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => window.heard.some(({ data }) => data.type === 'exit'));
  // And on from the picture with Tab.
  await page.keyboard.press('Tab');
  assert.match(await focus(page, frame), /^frame /);
});

test('nothing takes the keyboard or moves the page around when a figure loads', async (t) => {
  const { page } = await open(t, { query: '&show=flow,lesson&step=3' });
  assert.deepEqual(await page.evaluate(() => [document.activeElement.localName, scrollY]), ['body', 0]);
});

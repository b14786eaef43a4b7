// Everybody can use it: no finding of axe, everything by keyboard, text for every picture.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async (t) => {
    const page = await openPage(t, { colorScheme, query: 'v=1&depth=12&foo=1&seed=1' });
    assert.deepEqual(await findings(page), [], 'with a notice');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    for (const summary of await page.locator('main details:not(#settings) > summary, footer summary').all()) await summary.click();
    for (const name of ['Gradients', 'Spectrum', 'Bound', 'Outputs']) {
      await page.getByRole('tab', { name }).click();
      await ready(page);
      assert.deepEqual(await findings(page), [], name);
    }
    await page.evaluate(() => window.gradlens.apply('v=1&act=relu&init=zeros&seed=1'));
    await ready(page);
    assert.deepEqual(await findings(page), [], 'dead network');
  });
}

test('axe finds nothing on a phone', async (t) => {
  const page = await openPage(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.locator('#settings > summary').click();
  assert.deepEqual(await findings(page), []);
});

test('everything is reached and changed by keyboard', async (t) => {
  const page = await openPage(t);
  const seen = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      return { name: element.id || element.dataset.gain || element.className || element.textContent.trim(), ring: style.outlineStyle !== 'none' || element.matches('.skip') };
    });
    if (focus === null) break;
    assert.ok(focus.ring, `${focus.name} shows that it has the focus`);
    seen.push(focus.name);
  }
  for (const name of ['skip', 'depth-slider', 'depth', 'width', 'inputs', 'inputs-same', 'act', 'init', 'gain-slider', 'gain', '2', 'bias', 'input', 'loss', 'seed', 'layer', 'new-seed', 'reset', 'scale', 'hand', 'tab-gradients', 'Numbers of the chart', 'What is shown']) {
    assert.ok(seen.includes(name), `${name} is reached; reached are ${seen.join(', ')}`);
  }
  assert.equal(seen.filter((name) => name === 'hand').length, 2);
});

test('arrow keys select layers on the pictures and charts on the tabs', async (t) => {
  const page = await openPage(t);
  const layer = () => page.locator('#layer').inputValue();
  const hand = page.locator('#flow .hand');
  await hand.focus();
  for (const [key, expected] of [['ArrowLeft', '19'], ['Home', '1'], ['ArrowLeft', '1'], ['ArrowRight', '2'], ['PageUp', '12'], ['End', '20'], ['ArrowRight', '20']]) {
    await page.keyboard.press(key);
    assert.equal(await layer(), expected, key);
  }
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.querySelector('#flow .hand').getAttribute('aria-valuenow') === '1');
  assert.match(await hand.getAttribute('aria-valuetext'), /^Layer 1: /);

  await page.locator('#tab-gradients').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-spectrum');
  await page.waitForSelector('#tab-spectrum[aria-selected="true"]');
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-outputs');
  await page.waitForFunction(() => document.getElementById('chart-panel').getAttribute('aria-labelledby') === 'tab-outputs');
});

test('pictures are described in words, with the numbers of this network', async (t) => {
  const page = await openPage(t);
  for (const id of ['#flow', '#chart']) {
    const words = await page.locator(`${id} canvas`).getAttribute('aria-label');
    assert.ok(words.length > 60 && /10⁻¹/.test(words), words);
  }
  assert.equal(await page.getByRole('status').filter({ hasText: 'Vanishing' }).count(), 1);
  await page.waitForFunction(() => document.getElementById('verdict').getAttribute('aria-busy') === 'false');
});

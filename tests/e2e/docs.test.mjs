// The documentation for authors of pages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SECTIONS = ['link', 'figure', 'hosts', 'element', 'messages', 'script', 'files', 'host-it'];

const open = (t, options) => openPage(t, { path: 'docs/index.html', rest: false, ...options });

for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360], ['dark', 360]]) {
  test(`it is readable and has no finding of axe, ${colorScheme} at ${width}`, async (t) => {
    const page = await open(t, { colorScheme, viewport: { width, height: 800 } });
    // The figures are checked on their own.
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run({ exclude: ['iframe'] }, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'it is not wider than the window');
    const [paper, ink] = await page.evaluate(() => ['backgroundColor', 'color'].map((name) => Number(/\d+/.exec(getComputedStyle(document.body)[name])[0])));
    assert.equal(paper < ink, colorScheme === 'dark');
  });
}

test('it can be read without scripts', async (t) => {
  const page = await open(t, { javaScriptEnabled: false });
  for (const id of SECTIONS) {
    assert.ok(await page.locator(`#${id} h2`).isVisible(), id);
    assert.ok(await page.locator(`nav a[href="#${id}"]`).isVisible(), id);
  }
  for (const link of await page.locator('grad-lens a').all()) assert.ok(await link.isVisible());
  assert.equal(await page.locator('grad-lens a').count(), 2);
});

test('every address is relative, and leads somewhere', async (t) => {
  const page = await open(t);
  const addresses = await page.locator('[href], [src]').evaluateAll((all) => all.filter(({ localName }) => localName !== 'iframe').map((one) => one.getAttribute('href') ?? one.getAttribute('src')));
  assert.ok(addresses.length > 15);
  for (const address of new Set(addresses)) {
    if (address.startsWith('data:')) continue;
    assert.doesNotMatch(address, /^([a-z]+:|\/)/, address);
    if (address.startsWith('#')) assert.equal(await page.locator(address).count(), 1, address);
    // The pages of presets are built by another program.
    else if (!address.startsWith('../p/')) assert.equal((await page.request.get(new URL(address, page.url()).href)).status(), 200, address);
  }
});

test('no script stands in it, and its policy allows none', async (t) => {
  const page = await open(t);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self';/);
  assert.equal(await page.locator('script:not([src]), [onclick], [onload]').count(), 0);
});

test('the keys that it names are those that there are', async (t) => {
  const page = await open(t);
  const named = (table) => page.getByRole('region', { name: table }).locator('th[scope=row] code').allTextContents();
  const tab = await openPage(t);
  const allowed = (key) => tab.evaluate((key) => window.gradlens.apply(`v=1&${key}=nothing`)[0].allowed, key);
  const names = (text) => text.replace(/^.*? of /, '').replace(/(,? separated by commas|; or a list such as .*)$/, '').split(/,? /).filter(Boolean);
  assert.deepEqual(await named('Keys of settings'), names(await allowed('hide')));
  assert.deepEqual(await named('Keys of the page around the network'), ['embed', 'show', 'hide', 'lock', 'theme', 'motion']);
  const row = (key) => page.locator('tr', { has: page.locator('th code', { hasText: new RegExp(`^${key}$`) }) }).first();
  for (const key of ['show', 'theme', 'motion', 'act', 'init', 'input', 'loss', 'view']) {
    const told = (await row(key).locator('td:nth-of-type(2) code').allTextContents()).join(' ').split(' ');
    const there = names(await allowed(key));
    assert.deepEqual([...told].sort(), [...there].sort(), key);
  }
});

test('what it says of messages is what comes and goes', async (t) => {
  const page = await open(t);
  const types = async (table) => (await page.getByRole('region', { name: table }).locator('th[scope=row] code').allTextContents()).join(' ').split(' ').sort();
  const told = readFileSync(new URL('../../www/embed.d.ts', import.meta.url), 'utf8');
  const typed = (name) => [...new RegExp(`type ${name} =([^]*?)\\n\\);`).exec(told)[1].matchAll(/type: '(\w+)'/g)].map(([, type]) => type).sort();
  assert.deepEqual(await types('Messages to the frame'), typed('ToFrame'));
  assert.deepEqual(await types('Messages from the frame'), typed('FromFrame'));
});

test('its buttons steer the first figure, which answers, and not the second', async (t) => {
  const page = await open(t);
  const figure = async (id, place) => {
    await page.locator(id).scrollIntoViewIfNeeded();
    await page.waitForFunction((id) => document.querySelector(id).state, id);
    const frame = await (await page.locator('iframe').nth(place).elementHandle()).contentFrame();
    await ready(frame);
    return frame;
  };
  const [first, second] = [await figure('#steered', 0), await figure('#own', 1)];
  const link = (frame) => frame.evaluate(() => window.gradlens.link());
  const other = await link(second);
  await page.getByRole('button', { name: 'Tanh', exact: true }).click();
  await first.waitForFunction(() => window.gradlens.link() === 'v=1&depth=30&act=tanh&seed=1');
  await ready(first);
  const verdict = await first.locator('#verdict').textContent();
  await page.waitForFunction((verdict) => document.getElementById('told').textContent.endsWith(verdict), verdict);
  await page.getByRole('button', { name: /^Preset/ }).click();
  await first.waitForFunction(() => /gain=1.5/.test(window.gradlens.link()));
  await page.getByRole('button', { name: 'As at first' }).click();
  await first.waitForFunction(() => window.gradlens.link() === 'v=1&depth=30&seed=1');
  await page.waitForFunction(() => document.querySelectorAll('#log li').length >= 4);
  const lines = await page.locator('#log li').allTextContents();
  assert.match(lines[0], /^ready \{/);
  assert.ok(lines.some((line) => line.startsWith('state {') && line.includes('act=tanh')), lines.join('\n'));
  assert.equal(await link(second), other);
  assert.equal(await second.locator('#act').isDisabled(), true);
});

test('what the figure refuses is reported beside the buttons', async (t) => {
  const page = await open(t);
  await page.locator('#steered').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.getElementById('steered').state);
  const button = page.getByRole('button', { name: 'Tanh', exact: true });
  await button.evaluate((button) => { button.dataset.link = 'https://example.org/'; });
  await button.click();
  await page.waitForFunction(() => /^The figure answers: .*example\.org/.test(document.getElementById('told').textContent));
});

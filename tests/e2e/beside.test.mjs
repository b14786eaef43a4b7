// The chips that lay something beside the measurement: theory, many networks, number formats.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { entry, openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const QUERY = 'v=1&depth=12&width=8&act=tanh&init=lecun-normal&seed=1';

const chip = (page, name) => page.locator(`#chips [data-chip="${name}"]`);
const words = (page) => page.locator('#flow .plot canvas').getAttribute('aria-label');
const notes = (page) => page.locator('#flow [data-notes]').innerText();
const picture = (page) => page.evaluate(() => window.gradlens.picture('flow').svg);
const isWhole = (page) => page.waitForFunction(() => document.documentElement.dataset.program.startsWith('whole-') && !('loads' in document.documentElement.dataset));
/** Waits until the notes below the fan match, and returns them. */
const says = async (page, pattern) => {
  await page.waitForFunction((source) => new RegExp(source).test(document.querySelector('#flow [data-notes]').textContent), pattern.source);
  return notes(page);
};

test('theory is asked for in the small program, drawn, said, written in a table and saved', async (t) => {
  const page = await openPage(t, { query: QUERY });
  const before = await picture(page);
  await chip(page, 'theory').focus();
  await page.keyboard.press('Space');
  await isWhole(page);
  await ready(page);
  assert.equal(await chip(page, 'theory').getAttribute('aria-pressed'), 'true');
  const said = await says(page, /^Theory: .* typical networks lie \d\.\d\d decades lower at the input, ±\s\d\.\d\d\./);
  assert.match(said, /Assumed: wide layers/);
  // It is announced once, when it has come.
  await page.locator('#spoken', { hasText: 'Theory: ' }).waitFor({ state: 'attached' });
  assert.ok((await words(page)).includes(said.split(/\.\s/)[0]));
  const drawn = await picture(page);
  assert.notEqual(drawn, before);
  assert.match(drawn, />theory: mean square</);
  assert.match(drawn, />typical</);
  await page.locator('#flow [data-numbers] > summary').click();
  const table = page.locator('#flow table', { hasText: 'The length of the gradient in theory' });
  await table.waitFor();
  assert.equal(await table.locator('tbody tr').count(), 13);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=6&width=8&act=tanh&tied=1&seed=1&chips=gradient,directions,theory'));
  await ready(page);
  assert.match(await says(page, /No line of theory/), /share their weights/);
  assert.doesNotMatch(await picture(page), />theory: mean square</);
  await chip(page, 'theory').click();
  await page.waitForFunction(() => !/theory/.test(document.querySelector('#flow [data-notes]').textContent));
});

test('a link has what the fan shows, and opens with it', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await chip(page, 'theory').click();
  await chip(page, 'directions').click();
  await isWhole(page);
  await ready(page);
  const link = await page.evaluate(() => window.gradlens.link());
  assert.equal(link, `${QUERY}&chips=gradient,theory`.replace('&seed=1', '').replace('&chips', '&seed=1&chips'));
  await page.waitForFunction((link) => location.search === `?${link}`, link);
  const other = await openPage(t, { query: link });
  await isWhole(other);
  await ready(other);
  await says(other, /^Theory: /);
  const pressed = await other.locator('#chips [aria-pressed="true"]').evaluateAll((all) => all.map((one) => one.dataset.chip));
  assert.deepEqual(pressed, ['gradient', 'theory']);
  await other.evaluate(() => window.gradlens.apply('v=1&depth=5&width=8&seed=1&chips=strands'));
  await ready(other);
  assert.match(await other.locator('#notices').innerText(), /chips.*strands.*none, or some of gradient/s);
});

test('a hundred networks come by and by, and another recipe has its own', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await chip(page, 'seeds').click();
  await isWhole(page);
  const first = await says(page, /In 100 networks/);
  assert.match(first, /None of them is dead|Dead in \d+ of 100/);
  assert.match(await picture(page), />100 networks: median, 10 to 90 %</);
  await page.waitForFunction(() => /their last σ|their σ₁/.test(window.gradlens.picture('flow').svg));
  await entry(page, '#gain', '1.5');
  await page.waitForFunction((first) => {
    const text = document.querySelector('#flow [data-notes]').textContent;
    return /In 100 networks/.test(text) && text !== first;
  }, first);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=12&width=4&act=relu&init=he-normal&seed=1&chips=gradient,seeds'));
  assert.match(await says(page, /Dead in \d+ of 100/), /exactly 0/);
});

test('number formats end where they end', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=30&seed=1' });
  await chip(page, 'formats').click();
  await isWhole(page);
  await ready(page);
  const said = await says(page, /leaves .*fp16 at layer \d+/);
  const place = Number(/fp16 at layer (\d+)/.exec(said)[1]);
  const { layers } = await page.evaluate(() => window.gradlens.report());
  const length = (layer) => layers[layer - 1].gradient.log10_output;
  assert.ok(length(place) < Math.log10(2 ** -24) && length(place + 1) >= Math.log10(2 ** -24), `${place}`);
  assert.match(await picture(page), />fp16 least 6\.0\s×\s10⁻⁸</);
  await page.locator('#flow [data-numbers] > summary').click();
  const rows = page.locator('#flow table', { hasText: 'Number formats, and where' }).locator('tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 4);
});

for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }, { viewport: { width: 360, height: 740 } }]) {
  test(`axe finds nothing with all three, ${JSON.stringify(options)}`, async (t) => {
    const page = await openPage(t, { query: QUERY, ...options });
    for (const name of ['theory', 'seeds', 'formats']) await chip(page, name).click();
    await isWhole(page);
    await says(page, /In 100 networks/);
    await page.locator('#flow [data-numbers] > summary').click();
    await page.locator('#flow table').nth(4).waitFor();
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

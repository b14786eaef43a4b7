// The pulse through the flow picture: play, pause, step, both ways; by pointer, by keyboard, and
// with reduced motion.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const reading = (page) => page.locator('#flow [data-reading]').innerText();
const press = (page, name) => page.locator('.pulse').getByRole('button', { name, exact: true }).click();
/** Waits until the reading begins with this text. */
const reads = (page, start) => page.waitForFunction((start) => document.querySelector('#flow [data-reading]').textContent.startsWith(start), start, { polling: 20 });
/** Waits until this is announced to screen readers. */
const told = (page, text) => page.waitForFunction((text) => document.getElementById('spoken').textContent === text, text, { polling: 20 });
const label = (page) => page.locator('#play').innerText();

/** The number in a text such as "2.43 × 10⁻⁴", as log10. */
function log10Of(text) {
  const [, figures, exponent] = text.match(/^([\d.]+)(?:\s*×\s*10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/);
  const digits = [...(exponent ?? '⁰')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  return Math.log10(Number(figures)) + Number(digits);
}

/**
 * The strip with the labels of the scale and the one with those of the layers, pixel by pixel,
 * and the size of the canvas.
 */
const axes = (page, id) =>
  page.locator(`${id} canvas`).evaluate(async (canvas) => {
    const ratio = canvas.width / canvas.clientWidth;
    const strip = async (...box) => {
      const bytes = await crypto.subtle.digest('SHA-1', canvas.getContext('2d').getImageData(...box).data);
      return new Uint8Array(bytes).join('.');
    };
    const [low, wide] = [canvas.height - 22 * ratio, canvas.width];
    return { size: [wide, canvas.height], scale: await strip(0, 24 * ratio, 48 * ratio, low - 44 * ratio), layers: await strip(0, low, wide, 22 * ratio) };
  });

/** Fails unless a number in a text is this one, to three digits. */
function assertNumber(text, log10, what) {
  assert.ok(Math.abs(log10Of(text.replaceAll('\u00a0', ' ')) - log10) < 0.003, `${what}: ${text} is not 10^${log10}`);
}

/**
 * The values of the report at place 0..K: backward the gradient, forward the signal (its input is
 * not in the report).
 */
function norms({ layers, log10_input_gradient: input }, isBackward) {
  return isBackward ? [input, ...layers.map(({ gradient }) => gradient.log10_output)] : [null, ...layers.map((layer) => layer.log10_output_norm)];
}

const QUERY = 'v=1&depth=5&act=tanh&seed=3';

for (const [way, isBackward] of [['backward', true], ['forward', false]]) {
  test(`stepping ${way} reads out the numbers of the report, place by place`, async (t) => {
    const page = await openPage(t, { query: QUERY });
    if (!isBackward) await press(page, 'forward');
    const all = norms(await page.evaluate(() => window.gradlens.report()), isBackward);
    const places = isBackward ? [5, 4, 3, 2, 1, 0] : [0, 1, 2, 3, 4, 5];
    for (const [i, place] of places.entries()) {
      await press(page, 'Step');
      const at = place === 0 ? 'the input' : `layer ${place}`;
      await reads(page, `Pulse ${i === 0 ? 'starts' : 'is'} at ${at}`);
      const text = (await reading(page)).replaceAll('\u00a0', ' ');
      await told(page, await reading(page));
      assert.equal(text.includes('grey: not reached yet'), i < 5, text);
      if (i === 0) continue;
      const [, layer, before, after, factor] = text.match(/through layer (\d+) .* goes from (.*) to (.*), factor (.*)$/);
      assert.equal(Number(layer), isBackward ? place + 1 : place);
      const from = isBackward ? place + 1 : place - 1;
      assertNumber(after, all[place], 'after');
      if (all[from] === null) continue;
      assertNumber(before, all[from], 'before');
      assertNumber(factor, all[place] - all[from], 'factor');
    }
    await press(page, 'Step');
    await reads(page, 'Layer 5:');
    await told(page, 'The pulse is over.');
  });
}

test('the forward picture has its own words, and the scale of the other one', async (t) => {
  const page = await openPage(t, { query: QUERY });
  const pressed = () => page.locator('.pulse [aria-pressed]').evaluateAll((all) => all.map((button) => button.getAttribute('aria-pressed')));
  const words = () => page.locator('#flow canvas').getAttribute('aria-label');
  const before = await axes(page, '#flow');
  assert.deepEqual([await pressed(), await page.locator('#flow h2').innerText()], [['true', 'false'], 'Flow']);
  assert.match(await words(), /^The gradient arrives at layer 5/);
  await press(page, 'forward');
  await page.waitForFunction(() => document.querySelector('#flow h2').textContent === 'Signal');
  assert.deepEqual(await pressed(), ['false', 'true']);
  assert.match(await words(), /^The signal enters at the input.* Its norm goes from/);
  assert.match(await page.locator('#flow [data-legend]').innerText(), /output below 1/);
  assert.deepEqual(await axes(page, '#flow'), before, 'the axes are where they were');
  const report = await page.evaluate(() => window.gradlens.report());
  assertNumber((await reading(page)).match(/‖z‖ (.*), unit ball/)[1], report.layers[4].log10_output_norm, 'output');
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&depth=5&act=tanh&seed=3', 'the way is in no link');
});

test('play goes from the last layer to the input, pauses, and ends in the still picture', async (t) => {
  const page = await openPage(t, { query: QUERY });
  const still = () => page.locator('#flow canvas').evaluate((canvas) => canvas.toDataURL());
  const before = await still();
  await press(page, 'Play');
  assert.equal(await label(page), 'Pause');
  await reads(page, 'Pulse is at layer 4');
  await press(page, 'Pause');
  const at = await reading(page);
  assert.match(at, /^Pulse is at layer [1-4]/);
  await told(page, at);
  await lapse(page, 500);
  assert.equal(await reading(page), at, 'it stays where it is');
  assert.notEqual(await still(), before);
  await press(page, 'Play');
  await reads(page, 'Pulse is at the input');
  await reads(page, 'Layer 5:');
  assert.equal(await label(page), 'Play');
  assert.equal(await still(), before);
});

test('an edit while it plays is shown at once, and the pulse goes on with the new numbers', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&act=tanh&seed=3' });
  await press(page, 'Play');
  await reads(page, 'Pulse is at layer 38');
  await page.evaluate(() => window.gradlens.apply('v=1&depth=12&act=tanh&seed=4'));
  await ready(page);
  await press(page, 'Pause');
  const [, place, after] = (await reading(page)).match(/^Pulse (?:is|starts) at layer (\d+).* (?:to|‖∂L\/∂z‖) ([^,]*)/);
  assert.ok(Number(place) <= 12, place);
  const report = await page.evaluate(() => window.gradlens.report());
  assertNumber(after, report.layers[place - 1].gradient.log10_output, `layer ${place}`);
});

test('everything by keyboard, and Escape ends the pulse', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await page.locator('#backward').focus();
  for (const id of ['forward', 'play', 'step']) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await reads(page, 'Pulse is at layer 4');
  await page.keyboard.press('Escape');
  await reads(page, 'Layer 5:');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  assert.equal(await label(page), 'Pause');
  await page.keyboard.press('Escape');
  await reads(page, 'Layer 5:');
  assert.equal(await label(page), 'Play');
});

test('where less motion is wanted nothing moves by itself, and a sentence says why', async (t) => {
  const page = await openPage(t, { query: QUERY, reducedMotion: 'reduce' });
  assert.equal(await page.locator('#play').isVisible(), false);
  assert.match(await page.locator('.less').innerText(), /Reduced motion is on/);
  assert.match(await reading(page), /^Layer 5: .* σ₁ 1\.00 and σ₂ 1\.00$/, 'the first picture is complete');
  await press(page, 'Step');
  await press(page, 'Step');
  await reads(page, 'Pulse is at layer 4');
  await lapse(page, 600);
  assert.match(await reading(page), /^Pulse is at layer 4/);
});

test('a wish for less motion stops a pulse that plays', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&seed=1' });
  await press(page, 'Play');
  await reads(page, 'Pulse is at layer 38');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForFunction(() => document.getElementById('play').textContent === 'Play');
  const at = await reading(page);
  await lapse(page, 500);
  assert.equal(await reading(page), at);
});

test('a hidden page has no pulse', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&seed=1' });
  await press(page, 'Play');
  await reads(page, 'Pulse is at layer 38');
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }));
  await page.waitForFunction(() => document.getElementById('play').textContent === 'Play');
  await page.evaluate(() => delete document.hidden);
  const at = await reading(page);
  await lapse(page, 500);
  assert.equal(await reading(page), at);
});

for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }, { viewport: { width: 360, height: 740 } }, { reducedMotion: 'reduce' }]) {
  test(`axe finds nothing while a pulse is on its way, ${JSON.stringify(options)}`, async (t) => {
    const page = await openPage(t, { query: QUERY, ...options });
    await press(page, 'Step');
    assert.deepEqual(await findings(page), []);
    await press(page, 'forward');
    await press(page, 'Step');
    assert.deepEqual(await findings(page), []);
    const small = await page.locator('.pulse button').evaluateAll((all) => all.map((button) => button.getBoundingClientRect()).filter(({ width, height }) => width > 0 && (width < 24 || height < 24)).length);
    assert.equal(small, 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

for (const viewport of [{ width: 1280, height: 720 }, { width: 800, height: 520 }, { width: 360, height: 740 }]) {
  test(`the gain moves no axis of any picture, ${viewport.width} wide`, async (t) => {
    const page = await openPage(t, { viewport, query: 'v=1&depth=30&seed=1' });
    for (const view of ['gradients', 'spectrum', 'bound', 'outputs']) {
      const seen = [];
      // From far below the scale to far above it; nothing is exactly 0, whose row has its own
      // label.
      for (const gain of ['0.05', '1', '4']) {
        await page.evaluate((link) => window.gradlens.apply(link), `v=1&depth=30&gain=${gain}&view=${view}&seed=1`);
        await ready(page);
        seen.push([await axes(page, '#flow'), await axes(page, '#chart')]);
      }
      for (const other of seen.slice(1)) assert.deepEqual(other.map(({ size, scale }) => ({ size, scale })), seen[0].map(({ size, scale }) => ({ size, scale })), view);
    }
  });
}

test('read-outs follow a network that changes under a resting pointer, in every chart', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=20&act=tanh&seed=1' });
  const chart = () => page.locator('#chart [data-reading]').innerText();
  for (const view of ['gradients', 'spectrum', 'bound', 'outputs']) {
    await page.evaluate((link) => window.gradlens.apply(link), `v=1&depth=20&act=tanh&view=${view}&seed=1`);
    await ready(page);
    const box = await page.locator('#chart .hand').boundingBox();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
    const before = await chart();
    const place = Number(before.match(/^Layer (\d+):/)[1]);
    await page.evaluate((link) => window.gradlens.apply(link), `v=1&depth=20&act=tanh&gain=0.5&view=${view}&seed=1`);
    await ready(page);
    const after = await chart();
    assert.ok(after.startsWith(`Layer ${place}:`) && after !== before, `${view}: ${after}`);
    // Fewer layers: another place is under the pointer.
    await page.evaluate((link) => window.gradlens.apply(link), `v=1&depth=4&act=tanh&gain=0.5&view=${view}&seed=1`);
    await ready(page);
    assert.match(await chart(), /^Layer [1-4]:/, view);
    await page.mouse.move(5, 5);
  }
});

test('the layer where the gap of the bound arises is that of the report', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=9&gain=4&view=bound&seed=2' });
  const { layers, chain } = await page.evaluate(() => window.gradlens.report());
  const norm = (h) => chain[h]?.log10_singular_values[0] ?? 0;
  const parts = layers.map((layer, i) => layer.log10_bound + norm(i + 1) - norm(i));
  const most = 1 + parts.indexOf(Math.max(...parts));
  assert.match(await page.locator('#chart [data-notes]').innerText(), new RegExp(`Layer ${most} adds most`));
});

// The fan: its numbers, its chips, its lens, and the gradient on its way back; by pointer, by
// keyboard, and with reduced motion.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { assertShown, numbersIn } from './harness/numbers.mjs';
import { openPage, ready } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const reading = (page) => page.locator('#flow .shown [data-reading]').innerText();
const press = (page, name) => page.locator('.pulse').getByRole('button', { name, exact: true }).click();
const [SEND, PAUSE, STEP] = ['Send the gradient back', 'Pause', 'Step'];
/** Waits until the reading begins with this text. */
const reads = (page, start) => page.waitForFunction((start) => document.querySelector('#flow .shown [data-reading]').textContent.startsWith(start), start, { polling: 20 });
/** Waits until this is announced to screen readers. */
const told = (page, text) => page.waitForFunction((text) => document.getElementById('spoken').textContent === text, text, { polling: 20 });
const label = (page) => page.locator('#play').innerText();
const report = (page) => page.evaluate(() => window.gradlens.report());
const words = (page) => page.locator('#flow .plot canvas').getAttribute('aria-label');
/** What a place is called in a reading. */
const placed = (place) => (place === 0 ? 'Input:' : `Layer ${place}:`);

/**
 * The strip with the labels of the scale and the one with those of the layers, pixel by pixel,
 * and the size of the canvas.
 */
const axes = (page, id) =>
  page.locator(`${id} .plot canvas`).evaluate(async (canvas) => {
    const ratio = canvas.width / canvas.clientWidth;
    const strip = async (...box) => {
      const bytes = await crypto.subtle.digest('SHA-1', canvas.getContext('2d').getImageData(...box).data);
      return new Uint8Array(bytes).join('.');
    };
    const [low, wide] = [canvas.height - 22 * ratio, canvas.width];
    return { size: [wide, canvas.height], scale: await strip(0, 24 * ratio, 48 * ratio, low - 44 * ratio), layers: await strip(0, low, wide, 22 * ratio) };
  });


/** Collects the places that are read out from now on. */
const watch = (page) => page.evaluate(() => {
  const reading = document.querySelector('#flow .shown [data-reading]');
  const place = () => Number(/^Layer (\d+):/.exec(reading.textContent)?.[1] ?? 0);
  window.places = [place()];
  new MutationObserver(() => { if (place() !== window.places.at(-1)) window.places.push(place()); }).observe(reading, { childList: true, characterData: true, subtree: true });
});

/** The numbers of a reading: the length of the gradient, the longest and the shortest direction. */
function readAt({ layers, chain, log10_input_gradient: input }, place) {
  const values = chain[place]?.log10_singular_values ?? [0];
  return [place === 0 ? input : layers[place - 1].gradient.log10_output, values[0], values.at(-1)].map((log10) => ({ log10 }));
}

/** Fails unless a reading shows these numbers. */
const assertReading = (text, expected, where) => assertShown(numbersIn(text.replace(/^Layer \d+:/, '')), expected, where);

const QUERY = 'v=1&depth=5&act=tanh&seed=3';

test('stepping reads out the numbers of the report, place by place', async (t) => {
  const page = await openPage(t, { query: `${QUERY}&layer=2` });
  const network = await report(page);
  for (const place of [5, 4, 3, 2, 1, 0]) {
    await press(page, STEP);
    await reads(page, placed(place));
    const text = await reading(page);
    await told(page, text);
    assertReading(text, readAt(network, place), `place ${place}`);
    assert.equal(await page.locator('#flow .hand').getAttribute('aria-valuenow'), String(place), 'the lens rides at the head');
    assert.equal(await page.locator('#layer').inputValue(), '2', 'the selected layer stays');
  }
  await press(page, STEP);
  await reads(page, 'Layer 2:');
  await told(page, 'The gradient has arrived at the input.');
});

test('its table has the numbers of the report', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=6&width=5,4,7,3,6,5&act=tanh&seed=2' });
  await page.locator('#flow [data-numbers] > summary').click();
  await page.locator('#flow table').first().waitFor();
  const { layers, chain, log10_input_gradient: input } = await report(page);
  const tables = await page.locator('#flow tbody').evaluateAll((all) => all.map(({ rows }) => [...rows].map((row) => [...row.cells].map((cell) => cell.textContent))));
  const [rows, bounds, spectra] = tables;
  const shown = (log10) => (log10 === null ? 0 : { log10 });
  const length = (h) => (h === 0 ? input : layers[h - 1].gradient.log10_output);
  assert.equal(rows.length, 7);
  for (const [h, row] of rows.entries()) {
    const values = chain[h]?.log10_singular_values ?? [0, 0, 0, 0, 0];
    const known = values.filter((value) => value !== null);
    const factor = h === 6 || length(h) === null ? [] : [{ log10: length(h) - length(h + 1) }];
    const cells = [
      [shown(length(h))], factor, [shown(values[0])], known.length > 0 ? [shown(known.at(-1))] : [], [known.length, 5],
      [shown(h === 6 ? 0 : chain[h].log10_bound)], null, h === 0 ? [] : [shown(layers[h - 1].gradient.log10_weight)],
    ];
    assert.match(row[0], new RegExp(`^${h}\\b`));
    for (const [i, expected] of cells.entries()) if (expected) assertShown(numbersIn(row[i + 1]), expected, `place ${h}, column ${i + 1}`);
    if (h > 0) assertShown(numbersIn(row[7]), [shown(layers[h - 1].log10_output_norm)], `the output of layer ${h}`);
  }
  // The norms and bounds of every layer, and their products up to the output.
  const sums = (name, h) => layers.slice(h).reduce((sum, layer) => sum + name(layer), 0);
  const norms = [(layer) => layer.jacobian.log10_singular_values[0], (layer) => layer.log10_bound, (layer) => layer.log10_sup_bound];
  assert.equal(bounds.length, 7);
  for (const [h, row] of bounds.entries()) {
    const own = h === 0 ? [] : norms.map((name) => shown(name(layers[h - 1])));
    const products = h === 6 ? [0, 0, 0, 0] : [chain[h].log10_singular_values[0], ...norms.map((name) => sums(name, h))];
    assertShown(numbersIn(row.slice(1).join(' ')), [...own, ...products.map(shown), shown(length(h))], `bounds at place ${h}`);
  }
  const values = chain.flatMap(({ log10_singular_values: all }, h) => all.map((value) => [h, shown(value)]));
  const chains = spectra.filter((row) => Number(row[0].match(/^\d+/)[0]) < 6 && row[3] !== '–').map((row) => [Number(row[0].match(/^\d+/)[0]), numbersIn(row[3])]);
  assert.deepEqual(chains.map(([h]) => h), values.map(([h]) => h));
  for (const [i, [h, found]] of chains.entries()) assertShown(found, [values[i][1]], `a value of the chain at place ${h}`);
  // The tables of another network replace them.
  await page.evaluate(() => window.gradlens.apply('v=1&depth=2&width=3&seed=1'));
  await page.waitForFunction(() => document.querySelector('#flow tbody').rows.length === 3);
});

const pressed = (page) => page.locator('#chips [aria-pressed="true"]').evaluateAll((all) => all.map(({ dataset }) => dataset.chip));
const chip = (page, name) => page.locator(`#chips [data-chip="${name}"]`);
const picture = (page) => page.evaluate(() => window.gradlens.picture('flow').svg);

test('chips show and hide what the fan has, by pointer and by keyboard', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=8&gain=4&seed=1' });
  assert.deepEqual(await page.locator('#chips button').allInnerTexts(), ['your gradient', 'all 16 directions', 'the bound', 'weight gradients', 'plain f64, f32', 'theory', 'many seeds', 'number formats']);
  assert.deepEqual(await pressed(page), ['gradient', 'directions']);
  const plain = [await words(page), await picture(page)];
  await chip(page, 'bound').click();
  await page.waitForFunction(() => /The product of the norms promises/.test(document.querySelector('#flow .plot canvas').getAttribute('aria-label')));
  assert.deepEqual(await pressed(page), ['gradient', 'directions', 'bound']);
  assert.match(await picture(page), /promised by the norms, reached by no direction|never reached/);
  await chip(page, 'bound').focus();
  await page.keyboard.press('Space');
  await page.waitForFunction((plain) => document.querySelector('#flow .plot canvas').getAttribute('aria-label') === plain, plain[0]);
  assert.deepEqual(await pressed(page), ['gradient', 'directions']);
  // The columns of the weight gradients would lie below the strands.
  await chip(page, 'weights').press('Enter');
  await page.waitForFunction(() => document.querySelector('[data-chip="weights"]').getAttribute('aria-pressed') === 'true');
  assert.deepEqual(await pressed(page), ['gradient', 'weights']);
  assert.doesNotMatch(await words(page), /directions that leave the loss/);
  assert.match(await picture(page), /signal|the gradient lost/);
  for (const name of ['weights', 'gradient', 'directions']) await chip(page, name).click();
  await page.waitForFunction(() => document.querySelector('[data-chip="directions"]').getAttribute('aria-pressed') === 'true');
  assert.deepEqual(await pressed(page), ['directions']);
  assert.notEqual(await picture(page), plain[1]);
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&depth=8&gain=4&seed=1&chips=directions');
});

test('a link to the chart of the bound opens its chip, and the directions are counted', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=4&width=1&view=bound&seed=1' });
  assert.deepEqual(await pressed(page), ['gradient', 'directions', 'bound']);
  assert.equal(await chip(page, 'directions').innerText(), 'the only direction');
  await page.evaluate(() => window.gradlens.apply('v=1&depth=4&width=7&seed=1'));
  await ready(page);
  assert.deepEqual([await chip(page, 'directions').innerText(), await pressed(page)], ['all 7 directions', ['gradient', 'directions']]);
});

test('it is described in words, with the numbers of the report', async (t) => {
  const page = await openPage(t, { query: QUERY });
  const { layers, chain, log10_input_gradient: input } = await report(page);
  const [, from, to, shorter, longer] = (await words(page)).match(/goes from (.*) at layer 5 to (.*) at the input; it gets shorter in (\d) and longer in (\d) of 5 layers/);
  const all = [input, ...layers.map(({ gradient }) => gradient.log10_output)];
  assertShown(numbersIn(`${from} ${to}`), [{ log10: all[5] }, { log10: all[0] }], 'the way');
  const steps = all.slice(1).map((log10, h) => all[h] - log10);
  assert.deepEqual([Number(shorter), Number(longer)], [steps.filter((step) => step < 0).length, steps.filter((step) => step > 0).length]);
  const [, first, last] = (await words(page)).match(/Of 16 directions that leave the loss with length 1, the longest arrives at the input with length (.*), the shortest with (.*?)\.(?: |$)/);
  const values = chain[0].log10_singular_values;
  assertShown(numbersIn(`${first} ${last}`), [{ log10: values[0] }, { log10: values.at(-1) }], 'the directions');
});

test('up and down follow one direction from place to place', async (t) => {
  const page = await openPage(t, { query: QUERY });
  const { chain } = await report(page);
  const hand = page.locator('#flow .hand');
  await hand.focus();
  const still = await reading(page);
  for (const [key, number] of [['ArrowDown', 1], ['ArrowDown', 2], ['ArrowUp', 1]]) {
    await page.keyboard.press(key);
    await reads(page, `Input: direction ${number} of 16`);
    assertShown(numbersIn((await reading(page)).split('σ')[1]), [{ log10: chain[0].log10_singular_values[number - 1] }], key);
  }
  await page.keyboard.press('ArrowRight');
  await reads(page, 'Layer 1: direction 1 of 16');
  assert.match(await hand.getAttribute('aria-valuetext'), /^Layer 1: direction 1 of 16/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await reads(page, still);
});

test('the gradient goes from the last layer to the input, pauses, and ends in the still picture', async (t) => {
  const page = await openPage(t, { query: `${QUERY}&layer=3` });
  const still = () => page.locator('#flow .plot canvas').evaluate((canvas) => canvas.toDataURL());
  const before = await still();
  await watch(page);
  const began = Date.now();
  await press(page, SEND);
  assert.equal(await label(page), PAUSE);
  await page.waitForFunction(() => window.places.at(-1) < 5 && window.places.length > 2);
  await press(page, PAUSE);
  assert.equal(await label(page), SEND);
  await lapse(page, 200);
  const at = await reading(page);
  await told(page, at);
  await lapse(page, 500);
  assert.equal(await reading(page), at, 'it stays where it is');
  assert.notEqual(await still(), before);
  await press(page, SEND);
  await page.waitForFunction(() => window.places.length > 3 && window.places.at(-1) === 3 && document.getElementById('play').textContent !== 'Pause');
  await told(page, 'The gradient has arrived at the input.');
  assert.equal(await label(page), SEND);
  assert.equal(await still(), before);
  const [first, ...way] = (await page.evaluate(() => window.places)).slice(0, -1);
  assert.deepEqual([first, way], [3, way.toSorted((a, b) => b - a)], 'it only goes back');
  assert.ok(Date.now() - began > 2600, 'the whole way takes 2.6 s, whatever its frames');
});

test('the way takes the same time through 200 layers', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=200&width=4&act=linear&init=orthogonal&seed=1' });
  const took = await page.evaluate(() => new Promise((done) => {
    const play = document.getElementById('play');
    play.click();
    const began = performance.now();
    new MutationObserver(() => { if (play.textContent !== 'Pause') done(performance.now() - began); }).observe(play, { childList: true, characterData: true, subtree: true });
  }));
  assert.ok(took > 2_500 && took < 10_000, `${took} ms`);
});

test('an edit while it plays is shown at once, and the gradient goes on with the new numbers', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&act=tanh&seed=3' });
  await watch(page);
  await press(page, SEND);
  await page.waitForFunction(() => window.places.length > 2);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=12&act=tanh&seed=4'));
  await page.waitForFunction(() => document.querySelector('#flow .hand').getAttribute('aria-valuemax') === '12');
  await page.locator('#play').click();
  await ready(page);
  await lapse(page, 100);
  const text = await reading(page);
  const place = Number(/^Layer (\d+):/.exec(text)?.[1] ?? 0);
  assert.ok(place <= 12, text);
  assertReading(text, readAt(await report(page), place), text);
});

test('everything by keyboard, and Escape leads back to the still picture', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await page.locator('#flow .hand').focus();
  for (const id of ['play', 'step']) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await reads(page, 'Layer 4:');
  await page.keyboard.press('Escape');
  await reads(page, 'Input:');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  assert.equal(await label(page), PAUSE);
  await page.keyboard.press('Escape');
  await reads(page, 'Input:');
  assert.equal(await label(page), SEND);
});

test('where less motion is wanted nothing moves by itself, and a sentence says why', async (t) => {
  const page = await openPage(t, { query: QUERY, reducedMotion: 'reduce' });
  assert.equal(await page.locator('#play').isVisible(), false);
  assert.match(await page.locator('.less').innerText(), /Reduced motion is on/);
  assert.match(await reading(page), /^Input: .*directions from/, 'the first picture is complete');
  await press(page, STEP);
  await press(page, STEP);
  await reads(page, 'Layer 4:');
  await lapse(page, 600);
  assert.match(await reading(page), /^Layer 4:/);
});

test('a wish for less motion stops a gradient on its way', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&seed=1' });
  await watch(page);
  await press(page, SEND);
  await page.waitForFunction(() => window.places.length > 1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForFunction((send) => document.getElementById('play').textContent === send, SEND);
  await lapse(page, 100);
  const at = await reading(page);
  await lapse(page, 500);
  assert.equal(await reading(page), at);
});

test('in a hidden page the gradient stops', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=40&seed=1' });
  await watch(page);
  await press(page, SEND);
  await page.waitForFunction(() => window.places.length > 1);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }));
  await page.waitForFunction((send) => document.getElementById('play').textContent === send, SEND);
  await page.evaluate(() => delete document.hidden);
  await lapse(page, 100);
  const at = await reading(page);
  await lapse(page, 500);
  assert.equal(await reading(page), at);
});

/** For `before`: records whether the gradient was ever on its way. */
const recorded = (page) => page.addInitScript(() => {
  addEventListener('DOMContentLoaded', () => {
    const play = document.getElementById('play');
    window.labels = [play.textContent];
    new MutationObserver(() => window.labels.push(play.textContent)).observe(play, { childList: true, characterData: true, subtree: true });
  });
});

test('on the first visit the gradient is sent back once by itself', async (t) => {
  const page = await openPage(t, { before: recorded, firstVisit: true });
  await page.waitForFunction((send) => window.labels.includes('Pause') && window.labels.at(-1) === send, SEND);
  await page.reload();
  await ready(page);
  await lapse(page, 300);
  assert.deepEqual(await page.evaluate(() => window.labels), [SEND], 'not on the second visit');
});

for (const [when, options] of [['with a link', { query: QUERY }], ['in a figure', { query: 'embed=1' }], ['where less motion is wanted', { reducedMotion: 'reduce' }]]) {
  test(`on a first visit ${when} nothing moves by itself`, async (t) => {
    const page = await openPage(t, { before: recorded, firstVisit: true, ...options });
    await lapse(page, 300);
    assert.deepEqual(await page.evaluate(() => window.labels), [SEND]);
  });
}

for (const options of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }, { viewport: { width: 360, height: 740 } }, { reducedMotion: 'reduce' }]) {
  test(`axe finds nothing with all chips and a gradient on its way, ${JSON.stringify(options)}`, async (t) => {
    const page = await openPage(t, { query: QUERY, ...options });
    await press(page, STEP);
    for (const name of ['bound', 'weights', 'plain']) await chip(page, name).click();
    await page.locator('#flow [data-numbers] > summary').click();
    await page.locator('#flow table').first().waitFor();
    assert.deepEqual(await findings(page), []);
    const small = await page.locator('.row :is(button, summary)').evaluateAll((all) => all.map((button) => button.getBoundingClientRect()).filter(({ width, height }) => width > 0 && (width < 24 || height < 24)).length);
    assert.equal(small, 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

for (const viewport of [{ width: 1280, height: 720 }, { width: 800, height: 520 }, { width: 360, height: 740 }]) {
  test(`the gain moves no axis of a chart, and no edge of the fan, ${viewport.width} wide`, async (t) => {
    const page = await openPage(t, { viewport, query: 'v=1&depth=30&seed=1' });
    for (const view of ['gradients', 'bound']) {
      const seen = [];
      // From far below the scale to far above it; nothing is exactly 0, whose row has its own
      // label.
      for (const gain of ['0.05', '1', '4']) {
        await page.evaluate((link) => window.gradlens.apply(link), `v=1&depth=30&gain=${gain}&view=${view}&seed=1`);
        await ready(page);
        seen.push({ fan: (await axes(page, '#flow')).size, ...(await axes(page, '#chart')) });
      }
      for (const { fan, size, scale } of seen.slice(1)) assert.deepEqual([fan, size, scale], [seen[0].fan, seen[0].size, seen[0].scale], view);
    }
  });
}

test('read-outs follow a network that changes under a resting pointer, in the chart', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=20&act=tanh&seed=1' });
  const chart = () => page.locator('#chart [data-reading]').innerText();
  await page.locator('#chart .hand').scrollIntoViewIfNeeded();
  const box = await page.locator('#chart .hand').boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  const before = await chart();
  const place = Number(before.match(/^Layer (\d+):/)[1]);
  await page.evaluate(() => window.gradlens.apply('v=1&depth=20&act=tanh&gain=0.5&seed=1'));
  await ready(page);
  const after = await chart();
  assert.ok(after.startsWith(`Layer ${place}:`) && after !== before, after);
  // Fewer layers: another place is under the pointer.
  await page.evaluate(() => window.gradlens.apply('v=1&depth=4&act=tanh&gain=0.5&seed=1'));
  await ready(page);
  assert.match(await chart(), /^Layer [1-4]:/);
});

test('what the norms promise and nothing reaches is that of the report', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=9&gain=4&view=bound&seed=2' });
  const { chain } = await report(page);
  const [, promised] = (await words(page)).match(/The product of the norms promises (.*) times as much as the longest direction keeps/);
  const [{ figures, exponent }] = numbersIn(promised);
  const gap = chain[0].log10_bound - chain[0].log10_singular_values[0];
  assert.ok(Math.abs(Math.log10(Number(figures)) + exponent - gap) < 0.01, `${promised}: ${gap}`);
});

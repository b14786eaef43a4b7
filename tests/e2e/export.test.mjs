// Pictures as files: self-contained SVG, sharp PNG.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { chooseToSave } from './harness/saving.mjs';

const QUERY = 'v=1&depth=12&act=relu&init=he-normal&seed=3';

/** Presses a button of a picture and reads the file that it saves: { name, bytes }. */
async function saved(page, picture, format) {
  const words = picture === 'flow' ? 'fan' : 'chart';
  const [download] = await Promise.all([page.waitForEvent('download'), chooseToSave(page, `the ${words}`, format)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What is in an SVG, read as strict XML. */
function parsed(page, svg) {
  return page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    const error = document.querySelector('parsererror')?.textContent ?? null;
    const root = document.documentElement;
    return {
      error,
      size: [Number(root.getAttribute('width')), Number(root.getAttribute('height'))],
      box: root.getAttribute('viewBox'),
      title: root.querySelector('title')?.textContent,
      description: root.querySelector('desc')?.textContent,
      texts: [...root.querySelectorAll('text')].map((text) => text.textContent.trim()),
      shapes: root.querySelectorAll('rect, polygon, polyline, circle, ellipse, path').length,
      fill: root.querySelector('rect').getAttribute('fill'),
      scripts: root.querySelectorAll('script, foreignObject, image, a').length,
    };
  }, svg);
}

for (const [view, picture, chips] of [['flow', 'flow', []], ['flow', 'flow', ['bound', 'plain']], ['flow', 'flow', ['weights']], ['outputs', 'chart', []]]) {
  test(`${[view, ...chips].join(', ')} is saved as SVG and as PNG`, async (t) => {
    const page = await openPage(t, { query: QUERY });
    for (const name of chips) await page.locator(`[data-chip="${name}"]`).click();
    await ready(page);
    const shown = await page.locator(`#${picture} .plot canvas`).evaluate((canvas) => [canvas.clientWidth, canvas.clientHeight, canvas.getAttribute('aria-label')]);
    const legend = await page.locator(`#${picture} [data-legend] li`).allTextContents();

    const file = await saved(page, picture, 'SVG');
    assert.match(file.name, new RegExp(`^gradlens-${view}-depth-12-act-relu-init-he-normal-seed-3[a-z0-9-]*\\.svg$`));
    const svg = await parsed(page, file.bytes.toString('utf8'));
    assert.equal(svg.error, null);
    assert.equal(svg.description, shown[2]);
    assert.ok(svg.size[0] > shown[0] && svg.size[1] > shown[1], `${svg.size} around ${shown}`);
    assert.ok(svg.size[0] < shown[0] + 60, 'the picture has the size of the screen');
    assert.equal(svg.box, `0 0 ${svg.size.join(' ')}`);
    assert.match(svg.fill, /^#f[d-f]f[d-f]f[b-f]$/);
    assert.equal(svg.scripts, 0);
    assert.ok(svg.shapes > 12, `${svg.shapes} shapes`);
    const words = svg.texts.join('\n');
    assert.equal(svg.texts[0], svg.title);
    for (const text of [...legend, '1', view === 'flow' ? 'input' : '2', '12', 'gain 1', 'seed 3']) assert.ok(words.includes(text), `${text} in ${words}`);
    // The verdict and the address may be split into lines.
    const verdict = (await page.locator('#verdict').textContent()).trim();
    assert.ok(words.replace(/\n/g, ' ').includes(verdict), `${verdict} in ${words}`);
    assert.ok(words.replace(/\n/g, '').includes('?v=1&depth=12&act=relu&init=he-normal&seed=3'), words);

    const { name, bytes } = await saved(page, picture, 'PNG');
    assert.equal(name, file.name.replace(/svg$/, 'png'));
    assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
    const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    assert.deepEqual(size, svg.size.map((side) => 2 * side));
    const colours = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(0, 0, image.width, image.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4) seen.add(((data[i] * 256 + data[i + 1]) * 256 + data[i + 2]) * 256 + data[i + 3]);
      return { corner: [...data.subarray(0, 4)], count: seen.size };
    }, bytes.toString('base64'));
    assert.deepEqual(colours.corner, [253, 253, 251, 255]);
    assert.ok(colours.count > 20, `${colours.count} colours`);
    assert.match(await page.locator(`#${picture} [data-saved]`).textContent(), /^Handed to the browser: gradlens-.*\.png$/);
  });
}

test('a saved picture says of a pinned network what its thin lines are', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await page.locator('#pin').click();
  await page.evaluate(() => window.gradlens.apply('v=1&depth=12&act=tanh&gain=1.5&seed=4'));
  await ready(page);
  for (const picture of ['flow', 'chart']) {
    const svg = await parsed(page, (await saved(page, picture, 'SVG')).bytes.toString('utf8'));
    // It may be broken into lines.
    const words = svg.texts.join(' ');
    assert.match(words, /Tanh · .*gain 1\.5 · seed 4.*A, in thin lines: .*ReLU · He, normal · gain 1 · seed 3$/);
  }
});

test('a picture is saved as it is shown: dark, and narrow', async (t) => {
  const page = await openPage(t, { query: QUERY, colorScheme: 'dark', viewport: { width: 360, height: 740 }, hasTouch: true, deviceScaleFactor: 3 });
  const svg = await parsed(page, (await saved(page, 'flow', 'SVG')).bytes.toString('utf8'));
  assert.equal(svg.error, null);
  assert.equal(svg.fill, '#0d1015');
  assert.ok(svg.size[0] <= 400, `${svg.size}`);
  const { bytes } = await saved(page, 'flow', 'PNG');
  assert.equal(bytes.readUInt32BE(16), 3 * svg.size[0]);
});

test('window.gradlens.picture gives the document, or one sentence', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&width=2&seed=1' });
  const given = await page.evaluate(() => window.gradlens.picture('chart'));
  assert.equal(given.name, 'gradlens-outputs-depth-3-width-2-seed-1');
  assert.match(given.svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const error = await page.evaluate(() => {
    try {
      return String(window.gradlens.picture('nothing'));
    } catch (thrown) {
      return thrown.message;
    }
  });
  assert.equal(error, 'There is no such picture yet.');
});

test('in a frame that forbids downloads the page stays well and says so', async (t) => {
  const host = (page) => {
    const body = '<!doctype html><iframe sandbox="allow-scripts" width="1000" height="700" src="?v=1&seed=1"></iframe>';
    return page.route((url) => url.pathname === '/for-everyone/' && url.search === '', (route) => route.fulfill({ contentType: 'text/html', body }));
  };
  const page = await openPage(t, { folder: 'for-everyone', rest: false, before: host, problemsAllowed: true });
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  const state = () => frame.evaluate(() => document.documentElement.dataset.gradlens);
  await frame.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready');
  for (const format of ['SVG', 'PNG']) {
    await chooseToSave(frame, 'the fan', format);
    await frame.locator('#flow [data-saved]').filter({ hasText: 'this frame forbids downloads' }).waitFor();
  }
  assert.equal(await state(), 'ready');
  assert.deepEqual(page.problems.filter((problem) => problem.startsWith('uncaught')), []);
});

for (const [name, words, text] of [
  ['jacobian', 'the map of J', 'The Jacobian J, layer 4'],
  ['diag', 'the map of the slopes', 'The slopes, diag[A′], layer 4'],
  ['weight', 'the map of the weights', 'The weights, wᵀ, layer 4'],
]) {
  test(`the inside of a layer: ${name} is saved as SVG and as PNG`, async (t) => {
    const page = await openPage(t, { query: `${QUERY}&layer=4` });
    await assert.rejects(page.evaluate((name) => window.gradlens.picture(name), name), /no such picture yet/);
    await page.locator('#inspector > summary').click();
    await ready(page);
    const sheet = `.sheet:has(> [data-map=${name}])`;
    const shown = await page.locator(`${sheet} canvas`).evaluate((canvas) => [canvas.clientWidth, canvas.clientHeight, canvas.getAttribute('aria-label')]);
    const save = async (format) => {
      const [download] = await Promise.all([page.waitForEvent('download'), chooseToSave(page, words, format)]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const file = await save('SVG');
    assert.match(file.name, new RegExp(`^gradlens-${name}-depth-12-[a-z0-9-]*layer-4\\.svg$`));
    const svg = await parsed(page, file.bytes.toString('utf8'));
    assert.equal(svg.error, null);
    assert.equal(svg.title, text);
    assert.equal(svg.texts[0], text);
    assert.ok(svg.description.includes(shown[2]), `${shown[2]} in ${svg.description}`);
    assert.ok(svg.size[0] > shown[0] && svg.size[1] > shown[1], `${svg.size} around ${shown}`);
    assert.ok(svg.shapes > 10, `${svg.shapes} shapes`);
    const written = svg.texts.join('');
    for (const part of ['seed 3', 'depth=12']) assert.ok(written.includes(part), `${part} in ${written}`);
    const png = await save('PNG');
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.bytes.readUInt32BE(16) >= 2 * shown[0], 'two pixels for each');
    assert.match(await page.locator('.inside > [data-saved]').textContent(), /\.png/);
  });
}

test('the menu for saving has the strip of gains and the layer, closes after a choice, on Escape and beside it', async (t) => {
  const page = await openPage(t, { query: QUERY });
  await page.locator('#dial').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('#apart canvas').height > 200);
  for (const [words, of, status] of [['the strip of gains', 'gradlens-strip-', '#flow'], ['the layer, taken apart,', 'gradlens-apart-', '#card']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), chooseToSave(page, words, 'SVG')]);
    assert.ok(download.suggestedFilename().startsWith(of), download.suggestedFilename());
    const svg = await parsed(page, readFileSync(await download.path(), 'utf8'));
    assert.equal(svg.error, null);
    assert.ok(svg.shapes > 12, `${svg.shapes} shapes`);
    assert.match(await page.locator(`${status} > [data-saved], ${status} .row [data-saved]`).textContent(), /^Handed to the browser/);
    assert.equal(await page.locator('.saves[open]').count(), 0, 'closed after a choice');
  }
  const menu = page.locator('#flow .saves');
  await menu.locator('summary').press('Enter');
  assert.equal(await menu.evaluate((fold) => fold.open), true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await menu.evaluate((fold) => fold.open), false);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Save the fan');
  await menu.locator('summary').click();
  await page.locator('#verdict').click();
  assert.equal(await menu.evaluate((fold) => fold.open), false);
  // Tab leads through the menu, and out of it.
  await menu.locator('summary').press('Enter');
  for (let choice = 0; choice < 4; choice += 1) {
    await page.keyboard.press('Tab');
    assert.equal(await menu.evaluate((fold) => fold.open && fold.contains(document.activeElement)), true, `choice ${choice}`);
  }
  await page.keyboard.press('Tab');
  assert.equal(await menu.evaluate((fold) => fold.open), false, 'the focus is elsewhere');
});

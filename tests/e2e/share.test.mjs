// The dialog that shares: address, QR code, texts to paste, links for students; by mouse and by
// keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { openPage, ready } from './harness/page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LINK = 'v=1&depth=12&act=relu&init=he-normal&seed=3';

async function open(page, tab) {
  await page.locator('#open-share').click();
  await page.locator('#share[open]').waitFor();
  if (tab) await page.getByRole('tab', { name: tab, exact: true }).click();
}
const site = (page) => new URL('.', page.url()).href;
const boxed = (page, name) => page.getByRole('textbox', { name }).inputValue();
const said = (page) => page.locator('#share [data-said]').textContent();

/** A page that may write to and read from the clipboard, unless `before` takes that away. */
async function withClipboard(t, before) {
  const page = await openPage(t, { query: LINK, permissions: ['clipboard-read', 'clipboard-write'], before });
  await open(page);
  return page;
}

/** What the clipboard holds, by pasting it. */
async function pasted(page) {
  await page.evaluate(() => {
    const box = document.createElement('textarea');
    box.id = 'pasted';
    document.querySelector('#share').append(box);
    box.focus();
  });
  await page.keyboard.press('Control+V');
  return page.locator('#pasted').inputValue();
}

test('the address of what is shown is copied', async (t) => {
  const page = await withClipboard(t);
  assert.equal(await boxed(page, 'Address of what is shown'), `${site(page)}?${LINK}`);
  await page.getByRole('button', { name: 'Copy Address of what is shown' }).click();
  await page.locator('#share [data-said]').filter({ hasText: 'Copied.' }).waitFor();
  assert.equal(await pasted(page), `${site(page)}?${LINK}`);
});

test('without a clipboard it is copied the older way, and where that is refused it is selected', async (t) => {
  const refuse = (page) => page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  const page = await withClipboard(t, refuse);
  const copy = page.getByRole('button', { name: 'Copy Address of what is shown' });
  await copy.click();
  await page.locator('#share [data-said]').filter({ hasText: 'Copied.' }).waitFor();
  assert.equal(await pasted(page), `${site(page)}?${LINK}`);
  await page.evaluate(() => { document.execCommand = () => false; });
  await copy.click();
  await page.locator('#share [data-said]').filter({ hasText: 'Ctrl+C' }).waitFor();
  const selected = await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd));
  assert.equal(selected, `${site(page)}?${LINK}`);
});

test('colours, motion and task of the page’s own address stay in the link, the rest of its frame does not', async (t) => {
  const page = await openPage(t, { query: `${LINK}&theme=dark&motion=reduce&hide=seed&show=flow` });
  await open(page);
  assert.equal(await boxed(page, 'Address of what is shown'), `${site(page)}?${LINK}&hide=seed&theme=dark&motion=reduce`);
});

/** The pixels of a picture with this many on a side. */
const pixels = (page, source, side) => page.evaluate(async ([source, side]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(side, side).getContext('2d');
  canvas.drawImage(image, 0, 0, side, side);
  return [...canvas.getImageData(0, 0, side, side).data];
}, [source, side]);

for (const colorScheme of ['light', 'dark']) {
  test(`the QR code is read as the address, ${colorScheme}`, async (t) => {
    const page = await openPage(t, { query: LINK, colorScheme });
    await open(page);
    const code = page.getByRole('img', { name: 'QR code of this address' });
    const svg = await code.evaluate((element) => element.outerHTML);
    const modules = Number(await code.getAttribute('viewBox').then((box) => box.split(' ')[2]));
    const side = 6 * modules;
    const data = await pixels(page, `data:image/svg+xml,${encodeURIComponent(svg)}`, side);
    assert.equal(decodeQR({ width: side, height: side, data: Uint8Array.from(data) }), `${site(page)}?${LINK}`);
    const at = (x, y) => data.slice(4 * (y * side + x), 4 * (y * side + x) + 4);
    // Four light modules on every side, then the dark corner of a finder pattern.
    for (let i = 0; i < 24; i += 1) for (const [x, y] of [[i, 100], [100, i], [side - 1 - i, 100], [100, side - 1 - i]]) assert.deepEqual(at(x, y), [255, 255, 255, 255]);
    for (const [x, y] of [[26, 26], [side - 27, 26], [26, side - 27]]) assert.deepEqual(at(x, y), [0, 0, 0, 255]);

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the QR code as PNG' }).click()]);
    assert.equal(download.suggestedFilename(), 'gradlens-depth-12-act-relu-init-he-normal-seed-3-qr.png');
    const bytes = readFileSync(await download.path());
    assert.equal(bytes.readUInt32BE(16), 16 * modules);
    const saved = await pixels(page, `data:image/png;base64,${bytes.toString('base64')}`, side);
    assert.equal(decodeQR({ width: side, height: side, data: Uint8Array.from(saved) }), `${site(page)}?${LINK}`);
  });
}

test('an address that is too long for a QR code is said to be', async (t) => {
  const page = await openPage(t, { query: LINK });
  const widths = Array.from({ length: 200 }, (_, i) => 1 + (i % 2)).join(',');
  const gains = Array.from({ length: 200 }, (_, i) => 1.0000000001 + i / 1e3).join(',');
  await page.evaluate((link) => window.gradlens.apply(link), `v=1&depth=200&width=${widths}&gain=${gains}&seed=1`);
  await ready(page);
  await open(page);
  assert.ok((await boxed(page, 'Address of what is shown')).length > 2331, 'longer than any code of this kind holds');
  assert.equal(await page.locator('.share-code').isVisible(), false);
  assert.equal(await page.getByText('too long for a QR code').isVisible(), true);
});

test('the text of an embed follows the choices', async (t) => {
  const page = await openPage(t, { query: LINK });
  await open(page, 'Embed');
  const source = () => page.locator('#share-snippets textarea').first().inputValue().then((html) => /src="([^"]*)"/.exec(html)[1].replaceAll('&amp;', '&'));
  const usual = `${site(page)}?${LINK}&embed=1`;
  assert.equal(await source(), usual);
  await page.getByText('What the figure has').click();
  await page.getByRole('checkbox', { name: 'Outputs and slopes', exact: true }).uncheck();
  await page.getByLabel('Inside the layer').check();
  assert.equal(await source(), `${usual}&show=flow,inside`);
  await page.getByLabel('Colours').selectOption('dark');
  await page.getByLabel('No motion').check();
  assert.equal(await source(), `${usual}&show=flow,inside&theme=dark&motion=reduce`);
  const tall = () => page.locator('#share-snippets textarea').first().inputValue().then((html) => /height="(\d+)"/.exec(html)[1]);
  assert.equal(await tall(), '600');
  await page.getByRole('spinbutton', { name: 'Height' }).fill('450');
  assert.equal(await tall(), '450');
  for (const [given, used] of [['5', '200'], ['5000', '1200'], ['', '600']]) {
    await page.getByRole('spinbutton', { name: 'Height' }).fill(given);
    assert.equal(await tall(), used, given);
    await page.getByRole('spinbutton', { name: 'Height' }).press('Tab');
    assert.equal(await page.getByRole('spinbutton', { name: 'Height' }).inputValue(), used, 'the box says what is used');
  }
  assert.equal(new URL(await page.locator('[data-look]').evaluate((link) => link.href)).search, `?${LINK}&embed=1&show=flow,inside&theme=dark&motion=reduce`);
  for (const name of ['The fan', 'Inside the layer']) await page.getByRole('checkbox', { name, exact: true }).uncheck();
  assert.equal(await source(), `${usual}&theme=dark&motion=reduce`);
  assert.equal(await page.getByText('With no part ticked').isVisible(), true);
});

test('every host has its tab and its text', async (t) => {
  const page = await openPage(t, { query: LINK });
  await open(page, 'Embed');
  const starts = { HTML: ['<iframe ', '<grad-lens '], 'Canvas, Moodle': ['<iframe '], 'Quarto, reveal': ['```{=html}', '<iframe data-external="1" '], MyST: [':::{iframe} '], WordPress: ['<iframe '], Markdown: ['[Interactive: the gradient of 12 layers with 16 neurons each, relu]('] };
  for (const [name, begins] of Object.entries(starts)) {
    await page.getByRole('tab', { name, exact: true }).click();
    const texts = await page.locator('#share-snippets textarea').evaluateAll((all) => all.map(({ value }) => value));
    assert.equal(texts.length, begins.length, name);
    begins.forEach((begin, i) => assert.ok(texts[i].startsWith(begin), `${name}: ${texts[i]}`));
    assert.equal(await page.locator('#share-snippets').getAttribute('aria-labelledby'), await page.locator('[data-hosts] [aria-selected=true]').getAttribute('id'));
  }
});

test('a preset has its picture and its own address', async (t) => {
  const page = await openPage(t, { query: 'v=1&act=tanh&init=normal&seed=5' });
  await open(page, 'Embed');
  await page.getByRole('tab', { name: 'Markdown' }).click();
  assert.ok((await page.locator('#share-snippets textarea').inputValue()).includes(`(${site(page)}p/tanh-chaos/picture.png)`));
  await page.getByRole('tab', { name: 'WordPress' }).click();
  assert.equal(await page.locator('#share-snippets textarea').last().inputValue(), `${site(page)}p/tanh-chaos/`);
});

test('settings are hidden or locked for students, in their link and in embeds', async (t) => {
  const page = await openPage(t, { query: LINK });
  await open(page, 'For students');
  const box = (name) => page.getByRole('checkbox', { name, exact: true });
  const names = await page.locator('[data-locks] [role=group]').evaluateAll((all) => all.map((item) => item.getAttribute('aria-label')));
  assert.deepEqual(names, ['Depth', 'Width', 'Activation', 'Initialisation', 'Gain', 'Skip', 'Norm', 'Place of the norm', 'Tied weights', 'Seed', 'Inputs', 'Bias', 'Slope', 'Input', 'Loss', 'Turn', 'Samples', 'Layer', 'What the link is about', 'Lesson']);
  const link = () => boxed(page, 'Link for students');
  assert.equal(await link(), `${site(page)}?${LINK}`);
  await box('hide Gain').check();
  await box('lock Seed').check();
  await box('lock Activation').check();
  assert.equal(await link(), `${site(page)}?${LINK}&hide=gain&lock=act,seed`);
  await box('hide Seed').check();
  assert.equal(await box('lock Seed').isChecked(), false, 'not both');
  const students = await link();
  assert.equal(students, `${site(page)}?${LINK}&hide=gain,seed&lock=act`);
  assert.ok(await page.getByText('no security').isVisible());

  await page.getByRole('tab', { name: 'Embed' }).click();
  assert.ok((await page.locator('#share-snippets textarea').first().inputValue()).includes('&amp;embed=1&amp;hide=gain,seed&amp;lock=act'));
  assert.equal(await page.locator('[data-restricted]').textContent(), 'Chosen for students, and used here too: hidden: Gain, Seed; locked: Activation.');
  await page.getByRole('tab', { name: 'Link', exact: true }).click();
  assert.equal(await boxed(page, 'Address of what is shown'), `${site(page)}?${LINK}`);

  await page.goto(students);
  await ready(page);
  assert.deepEqual([await page.locator('#gain').isVisible(), await page.locator('#seed').isVisible(), await page.locator('#act').isDisabled(), await page.locator('#depth').isEnabled()], [false, false, true, true]);
});

test('the dialog is used by keyboard', async (t) => {
  const page = await openPage(t, { query: LINK });
  await page.locator('#open-share').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('#share'));
  await page.locator('#share-tab-link').focus();
  await page.keyboard.press('ArrowRight');
  const active = () => page.evaluate(() => document.activeElement.id);
  assert.equal(await active(), 'share-tab-embed');
  assert.equal(await page.locator('#share-panel-embed').isVisible(), true);
  await page.keyboard.press('End');
  assert.equal(await active(), 'share-tab-files');
  await page.keyboard.press('ArrowRight');
  assert.equal(await active(), 'share-tab-link');
  assert.deepEqual(await page.locator('[data-sections] [role=tab]').evaluateAll((all) => all.map(({ tabIndex }) => tabIndex)), [0, -1, -1, -1]);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.value), `${site(page)}?${LINK}`);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.id === 'open-share');
  assert.equal(await page.locator('#share').isVisible(), false);
});

test('a click beside it closes, one inside does not, nor a drag that ends beside', async (t) => {
  const page = await openPage(t, { query: LINK });
  await open(page);
  const { x, y, width } = await page.locator('#share').boundingBox();
  await page.mouse.click(x + width / 2, y + 8);
  assert.equal(await page.locator('#share').isVisible(), true);
  await page.mouse.move(x + 60, y + 150);
  await page.mouse.down();
  await page.mouse.move(x - 40, y + 150);
  await page.mouse.up();
  assert.equal(await page.locator('#share').isVisible(), true);
  await page.mouse.click(x - 40, y + 150);
  assert.equal(await page.locator('#share').isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'open-share');
  await open(page);
  await page.locator('#share').getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.locator('#share').isVisible(), false);
});

for (const [colorScheme, viewport] of [['light', { width: 1280, height: 720 }], ['dark', { width: 800, height: 520 }], ['light', { width: 360, height: 740 }], ['dark', { width: 320, height: 568 }]]) {
  test(`axe finds nothing in it, ${colorScheme}, ${viewport.width} wide, and nothing is cut off`, async (t) => {
    const page = await openPage(t, { query: LINK, colorScheme, viewport });
    await page.evaluate(AXE);
    await open(page);
    for (const name of ['link', 'embed', 'students', 'files']) {
      await page.locator(`#share-tab-${name}`).click();
      if (name === 'embed') await page.getByText('What the figure has').click();
      const { violations } = await page.evaluate(() => window.axe.run('#share', { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], name);
      const excess = await page.locator('#share, #share .share-panel:not([hidden])').evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
      assert.ok(excess.every((pixels) => pixels <= 0), `${name}: ${excess}`);
      const last = page.locator(`#share-panel-${name} :is(button, a, textarea, input):visible`).last();
      await last.scrollIntoViewIfNeeded();
      const [inner, outer] = [await last.boundingBox(), await page.locator('#share').boundingBox()];
      assert.ok(inner.y + inner.height <= outer.y + outer.height && outer.y + outer.height <= viewport.height, `${name}: the end is reached`);
    }
    assert.equal(await said(page), '');
  });
}

test('the corrected link is copied from the notice, or stands selected beside the button', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=999&seed=2', permissions: ['clipboard-read', 'clipboard-write'] });
  const button = page.getByRole('button', { name: 'Copy corrected link' });
  await button.click();
  await page.locator('#notices').getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${site(page)}?v=1&depth=200&seed=2`);
  assert.equal(await page.locator('#notices textarea').count(), 0);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    document.execCommand = () => false;
  });
  await button.click();
  await page.locator('#notices').getByText('Ctrl+C').waitFor();
  assert.equal(await page.locator('#notices textarea').inputValue(), `${site(page)}?v=1&depth=200&seed=2`);
  assert.equal(await page.evaluate(() => getSelection().toString() || document.activeElement.value), `${site(page)}?v=1&depth=200&seed=2`);
});

// The page on paper: everything is there, in light colours, and nothing that can only be pressed.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withCrew } from './harness/crew.mjs';
import { asked } from './harness/lesson.mjs';
import { openPage, ready } from './harness/page.mjs';
import { answered, what } from './harness/verdict.mjs';

/** Brings the page into the state in which it is printed, and checks it. */
async function paper(page) {
  await page.emulateMedia({ media: 'print', colorScheme: await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
}

for (const colorScheme of ['light', 'dark']) {
  test(`a handout has verdict, link, pictures, numbers, formulas and glossary, ${colorScheme}`, async (t) => {
    const page = await openPage(t, { query: 'v=1&depth=12&seed=2', colorScheme, viewport: { width: 700, height: 900 } });
    await paper(page);
    const text = await page.evaluate(() => document.body.innerText);
    const report = await page.evaluate(() => window.gradlens.report());
    const verdict = (await page.locator('#verdict').innerText()).trim();
    for (const part of [verdict, '?v=1&depth=12&seed=2', 'seed 2', 'The gradient on its way back', 'Jacobian and its bounds', 'Singular value']) {
      assert.ok(text.includes(part), `${part} in ${text.slice(0, 2000)}`);
    }
    for (const table of await page.locator('[data-table] table').all()) {
      assert.equal(await table.isVisible(), true);
      assert.ok((await table.locator('tbody tr').count()) >= report.depth);
    }
    assert.equal(await page.locator('[data-table] table').count(), 4);
    // Pictures as drawings in light colours, in the width of the page, not cut.
    const pictures = await page.locator('.paper > svg').evaluateAll((all) =>
      all.map((svg) => ({ width: svg.getBoundingClientRect().width, room: svg.parentElement.clientWidth, fill: svg.querySelector('rect').getAttribute('fill'), texts: svg.querySelectorAll('text').length })),
    );
    assert.equal(pictures.length, 4, 'the fan, the strip, the layer taken apart, the chart');
    for (const { width, room, fill, texts } of pictures) {
      assert.ok(Math.abs(width - room) < 2 && width > 500, `${width} of ${room}`);
      assert.match(fill, /^#f[d-f]f[d-f]f[b-f]$/);
      assert.ok(texts > 5, `${texts} texts`);
    }
    const visible = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility() && !one.closest('.factors')).map((one) => one.id || one.className || one.textContent));
    assert.deepEqual(await visible('button, input, select, canvas, .hand, progress'), []);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(253, 253, 251)');
    const [red, , blue] = await page.locator('#verdict .lead').evaluate((lead) => getComputedStyle(lead).color.match(/\d+/g).map(Number));
    assert.ok(blue > 150 && red < 100, 'the blue of the light scheme');

    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen', colorScheme });
    await ready(page);
    assert.equal(await page.locator('.paper > svg').count(), 0);
    assert.equal(await page.locator('details[open]:not(#settings)').count(), 0, 'folds are as before');
    const corner = await page.locator('#flow .plot canvas').evaluate((canvas) => canvas.getContext('2d').getImageData(0, 0, 1, 1).data[0]);
    assert.equal(corner, colorScheme === 'dark' ? 13 : 253);
  });
}

test('a handout has the answer, also while the gradient stands on its way back', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=12&seed=2' });
  for (let step = 0; step < 3; step += 1) await page.locator('#step').click();
  await page.locator('#underway').filter({ hasText: /^After 2 of 12 layers:/ }).waitFor();
  await paper(page);
  assert.equal(await page.locator('#underway').innerText(), '');
  assert.deepEqual(await page.locator('.answer > p').evaluateAll((all) => all.map((one) => getComputedStyle(one).opacity)), ['1', '1']);
});

test('a handout of a step has its claim, its question with the options, and all pictures', async (t) => {
  // Step 7 has a scale of its own, step 13 covers all that can be.
  const other = await openPage(t, { query: 'v=1&depth=12&seed=2&step=7' });
  await asked(other);
  await paper(other);
  assert.doesNotMatch(await other.evaluate(() => document.getElementById('lesson').innerText), /covered|The usual scale/);
  const page = await openPage(t, { query: 'v=1&depth=12&seed=2&step=13' });
  await asked(page);
  assert.equal(await page.locator('[data-covered]').count(), 4);
  const options = await page.locator('#lesson-question label').allInnerTexts();
  const claim = await page.locator('#lesson-body p').first().innerText();
  await paper(page);
  const text = await page.evaluate(() => document.body.innerText);
  assert.equal(await what(page), 'vanishing');
  for (const part of ['Trap 1: healthy weights', claim, 'In the fan', ...options]) assert.ok(text.includes(part), part);
  assert.equal(options.length, 3);
  assert.equal(await page.locator('[data-covered]').evaluateAll((parts) => parts.every((part) => getComputedStyle(part).visibility === 'visible')), true);
  assert.equal(await page.locator('.lesson button').evaluateAll((all) => all.filter((one) => one.checkVisibility() && !one.matches('[data-part]')).length), 0);
});

test('the PDF has a sane number of pages, real text and nothing beyond the edge', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=20&seed=1', colorScheme: 'dark' });
  // The explanations are printed where they have been opened.
  await page.locator('#about > summary').click();
  await page.locator('#about .terms').first().waitFor();
  const verdict = (await page.locator('#verdict .lead').textContent()).trim();
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false, tagged: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages >= 4 && pages <= 16, `${format}: ${pages} pages`);
    const fonts = pdf.toString('latin1').match(/\/Type\s*\/Font\b/g) ?? [];
    assert.ok(fonts.length > 0, 'text is text');
    if (spawnSync('pdftotext', ['-v']).error) continue;
    const folder = mkdtempSync(join(tmpdir(), 'gradlens-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'page.pdf'), pdf);
    execFileSync('pdftotext', ['-layout', join(folder, 'page.pdf')]);
    const text = readFileSync(join(folder, 'page.txt'), 'utf8');
    for (const part of [verdict, 'v=1&seed=1', 'layer h', '10⁻¹']) assert.ok(text.includes(part), `${part} in ${text.slice(0, 1500)}`);
  }
});

test('the inside of a layer is printed as drawings while it is open', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&width=4&layer=2', viewport: { width: 700, height: 900 } });
  await page.locator('#inspector > summary').click();
  await ready(page);
  await paper(page);
  const papers = page.locator('.inside .paper > svg');
  assert.equal(await papers.count(), 3);
  for (const svg of await papers.all()) {
    assert.equal(await svg.isVisible(), true);
    assert.ok((await svg.locator('path, rect, polygon, text').count()) > 5);
  }
  for (const canvas of await page.locator('.inside canvas').all()) assert.equal(await canvas.isVisible(), false);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await papers.count(), 0);
});

for (const isStopped of [false, true]) {
  test(`a handout of a network that is not computed yet is all of the one before, ${isStopped ? 'stopped' : 'busy'}`, async (t) => {
    const page = await openPage(t, { query: 'v=1&depth=12&seed=2&view=spectrum&layer=5', viewport: { width: 700, height: 900 }, before: withCrew() });
    const before = (await page.locator('#verdict').textContent()).trim();
    // Verdict and gradients of the new network arrive, layers and chain do not.
    await page.evaluate(() => window.crew.release([0]));
    await page.evaluate(() => void window.gradlens.apply('v=1&depth=40&width=32&act=tanh&seed=1&view=spectrum&layer=5'));
    await answered(page, 40);
    if (isStopped) await page.locator('#stop').click();
    await paper(page);
    const link = await page.locator('#paper-link').innerText();
    assert.match(link, /\?v=1&depth=12&seed=2&layer=5&view=spectrum \(Newer settings are not computed yet: 40 × 32 · .*\.\)$/);
    assert.match(await page.locator('#settings-summary').innerText(), /^12 × 16 · .* seed 2$/);
    assert.equal((await page.locator('#verdict').textContent()).trim(), before);
    assert.match(await page.locator('#card-title').innerText(), /5/);
    for (const table of await page.locator('[data-table] table').all()) {
      assert.doesNotMatch(await table.innerText(), /^\s*13\b/m, 'no thirteenth layer');
    }
    const texts = await page.locator('#flow .paper > svg text').allTextContents();
    assert.ok(texts.includes('12') && !texts.includes('40'), `the flow is of 12 layers: ${texts}`);

    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await answered(page, 40);
    assert.match(await page.locator('#settings-summary').innerText(), /^40 × 32 · /);
    await page.evaluate(() => window.crew.release(null));
    if (isStopped) await page.locator('#stop').click();
    await ready(page);
    await paper(page);
    assert.match(await page.locator('#paper-link').innerText(), /depth=40&width=32&act=tanh&seed=1&layer=5&view=spectrum$/);
  });
}

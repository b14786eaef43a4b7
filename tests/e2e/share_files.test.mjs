// What is shown as files: tables, report, network, and the whole page in one file; read back and
// compared.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { baked } from '../../www/share/one_file.js';
import { openPage, ready } from './harness/page.mjs';

const LINK = 'v=1&depth=9&width=12~3,4~3,9~3&inputs=20&act=relu&init=he-normal&seed=12';
const NAME = 'gradlens-depth-9-width-12-3-4-3-9-3-inputs-20-act-relu-init-he-normal-seed-12';

async function files(page) {
  await page.locator('#open-share').click();
  await page.getByRole('tab', { name: 'Files' }).click();
}

/** Presses a button of the files and returns what is saved: { name, text }. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#share').getByRole('button', { name: button, exact: true }).click()]);
  const name = download.suggestedFilename();
  assert.equal(await page.locator('#share [data-said]').textContent(), `Handed to the browser: ${name}`);
  return { name, text: readFileSync(await download.path(), 'utf8') };
}

/** The records of a CSV as objects, read according to RFC 4180. */
function records(text) {
  assert.ok(text.endsWith('\r\n') && !/[^\r]\n/.test(text), 'lines end with CR LF');
  const [head, ...rows] = text.trimEnd().split('\r\n').map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
  for (const row of rows) assert.equal(row.length, head.length);
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [head[i], cell])));
}

/** How a table writes a magnitude of the report. */
const cell = (value) => (value === null ? -Infinity : typeof value === 'number' ? value : NaN);
const number = (text) => (text === '-inf' ? -Infinity : text === 'nan' ? NaN : text === '' ? undefined : Number(text));

function assertSpectrum(row, spectrum) {
  assert.deepEqual([row.rank, row.resolved], [spectrum.rank, spectrum.resolved].map(String));
  const values = Object.keys(row).filter((name) => name.startsWith('log10_singular_value_')).map((name) => number(row[name]));
  assert.deepEqual(values.filter((value) => value !== undefined), spectrum.log10_singular_values.map(cell));
}

for (const link of [LINK, 'v=1&depth=6&act=relu&init=zeros&seed=1', 'v=1&depth=5&width=40&act=sin&init=normal&gain=10~4,1&seed=3']) {
  test(`the tables hold every number of the report: ${link}`, async (t) => {
    const page = await openPage(t, { query: link });
    await files(page);
    const report = await page.evaluate(() => window.gradlens.report());
    const layers = records((await saved(page, 'Layers, CSV')).text);
    assert.deepEqual(layers.map(({ layer }) => Number(layer)), Array.from({ length: report.depth + 1 }, (_, j) => j));
    assert.deepEqual(layers.map(({ width }) => Number(width)), report.widths);
    assert.deepEqual([number(layers[0].log10_gradient_output), layers[0].gradient_resolved], [cell(report.log10_input_gradient), String(report.input_gradient_resolved)]);
    for (const [j, layer] of report.layers.entries()) {
      const row = layers[j + 1];
      assert.equal(row.activation, layer.activation);
      for (const name of ['log10_output_norm', 'log10_diag_norm', 'log10_weight_norm', 'log10_bound', 'log10_sup_bound']) assert.deepEqual(number(row[name]), cell(layer[name]), name);
      for (const name of ['output', 'preactivation', 'weight']) assert.deepEqual(number(row[`log10_gradient_${name}`]), cell(layer.gradient[`log10_${name}`]), name);
      assert.equal(row.gradient_resolved, String(layer.gradient.resolved));
      assertSpectrum(row, layer.jacobian);
    }
    const chain = records((await saved(page, 'Chain, CSV')).text);
    assert.deepEqual(chain.map(({ from }) => Number(from)), report.chain.map(({ from }) => from));
    for (const [i, suffix] of report.chain.entries()) {
      assert.deepEqual(number(chain[i].log10_bound), cell(suffix.log10_bound));
      assertSpectrum(chain[i], suffix);
    }
  });
}

/** The same without the sign of zeros, which JSON does not write. */
const unsigned = (value) => JSON.parse(JSON.stringify(value));

test('report and network are saved, and the network gives the same numbers again', async (t) => {
  for (const loss of ['', '&loss=mse']) {
    const query = LINK.replace('&seed', `${loss}&seed`);
    const page = await openPage(t, { query });
    await files(page);
    const report = await page.evaluate(() => window.gradlens.report());
    const { name, text } = await saved(page, 'Report, JSON');
    assert.equal(name, `${NAME.replace('-seed', loss ? '-loss-mse-seed' : '-seed')}-report.json`);
    assert.deepEqual(JSON.parse(text), unsigned(report));
    const network = (await saved(page, 'Network, JSON')).text;
    await page.evaluate(() => window.gradlens.whole());
    await ready(page);
    const again = await page.evaluate((text) => window.gradlens.analyze(text), network);
    assert.equal(again.name, query);
    for (const part of ['widths', 'layers', 'log10_input_gradient', 'chain', 'end_to_end', 'verdict']) assert.deepEqual(unsigned(again[part]), unsigned(report[part]), part);
    assert.equal(again.loss.log10, report.loss.log10);
  }
});

test('pictures are saved from here too', async (t) => {
  const page = await openPage(t, { query: LINK });
  await files(page);
  const { name, text } = await saved(page, 'Outputs and slopes SVG');
  assert.equal(name, NAME.replace('gradlens-', 'gradlens-outputs-')+ '.svg');
  assert.ok(text.startsWith('<svg '));
  assert.match((await saved(page, 'The fan PNG')).name, /^gradlens-flow-.*\.png$/);
});

/** Opens a saved page from a folder of its own, as a reader would with a double click. */
async function reopened(t, page, text) {
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'saved page.html');
  writeFileSync(path, text);
  await page.goto(pathToFileURL(path).href);
  await ready(page);
}

test('the page in one file shows the same network from a file, knows its home, and is saved again with other settings', async (t) => {
  const page = await openPage(t, { query: `${LINK}&theme=dark&embed=1&show=flow,layer` });
  const home = new URL('.', page.url()).href;
  const report = await page.evaluate(() => window.gradlens.report());
  await files(page);
  const { name, text } = await saved(page, 'Save as one .html file');
  assert.equal(name, `${NAME}.html`);
  await reopened(t, page, text);
  assert.deepEqual(await page.evaluate(() => window.gradlens.report()), report);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.dataset.embed, document.documentElement.dataset.show]), [undefined, undefined], 'a page, not a figure');
  await page.locator('#open-share').click();
  assert.equal(await page.getByRole('textbox', { name: 'Address of what is shown' }).inputValue(), `${home}?${LINK}`);
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.gradlens.apply('v=1&depth=3&act=tanh&seed=8'));
  await ready(page);
  await files(page);
  const other = await saved(page, 'Save as one .html file');
  await reopened(t, page, other.text);
  assert.equal(await page.evaluate(() => window.gradlens.report().link), 'v=1&depth=3&act=tanh&seed=8');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.home), home);
});

const FILE = { gradlens_network: 1, name: '</script><script>window.taken = 1</script>', input: [1, 2], gradient: [1], layers: [{ w: [[0.5], [0.25]], b: [0.125], activation: 'tanh' }] };
const opened = (page, file) => page.setInputFiles('#file', { name: 'net.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });

test('numbers from a file have no link; the page in one file carries them', async (t) => {
  const page = await openPage(t);
  await opened(page, FILE);
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready' && window.gradlens.report().link === null);
  const report = await page.evaluate(() => window.gradlens.report());
  await page.locator('#open-share').click();
  for (const tab of ['Link', 'Embed', 'For students']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    assert.equal(await page.locator('#share .share-panel:not([hidden]) [data-given]').isVisible(), false);
    assert.match(await page.locator('#share .share-panel:not([hidden])').innerText(), /come from the network file “<\/script>/);
  }
  await page.locator('#share .share-panel:not([hidden])').getByRole('button', { name: 'To “Save as one file”' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Save as one .html file');
  const program = await saved(page, 'NumPy');
  assert.match(program.text, /^# From the network file "/m);
  const { text } = await saved(page, 'Save as one .html file');
  assert.ok(!text.includes('<script>window.taken'), 'what a file says is no markup');
  await reopened(t, page, text);
  assert.deepEqual(await page.evaluate(() => window.gradlens.report()), report);
  assert.equal(await page.evaluate(() => window.taken), undefined);
});

test('a file that is too large is refused before it is read, with both sizes', async (t) => {
  const page = await openPage(t);
  const before = await page.evaluate(() => window.gradlens.report());
  await page.evaluate(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([new Uint8Array((32 << 20) + 1)], 'net.json'));
    const input = document.getElementById('file');
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const sentence = page.getByText('net.json was not opened: it has 32.1 MB, and at most 32 MB can be read.');
  await sentence.waitFor();
  await opened(page, { gradlens_network: 1 });
  await page.locator('#notices [data-sentence]').filter({ hasText: 'net.json was not opened. ' }).waitFor();
  await ready(page);
  assert.deepEqual(await page.evaluate(() => window.gradlens.report()), before);
});

test('what a copy carried is replaced in the next one', () => {
  const page = '<!doctype html><html data-single style=\'--a:"x > y"\' data-gradlens="waiting" data-theme="dark" data-embed="" lang=en><body><script>"<script id=\\"gradlens-glue\\">"</script><script id="gradlens-glue">1</script></body></html>';
  const first = baked(page, { link: null, home: 'https://example.org/"a"/', network: '{"name":"<b>"}' });
  assert.equal(first, page.replace(' data-theme="dark" data-embed=""', '').replace('lang=en>', 'lang=en data-home="https://example.org/&quot;a&quot;/">').replace('</script><script id', '</script><script type="application/json" id="network">{"name":"\\u003cb>"}</script><script id'));
  const second = baked(first, { link: 'v=1&seed=2', home: null, network: null });
  assert.equal(second, page.replace(' data-theme="dark" data-embed=""', '').replace('lang=en>', 'lang=en data-link="v=1&amp;seed=2">'));
  assert.throws(() => baked('<html></html>', { link: 'v=1', home: null, network: null }), /not the page/);
});

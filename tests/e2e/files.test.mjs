// Files of weights: chosen, dropped or pasted, explained in a dialog, shown as the libraries compute them, saved for NumPy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bytes, expected } from '../files/cases.mjs';
import { header, joined, npy } from '../files/make.mjs';
import { newPage, openPage, ready } from './harness/page.mjs';
import { output } from './harness/python.mjs';
import { withoutEstimates } from './harness/report.mjs';

const DIST = fileURLToPath(new URL('../../dist/gradlens.html', import.meta.url));
const file = (name, buffer = bytes(name)) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) });
const choose = (page, ...files) => page.locator('#file').setInputFiles(files);
/** Rows of numbers as an .npy file. */
const rows = (name, ...list) => file(name, joined(npy(header('<f8', `(${list.length}, ${list[0].length})`)), new Uint8Array(Float64Array.from(list.flat()).buffer)));

const dialog = (page) => page.locator('#files[open]');
const wrong = (page) => page.locator('#files [data-wrong]');

async function asked(page, ...files) {
  await choose(page, ...files);
  await dialog(page).waitFor();
}

/** Opens what the dialog has, and waits until it is shown. */
async function opened(page, name) {
  await page.locator('#files [data-open]').click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.waitForFunction((name) => document.getElementById('verdict').textContent.includes(name), name);
  await ready(page);
}

test('of two files that are opened quickly the newer one is asked about', async (t) => {
  const page = await openPage(t);
  const name = 'torch_mlp.npz';
  // The first one takes longer to read.
  await page.evaluate(() => {
    const read = File.prototype.arrayBuffer;
    File.prototype.arrayBuffer = async function slowly() {
      if (this.name.startsWith('slow')) await new Promise((done) => { setTimeout(done, 1500); });
      return read.call(this);
    };
  });
  await choose(page, file('slow.npz', bytes(name)));
  await choose(page, file(name));
  await dialog(page).waitFor();
  await page.waitForTimeout(2500);
  assert.match(await dialog(page).innerText(), /torch_mlp\.npz holds/);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.reads), undefined);
});

const report = (page) => page.evaluate(() => window.gradlens.report());
const layers = (page) => page.locator('#files .files-layers').first().locator('li');

/** Chooses what the files of a case do not say. */
async function answered(page, name) {
  for (const [j, activation] of expected[name].activations.entries()) await page.locator(`#files-activation-${j}`).selectOption(activation);
  await page.locator('#files-input-kind').selectOption('row');
  await page.locator('#files-input-array').selectOption({ label: 'x' });
  await page.locator('#files-loss-kind').selectOption('target');
  await page.locator('#files-loss-array').selectOption({ label: 't' });
}

for (const name of ['torch_mlp.npz', 'torch_bn.npz', 'torch_ln_mixed.npz', 'torch_square.safetensors', 'sklearn_named.npz', 'keras_get_weights.npz']) {
  test(`${name} with its rows: the report's gradients are those of torch.autograd, and the outputs agree`, async (t) => {
    const page = await openPage(t);
    const { widths, input, target, output: y, gradients, weights } = expected[name];
    await asked(page, file(name), rows('x.npy', input), rows('t.npy', target));
    assert.equal(await layers(page).count(), widths.length - 1);
    await answered(page, name);
    await page.locator('#files [data-check] > summary').click();
    await page.locator('#files-reference-text').fill(`tensor([${y.join(', ')}], dtype=torch.float64)`);
    await page.locator('#files [data-compare]').click();
    assert.match(await page.locator('#files [data-compared]').innerText(), /^The output (agrees to 1e-1[2-9]|is exactly the same)/);
    await opened(page, name);
    const { widths: own, layers: all, log10_input_gradient: first } = await report(page);
    assert.deepEqual(own, widths);
    const near = (log10, length) => assert.ok(Math.abs(10 ** log10 / length - 1) < 1e-9, `${10 ** log10} ${length}`);
    near(first, gradients[0]);
    all.forEach(({ gradient }, j) => {
      near(gradient.log10_output, gradients[j + 1]);
      near(gradient.log10_weight, weights[j]);
    });
  });
}

test('the dialog says what it takes for what, and what it leaves out', async (t) => {
  const page = await openPage(t);
  await asked(page, file('torch_named.npz'));
  const text = await dialog(page).innerText();
  for (const words of ['Nothing leaves this machine', 'torch_named.npz holds 16 tensors. This chain has 3 layers.', '(6, 4)', '4 → 6', 'Bias: fc1.bias', 'it stores outputs × inputs', 'evaluation mode', '2 tensors left out', 'rows of 4 numbers']) assert.ok(text.includes(words), words);
  assert.deepEqual(await page.locator('#files-turned-0, #files-turned-1, #files-turned-2').evaluateAll((all) => all.map(({ checked }) => checked)), [true, true, true]);
  await page.locator('#files details').first().locator('summary').click();
  assert.match(await dialog(page).innerText(), /bn1\.num_batches_tracked: a counter/);
  await page.locator('#files-place-1').selectOption({ label: 'left out' });
  await page.locator('#files-eps-0').fill('0.5');
  await opened(page, 'torch_named.npz');
});

test('a square layer is turned with one click, and what does not fit is said', async (t) => {
  const page = await openPage(t);
  await asked(page, file('torch_mlp.npz'));
  await page.locator('#files-turned-1').focus();
  await page.keyboard.press('Space');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'files-turned-1', 'the focus stays');
  await opened(page, 'torch_mlp.npz');
  const turned = (await page.evaluate(() => window.gradlens.network())).layers[1].w;
  await asked(page, file('torch_mlp.npz'));
  await opened(page, 'torch_mlp.npz');
  const usual = (await page.evaluate(() => window.gradlens.network())).layers[1].w;
  assert.deepEqual(turned, usual.map((row, i) => row.map((_, j) => usual[j][i])));
  await asked(page, file('torch_mlp.npz'));
  await page.locator('#files-turn-all').click();
  assert.match(await layers(page).first().innerText(), /8 → 6/);
  await page.locator('#files [data-open]').click();
  await wrong(page).filter({ hasText: 'its bias has 8 numbers' }).waitFor();
  await page.locator('#files-turn-all').click();
  await opened(page, 'torch_mlp.npz');
});

test('one of several chains is chosen, with a row of a uint8 array and the sum as loss', async (t) => {
  const page = await openPage(t);
  await asked(page, file('torch_two_chains.safetensors'), file('images.npy', joined(npy(header('|u1', '(3, 2, 2)')), Uint8Array.from({ length: 12 }, (_, i) => 20 * i))));
  assert.equal(await page.locator('#files-chain option').count(), 2);
  await page.locator('#files-chain').selectOption('1');
  assert.match(await layers(page).last().innerText(), /critic\.2\.weight/);
  await page.locator('#files-activation-all').selectOption('tanh');
  await page.locator('#files-input-kind').selectOption('row');
  await page.locator('#files-input-row').fill('3');
  await page.locator('#files-input-row').press('Tab');
  await page.locator('#files-loss-kind').selectOption('sum');
  await opened(page, 'torch_two_chains.safetensors');
  const { input, gradient, layers: own } = await page.evaluate(() => window.gradlens.network());
  assert.deepEqual([input, gradient, own.map(({ activation }) => activation)], [[160, 180, 200, 220].map((x) => x * (1 / 255)), [1], ['tanh', 'linear']]);
});

/** Gives files to the page as a drop or a paste. */
const given = (page, kind, files, text = '') => page.evaluate(([kind, files, text]) => {
  const data = new DataTransfer();
  for (const [name, numbers] of files) data.items.add(new File([Uint8Array.from(numbers)], name));
  if (text) data.setData('text/plain', text);
  const options = { bubbles: true, cancelable: true };
  const event = kind === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: data }) : new ClipboardEvent('paste', { ...options, clipboardData: data });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event.defaultPrevented;
}, [kind, files, text]);

test('files are dropped and pasted', async (t) => {
  const page = await openPage(t);
  for (const kind of ['drop', 'paste']) {
    assert.equal(await given(page, kind, [['torch_mlp.safetensors', [...bytes('torch_mlp.safetensors')]]]), true);
    await dialog(page).waitFor();
    assert.match(await dialog(page).innerText(), /torch_mlp\.safetensors holds 6 tensors/);
    await page.keyboard.press('Escape');
  }
});

test('the text of a network file is pasted, but not out of a box', async (t) => {
  const page = await openPage(t);
  const text = await page.evaluate(() => JSON.stringify({ ...window.gradlens.network(), name: 'from the clipboard' }));
  assert.equal(await given(page, 'paste', [], 'hello'), false);
  await page.locator('#depth').focus();
  assert.equal(await given(page, 'paste', [], text), false);
  await page.evaluate(() => document.activeElement.blur());
  assert.equal(await given(page, 'paste', [], text), true);
  await page.waitForFunction(() => document.getElementById('verdict').textContent.includes('from the clipboard'));
});

test('a network file with another ending is opened without questions', async (t) => {
  const page = await openPage(t);
  const text = await page.evaluate(() => JSON.stringify({ ...window.gradlens.network(), name: 'plain text' }));
  await choose(page, file('network.txt', Buffer.from(text)));
  await page.waitForFunction(() => document.getElementById('verdict').textContent.includes('plain text'));
  assert.equal(await dialog(page).count(), 0);
});

test('what cannot be read is refused with one sentence and the lines that help, and the focus goes back', async (t) => {
  const page = await openPage(t);
  await page.locator('#settings > summary').click();
  const button = page.getByRole('button', { name: 'Open a network file' });
  await button.focus();
  for (const [files, sentence] of [
    [[file('torch_mlp.pt')], /^torch_mlp\.pt was not opened\. It is a file of torch\.save/],
    [[file('broken.npz', bytes('torch_mlp.npz').slice(0, 900))], /^broken\.npz was not opened\. It has no directory at its end/],
    [[file('torch_mlp.npz'), file('torch_mlp.safetensors')], /^torch_mlp\.safetensors was not opened\. Only one file with weights/],
    [[file('torch_mlp.npz'), file('notes.txt', Buffer.from('hello'))], /^notes\.txt was not opened\. It is no array of rows/],
    [[rows('vector.npy', [])], /^vector\.npy was not opened\. None of its 1 tensor is a matrix/],
  ]) {
    await asked(page, ...files);
    assert.match(await wrong(page).innerText(), sentence);
    assert.equal(await page.locator('#files [data-open]').isVisible(), false);
    assert.equal(await page.locator('#files [data-lines] textarea').count(), 4);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    assert.ok(await button.evaluate((own) => own === document.activeElement), 'the focus is where it was');
  }
});

test('a line is copied', async (t) => {
  const page = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await asked(page, file('list.pkl'));
  await page.getByRole('button', { name: 'Copy Keras' }).click();
  await page.getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'np.savez("m.npz", *model.get_weights())');
});

test('a file that is too large, for the page or the browser, or cannot be read', async (t) => {
  const page = await openPage(t);
  await page.evaluate(() => Object.defineProperty(File.prototype, 'size', { configurable: true, get: () => 5e9 }));
  await asked(page, file('large.npz', Buffer.from('PK')));
  assert.match(await wrong(page).innerText(), /^large\.npz was not opened\. It has 5000 MB, and at most 1700 MB/);
  await page.evaluate(() => {
    delete File.prototype.size;
    window.Float64Array = class { constructor() { throw new RangeError('Array buffer allocation failed'); } };
  });
  await choose(page, file('torch_mlp.npz'));
  await wrong(page).filter({ hasText: 'torch_mlp.npz was not opened. The browser has too little memory for it.' }).waitFor();
  await page.evaluate(() => {
    Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  });
  await choose(page, file('moved away.npz', Buffer.from('PK')));
  await wrong(page).filter({ hasText: 'moved away.npz was not opened. The browser could not read it.' }).waitFor();
});

test('a page with locked settings says that it takes no files', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&seed=1&lock=act' });
  await asked(page, file('torch_mlp.npz'));
  await page.locator('#files [data-open]').click();
  await wrong(page).filter({ hasText: 'locked in this exercise' }).waitFor();
  await page.locator('#files [data-cancel]').click();
  assert.equal(await page.evaluate(() => window.gradlens.link()), 'v=1&depth=5&seed=1');
});

for (const width of [320, 390]) {
  test(`the dialog fits into ${width} pixels`, async (t) => {
    const page = await openPage(t, { viewport: { width, height: 700 } });
    await asked(page, file(`${'n'.repeat(80)}.npz`, bytes('torch_named.npz')));
    for (const fold of await page.locator('#files details').all()) await fold.locator('summary').click();
    const excess = await page.locator('#files .files-inside').evaluate((inside) => [inside.scrollWidth - inside.clientWidth, document.documentElement.scrollWidth - innerWidth]);
    assert.deepEqual(excess, [0, 0]);
    assert.equal(await page.locator('#files [data-open]').isVisible(), true);
  });
}

test('a network is saved as npz, which NumPy reads and the page opens again, bit by bit', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&width=4&inputs=2&act=tanh&bias=0.5&loss=mse&seed=3' });
  const before = await report(page);
  const network = await page.evaluate(() => window.gradlens.network());
  await page.locator('#open-share').click();
  await page.getByRole('tab', { name: 'Files' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Network, .npz' }).click()]);
  assert.match(download.suggestedFilename(), /^gradlens-.*\.npz$/);
  const saved = await download.path();
  const seen = output(`import json, numpy as np
f = np.load(${JSON.stringify(saved)})
print(json.dumps({k: f[k].tolist() for k in f.files}))`);
  const arrays = JSON.parse(seen);
  assert.deepEqual(arrays.w1, network.layers[0].w);
  assert.deepEqual([arrays.b3, arrays.input, arrays.target, arrays.activation], [network.layers[2].b, network.input, network.target, ['tanh', 'tanh', 'tanh']]);
  await page.keyboard.press('Escape');
  await choose(page, file('again.npz', readFileSync(saved)));
  await page.waitForFunction(() => window.gradlens.link() === null);
  await ready(page);
  const { layers: own, chain } = withoutEstimates(await report(page));
  assert.deepEqual([own, chain], [before.layers, withoutEstimates(before).chain]);
});

test('without its part the page says so', async (t) => {
  const page = await openPage(t, { problemsAllowed: true, before: (page) => page.route('**/files-*.js', (route) => route.abort()) });
  await choose(page, file('torch_mlp.npz'));
  await page.locator('#notices').filter({ hasText: 'This part of the page could not be loaded.' }).waitFor();
});

test('the page in one file opens weights from a disk', async (t) => {
  const page = await newPage(t);
  t.after(() => assert.deepEqual(page.problems, []));
  await page.goto(pathToFileURL(DIST).href);
  await ready(page);
  await asked(page, file('torch_mlp_compressed.npz'));
  await opened(page, 'torch_mlp_compressed.npz');
});

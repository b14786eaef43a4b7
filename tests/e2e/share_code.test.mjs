// The programs that are saved: run, and compared with the report of the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { numpyProgram, torchProgram } from '../../www/share/code.js';
import { openPage, ready } from './harness/page.mjs';
import { hasModule, numbersOf, output } from './harness/python.mjs';

const LINKS = [
  'v=1&depth=10&act=linear&init=orthogonal&gain=0.5&seed=1',
  'v=1&depth=10&seed=2',
  'v=1&depth=10&act=tanh&init=normal&gain=0.5&seed=3',
  'v=1&depth=10&act=relu&init=he-normal&loss=mse&seed=1',
  'v=1&depth=10&act=leaky-relu&init=he-uniform&seed=5',
  'v=1&depth=10&act=elu&init=lecun-normal&bias=0.5&seed=6',
  'v=1&depth=10&act=selu&init=lecun-normal&bias=0.1&loss=best&seed=4',
  'v=1&depth=10&act=gelu&init=he-normal&bias=1&input=ones&seed=5',
  'v=1&depth=10&act=silu&init=he-normal&bias=1&seed=6',
  'v=1&depth=10&act=softplus&loss=mse&seed=7',
  'v=1&depth=10&act=softsign&loss=best&seed=8',
  'v=1&depth=10&act=erf&gain=1.5&seed=9',
  'v=1&depth=10&act=mish&init=he-normal&bias=1&seed=10',
  'v=1&depth=10&act=sin&seed=11',
  'v=1&depth=10&act=arctan&gain=2&seed=12',
  'v=1&depth=9&width=12~3,4~3,9~3&inputs=20&act=gelu~4,elu~5&bias=0.5&loss=mse&seed=12',
  'v=1&depth=3&width=2&act=linear&seed=1',
  'v=1&depth=1&width=1&act=tanh&seed=15',
  'v=1&depth=10&act=tanh&skip=1&seed=16',
  'v=1&depth=10&act=tanh&skip=0.3&norm=layer&place=before&seed=17',
  'v=1&depth=8&act=relu&init=he-normal&bias=0.5&skip=0.5&norm=layer&place=after&loss=mse&seed=18',
  'v=1&depth=10&norm=layer&seed=19',
  'v=1&depth=10&act=gelu&bias=0.3&norm=rms~5,layer~5&place=inside~3,before~3,after~4&seed=20',
  'v=1&depth=8&act=tanh&tied=1&seed=21',
  'v=1&depth=6&act=leaky-relu&init=pytorch&slope=0.3&seed=22',
  'v=1&depth=6&act=softplus&init=pytorch&loss=sum&seed=23',
  'v=1&depth=6&act=tanh&loss=cross-entropy&seed=24',
  // Gradients far below the root of the smallest double.
  'v=1&depth=200&width=6&act=linear&init=orthogonal&gain=0.03&seed=1',
];
const EPSILON = 2 ** -52;
/**
 * Rounding of a pass through ten layers and back, with some room: a few eps for each operation,
 * amplified by conditions of up to some thousands.
 */
const GRADIENT = 1e-9;
/**
 * Singular values below this fraction of the largest one are noise in plain float64, or close to
 * it.
 */
const CLEAR = 1e-10;

const close = (printed, log10, relative, what) => assert.ok(Math.abs(printed / 10 ** log10 - 1) <= relative, `${what}: ${printed} printed, 10^${log10} reported`);

/** Every magnitude that is a number and not an exact zero, with what the program prints for it. */
function gradients(report) {
  const layers = report.layers.flatMap(({ layer, gradient }) => [[`dL/dz ${layer}`, gradient.log10_output], [`dL/dw ${layer}`, gradient.log10_weight]]);
  return [['dL/dz 0', report.log10_input_gradient], ...layers];
}

function assertGradients(printed, report) {
  const all = gradients(report);
  for (const [name, log10] of all) {
    assert.equal(printed.get(name)?.length, 1, name);
    if (log10 === null) assert.equal(printed.get(name)[0], 0, name);
    else close(printed.get(name)[0], log10, GRADIENT, name);
  }
  const others = [...printed.keys()].filter((name) => name.startsWith('dL/'));
  assert.equal(others.length, all.length, 'nothing else is printed');
}

/**
 * Fails unless the clear values are those of a spectrum of the report, to `error`. Returns how
 * many were compared.
 */
function assertValues(printed, { log10_singular_values: values }, error, what) {
  assert.equal(printed.length, values.length, what);
  const clear = values.filter((log10) => log10 !== null && log10 > values[0] + Math.log10(CLEAR));
  clear.forEach((log10, i) => {
    const off = Math.abs(printed[i] - 10 ** log10);
    assert.ok(off <= error + GRADIENT * 10 ** log10, `${what}, value ${i + 1}: ${printed[i]} printed, 10^${log10} reported`);
  });
  return clear.length;
}

function assertSpectra(printed, report) {
  const size = Math.max(...report.widths);
  for (const { layer, jacobian } of report.layers) {
    assertValues(printed.get(`J ${layer}`), jacobian, size * EPSILON * 10 ** (jacobian.log10_singular_values[0] ?? 0), `J ${layer}`);
  }
  // Each product is rounded relative to the norms of its factors.
  const norms = report.layers.reduce((sum, { jacobian }) => sum + (jacobian.log10_singular_values[0] ?? -Infinity), 0);
  const error = size * report.depth * EPSILON * 10 ** norms;
  const [whole] = report.chain;
  assert.ok(error < 1e-3 * 10 ** whole.log10_singular_values[0], 'the leading value is clear of the rounding');
  assert.ok(assertValues(printed.get('P 0'), whole, error, 'P 0') > 0);
}

async function networksOf(t) {
  const page = await openPage(t);
  const all = [];
  for (const link of LINKS) {
    await page.evaluate((link) => window.gradlens.apply(link), link);
    await ready(page);
    all.push({ link, ...await page.evaluate(() => ({ shown: window.gradlens.link(), network: window.gradlens.network(), report: window.gradlens.report() })) });
  }
  return all;
}

test('the NumPy program finds the numbers of the report', async (t) => {
  const all = await networksOf(t);
  const activations = new Set(all.flatMap(({ network }) => network.layers.map(({ activation }) => activation)));
  assert.equal(activations.size, 15, [...activations].join());
  for (const { link, shown, network, report } of all) {
    await t.test(link, () => {
      assert.equal(shown, link);
      const printed = numbersOf(output(numpyProgram(network, `https://example.org/?${link}`)));
      assertGradients(printed, report);
      assertSpectra(printed, report);
      if (report.loss.kind === 'mse') close(printed.get('loss')[0], report.loss.log10, GRADIENT, 'loss');
    });
  }
});

test('the PyTorch program finds them by autograd', async (t) => {
  if (!hasModule('torch')) {
    t.skip('this Python has no PyTorch');
    return;
  }
  for (const { link, network, report } of await networksOf(t)) {
    await t.test(link, () => {
      const printed = numbersOf(output(torchProgram(network, `https://example.org/?${link}`)));
      assertGradients(printed, report);
      assertSpectra(printed, report);
    });
  }
});

test('numbers that overflow are said and end nothing', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=200&width=32&act=linear&init=normal&gain=10&seed=14' });
  const network = await page.evaluate(() => window.gradlens.network());
  const lines = output(numpyProgram(network, 'https://example.org/')).trim().split('\n');
  assert.equal(lines.at(-1), 'P 0: not finite');
});

test('the programs that the dialog saves say where they come from and carry every number', async (t) => {
  const query = 'v=1&depth=3&width=2&act=linear&seed=1';
  const page = await openPage(t, { query });
  await page.locator('#open-share').click();
  await page.getByRole('tab', { name: 'Files' }).click();
  const network = await page.evaluate(() => window.gradlens.network());
  for (const [name, ending] of [['NumPy', 'numpy'], ['PyTorch', 'pytorch']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    assert.equal(download.suggestedFilename(), `gradlens-depth-3-width-2-act-linear-seed-1-${ending}.py`);
    const program = readFileSync(await download.path(), 'utf8');
    assert.ok(program.includes(`# See it: ${page.url().split('?')[0]}?${query}\n`), program.slice(0, 300));
    // Small enough to be read: every weight is written as a decimal that gives the same double.
    const numbers = new Set((program.match(/-?\d+(\.\d+)?(e-?\d+)?/g)).map(Number));
    for (const weight of network.layers.flatMap(({ w }) => w.flat())) assert.ok(numbers.has(weight), `${weight} in the program`);
  }
});

test('a name from a file stays in its comment', () => {
  const network = { name: 'a\nimport os\u2028"""', input: [1], target: [0], layers: [{ w: [[1]], b: null, activation: 'linear' }] };
  const program = numpyProgram(network, null);
  assert.match(program, /^# From the network file "a import os """"\.$/m);
  assert.ok(!/^import os/m.test(program));
});

test('tied layers give the numbers of layers with the same weights written out', () => {
  const [first, second] = [[[0.5, 1], [-0.25, 2]], [[1, 0.125], [0, 3]]];
  const network = (all) => ({ name: 'tied', input: [1, -1], target: [0.5, 0], layers: all.map((w) => ({ w, b: null, activation: 'tanh' })) });
  const tied = numpyProgram(network([first, second, 'same', 'same as 1']), null);
  assert.match(tied, /^w = layers\[1\]\[0\]\.copy\(\) {2}# as in layer 2$/m);
  assert.match(torchProgram(network([first, 'same']), null), /^w = layers\[0\]\[0\]\.clone\(\) {2}# as in layer 1$/m);
  assert.equal(output(tied), output(numpyProgram(network([first, second, second, first]), null)));
});

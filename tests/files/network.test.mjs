// From a chain to a network file and back: numbers bit by bit, gradients as torch.autograd has them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { ACTIVATIONS, erf } from '../../www/files/activation.js';
import { comparison, output } from '../../www/files/forward.js';
import { networkOf } from '../../www/files/network_of.js';
import { isOwn, ownNetwork } from '../../www/files/own.js';
import { normal, unit } from '../../www/files/random.js';
import { read } from '../../www/files/read.js';
import { pasted, row, rowCount } from '../../www/files/rows.js';
import { activations } from '../../www/files/words.js';
import { npz } from '../../www/files/write.js';
import { expected, networkFrom, proposed, refusal, rowOf } from './cases.mjs';
import { textOf } from './text.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The report of a network file from the program. */
function analysed(text) {
  const run = spawnSync('cargo', ['run', '--quiet', '--locked', '--profile', 'test', '--example', 'analyze', '--', '-'], { cwd: ROOT, encoding: 'utf8', input: text, maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

for (const [name, { gradients, weights }] of Object.entries(expected)) {
  test(`${name}: the report's gradients are those of torch.autograd`, async () => {
    const report = analysed(textOf(await networkFrom(name)));
    const near = (log10, length, what) => {
      const is = log10 === null ? 0 : 10 ** log10;
      assert.ok(Math.abs(is - length) <= 1e-9 * length, `${what}: ${is} and ${length}`);
    };
    near(report.log10_input_gradient, gradients[0], 'dL/dz^(0)');
    for (const [j, { gradient }] of report.layers.entries()) {
      near(gradient.log10_output, gradients[j + 1], `dL/dz^(${j + 1})`);
      near(gradient.log10_weight, weights[j], `dL/dw^(${j + 1})`);
    }
  });
}

test('the text has every number, to the sign of zero', async () => {
  const network = await networkFrom('torch_bn.npz');
  network.layers[0].w.set([-0, 5e-324, 1.7976931348623157e308, 1e21, 0.1 + 0.2]);
  const { layers, input, target, name } = JSON.parse(textOf(network));
  assert.deepEqual([name, input, target], ['torch_bn.npz', [...network.input], [...network.target]]);
  layers.forEach(({ w, b, activation }, j) => assert.deepEqual([w.flat(), b, activation], [[...network.layers[j].w], [...network.layers[j].b], network.layers[j].activation]));
});

/** Bits, so that 0 and -0 differ. */
const bits = (numbers) => [...new BigUint64Array(Float64Array.from(numbers).buffer)];

test('a network goes into an npz and comes back, bit by bit', async () => {
  for (const name of ['torch_mlp.npz', 'torch_ln_mixed.npz', 'sklearn_coefs.npz']) {
    const network = await networkFrom(name);
    network.name = 'a name with ß and 🐟';
    network.layers[1].w.set([-0, 5e-324, Math.PI]);
    network.layers[1].skip = -0.5;
    Object.assign(network.layers[0], { activation: 'leaky-relu', slope: 0.2 });
    const file = JSON.parse(textOf(network));
    const { tensors } = await read(npz(file));
    assert.ok(isOwn(tensors));
    const again = ownNetwork(tensors);
    assert.equal(textOf(again), textOf(network));
    again.layers.forEach(({ w, b }, j) => assert.deepEqual([bits(w), b && bits(b)], [bits(network.layers[j].w), network.layers[j].b && bits(network.layers[j].b)]));
    assert.deepEqual(npz(JSON.parse(textOf(again))), npz(file), 'the same network gives the same file');
  }
});

test('shared weights are written out, and a gradient stays one', async () => {
  const layer = { w: [[1, 2], [3, 4]], b: null, activation: 'tanh' };
  const file = { gradlens_network: 1, name: null, input: [1, 1], gradient: [0, 1], layers: [layer, { ...layer, w: 'same' }, { ...layer, w: [[0, 1], [1, 0]] }, { ...layer, w: 'same as 1' }] };
  const again = ownNetwork((await read(npz(file))).tensors);
  assert.deepEqual(again.layers.map(({ w }) => [...w]), [[1, 2, 3, 4], [1, 2, 3, 4], [0, 1, 1, 0], [1, 2, 3, 4]]);
  assert.deepEqual([[...again.gradient], again.target, again.name], [[0, 1], undefined, '']);
});

test('input and loss: random from a seed, ones, the sum, rows', async () => {
  const chain = await proposed('torch_mlp.npz');
  const of = (input, loss) => networkOf({ name: '', chain, input, loss });
  const random = of({ kind: 'normal', seed: 7 }, { kind: 'unit', seed: 7 });
  assert.deepEqual([random.input, random.gradient], [normal(7, 6), unit(8, 3)]);
  assert.ok(Math.abs(Math.hypot(...random.gradient) - 1) < 1e-15);
  assert.deepEqual([[...of({ kind: 'ones' }, { kind: 'sum' }).input], [...of({ kind: 'ones' }, { kind: 'sum' }).gradient]], [[1, 1, 1, 1, 1, 1], [1, 1, 1]]);
  const images = { name: 'x', shape: [3, 2, 3], dtype: 'uint8', data: Float64Array.from({ length: 18 }, (_, i) => i * 15) };
  assert.equal(rowCount(images, 6), 3);
  assert.deepEqual([...of({ kind: 'row', tensor: images, row: 2, scale: 1 / 255 }, { kind: 'sum' }).input], [90, 105, 120, 135, 150, 165].map((x) => x * (1 / 255)));
  assert.match(await refusal(() => row(images, 4, { length: 6 })), /there is no row 4; there are rows 1 to 3/);
  assert.match(await refusal(() => row(images, 1, { length: 5 })), /has no rows of 5 numbers/);
});

test('a skip is that of every layer that is as wide as what enters it', async () => {
  const { layers } = networkOf({ name: '', chain: await proposed('torch_mlp.npz'), skip: 0.5, input: { kind: 'ones' }, loss: { kind: 'sum' } });
  assert.deepEqual(layers.map(({ skip }) => skip), [undefined, 0.5, undefined]);
});

test('normal numbers have mean 0 and variance 1, and seeds differ', () => {
  const many = normal(1, 20000);
  const mean = many.reduce((sum, x) => sum + x, 0) / many.length;
  const variance = many.reduce((sum, x) => sum + x * x, 0) / many.length - mean ** 2;
  // Four standard errors of 20,000 numbers: 0.028 and 0.04.
  assert.ok(Math.abs(mean) < 0.028 && Math.abs(variance - 1) < 0.04, `${mean} ${variance}`);
  assert.notDeepEqual(normal(1, 4), normal(2, 4));
  assert.deepEqual(Array.from(normal(0, 3), (x) => x.toFixed(12)), Array.from(normal(2 ** 32, 3), (x) => x.toFixed(12)), 'seeds are taken modulo 2^32');
});

test('numbers are pasted as programs print them', () => {
  for (const text of ['1 -2.5 3e-4', '[1, -2.5, 3e-4]', 'tensor([1., -2.5000, 3.e-04], grad_fn=<AddBackward0>)', 'array([ 1. , -2.5, 3e-4], dtype=float32)', '1;−2.5;.0003']) {
    assert.deepEqual([...pasted(text, 3)], [1, -2.5, 3e-4], text);
  }
});

test('an output is compared with a reference', () => {
  assert.deepEqual(comparison(Float64Array.of(1, 2), [1, 2]), { isEqual: true, sentence: 'The output is exactly the same.' });
  assert.deepEqual(comparison(Float64Array.of(1, 2), [1, 2.0000009]), { isEqual: true, sentence: 'The output agrees to 0.000001.' });
  assert.deepEqual(comparison(Float64Array.of(1, 2, 3, 4.3), [1, 2, 3, 4]), { isEqual: false, sentence: 'The output differs by 0.30 at unit 4.' });
  assert.equal(comparison(Float64Array.of(1, NaN), [1, 2]).isEqual, false);
});

test('erf and the activations that need it keep their digits', () => {
  // By erf of the C library, with more digits where they are in tables.
  for (const [x, y] of [[0.5, 0.520499877813046538], [1, 0.842700792949714869], [2.4, 0.999311486103354921], [2.6, 0.999763965583470651], [4, 0.999999984582742100], [-1, -0.842700792949714869], [0, 0], [40, 1]]) {
    assert.ok(Math.abs(erf(x) - y) <= 4e-16, `${x}: ${erf(x)}`);
  }
  // -8 Phi(-8), by erfc of the C library
  assert.ok(Math.abs(ACTIVATIONS.gelu(-8) / -4.9767684594174555e-15 - 1) < 1e-13, String(ACTIVATIONS.gelu(-8)));
  assert.deepEqual(Object.keys(ACTIVATIONS), Object.keys(activations));
});

test('every activation of the program is here, and gives the same lengths', () => {
  for (const activation of Object.keys(activations)) {
    const w = Float64Array.of(0.7, -1.3, 2.1, 0.4);
    const network = { name: '', input: Float64Array.of(0.3, -0.9), gradient: Float64Array.of(1, 1), layers: [{ w, inputs: 2, outputs: 2, b: Float64Array.of(3, -3), activation }] };
    const { log10_output_norm: length } = analysed(textOf(network)).layers[0];
    assert.ok(Math.abs(10 ** length / Math.hypot(...output(network)) - 1) < 1e-13, activation);
  }
});

test('skips and norms are computed as the program does', () => {
  for (const place of ['input', 'pre-activation', 'output']) {
    for (const kind of ['layer', 'rms']) {
      const w = Float64Array.of(0.7, -1.3, 2.1, 0.4, 1, 0.2, -0.6, 0.3, 0.9);
      const network = { name: '', input: Float64Array.of(0.3, -0.9, 2), gradient: Float64Array.of(1, 1, 0), layers: [{ w, inputs: 3, outputs: 3, b: null, activation: 'tanh', skip: 0.5, norm: { kind, place, eps: 0.1 } }] };
      const { log10_output_norm: length } = analysed(textOf(network)).layers[0];
      assert.ok(Math.abs(10 ** length / Math.hypot(...output(network)) - 1) < 1e-13, `${kind} ${place}`);
    }
  }
  assert.deepEqual(rowOf([1]).shape, [1, 1]);
});

// Which tensors become which layers, and why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chains } from '../../www/files/chain.js';
import { natural } from '../../www/files/names.js';
import { networkOf } from '../../www/files/network_of.js';
import { output } from '../../www/files/forward.js';
import { read } from '../../www/files/read.js';
import { bytes, expected, networkFrom, proposed, refusal } from './cases.mjs';

/** A tensor that counts up. */
const tensor = (name, ...shape) => ({ name, shape, dtype: 'float64', data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i + 1)) });
const titles = ({ layers }) => layers.map(({ unit, inputs, outputs }) => `${unit.stem} ${inputs}-${outputs}`).join(', ');
const first = (...tensors) => chains(tensors).chains[0];

for (const [name, { widths, transposed, norms = [], output: y }] of Object.entries(expected)) {
  test(`${name}: layers, orientation, norms and output are those of the library`, async () => {
    const chain = await proposed(name);
    assert.deepEqual([chain.layers[0].inputs, ...chain.layers.map(({ outputs }) => outputs)], widths);
    assert.deepEqual(chain.layers.map(({ isTransposed }) => isTransposed), transposed);
    assert.deepEqual(chain.norms.map(({ place, kind }) => [place.layer, place.side, kind]), norms);
    output(await networkFrom(name)).forEach((x, i) => assert.ok(Math.abs(x - y[i]) <= 1e-14 * Math.max(1, ...y.map(Math.abs)), `${x} ${y[i]}`));
  });
}

test('names are ordered as people count', () => {
  const names = ['layers.10.weight', 'head.weight', 'decoder.0.weight', 'layers.2.weight', 'encoder.1.weight', 'layers.2.bias'];
  assert.deepEqual(names.sort(natural), ['encoder.1.weight', 'layers.2.bias', 'layers.2.weight', 'layers.10.weight', 'decoder.0.weight', 'head.weight']);
});

test('a square layer says by what it is taken', () => {
  for (const [names, isTransposed, why] of [
    [['0.weight', '2.weight'], true, /PyTorch/], [['dense/kernel:0', 'dense_1/kernel:0'], false, /Keras/], [['coefs_0', 'coefs_1'], false, /scikit-learn/],
    [['arr_0', 'arr_1'], false, /without names/], [['W1', 'W2'], false, /x @ W/], [['one', 'two'], false, /does not tell/],
  ]) {
    for (const layer of first(...names.map((name) => tensor(name, 3, 3))).layers) {
      assert.deepEqual([layer.isTransposed, layer.isCertain], [isTransposed, false], names[0]);
      assert.match(layer.why, why);
    }
  }
});

test('shapes and biases overrule names', () => {
  const course = first(tensor('W1', 5, 3), tensor('b1', 5, 1), tensor('W2', 5, 5), tensor('b2', 5, 1), tensor('W3', 1, 5), tensor('b3', 1, 1));
  assert.equal(titles(course), '1 3-5, 2 5-5, 3 5-1');
  assert.deepEqual(course.layers.map(({ isTransposed, isCertain }) => [isTransposed, isCertain]), [[true, true], [false, false], [true, true]]);
  const bare = first(tensor('W1', 5, 3), tensor('W2', 5, 5), tensor('W3', 1, 5));
  assert.equal(titles(bare), '1 3-5, 2 5-5, 3 5-1');
  const odd = first(tensor('0.weight', 4, 6), tensor('0.bias', 6), tensor('2.weight', 6, 2));
  assert.match(odd.layers[0].why, /though the name says otherwise/);
});

test('names of all kinds', () => {
  for (const [names, layers] of [
    [['l1', 'l2'], 'l1 3-4, l2 4-2'], [['encoder.0', 'encoder.2'], 'encoder.0 3-4, encoder.2 4-2'], [['model.fc1', 'model.fc2'], 'model.fc1 3-4, model.fc2 4-2'],
    [['module.layers.9', 'module.layers.11'], 'module.layers.9 3-4, module.layers.11 4-2'],
  ]) assert.equal(titles(first(tensor(`${names[0]}.weight`, 4, 3), tensor(`${names[0]}.bias`, 4), tensor(`${names[1]}.weight`, 2, 4))), layers);
  assert.equal(titles(first(tensor('dense/kernel', 3, 4), tensor('dense/bias', 4), tensor('dense_1/kernel', 4, 2))), 'dense 3-4, dense_1 4-2');
});

test('layers without an order in their names are ordered by their shapes', () => {
  assert.equal(titles(first(tensor('alpha.weight', 2, 5), tensor('beta_part.weight', 7, 3), tensor('gamma_part.weight', 5, 7))), 'beta_part 3-7, gamma_part 7-5, alpha 5-2');
});

test('the order of the file counts where the names have none that fits', () => {
  const both = chains([tensor('up.weight', 8, 4), tensor('mix.weight', 8, 8), tensor('out.weight', 2, 8)]).chains;
  assert.equal(titles(both[0]), 'up 4-8, mix 8-8, out 8-2');
});

test('a last weight of one output may be a vector', () => {
  assert.equal(titles(first(tensor('arr_0', 4, 8), tensor('arr_1', 8, 8), tensor('arr_2', 8))), '0 4-8, 1 8-8, 2 8-1');
  assert.equal(titles(first(tensor('arr_0', 4, 8), tensor('arr_1', 8), tensor('arr_2', 8), tensor('arr_3', 1))), '0 4-8, 2 8-1');
  assert.equal(titles(first(tensor('w1', 4, 8), tensor('b1', 8), tensor('w2', 8), tensor('b2'))), '1 4-8, 2 8-1');
});

test('what is no layer is listed with its reason', () => {
  const { skipped } = first(tensor('conv.weight', 3, 3, 2, 2), tensor('conv.bias', 3), tensor('fc.weight', 4, 3), tensor('fc.bias', 4), tensor('rnn.weight_hh_l0', 4, 4), tensor('embed.weight', 9, 3), tensor('fc.scale_factor', 7), tensor('attn.in_proj_weight', 9, 3), tensor('void', 0, 3), tensor('act.weight', 1));
  const why = Object.fromEntries(skipped.map(({ name, why }) => [name, why]));
  assert.match(why['conv.weight'], /4 axes/);
  assert.match(why['rnn.weight_hh_l0'], /recurrent/);
  assert.match(why['embed.weight'], /embedding/);
  assert.match(why['attn.in_proj_weight'], /attention/);
  assert.match(why['fc.scale_factor'], /no bias and no norm/);
  assert.match(why.void, /no numbers/);
  assert.match(why['act.weight'], /no bias and no norm/);
});

test('several chains are offered, the longest first, each with its own norms', async () => {
  const two = chains((await read(bytes('torch_two_chains.safetensors'))).tensors).chains;
  assert.deepEqual(two.map(titles), ['actor.0 4-6, actor.2 6-3', 'critic.0 4-7, critic.2 7-1']);
  const norm = (name) => [tensor(`${name}.weight`, 6), tensor(`${name}.bias`, 6)];
  const both = chains([tensor('actor.0.weight', 6, 4), ...norm('actor.1'), tensor('actor.3.weight', 3, 6), tensor('critic.0.weight', 6, 4), ...norm('critic.1'), tensor('critic.3.weight', 1, 6)]).chains;
  assert.deepEqual(both.map(({ norms }) => norms.map(({ unit }) => unit.stem)), [['actor.1'], ['critic.1']]);
});

test('activations come from names, from gaps, or are assumed', () => {
  const acts = (chain) => chain.layers.map(({ activation }) => activation).join();
  assert.equal(acts(first(tensor('0.weight', 4, 3), tensor('1.weight', 4, 4), tensor('3.weight', 2, 4))), 'linear,relu,linear');
  assert.equal(acts(first(tensor('layers.0.weight', 4, 3), tensor('layers.1.weight', 4, 4), tensor('layers.2.weight', 2, 4))), 'relu,relu,linear');
  assert.equal(acts(first(tensor('fc_tanh.weight', 4, 3), tensor('out.weight', 2, 4))), 'tanh,linear');
});

test('where a norm stands is told by the numbers of a Sequential, else asked', () => {
  const norm = (name, width) => [tensor(`${name}.weight`, width), tensor(`${name}.bias`, width)];
  const told = (index) => first(tensor('0.weight', 4, 3), ...norm(index, 4), tensor('4.weight', 2, 4)).norms[0];
  for (const [index, side, isTold] of [['1', 'before', true], ['3', 'after', true], ['2', 'before', false]]) {
    const { place, isTold: is } = told(index);
    assert.deepEqual([place, is], [{ layer: 1, side }, isTold], index);
  }
  const named = first(tensor('fc1.weight', 4, 3), ...norm('norm1', 3), tensor('fc2.weight', 2, 4), ...norm('norm2', 4)).norms;
  assert.deepEqual(named.map(({ place, isTold }) => [place.layer, place.side, isTold]), [[0, 'after', false], [1, 'after', false]]);
  const rms = first(tensor('0.weight', 4, 3), tensor('1.weight', 4), tensor('3.weight', 2, 4)).norms[0];
  assert.deepEqual([rms.kind, rms.eps], ['rms', 2 ** -23]);
});

test('scale and shift of a layer norm before an activation go into no weights', async () => {
  const chain = await proposed('torch_ln_inside.npz');
  const make = (activation) => networkOf({ name: '', chain: { ...chain, layers: chain.layers.map((layer, j) => (j === 0 ? { ...layer, activation } : layer)) }, input: { kind: 'ones' }, loss: { kind: 'sum' } });
  assert.match(await refusal(() => make('tanh')), /^norm “1”: its scale and shift stand before tanh/);
  // Behind a linear layer they do.
  assert.ok(make('linear').layers[0].norm);
  assert.match(await refusal(async () => networkOf({ name: '', chain: await proposed('torch_ln_crowded.safetensors'), input: { kind: 'ones' }, loss: { kind: 'sum' } })), /^norm “3”: with it there are two norms in one layer/);
});

// Every sentence about a file is said by something that is wrong with one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chains, resized } from '../../www/files/chain.js';
import { choices } from '../../www/files/choices.js';
import { comparison } from '../../www/files/forward.js';
import { networkOf } from '../../www/files/network_of.js';
import { ownNetwork } from '../../www/files/own.js';
import { quoted } from '../../www/files/problem.js';
import { read } from '../../www/files/read.js';
import { pasted, row } from '../../www/files/rows.js';
import { readSafetensors } from '../../www/files/safetensors.js';
import { words } from '../../www/files/words.js';
import { bytes, proposed, refusal } from './cases.mjs';
import { fields, header, joined, npy, safetensors, text, zip } from './make.mjs';

const F8 = header('<f8', '(2,)');
const literal = (letters) => () => read(npy(letters, 16));
const entries = (list, more) => () => read(zip(list, more));
const good = { name: 'a.npy', bytes: npy(F8, 16) };
const own = (more) => entries([{ ...good, ...more }]);
const tensors = (head, body, length) => () => read(safetensors(head, body, length));
const one = (more) => ({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...more } });

const matrix = (name, ...shape) => ({ name, shape, dtype: 'float64', data: new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(0.5) });
const build = (list, change = () => {}, more = {}) => async () => {
  const [chain] = chains(list).chains;
  change(chain);
  return networkOf({ name: '', chain, input: { kind: 'ones' }, loss: { kind: 'sum' }, ...more });
};
const statistics = (name, width) => [matrix(`${name}.running_mean`, width), matrix(`${name}.running_var`, width), matrix(`${name}.weight`, width), matrix(`${name}.bias`, width)];
const affine = (name, width) => [matrix(`${name}.weight`, width), matrix(`${name}.bias`, width)];
const fill = (tensor, value) => { tensor.data.fill(value); return tensor; };
const two = [matrix('0.weight', 3, 2), matrix('2.weight', 2, 3)];

/** The word: [what says it, the sentence]. */
const SAID = {
  unknownFormat: [() => read(Uint8Array.of(1, 2, 3, 0)), /^It is none of the formats/],
  tooMany: [literal(header('<f8', '(70000, 70000, 70000)')), /^The shape \(70000, 70000, 70000\) has more than 200000000 numbers\.$/],
  // Nothing of it is unpacked: the size that is stated is enough.
  tooManyInAll: [own({ bytes: new Uint8Array(1.6e6), method: 8, size: 1.61e9 }), /^entry “a\.npy”: with this one there are more than 200000000 numbers\.$/],
  otherLength: [literal(header('<f8', '(3,)')), /^The shape \(3,\) needs 24 bytes, and there are 16\.$/],
  endsIn: [() => read(npy(F8).slice(0, 40)), /^the header: it ends after 40 bytes\.$/],
  longHeader: [tensors('{}', 0, 1e9), /^the header: it has 1000000000 bytes, and at most 100000000/],
  unknownType: [literal(header('<q8', '(2,)')), /^Numbers of the type “<q8” cannot be read\.$/],
  types: [literal(header('<c16', '(1,)')), /“<c16” cannot be read: they are complex\.$/],
  packedType: [tensors(one({ dtype: 'F8_E4M3' }), 8), /^tensor “a”: numbers of the type “F8_E4M3” cannot be read: it packs/],
  badShape: [tensors(one({ shape: [2, -1] }), 8), /^tensor “a”: its shape is no list of sizes\.$/],
  notText: [tensors(one({ dtype: 4 }), 8), /its dtype is no text/],
  noMagic: [entries([{ ...good, bytes: text('hello') }]), /^entry “a\.npy”: it does not begin as an array of NumPy does\.$/],
  npyVersion: [() => read(npy(F8, 16, 4)), /^It has version 4/],
  objects: [() => read(bytes('objects.npy')), /Python objects/],
  records: [() => read(bytes('version3.npy')), /records/],
  badHeader: [literal('{\'descr\': import os}'), /^the header: “import os}” cannot be read\.$/],
  expected: [literal('{\'descr\' 4}'), /^the header: there should be a : where “4” is\.$/],
  end: [literal('{\'descr\': 4'), /where “the end” is/],
  keyTwice: [literal('{\'descr\': 1, \'descr\': 2}'), /the key “descr” is given twice/],
  moreHeader: [literal(`${F8}7`), /something follows/],
  noKey: [literal('{\'descr\': \'<f8\'}'), /lacks fortran_order/],
  otherKey: [literal(F8.replace('}', '\'x\': 1}')), /the key “x” is unknown/],
  notFlag: [literal(F8.replace('False', '3')), /neither True nor False/],
  noDirectory: [() => read(zip([good]).slice(0, -1)), /^It has no directory at its end/],
  noEnd64: [entries([good], { zip64: true, end: { at: 5 } }), /^byte \d+: the large directory/],
  beyond: [entries([good], { zip64: true, end: { start: 2n ** 60n } }), /a size is beyond every file/],
  tooManyEntries: [entries([good], { end: { entries: 20000 } }), /20000 entries/],
  badDirectory: [entries([good], { end: { size: 9999 } }), /^Its directory of 9999 bytes at byte \d+ does not fit/],
  noEntry: [entries([good], { end: { entries: 2 } }), /^byte \d+: the directory has no entry there\.$/],
  noBytes: [own({ packed: 9999, size: 9999 }), /^entry “a\.npy”: its 9999 bytes are not where/],
  otherName: [own({ localName: 'b.npy' }), /at its place stands “b\.npy”/],
  encrypted: [own({ flags: 1 }), /encrypted/],
  method: [own({ method: 12 }), /packed by method 12/],
  storedSizes: [own({ size: 5 }), /stored in \d+ bytes and said to have 5/],
  bomb: [own({ isDeflated: true, size: 4e9 }), /cannot unpack to/],
  nameTwice: [entries([good, good]), /^entry “a\.npy”: there are two of this name\.$/],
  overlap: [entries([{ ...good, packed: 150, size: 150 }, { ...good, name: 'b.npy', localName: 'b.npy' }]), /^entry “b\.npy”: its bytes overlap those of “a\.npy”\.$/],
  notDeflated: [own({ bytes: new Uint8Array(9).fill(255), method: 8 }), /what is packed breaks after 0 bytes/],
  expands: [own({ isDeflated: true, size: 50 }), /unpacks to more than the 50 bytes/],
  unpacksTo: [own({ isDeflated: true, size: 500 }), /unpacks to \d+ bytes and is said to have 500/],
  checksum: [own({ crc: 1 }), /checksum/],
  noBrace: [() => readSafetensors(joined(fields([8, 2]), text('[]'))), /^the header: it does not begin with \{\.$/],
  noArrays: [entries([{ name: 'readme', bytes: text('hi') }]), /a zip file of 1 entry, and none/],
  notJson: [tensors('{"a": '), /^the header: it cannot be read as JSON\.$/],
  badRange: [tensors(one({ data_offsets: [8, 0] }), 8), /no two bytes in order/],
  overlaps: [tensors({ ...one(), b: { dtype: 'U8', shape: [4], data_offsets: [4, 8] } }, 8), /^tensor “b”: it begins at byte 4 of the numbers, before/],
  gap: [tensors(one(), 12), /^Bytes 8 to 12 of the numbers belong to no tensor\.$/],
  endsAt: [tensors(one(), 4), /^tensor “a”: it ends at byte 8 of the numbers, and there are 4\.$/],
  'refused.hdf': [() => read(bytes('keras_model.weights.h5')), /HDF5/],
  'refused.keras': [() => read(bytes('keras_model.keras')), /\.keras/],
  'refused.torch': [() => read(bytes('torch_mlp.pt')), /torch\.save/],
  'refused.pickle': [() => read(bytes('list.pkl')), /pickle/],
  'refused.onnx': [() => read(Uint8Array.of(8, 9, 0x12, 7, ...text('pytorch'))), /ONNX/],
  'refused.gguf': [() => read(text('GGUF    ')), /GGUF/],
  noLayers: [() => chains([matrix('a', 3)]), /^None of its 1 tensor is a matrix/],
  noFit: [build([matrix('W1', 3, 2), matrix('W2', 2, 5)], ({ layers: [layer] }) => { layer.isTransposed = true; }), /^tensor “W2”: the layer before has 3 units, and this one takes 2/],
  noBiasFit: [build([matrix('0.weight', 3, 2), matrix('0.bias', 3)], ({ layers: [layer] }) => { layer.isTransposed = false; }), /its bias has 3 numbers, and this way round it has 2 units/],
  noNormFit: [build([...two, ...statistics('1', 3)], ({ norms: [norm] }) => { norm.place = { layer: 2, side: 'before' }; }), /^norm “1”: it has 3 numbers, and at its place there are 2 units\.$/],
  notFinite: [build([fill(matrix('0.weight', 3, 2), NaN)]), /^tensor “0\.weight”, row 1, column 1: it is NaN, and only finite/],
  numberAt: [build([matrix('0.weight', 3, 2), fill(matrix('0.bias', 3), Infinity)]), /^tensor “0\.bias”, number 1: it is Infinity/],
  foldedBeyond: [build([...two, ...statistics('1', 3)], ({ norms: [{ unit }] }) => fill(unit.variance, -1)), /^layer 1: with its batch norm/],
  twoNorms: [async () => networkOf({ name: '', chain: await proposed('torch_ln_crowded.safetensors'), input: { kind: 'ones' }, loss: { kind: 'sum' } }), /two norms in one layer/],
  samePlace: [build([...two, ...statistics('1', 3), matrix('x.running_mean', 3), matrix('x.running_var', 3)], ({ norms: [, norm] }) => { norm.place = { layer: 1, side: 'before' }; }), /same place as “1”/],
  notExact: [build([...two, ...affine('1', 3)]), /stand before relu/],
  atEnd: [build([...two, ...affine('3', 2)]), /behind the last weights/],
  otherRows: [() => row(matrix('x', 2, 3), 1, { length: 4 }), /^tensor “x”: its shape \(2, 3\) has no rows of 4 numbers\.$/],
  noRow: [() => row(matrix('x', 2, 3), 3, { length: 3 }), /there is no row 3; there are rows 1 to 2/],
  noNumber: [() => pasted('1, two', 2), /^the reference output: “two” is no number\.$/],
  otherCount: [() => pasted('1, 2', 3), /^the reference output: it has 2 numbers, and the network has 3 outputs\.$/],
  ownLacks: [() => ownNetwork([fill(matrix('gradlens_network', 1), 1)]), /lacks activation/],
  ownVersion: [() => ownNetwork([fill(matrix('gradlens_network', 1), 2)]), /version 2/],
  notMatrix: [() => ownNetwork([fill(matrix('gradlens_network', 1), 1), { name: 'activation', dtype: 'text', data: ['tanh'], shape: [1] }, matrix('w1', 3)]), /^tensor w1: it is no matrix\.$/],
};

/** What has no sentence of its own: places, which are in those above, and what needs a browser (tests/e2e/files.test.mjs). */
const ELSEWHERE = ['problem', 'notOpened', 'entry', 'tensor', 'norm', 'layer', 'byte', 'entryAt', 'header', 'reference', 'unread', 'tooLargeFile', 'noMemory', 'twoArchives', 'noRows', 'refused', 'skipped', 'why', 'rounded', 'agrees', 'differs', 'dialog'];

for (const [name, [act, sentence]] of Object.entries(SAID)) {
  test(`${name}: ${sentence.source}`, async () => assert.match(String(await refusal(act)), sentence));
}

test('no sentence is left out', () => {
  const all = Object.keys(words).filter((key) => !ELSEWHERE.includes(key));
  assert.deepEqual([...all, ...Object.keys(words.refused).map((key) => `refused.${key}`)].filter((key) => !SAID[key]), []);
});

test('a large head needs a large file', async () => {
  const head = { a: { dtype: 'U8', shape: [15e7], data_offsets: [0, 15e7] } };
  assert.match(await refusal(() => read(safetensors(head))), /it ends at byte 150000000 of the numbers, and there are 0/);
});

test('each reason for leaving a tensor out, and each for a guess, is given by some file', () => {
  const given = JSON.stringify([
    chains([...two, matrix('1.num_batches_tracked', 1), matrix('c', 1, 2, 3), matrix('d', 0, 2), matrix('rnn.weight_hh_l0', 2, 2), matrix('embed.weight', 2, 2), matrix('a.in_proj_weight', 2, 2), matrix('v', 5), { name: 't', dtype: 'text', shape: [1], data: ['x'] }, ...statistics('9', 7), matrix('z.weight', 9, 9), matrix('z.running_mean', 9)]).chains,
    ...[['0.weight'], ['a/kernel'], ['coefs_0'], ['W1'], ['arr_0'], ['x']].map(([name]) => chains([matrix(name, 2, 2)]).chains),
    chains([matrix('0.weight', 3, 2), matrix('0.bias', 3), matrix('1.weight', 3, 3), matrix('fc_tanh.weight', 2, 3)]).chains,
    chains([matrix('0.weight', 2, 3), matrix('0.bias', 3), matrix('1.weight', 3, 3), ...affine('2', 3), matrix('4.weight', 3, 3), ...affine('6', 3), matrix('8.weight', 3, 3)]).chains,
  ].flat().map(({ layers, norms, skipped }) => [layers.map(({ why, whyActivation }) => [why, whyActivation]), norms.map(({ why }) => why), skipped.map(({ why }) => why)]));
  const { axes, noPlace, noArray, ...plain } = words.skipped;
  const { shapes, ...guesses } = words.why;
  for (const reason of [axes(3), noPlace(7), shapes(true), shapes(false), ...Object.values(plain), ...Object.values(guesses)]) assert.ok(given.includes(JSON.stringify(reason).slice(1, -1)), reason);
  assert.equal(typeof noArray, 'string');
});

test('rounded numbers and equal outputs have their sentences', async () => {
  const state = choices({ file: '', tensors: (await read(bytes('numpy_types.npz'))).tensors, skipped: [], companions: [] });
  assert.deepEqual(state.notes, ['“long”: whole numbers beyond 2^53 became the nearest ones that 64 bits hold.']);
  assert.match(comparison(Float64Array.of(1), [2]).sentence, /differs by 1\.0 at unit 1/);
  assert.throws(() => resized([{ unit: { weight: matrix('a', 1, 2), bias: null } }, { unit: { weight: matrix('b', 1, 2), bias: null } }]), /b/);
});

test('a quoted text is short and on one line', () => {
  assert.equal(quoted('a\nb\u202e'), '“a\\u{a}b\\u{202e}”');
  assert.equal(quoted('x'.repeat(50)), `“${'x'.repeat(40)}…”`);
  assert.equal(quoted('é <b>'), '“é <b>”');
});

// Readers on files of NumPy, PyTorch, safetensors and Keras.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../../www/files/read.js';
import { bytes, refusal } from './cases.mjs';

const tensors = async (name) => new Map((await read(bytes(name))).tensors.map((tensor) => [tensor.name, tensor]));

test('every type of NumPy in both orders of bytes', async () => {
  const all = await tensors('numpy_types.npz');
  const signed = [-3, 0, 7, 100, -128, 5];
  for (const order of ['little', 'big']) {
    for (const name of ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8']) assert.deepEqual([...all.get(name + order).data], signed, name + order);
    for (const name of ['u1', 'u2', 'u4', 'u8']) assert.deepEqual([...all.get(name + order).data], signed.map(Math.abs), name + order);
    assert.deepEqual([...all.get(`bool${order}`).data], [1, 0, 1, 1, 1, 1]);
  }
  assert.deepEqual([...all.get('tiny').data], [2 ** -24, 65504, -0, Infinity, NaN]);
  assert.deepEqual([...all.get('cube').data], Array.from({ length: 24 }, (_, i) => i), 'Fortran order, three axes');
  assert.deepEqual([all.get('scalar').shape, ...all.get('scalar').data], [[], 2.5]);
  assert.deepEqual([all.get('empty').shape, all.get('empty').data.length], [[0, 3], 0]);
  assert.deepEqual(all.get('names').data, ['a', 'äß∂']);
});

test('long integers beyond 2^53 become the nearest double, and it is said', async () => {
  const all = await tensors('numpy_types.npz');
  assert.deepEqual([[...all.get('long').data], all.get('long').isRounded], [[2 ** 53, 2 ** 63], true]);
  assert.equal(all.get('i8big').isRounded, false);
});

test('arrays alone, versions 1 to 3', async () => {
  const rows = await read(bytes('rows.npy'));
  assert.deepEqual([rows.format, rows.tensors[0].shape, rows.tensors[0].dtype, [...rows.tensors[0].data.slice(0, 3)]], ['npy', [5, 2, 3], 'uint8', [0, 8, 16]]);
  assert.deepEqual((await read(bytes('version2.npy'))).tensors[0].shape, [2, 6]);
  assert.match(await refusal(() => read(bytes('version3.npy'))), /array of records/);
});

test('stored, deflated and streamed entries hold the same numbers', async () => {
  const [stored, deflated, packed] = await Promise.all(['torch_mlp.npz', 'torch_mlp_compressed.npz', 'torch_mlp.safetensors'].map(tensors));
  assert.equal(stored.size, 6);
  for (const [name, { shape, data }] of stored) {
    for (const other of [deflated, packed]) assert.deepEqual([other.get(name).shape, other.get(name).data], [shape, data], name);
  }
  assert.equal((await tensors('numpy_descriptors.npz')).size, 3);
});

test('half precision and bfloat16 keep their numbers', async () => {
  const all = await tensors('torch_half.safetensors');
  assert.deepEqual(['0.weight', '2.weight'].map((name) => all.get(name).dtype), ['float16', 'bfloat16']);
  // Both fit in a float32, and a bfloat16 in its upper half.
  const bits = (x) => new Uint32Array(Float32Array.of(x).buffer)[0];
  for (const x of all.get('2.weight').data) assert.deepEqual([Math.fround(x), bits(x) & 0xffff], [x, 0]);
});

test('programs and packed formats are known by their bytes and refused with a way out', async () => {
  for (const [name, sentence] of [
    ['torch_mlp.pt', /^It is a file of torch\.save .*never run here; the line for PyTorch/],
    ['list.pkl', /^It is a pickle/],
    ['keras_model.keras', /^It is a Keras file .*the line for Keras/],
    ['keras_model.weights.h5', /^It is an HDF5 file/],
    ['objects.npy', /Python objects/],
  ]) assert.match(await refusal(() => read(bytes(name))), sentence);
});

test('a text is left to the page', async () => {
  assert.equal((await read(new TextEncoder().encode('{"gradlens_network": 1}'))).format, 'text');
  assert.equal((await read(new Uint8Array())).format, 'text');
});

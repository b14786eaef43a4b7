// Damaged and malicious files: each is read, or refused with one sentence; never anything else, and never more memory than its bytes
// can stand for.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { chains } from '../../www/files/chain.js';
import { crc32 } from '../../www/files/crc.js';
import { directory, isZip } from '../../www/files/directory.js';
import { networkOf } from '../../www/files/network_of.js';
import { isOwn, ownNetwork } from '../../www/files/own.js';
import { read } from '../../www/files/read.js';
import { npz } from '../../www/files/write.js';
import { bytes, networkFrom, refusal } from './cases.mjs';
import { header, npy, zip } from './make.mjs';
import { textOf } from './text.mjs';

const COUNT = 10_000;
/** Files that are small enough to be damaged in most places. */
const LARGEST = 7000;
/** What deflate can make of one byte. */
const MOST_RATIO = 1032;
const HUGE = [0xffffffffffffffffn, 0x7fffffffffffffffn, 2n ** 53n, 2n ** 32n - 1n, 2n ** 31n, 0xffffn, 0n];

/** Marsaglia's xorshift with 32 bits. */
function dice(seed) {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

const DAMAGE = {
  flip: (file, random) => {
    for (let i = random(8); i >= 0; i -= 1) file[random(file.length)] ^= 1 << random(8);
    return file;
  },
  truncate: (file, random) => file.slice(0, random(file.length)),
  huge: (file, random) => {
    const width = [1, 2, 4, 8][random(4)];
    const at = random(Math.max(1, file.length - width));
    const number = HUGE[random(HUGE.length)];
    for (let i = 0; i < width && at + i < file.length; i += 1) file[at + i] = Number((number >> BigInt(8 * i)) & 255n);
    return file;
  },
  swap: (file, random) => {
    const length = 1 + random(64);
    const [a, b] = [random(file.length), random(file.length)];
    const piece = file.slice(a, a + length);
    file.copyWithin(a, b, b + length);
    file.set(piece.slice(0, file.length - b), b);
    return file;
  },
  insert: (file, random) => {
    const at = random(file.length);
    const longer = new Uint8Array(file.length + 1 + random(9));
    longer.set(file.subarray(0, at));
    longer.set(file.subarray(at), at + longer.length - file.length);
    return longer;
  },
  // Heads are texts: their digits say sizes.
  digits: (file, random) => {
    const places = [...file.keys()].filter((i) => file[i] >= 0x30 && file[i] <= 0x39);
    for (let i = random(4); i >= 0 && places.length > 0; i -= 1) file[places[random(places.length)]] = 0x30 + random(10);
    return file;
  },
};

/** The sums of stored entries, so that damage reaches what reads them. */
function withSums(file) {
  try {
    const view = new DataView(file.buffer);
    let byte = file.length - 22;
    const starts = [];
    for (byte = view.getUint32(byte + 16, true); view.getUint32(byte, true) === 0x02014b50; byte += 46 + view.getUint16(byte + 28, true) + view.getUint16(byte + 30, true)) starts.push(byte);
    directory(file).forEach(({ method, start, packed }, i) => { if (method === 0) view.setUint32(starts[i] + 16, crc32(file.subarray(start, start + packed)), true); });
  } catch {
    // Too damaged to have sums.
  }
  return file;
}

/** All that the page does with a file before the reader is asked. Returns the numbers that were read. */
async function used(file) {
  const { tensors } = await read(file);
  const numbers = tensors.reduce((sum, { data }) => sum + data.length, 0);
  if (isOwn(tensors)) textOf(ownNetwork(tensors));
  else if (tensors.length > 0) textOf(networkOf({ name: '', chain: chains(tensors).chains[0], input: { kind: 'normal', seed: 1 }, loss: { kind: 'unit', seed: 1 } }));
  return numbers;
}

test(`${COUNT} damaged files are read or refused with one sentence`, async () => {
  const names = readdirSync(new URL('cases/', import.meta.url)).filter((name) => !name.endsWith('.json') && bytes(name).length < LARGEST);
  const sources = names.map((name) => [name, bytes(name)]);
  sources.push(['own.npz', npz(JSON.parse(textOf(await networkFrom('torch_ln_mixed.npz'))))]);
  const random = dice(20240229);
  const kinds = Object.keys(DAMAGE);
  let refused = 0;
  for (let i = 0; i < COUNT; i += 1) {
    const [name, source] = sources[i % sources.length];
    const kind = kinds[random(kinds.length)];
    const damaged = DAMAGE[kind](source.slice(), random);
    const file = isZip(damaged) && random(2) ? withSums(damaged) : damaged;
    let numbers = 0;
    try {
      const sentence = await refusal(async () => { numbers = await used(file); });
      refused += Number(sentence !== null);
      if (sentence !== null) assert.match(sentence, /^[^\n]{10,400}\.$/u);
    } catch (error) {
      throw new Error(`number ${i}, ${name}, ${kind}: ${error.stack}`);
    }
    assert.ok(numbers <= MOST_RATIO * file.length, `number ${i}, ${name}: ${numbers} numbers from ${file.length} bytes`);
  }
  // Damage in numbers alone is not seen in files without sums.
  assert.ok(refused > COUNT / 2, String(refused));
});

const zeros = (count) => npy(header('<f8', `(${count},)`), 8 * count);

test('a bomb stops at the size that it states', async () => {
  const bomb = zeros(100_000);
  assert.match(await refusal(() => read(zip([{ name: 'a.npy', bytes: bomb, isDeflated: true, size: 1000 }]))), /unpacks to more than the 1000 bytes/);
  assert.match(await refusal(() => read(zip([{ name: 'a.npy', bytes: bomb, isDeflated: true, size: 4e9 }]))), /which \d+ cannot unpack to/);
  assert.match(await refusal(() => read(zip([{ name: 'a.npy', bytes: bomb, isDeflated: true, size: 820_000 }]))), /unpacks to 8000\d\d bytes and is said to have 820000/);
});

test('entries that share their bytes are refused', async () => {
  const one = { name: 'a.npy', bytes: zeros(3) };
  assert.match(await refusal(() => read(zip([one, { name: 'b.npy', localName: 'b.npy', bytes: zeros(3), offset: 0 }]))), /stands “a\.npy”/);
  assert.match(await refusal(() => read(zip([{ ...one, packed: 150, size: 150 }, { ...one, name: 'b.npy', localName: 'b.npy' }]))), /overlap/);
});

test('zip64 sizes and places are read', async () => {
  const file = zip([{ name: 'arr_0.npy', bytes: npy(header('<f8', '(1, 1)'), 8) }, { name: 'arr_1.npy', bytes: zeros(1) }], { zip64: true });
  assert.deepEqual((await read(file)).tensors.map(({ name, shape }) => [name, shape]), [['arr_0', [1, 1]], ['arr_1', [1]]]);
});

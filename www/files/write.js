// A network file as arrays for NumPy: an .npz without compression, of arrays in version 1. MODEL.md has the names.
import { crc32 } from './crc.js';

const ALIGNED = 64;
const text = (letters) => new TextEncoder().encode(letters);

/** A description as NumPy writes it, padded so that the numbers begin at a multiple of 64 bytes. */
function header(descr, shape) {
  const sizes = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const literal = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${sizes}, }`;
  const length = Math.ceil((10 + literal.length + 1) / ALIGNED) * ALIGNED - 10;
  const bytes = new Uint8Array(10 + length);
  bytes.set([0x93, ...text('NUMPY'), 1, 0, length & 255, length >> 8]);
  bytes.set(text(`${literal.padEnd(length - 1)}\n`), 10);
  return bytes;
}

function joined(...pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0);
  return whole;
}

/** Numbers as an array of doubles. */
function doubles(numbers, shape) {
  const body = new Uint8Array(8 * numbers.length);
  const view = new DataView(body.buffer);
  for (const [i, x] of numbers.entries()) view.setFloat64(8 * i, x, true);
  return joined(header('<f8', shape), body);
}

/** Texts as an array of strings, which needs no pickle. */
function strings(list) {
  const codes = list.map((one) => Array.from(one, (letter) => letter.codePointAt(0)));
  const most = Math.max(1, ...codes.map((one) => one.length));
  const body = new Uint8Array(4 * most * list.length);
  const view = new DataView(body.buffer);
  codes.forEach((one, i) => one.forEach((code, j) => view.setUint32(4 * (i * most + j), code, true)));
  return joined(header(`<U${most}`, [list.length]), body);
}

/** The zip file of these entries: [name, bytes][]. */
function zip(entries) {
  const heads = [];
  const pieces = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const letters = text(name);
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, 20, true);
    // The oldest date that a zip file can say: the same network gives the same file.
    common.setUint16(8, 0x21, true);
    common.setUint32(10, crc32(bytes), true);
    common.setUint32(14, bytes.length, true);
    common.setUint32(18, bytes.length, true);
    common.setUint16(22, letters.length, true);
    const fields = new Uint8Array(common.buffer);
    const local = joined(Uint8Array.of(0x50, 0x4b, 3, 4), fields, letters);
    const central = joined(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), fields, new Uint8Array(10), new Uint8Array(4), letters);
    new DataView(central.buffer).setUint32(42, offset, true);
    heads.push(central);
    pieces.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const directory = joined(...heads);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, directory.length, true);
  end.setUint32(16, offset, true);
  return joined(...pieces, directory, new Uint8Array(end.buffer));
}

/** The weights of every layer; "same" are those of the layer before, "same as 3" those of layer 3. */
function weights(layers) {
  const found = [];
  for (const [i, { w }] of layers.entries()) found.push(typeof w === 'string' ? found[Number(/\d+$/.exec(w)?.[0] ?? i) - 1] : w);
  return found;
}

/**
 * The .npz of a network file as `gradlens.network()` gives it. Layer j has `wj` (inputs x outputs) and, if there is a bias, `bj`;
 * `activation` names the functions; `input`, and `target` or `gradient`, are vectors. With skips `skip` has one number for each layer,
 * nan for none, with other slopes of leaky ReLU `slope`, nan for the usual one; with norms `norm`, `norm_place` and `norm_eps`. `gradlens_network` is the version, `name` the name.
 */
export function npz({ name, input, target, gradient, layers }) {
  const all = [['gradlens_network', doubles([1], [1])], ['name', strings([name ?? ''])], ['input', doubles(input, [input.length])]];
  all.push(target ? ['target', doubles(target, [target.length])] : ['gradient', doubles(gradient, [gradient.length])]);
  all.push(['activation', strings(layers.map(({ activation }) => activation))]);
  if (layers.some(({ skip }) => typeof skip === 'number')) all.push(['skip', doubles(layers.map(({ skip }) => skip ?? NaN), [layers.length])]);
  if (layers.some(({ params }) => params?.slope !== undefined)) all.push(['slope', doubles(layers.map(({ params }) => params?.slope ?? NaN), [layers.length])]);
  if (layers.some(({ norm }) => norm)) {
    const text = (key) => strings(layers.map(({ norm }) => norm?.[key] ?? ''));
    all.push(['norm', text('kind')], ['norm_place', text('place')], ['norm_eps', doubles(layers.map(({ norm }) => norm?.eps ?? NaN), [layers.length])]);
  }
  for (const [j, w] of weights(layers).entries()) {
    const { b } = layers[j];
    all.push([`w${j + 1}`, doubles(w.flat(), [w.length, w[0].length])]);
    if (b) all.push([`b${j + 1}`, doubles(b, [b.length])]);
  }
  return zip(all.map(([key, bytes]) => [`${key}.npy`, bytes]));
}

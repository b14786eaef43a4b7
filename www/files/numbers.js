// Numbers of files as doubles. Every type but the long integers goes into a double exactly.
import { FileProblem } from './problem.js';
import { words } from './words.js';

/** The most numbers that are read from one file: 1.6 GB as doubles. */
export const MOST_NUMBERS = 2e8;

/** IEEE half precision: 1 sign, 5 exponent and 10 fraction bits. */
function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const scratch = new DataView(new ArrayBuffer(4));
/** bfloat16 is the upper half of a float32. */
function brain(bits) {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/** name: [bytes, how one is read from a view at a byte, in this order of bytes]. */
const TYPES = {
  float64: [8, (view, byte, little) => view.getFloat64(byte, little)],
  float32: [4, (view, byte, little) => view.getFloat32(byte, little)],
  float16: [2, (view, byte, little) => half(view.getUint16(byte, little))],
  bfloat16: [2, (view, byte, little) => brain(view.getUint16(byte, little))],
  int64: [8, (view, byte, little) => view.getBigInt64(byte, little)],
  int32: [4, (view, byte, little) => view.getInt32(byte, little)],
  int16: [2, (view, byte, little) => view.getInt16(byte, little)],
  int8: [1, (view, byte) => view.getInt8(byte)],
  uint64: [8, (view, byte, little) => view.getBigUint64(byte, little)],
  uint32: [4, (view, byte, little) => view.getUint32(byte, little)],
  uint16: [2, (view, byte, little) => view.getUint16(byte, little)],
  uint8: [1, (view, byte) => view.getUint8(byte)],
  bool: [1, (view, byte) => Number(view.getUint8(byte) !== 0)],
};

export const bytesOf = (dtype) => TYPES[dtype][0];

/** How many numbers a shape has; refuses more than `most`, whatever the factors are. */
export function count(shape, most = MOST_NUMBERS) {
  if (shape.includes(0)) return 0;
  let product = 1;
  for (const size of shape) {
    product *= size;
    if (product > most) throw new FileProblem(words.tooMany(shape, most));
  }
  return product;
}

/**
 * The numbers that begin at the start of `bytes`: { data: Float64Array, isRounded }. Long integers beyond 2^53 become the nearest
 * double, which is said by `isRounded`.
 */
export function numbers(bytes, dtype, length, little = true) {
  const [size, read] = TYPES[dtype];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float64Array(length);
  if (!/int64/.test(dtype)) {
    for (let i = 0; i < length; i += 1) data[i] = read(view, i * size, little);
    return { data, isRounded: false };
  }
  let isRounded = false;
  for (let i = 0; i < length; i += 1) {
    const whole = read(view, i * size, little);
    data[i] = Number(whole);
    isRounded ||= BigInt(data[i]) !== whole;
  }
  return { data, isRounded };
}

/** A tensor stored in Fortran order, in row-major order. */
export function rowMajor(data, shape) {
  if (shape.length < 2) return data;
  const sorted = new Float64Array(data.length);
  const place = shape.map(() => 0);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  for (let i = 0, from = 0; i < data.length; i += 1) {
    sorted[i] = data[from];
    // The last axis runs first.
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      place[axis] += 1;
      from += steps[axis];
      if (place[axis] < shape[axis]) break;
      from -= steps[axis] * shape[axis];
      place[axis] = 0;
    }
  }
  return sorted;
}

// One array of NumPy: magic, version, a Python literal that describes it, and the numbers. Object arrays are programs and are refused.
import { FileProblem, quoted } from './problem.js';
import { MOST_NUMBERS, bytesOf, count, numbers, rowMajor } from './numbers.js';
import { words } from './words.js';

/** The longest description that is read, in bytes. NumPy itself reads 10,000. */
const LONGEST_HEADER = 65536;
/** The most axes of an array of NumPy. */
const MOST_AXES = 64;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const KINDS = { f: 'float', i: 'int', u: 'uint' };
const TOKEN = /\s*(?:'([^'\\]*)'|"([^"\\]*)"|(True|False)|(\d+)L?|([{}():,[\]]))/y;

export const isNpy = (bytes) => MAGIC.every((byte, i) => bytes[i] === byte);

/** The pieces of a Python literal: { text }, { flag }, { number } or { sign }. */
function tokens(header) {
  const found = [];
  TOKEN.lastIndex = 0;
  const end = header.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(header);
    if (!match) throw new FileProblem(words.badHeader(quoted(header.slice(from, from + 20).trim())), words.header);
    const [, single, double, flag, number, sign] = match;
    const text = single ?? double;
    if (text !== undefined) found.push({ text });
    else if (flag) found.push({ flag: flag === 'True' });
    else found.push(number === undefined ? { sign } : { number: Number(number) });
  }
  return found;
}

/** A dictionary of texts, flags and tuples of whole numbers, as NumPy writes it. */
function dictionary(header) {
  const list = tokens(header);
  let place = 0;
  const next = () => list[place++] ?? {};
  const expect = (sign) => {
    const { sign: is, text, number, flag } = next();
    if (is !== sign) throw new FileProblem(words.expected(sign, quoted(is ?? text ?? number ?? flag ?? words.end)), words.header);
  };
  const tuple = () => {
    const sizes = [];
    while (list[place]?.number !== undefined) {
      sizes.push(next().number);
      if (list[place]?.sign !== ',') break;
      place += 1;
    }
    expect(')');
    return sizes;
  };
  const value = () => {
    const { text, flag, number, sign } = next();
    if (sign === '(') return tuple();
    if (sign === '[') throw new FileProblem(words.records, words.header);
    return text ?? flag ?? number;
  };
  const members = new Map();
  expect('{');
  while (list[place]?.text !== undefined) {
    const key = next().text;
    if (members.has(key)) throw new FileProblem(words.keyTwice(quoted(key)), words.header);
    expect(':');
    members.set(key, value());
    if (list[place]?.sign !== ',') break;
    place += 1;
  }
  expect('}');
  if (place < list.length) throw new FileProblem(words.moreHeader, words.header);
  return members;
}

/** The type behind a name such as "<f4": { dtype, little }, or { letters, bytes } for texts. */
function typeOf(descr) {
  const [, order, kind, size] = /^([<>|=])([A-Za-z?])(\d*)$/.exec(descr) ?? [];
  const bytes = Number(size);
  const little = order !== '>';
  if (kind === 'O') throw new FileProblem(words.objects);
  if (kind === 'U' && bytes <= LONGEST_HEADER) return { dtype: 'text', letters: bytes, little };
  if ((kind === 'b' || kind === '?') && (bytes || 1) === 1) return { dtype: 'bool', little };
  const isWidth = kind === 'f' ? [2, 4, 8].includes(bytes) : [1, 2, 4, 8].includes(bytes);
  if (KINDS[kind] && isWidth) return { dtype: `${KINDS[kind]}${8 * bytes}`, little };
  throw new FileProblem(words.unknownType(quoted(descr), words.types[kind] ?? ''));
}

function described(text) {
  const members = dictionary(text);
  for (const key of ['descr', 'fortran_order', 'shape']) if (!members.has(key)) throw new FileProblem(words.noKey(key), words.header);
  if (members.size > 3) throw new FileProblem(words.otherKey(quoted([...members.keys()][3])), words.header);
  const [descr, isFortran, shape] = ['descr', 'fortran_order', 'shape'].map((key) => members.get(key));
  if (typeof descr !== 'string') throw new FileProblem(words.notText('descr'), words.header);
  if (typeof isFortran !== 'boolean') throw new FileProblem(words.notFlag, words.header);
  if (!Array.isArray(shape) || shape.length > MOST_AXES || !shape.every(Number.isSafeInteger)) throw new FileProblem(words.badShape, words.header);
  return { ...typeOf(descr), isFortran, shape };
}

function headerOf(bytes) {
  if (!isNpy(bytes)) throw new FileProblem(words.noMagic);
  const version = bytes[6];
  if (!(version >= 1 && version <= 3)) throw new FileProblem(words.npyVersion(version ?? words.end));
  const wide = version > 1;
  const start = wide ? 12 : 10;
  if (bytes.length < start) throw new FileProblem(words.endsIn(bytes.length), words.header);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true);
  if (length > LONGEST_HEADER) throw new FileProblem(words.longHeader(length, LONGEST_HEADER), words.header);
  if (bytes.length < start + length) throw new FileProblem(words.endsIn(bytes.length), words.header);
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(start, start + length));
  return { ...described(text), start: start + length };
}

/** Texts in UTF-32, padded with zeros. */
function texts(bytes, { letters, little }, length) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length }, (_, i) => {
    const codes = Array.from({ length: letters }, (__, j) => view.getUint32(4 * (i * letters + j), little));
    return codes.filter(Boolean).map((code) => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')).join('');
  });
}

/**
 * The array of an .npy file: { shape, dtype, data, isRounded }. `data` is a Float64Array in row-major order, or a list of texts
 * where dtype is "text". `most`: how many numbers it may have. Throws a FileProblem.
 */
export function readNpy(bytes, most = MOST_NUMBERS) {
  const { dtype, letters, little, isFortran, shape, start } = headerOf(bytes);
  const length = count(shape, most);
  const size = dtype === 'text' ? 4 * letters : bytesOf(dtype);
  const body = bytes.subarray(start);
  if (body.length !== length * size) throw new FileProblem(words.otherLength(shape, length * size, body.length));
  if (dtype === 'text') return { shape, dtype, data: texts(body, { letters, little }, size ? length : 0), isRounded: false };
  const { data, isRounded } = numbers(body, dtype, length, little);
  return { shape, dtype, data: isFortran ? rowMajor(data, shape) : data, isRounded };
}

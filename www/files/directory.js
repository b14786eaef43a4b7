// The central directory of a zip file, which alone says what the file has: names, places, sizes. Everything is checked before a
// byte is unpacked.
import { FileProblem, quoted } from './problem.js';
import { words } from './words.js';

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The most entries that are read. */
const MOST_ENTRIES = 10000;
/** Stands for a number that only the additional field has. */
const ELSEWHERE = 0xffffffff;
/** Deflate makes at most 1032 bytes of one. */
const MOST_RATIO = 1032;

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function whole(view, byte) {
  const number = Number(view.getBigUint64(byte, true));
  if (!Number.isSafeInteger(number)) throw new FileProblem(words.beyond, words.byte(byte));
  return number;
}

/** The end of the directory: 22 bytes and a comment, at the end of the file. */
function endOf(view) {
  for (let byte = view.byteLength - 22; byte >= Math.max(0, view.byteLength - 22 - 0xffff); byte -= 1) {
    if (view.getUint32(byte, true) === END && byte + 22 + view.getUint16(byte + 20, true) === view.byteLength) return byte;
  }
  throw new FileProblem(words.noDirectory);
}

/** Where the directory is: { start, size, entries }. */
function directoryOf(view) {
  const end = endOf(view);
  const locator = end - 20;
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR64) {
    const at = whole(view, locator + 8);
    if (at + 56 > locator || view.getUint32(at, true) !== END64) throw new FileProblem(words.noEnd64, words.byte(locator));
    return { entries: whole(view, at + 32), size: whole(view, at + 40), start: whole(view, at + 48), end: at };
  }
  return { entries: view.getUint16(end + 10, true), size: view.getUint32(end + 12, true), start: view.getUint32(end + 16, true), end };
}

/** The numbers of the additional field of zip64, for those that the entry has not itself. */
function extended(view, [from, to], entry) {
  for (let byte = from; byte + 4 <= to;) {
    const kind = view.getUint16(byte, true);
    const end = byte + 4 + view.getUint16(byte + 2, true);
    if (end > to) break;
    byte += 4;
    if (kind !== 1) byte = end;
    else {
      for (const key of ['size', 'packed', 'offset']) {
        if (entry[key] !== ELSEWHERE || byte + 8 > end) continue;
        entry[key] = whole(view, byte);
        byte += 8;
      }
      break;
    }
  }
  return entry;
}

const nameOf = (bytes, flags) => new TextDecoder(flags & 0x800 ? 'utf-8' : 'latin1').decode(bytes);

/** One entry of the directory, and where the next one begins. */
function central(bytes, view, byte, end) {
  if (byte + 46 > end || view.getUint32(byte, true) !== CENTRAL) throw new FileProblem(words.noEntry, words.byte(byte));
  const lengths = [28, 30, 32].map((field) => view.getUint16(byte + field, true));
  const extra = byte + 46 + lengths[0];
  const next = extra + lengths[1] + lengths[2];
  if (next > end) throw new FileProblem(words.noEntry, words.byte(byte));
  const flags = view.getUint16(byte + 8, true);
  const entry = {
    name: nameOf(bytes.subarray(byte + 46, extra), flags),
    flags,
    method: view.getUint16(byte + 10, true),
    crc: view.getUint32(byte + 16, true),
    packed: view.getUint32(byte + 20, true),
    size: view.getUint32(byte + 24, true),
    offset: view.getUint32(byte + 42, true),
  };
  return [extended(view, [extra, extra + lengths[1]], entry), next];
}

/** Where the bytes of an entry begin, from its own head; the sizes there may be missing and are not read. */
function located(bytes, view, entry, end) {
  const { name, offset, packed, flags } = entry;
  const isHead = offset + 30 <= end && view.getUint32(offset, true) === LOCAL;
  const start = isHead ? offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true) : NaN;
  if (!(start + packed <= end)) throw new FileProblem(words.noBytes(packed), words.entry(quoted(name)));
  const own = nameOf(bytes.subarray(offset + 30, offset + 30 + view.getUint16(offset + 26, true)), flags);
  if (own !== name) throw new FileProblem(words.otherName(quoted(own)), words.entry(quoted(name)));
  return { ...entry, start };
}

function checked({ name, flags, method, packed, size }) {
  const problem = (flags & 1 && words.encrypted) || (method !== 0 && method !== 8 && words.method(method))
    || (method === 0 && packed !== size && words.storedSizes(packed, size)) || (size > MOST_RATIO * packed && words.bomb(packed, size));
  if (problem) throw new FileProblem(problem, words.entry(quoted(name)));
}

/** No byte may belong to two entries, and no name to two. */
function apart(entries) {
  const names = new Set();
  for (const { name } of entries) {
    if (names.has(name)) throw new FileProblem(words.nameTwice, words.entry(quoted(name)));
    names.add(name);
  }
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [i, { name, offset }] of sorted.entries()) {
    if (i > 0 && offset < sorted[i - 1].start + sorted[i - 1].packed) throw new FileProblem(words.overlap(quoted(sorted[i - 1].name)), words.entry(quoted(name)));
  }
}

export const isZip = (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * The entries of a zip file, in its order: [{ name, method, crc, packed, size, start }], where `start` is the first of `packed` bytes and
 * `size` is what they say they unpack to. Throws a FileProblem.
 */
export function directory(bytes) {
  const view = viewOf(bytes);
  const { entries, size, start, end } = directoryOf(view);
  if (entries > MOST_ENTRIES) throw new FileProblem(words.tooManyEntries(entries, MOST_ENTRIES));
  if (start + size > end) throw new FileProblem(words.badDirectory(start, size));
  const found = [];
  for (let byte = start; found.length < entries;) {
    const [entry, next] = central(bytes, view, byte, start + size);
    found.push(entry);
    byte = next;
  }
  const all = found.map((entry) => located(bytes, view, entry, start));
  apart(all);
  all.forEach(checked);
  return all;
}

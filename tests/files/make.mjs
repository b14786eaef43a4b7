// Files made on purpose: arrays, zip files and safetensors with any head.
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../www/files/crc.js';

const encoder = new TextEncoder();
export const text = (letters) => encoder.encode(letters);
export const joined = (...pieces) => new Uint8Array(Buffer.concat(pieces.map((piece) => Uint8Array.from(piece))));

/** Little-endian numbers of these widths: [2, 258] is 02 01. */
export const fields = (...pairs) => joined(...pairs.map(([width, number]) => Array.from({ length: width }, (_, i) => Number((BigInt(number) >> BigInt(8 * i)) & 255n))));

/** An array with this description, as text, and these bytes of numbers. */
export const npy = (literal, body = 0, version = 1) => joined([0x93], text('NUMPY'), [version, 0], fields([version > 1 ? 4 : 2, literal.length]), text(literal), new Uint8Array(body));
export const header = (descr, shape) => `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;

/**
 * A zip file of { name, bytes, isDeflated, ...fields of the directory that shall say something else, localName, gap }; `end` are fields of
 * the end of the directory. With `zip64` the directory has its numbers in the additional field and a large end.
 */
export function zip(entries, { end = {}, zip64 = false } = {}) {
  let whole = new Uint8Array();
  const heads = entries.map(({ name, bytes, isDeflated = false, localName = name, ...said }) => {
    const packed = isDeflated ? deflateRawSync(bytes) : bytes;
    const own = { flags: 0, method: isDeflated ? 8 : 0, crc: crc32(bytes), packed: packed.length, size: bytes.length, offset: whole.length, ...said };
    whole = joined(whole, fields([4, 0x04034b50], [2, 20], [2, own.flags], [2, own.method], [4, 0], [4, 0], [4, 0], [4, 0], [2, text(localName).length], [2, 0]), text(localName), packed);
    const far = zip64 ? fields([2, 1], [2, 24], [8, own.size], [8, own.packed], [8, own.offset]) : [];
    const or = (number) => (zip64 ? 0xffffffff : number);
    return joined(fields([4, 0x02014b50], [2, 20], [2, 20], [2, own.flags], [2, own.method], [4, 0], [4, own.crc], [4, or(own.packed)], [4, or(own.size)], [2, text(name).length], [2, far.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, or(own.offset)]), text(name), far);
  });
  const size = heads.reduce((sum, head) => sum + head.length, 0);
  const said = { entries: entries.length, size, start: whole.length, ...end };
  const large = zip64 ? joined(fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, said.entries], [8, said.entries], [8, said.size], [8, said.start]), fields([4, 0x07064b50], [4, 0], [8, end.at ?? whole.length + size], [4, 1])) : [];
  const last = zip64 ? fields([2, 0xffff], [2, 0xffff], [4, 0xffffffff], [4, 0xffffffff], [2, 0]) : fields([2, said.entries], [2, said.entries], [4, said.size], [4, said.start], [2, 0]);
  return joined(whole, ...heads, large, fields([4, 0x06054b50], [2, 0], [2, 0]), last);
}

/** A safetensors file; `head`: an object, or its text. */
export function safetensors(head, body = 0, length) {
  const bytes = text(typeof head === 'string' ? head : JSON.stringify(head));
  return joined(fields([8, length ?? bytes.length]), bytes, new Uint8Array(body));
}

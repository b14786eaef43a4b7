// The safetensors format: the length of a JSON header in 8 bytes, the header, and one buffer that the tensors fill.
import { FileProblem, at, quoted } from './problem.js';
import { MOST_NUMBERS, bytesOf, count, numbers } from './numbers.js';
import { words } from './words.js';

/** The longest header, in bytes; the format's own limit. */
const LONGEST_HEADER = 100_000_000;
const METADATA = '__metadata__';
const TYPES = {
  F64: 'float64', F32: 'float32', F16: 'float16', BF16: 'bfloat16', BOOL: 'bool',
  I64: 'int64', I32: 'int32', I16: 'int16', I8: 'int8', U64: 'uint64', U32: 'uint32', U16: 'uint16', U8: 'uint8',
};

const headerLength = (bytes) => Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true));

/** Whether a file can be one of these: there is a length, and after it a brace. */
export const isSafetensors = (bytes) => bytes.length >= 9 && bytes[8] === 0x7b && headerLength(bytes) < 2 ** 40;

/** The keys of an object in valid JSON, as often as they occur; JSON.parse keeps the last one silently. */
function* keys(json) {
  let depth = 0;
  let last;
  for (let i = 0; i < json.length; i += 1) {
    const sign = json[i];
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    else if (sign === ':' && depth === 1) yield JSON.parse(last);
    else if (sign === '"') {
      const from = i;
      for (i += 1; json[i] !== '"'; i += 1) if (json[i] === '\\') i += 1;
      if (depth === 1) last = json.slice(from, i + 1);
    }
  }
}

function headerOf(bytes) {
  if (bytes.length < 8) throw new FileProblem(words.endsIn(bytes.length), words.header);
  const length = headerLength(bytes);
  if (length > LONGEST_HEADER) throw new FileProblem(words.longHeader(length, LONGEST_HEADER), words.header);
  if (8 + length > bytes.length) throw new FileProblem(words.endsIn(bytes.length), words.header);
  if (bytes[8] !== 0x7b) throw new FileProblem(words.noBrace, words.header);
  let header;
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length));
    header = JSON.parse(text);
  } catch {
    throw new FileProblem(words.notJson, words.header);
  }
  const seen = new Set();
  for (const key of keys(text)) {
    if (seen.has(key)) throw new FileProblem(words.nameTwice, words.tensor(quoted(key)));
    seen.add(key);
  }
  return { header, start: 8 + length };
}

/** One tensor of the header: { name, shape, dtype, from, to, length }, in bytes of the buffer. */
function described([name, given]) {
  const { dtype: type, shape, data_offsets: range } = given ?? {};
  if (typeof type !== 'string') throw new FileProblem(words.notText('dtype'));
  const dtype = Object.hasOwn(TYPES, type) ? TYPES[type] : null;
  if (!dtype) throw new FileProblem(words.unknownType(quoted(type), /^F[468]/.test(type) ? words.packedType : ''));
  const isSize = (number) => Number.isSafeInteger(number) && number >= 0;
  if (!Array.isArray(shape) || !shape.every(isSize)) throw new FileProblem(words.badShape);
  if (!Array.isArray(range) || range.length !== 2 || !range.every(isSize) || range[0] > range[1]) throw new FileProblem(words.badRange);
  const [from, to] = range;
  const length = count(shape);
  if (length * bytesOf(dtype) !== to - from) throw new FileProblem(words.otherLength(shape, length * bytesOf(dtype), to - from));
  return { name, shape, dtype, from, to, length };
}

/** The ranges must follow each other and fill the buffer. */
function covering(tensors, bytes) {
  const sorted = [...tensors].sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  let total = 0;
  for (const { name, from, to, length } of sorted) {
    const place = words.tensor(quoted(name));
    if (from !== end) throw new FileProblem(from < end ? words.overlaps(from, end) : words.gap(end, from), place);
    if (to > bytes) throw new FileProblem(words.endsAt(to, bytes), place);
    total += length;
    if (total > MOST_NUMBERS) throw new FileProblem(words.tooManyInAll(MOST_NUMBERS), place);
    end = to;
  }
  if (end !== bytes) throw new FileProblem(words.gap(end, bytes));
  return sorted;
}

/** The tensors of a file: { tensors: [{ name, shape, dtype, data, isRounded }] }, in the order of their bytes. Throws a FileProblem. */
export function readSafetensors(bytes) {
  const { header, start } = headerOf(bytes);
  const named = Object.entries(header).filter(([name]) => name !== METADATA);
  const tensors = named.map((entry) => at(words.tensor(quoted(entry[0])), () => described(entry)));
  const read = ({ name, shape, dtype, from, to, length }) => ({ name, shape, dtype, ...numbers(bytes.subarray(start + from, start + to), dtype, length) });
  return { tensors: covering(tensors, bytes.length - start).map(read) };
}

// Numbers and comments as Python. Pure.

/**
 * The most numbers of an array that are written out; longer arrays, which nobody reads, are packed.
 */
const READABLE = 64;

/** Whether these numbers are packed. */
export const isLong = (values) => values.length > READABLE;

/** Characters of a packed array in a line. */
const LINE = 100;

/** JavaScript and Python both write the shortest decimal that gives the same double. */
export const literal = (value) => (Object.is(value, -0) ? '-0.0' : Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value));
const list = (values) => `[${Array.from(values, literal).join(', ')}]`;

/** The bytes of the doubles, least significant first, as base64. */
function packed(values) {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => view.setFloat64(8 * i, value, true));
  let bytes = '';
  for (const byte of new Uint8Array(view.buffer)) bytes += String.fromCharCode(byte);
  const text = btoa(bytes);
  return text.match(new RegExp(`.{1,${LINE}}`, 'g')).map((part) => `    "${part}"\n`).join('');
}

/** These numbers as an array; `array`: the function that makes one of a list. */
export function vector(values, array) {
  return isLong(values) ? `unpacked(\n${packed(values)})` : `${array}(${list(values)})`;
}

/** The same of rows. */
export function matrix(rows, array) {
  const [height, width] = [rows.length, rows[0].length];
  if (isLong(rows.flat())) return `unpacked(\n${packed(rows.flat())}).reshape(${height}, ${width})`;
  return `${array}([\n${rows.map((row) => `    ${list(row)},\n`).join('')}])`;
}

/** Texts that may come from a file stay inside of their comment. */
export const comment = (lines) => lines.map((line) => `# ${line.replaceAll(/[^\x20-\x7e]+/g, ' ')}`.trimEnd()).join('\n');

/** The function that packed arrays call. */
export const NUMPY_UNPACKED = `def unpacked(text):
    return np.frombuffer(base64.b64decode(text), dtype="<f8")


`;
export const TORCH_UNPACKED = `def unpacked(text):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float64)


`;

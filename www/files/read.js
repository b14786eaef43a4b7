// A file as tensors, whatever its format: told by its first bytes, never by its name.
import { directory, isZip } from './directory.js';
import { natural } from './names.js';
import { isNpy, readNpy } from './npy.js';
import { MOST_NUMBERS } from './numbers.js';
import { FileProblem, at, quoted } from './problem.js';
import { isSafetensors, readSafetensors } from './safetensors.js';
import { words } from './words.js';
import { unpacked } from './zip.js';

const starts = (bytes, ...first) => first.every((byte, i) => bytes[i] === byte);
const letters = (text) => [...text].map((letter) => letter.charCodeAt(0));

/** Formats that are known and not read: [whose bytes are these, what is said]. */
const REFUSED = [
  [(bytes) => starts(bytes, 0x89, ...letters('HDF\r\n'), 0x1a, 0x0a), words.refused.hdf],
  [(bytes) => bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5, words.refused.pickle],
  // A message of protocol buffers that begins with a small version and goes on with a text: how ONNX begins.
  [(bytes) => bytes[0] === 8 && bytes[1] > 0 && bytes[1] < 32 && (bytes[2] === 0x12 || bytes[2] === 0x1a || bytes[2] === 0x3a), words.refused.onnx],
  [(bytes) => starts(bytes, ...letters('GGUF')), words.refused.gguf],
];

/** Programs that are zip files, by what is in them. */
function refusedZip(names) {
  if (names.some((name) => /(^|\/)data\.pkl$/.test(name))) return words.refused.torch;
  return names.some((name) => /\.weights\.h5$/.test(name)) ? words.refused.keras : null;
}

async function readNpz(bytes) {
  const entries = directory(bytes);
  const names = entries.map(({ name }) => name);
  const refused = refusedZip(names);
  if (refused) throw new FileProblem(refused);
  const arrays = entries.filter(({ name }) => name.endsWith('.npy'));
  if (arrays.length === 0) throw new FileProblem(words.noArrays(names.length));
  const tensors = [];
  const skipped = names.filter((name) => !name.endsWith('.npy')).map((name) => ({ name, why: words.skipped.noArray }));
  let left = MOST_NUMBERS;
  for (const entry of arrays) {
    if (entry.size > 8 * left + 2 ** 17) throw new FileProblem(words.tooManyInAll(MOST_NUMBERS), words.entry(quoted(entry.name)));
    const whole = await unpacked(bytes, entry);
    const array = at(words.entry(quoted(entry.name)), () => readNpy(whole, left));
    left -= array.data.length;
    tensors.push({ name: entry.name.slice(0, -4), ...array });
  }
  return { format: 'npz', tensors, skipped };
}

/** Whether bytes can be a text: no zero among the first ones, and not a format that is known. */
const isText = (bytes) => !bytes.subarray(0, 512).includes(0) && (bytes.length === 0 || bytes[0] === 0xef || (bytes[0] >= 9 && bytes[0] < 0x7f));

/**
 * What a file holds: { format, tensors: [{ name, shape, dtype, data, isRounded }], skipped: [{ name, why }] }; `format` is npz, npy,
 * safetensors, or text, which is no business of these readers. Throws a FileProblem.
 */
export async function read(bytes) {
  for (const [is, sentence] of REFUSED) if (is(bytes)) throw new FileProblem(sentence);
  if (isZip(bytes)) return readNpz(bytes);
  if (isNpy(bytes)) return { format: 'npy', tensors: [{ name: 'arr_0', ...readNpy(bytes) }], skipped: [] };
  // Their order in the file is that of types and bytes and tells nothing.
  if (isSafetensors(bytes)) return { format: 'safetensors', tensors: readSafetensors(bytes).tensors.sort((a, b) => natural(a.name, b.name)), skipped: [] };
  if (isText(bytes)) return { format: 'text', tensors: [], skipped: [] };
  throw new FileProblem(words.unknownFormat);
}

// Unpacks entries of a zip file, stored or deflated, no further than they say.
import { crc32 } from './crc.js';
import { FileProblem, quoted } from './problem.js';
import { words } from './words.js';

/** Unpacks deflated bytes into exactly `size` bytes, and stops at the first one more. */
async function inflated(packed, size) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const whole = new Uint8Array(size);
  let length = 0;
  for (;;) {
    let chunk;
    try {
      chunk = await reader.read();
    } catch {
      throw new FileProblem(words.notDeflated(length));
    }
    if (chunk.done) break;
    if (length + chunk.value.length > size) {
      reader.cancel().catch(() => {});
      throw new FileProblem(words.expands(size));
    }
    whole.set(chunk.value, length);
    length += chunk.value.length;
  }
  if (length < size) throw new FileProblem(words.unpacksTo(length, size));
  return whole;
}

/** The bytes of an entry of `directory`. Throws a FileProblem. */
export async function unpacked(bytes, { name, method, crc, packed, size, start }) {
  try {
    const own = bytes.subarray(start, start + packed);
    const whole = method === 0 ? own : await inflated(own, size);
    if (crc32(whole) !== crc) throw new FileProblem(words.checksum);
    return whole;
  } catch (error) {
    throw error instanceof FileProblem ? error.within(words.entry(quoted(name))) : error;
  }
}

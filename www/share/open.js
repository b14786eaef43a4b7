// Opens a network file that the reader has chosen or dropped.
import { openText } from '../files/open.js';
import { words } from './words.js';

/** The largest file that is read, in bytes; the program reads none above it either. */
const LARGEST = 32 << 20;

// Rounded up, so that a file that is too large is never reported with the allowed size.
const megabytes = (bytes) => words.megabytes(Math.ceil((bytes / (1 << 20)) * 10) / 10);

/**
 * Shows the network of a file, or reports on the page what is wrong. Returns null or that sentence.
 */
export async function openFile(file) {
  const wrong = (sentence) => {
    window.gradlens.say(sentence);
    return sentence;
  };
  const name = window.gradlens.name(file.name);
  if (file.size > LARGEST) return wrong(words.tooLarge(name, megabytes(file.size), megabytes(LARGEST)));
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return wrong(words.notRead(name));
  }
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return wrong(words.notText(name));
  }
  if (text.trim() === '') return wrong(words.isEmpty(name));
  if (!/^\ufeff?\s*[{[]/.test(text)) return wrong(words.notNetwork(name));
  return openText(text, file.name);
}

// Where Chromium is. As a program it prints the path, or says what is missing and fails.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** How the tests and the measurements start it: without a window system, and without a word to the world outside. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of Chromium: the variable CHROMIUM, or the first usual name on PATH. Throws where there is none. */
export function chromiumPath() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (executable(given)) return given;
    throw new Error(`CHROMIUM is "${given}", which cannot be run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC];
  const found = places.find(executable);
  if (found) return found;
  throw new Error('Chromium is missing: install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(chromiumPath());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

// Where Chromium is. Run as a program, it prints the path, or says what is missing and fails.
import { printPaths, programPath } from './program.mjs';

/**
 * How the tests and the measurements start it: headless, and without any request to outside
 * servers.
 */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of Chromium: the variable CHROMIUM, or the first usual name on PATH. Throws if there
 * is none.
 */
export const chromiumPath = () => programPath({
  variable: 'CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  places: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  missing: 'Chromium is missing: install it (Debian, Ubuntu: sudo apt-get install chromium), or set CHROMIUM to its path.',
});

printPaths(import.meta.url, chromiumPath);

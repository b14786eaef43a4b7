// Where Firefox is, and geckodriver, which drives it. As a program it prints both paths, or that of the one that is named, or says what is
// missing and fails.
import { printPaths, programPath } from '../e2e/harness/program.mjs';

export const firefoxPath = () => programPath({
  variable: 'FIREFOX',
  names: ['firefox-esr', 'firefox'],
  places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  missing: 'Firefox is missing: install it (Debian: sudo apt-get install firefox-esr), or set FIREFOX to its path.',
});

export const geckodriverPath = () => programPath({
  variable: 'GECKODRIVER',
  names: ['geckodriver'],
  missing: 'geckodriver is missing: install it (cargo install --locked geckodriver), or set GECKODRIVER to its path.',
});

export const programs = () => `Firefox: ${firefoxPath()}, geckodriver: ${geckodriverPath()}`;

const NAMED = { firefox: firefoxPath, geckodriver: geckodriverPath };

printPaths(import.meta.url, () => (NAMED[process.argv[2]] ?? programs)());

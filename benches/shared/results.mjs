// One section of benches/RESULTS.md. Each command writes its own, so what is outside of the markers stays.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
const TITLE = '# Measured';
/** In the order of the file. */
const SECTIONS = ['targets', 'peers', 'training', 'page'];

const markers = (name) => [`<!-- ${name} -->`, `<!-- /${name} -->`];
const block = (name, section) => {
  const [first, last] = markers(name);
  return `${first}\n${section}${section && '\n'}${last}`;
};

/** The file before anything is measured: all sections empty, so that their order does not depend on what runs first. */
const empty = () => `${[TITLE, ...SECTIONS.map((name) => block(name, ''))].join('\n\n')}\n`;

/** The text with a section replaced. */
export function withSection(text, name, section) {
  const [first, last] = markers(name);
  const [start, end] = [text.indexOf(first), text.indexOf(last)];
  if (start < 0 || end < start) throw new Error(`benches/RESULTS.md: the markers "${first}" and "${last}" do not stand in pairs.`);
  return text.slice(0, start) + block(name, section.trim()) + text.slice(end + last.length);
}

/** Writes a section into the file, and the file where there is none. */
export function writeSection(name, section) {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : empty();
  writeFileSync(FILE, withSection(text, name, section));
}

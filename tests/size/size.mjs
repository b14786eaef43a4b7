// The download of the page, compressed as a server would: what opening it takes, and what comes later or stands beside it.
// usage: size.mjs FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The most bytes, gzip -9, of all that is loaded when the page is opened; of the page in one file; and of the script for other pages. */
const OPENING = 300_000;
const ONE_FILE = 450_000;
const EMBED = 3_000;

const folder = process.argv[2];
const page = readFileSync(join(folder, 'index.html'), 'utf8');
const size = (name) => {
  const raw = readFileSync(join(folder, name));
  const packed = gzipSync(raw, { level: 9 }).length;
  console.log(`${String(packed).padStart(8)} bytes (${raw.length} raw)  ${name}`);
  return packed;
};
const sum = (names) => names.reduce((total, name) => total + size(name), 0);

/** Whether the page loads a file by itself; the other parts are asked for by what a reader does. */
const LATER = /^(about|share|frame)-/;
const files = readdirSync(folder).filter((name) => /\.(js|css|html|wasm)$/.test(name));
const opening = files.filter((name) => name === 'index.html' || name === 'sw.js' || (page.includes(`./${name}`) && !LATER.test(name)));
const later = files.filter((name) => LATER.test(name));

const problems = [];
const check = (what, bytes, most) => {
  console.log(`${String(bytes).padStart(8)} bytes ${what}, ${most} allowed\n`);
  if (!(bytes > 0 && bytes <= most)) problems.push(`${what}: ${bytes} bytes, ${most} allowed`);
};
check('when the page is opened', sum(opening), OPENING);
console.log(`${String(sum(later)).padStart(8)} bytes when they are asked for\n`);
check('the page in one file', sum(['gradlens.html']), ONE_FILE);
check('embed.js', sum(['embed.js']), EMBED);
for (const ending of ['.wasm', '.css']) if (!opening.some((name) => name.endsWith(ending))) problems.push(`no ${ending} is loaded when the page is opened`);
if (later.length !== 3) problems.push(`three parts are loaded later, found ${later.join(', ')}`);
if (problems.length > 0) {
  console.error(`size: ${problems.join('; ')}.`);
  process.exit(1);
}

// The download of the page: every file of a folder, compressed as a server would. usage: size.mjs FOLDER
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The most bytes that the page may take, gzip -9, all files together. */
const BUDGET = 300_000;

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true }).map((name) => ({ name, path: join(folder, name) }));
let total = 0;
for (const { name, path } of files.filter((file) => statSync(file.path).isFile())) {
  const raw = readFileSync(path);
  const size = gzipSync(raw, { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(8)} bytes (${raw.length} raw)  ${name}`);
}
console.log(`${String(total).padStart(8)} bytes in all, ${BUDGET} allowed`);
if (total > BUDGET || total === 0) {
  console.error(total === 0 ? 'size: there is nothing in the folder.' : 'size: the page is too large.');
  process.exit(1);
}

// Whether the first kilobyte of the programs' memory is the far end of their stack, as the option --low-memory-unused assumes (index.html):
// the stack grows down towards address 0, and all data lie above it.
// usage: memory.mjs FOLDER
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';

const LOW = 1024;
const folder = process.argv[2];
const programs = readdirSync(folder).filter((name) => name.endsWith('.wasm'));

/** The first address of data, and where the stack begins: { data, stack }. */
function layout(path) {
  const module = binaryen.readBinary(readFileSync(path));
  const text = module.emitText();
  module.dispose();
  const data = [...text.matchAll(/\(data \S+ \(i32\.const (\d+)\)/g)].map(([, address]) => Number(address));
  const [, stack] = text.match(/\(global \S+ \(mut i32\) \(i32\.const (\d+)\)\)/) ?? [];
  return { data: Math.min(...data), stack: Number(stack) };
}

let isRight = programs.length > 0;
for (const name of programs) {
  const { data, stack } = layout(join(folder, name));
  const fits = stack > LOW && data >= stack && Number.isFinite(data);
  console.log(`${name}: stack from ${stack} down, data from ${data} on${fits ? '' : ': the first kilobyte may be in use'}`);
  isRight &&= fits;
}
if (!isRight) process.exitCode = 1;

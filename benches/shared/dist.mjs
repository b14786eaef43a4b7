// The built page: where its parts are.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The JavaScript file of the whole program, from the root; its WebAssembly file has the same name. */
export function glue() {
  const names = existsSync(join(ROOT, 'dist')) ? readdirSync(join(ROOT, 'dist')) : [];
  const found = names.find((name) => /^whole-.*\.js$/.test(name) && names.includes(name.replace(/\.js$/, '_bg.wasm')));
  if (!found) throw new Error('dist/ holds no page: run "make dist" first.');
  return `dist/${found}`;
}

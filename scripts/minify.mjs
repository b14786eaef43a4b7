// Makes a page that Trunk has just built smaller: scripts without spaces, functions in an order that compresses well, and one or two letters
// in place of the long names by which script and WebAssembly call each other. Called by scripts/minify with the page's folder in TRUNK_STAGING_DIR.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { named } from './order.mjs';

const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue', 'simd'];
const folder = process.env.TRUNK_STAGING_DIR;
const tool = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const file = (ending) => {
  const name = readdirSync(folder).find((name) => name.startsWith('gradlens-') && name.endsWith(ending));
  if (!name) throw new Error(`minify: there is no file gradlens-*${ending} in ${folder}`);
  return join(folder, name);
};

/** Replaces what `pattern` finds by `text`; finding nothing would leave a page that cannot start. */
function replaced(script, pattern, text) {
  if (!pattern.test(script)) throw new Error(`minify: the script does not name ${pattern}`);
  return script.replaceAll(pattern, () => text);
}

/** Puts the functions of the WebAssembly in order and shortens its names, and in the script around it to match. */
function pack(wasm, glue) {
  writeFileSync(wasm, named(readFileSync(wasm)));
  const args = [...FEATURES.map((name) => `--enable-${name}`), '--strip-producers', '--strip-target-features', '--reorder-functions-by-name', '--minify-imports-and-exports-and-modules', wasm, '-o', wasm];
  const { imports, exports } = JSON.parse(execFileSync(tool('wasm-opt'), args, { encoding: 'utf8', maxBuffer: 1 << 26 }));
  let script = readFileSync(glue, 'utf8');
  const escaped = (name) => name.replaceAll(/[.$]/g, '\\$&');
  for (const [module, name, short] of imports) {
    if (name === 'memory') continue;
    script = replaced(script, new RegExp(`\\b${escaped(name)}(?=: )`, 'g'), short);
    if (script.includes(`"${module}": `)) script = script.replaceAll(`"${module}": `, '"a": ');
  }
  for (const [name, short] of exports) {
    // Exports that only the loader of this script's own making calls are named here; others nobody calls.
    script = script.replaceAll(new RegExp(`\\bwasm\\.${escaped(name)}\\b`, 'g'), () => `wasm.${short}`);
  }
  writeFileSync(glue, script);
}

if (!folder) throw new Error('minify: TRUNK_STAGING_DIR is not set; Trunk sets it');
const glue = file('.js');
pack(file('.wasm'), glue);
const scripts = [glue, join(folder, 'worker.js')];
const options = ['--minify', '--pure:console.warn', '--target=es2022', '--format=esm', '--allow-overwrite', `--outdir=${folder}`, '--log-level=warning'];
execFileSync(tool('esbuild'), [...scripts, ...options], { stdio: 'inherit' });

// Completes the folder of a page that Trunk has built: minified scripts, the parts that are loaded
// later as one script each, names by content, the security policy with the hashes of the scripts in
// the page, the page in one file, the service worker, and what hosts and authors need. Called by
// Trunk with the folder in TRUNK_STAGING_DIR.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { oneFile } from './one_file.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
const www = (name) => fileURLToPath(new URL(`../www/${name}`, import.meta.url));
const path = (name) => join(folder, name);
const read = (name) => readFileSync(path(name), 'utf8');
const sum = (text) => createHash('sha256').update(text);

/** The minifier's options. */
const SMALL = { minify: true, target: 'es2022', charset: 'utf8', logLevel: 'warning' };

/** A script of the folder, minified, as a module. */
const small = async (name) => (await transform(read(name), { ...SMALL, format: 'esm' })).code;

/**
 * A script or a style sheet of www/ with all that it imports, as one. `name`: what a script is
 * called where it is no module.
 */
async function bundle(entry, name) {
  const shape = name ? { format: 'iife', globalName: name } : { format: 'esm' };
  const { outputFiles: [{ text }] } = await build({ entryPoints: [www(entry)], bundle: true, write: false, ...SMALL, ...shape });
  return text.trim();
}

/**
 * The same text with a name by its content in place of a plain one; finding no plain one would
 * leave a page that lacks a part.
 */
function renamed(html, [plain, named]) {
  if (!html.includes(`./${plain}`)) throw new Error(`assemble: the page does not name ./${plain}`);
  return html.replaceAll(`./${plain}`, `./${named}`);
}

/** A name for content: always the same for the same. */
const digest = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash('sha256')).digest('hex').slice(0, 16);

/** Gives a file a name by its content: [plain, named]. */
function byContent(plain, text = read(plain)) {
  const named = plain.replace('.', `-${digest(text)}.`);
  if (existsSync(path(plain))) renameSync(path(plain), path(named));
  writeFileSync(path(named), text);
  return [plain, named];
}

/**
 * Gives the program, which is a script beside its WebAssembly, one name by what both of them hold after everything that has made them
 * smaller; Trunk's name knows only what the compiler made.
 */
async function programByContent(built, name) {
  const script = await small(`${built}.js`);
  const named = `${name}-${digest(script, readFileSync(path(`${built}_bg.wasm`)))}`;
  rmSync(path(`${built}.js`));
  writeFileSync(path(`${named}.js`), script.replaceAll(built, named));
  renameSync(path(`${built}_bg.wasm`), path(`${named}_bg.wasm`));
  return named;
}

/** The program that Trunk has built, and the whole one beside it, by their contents. */
async function programs() {
  const [, built] = readdirSync(folder).map((name) => /^(gradlens-\w+)\.js$/.exec(name)).find(Boolean) ?? [];
  if (!built) throw new Error('assemble: there is no program');
  for (const ending of ['.js', '_bg.wasm']) cpSync(fileURLToPath(new URL(`../target/whole/gradlens${ending}`, import.meta.url)), path(`whole${ending}`));
  return { SMALL: await programByContent(built, 'gradlens'), WHOLE: await programByContent('whole', 'whole') };
}

/**
 * The page with the hashes of its own scripts in its security policy in place of 'unsafe-inline',
 * which stays if Trunk's server adds a script.
 */
function withSums(html) {
  if (html.includes('__TRUNK_')) return html;
  const scripts = [...html.matchAll(/<script(?![^>]*\bsrc\b)(?![^>]*application\/json)[^>]*>([^]*?)<\/script>/g)];
  const sums = scripts.map(([, text]) => `'sha256-${sum(text).digest('base64')}'`);
  const policy = /script-src ([^;]*)'unsafe-inline'/;
  if (!policy.test(html)) throw new Error('assemble: the page has no security policy for scripts');
  return html.replace(policy, (all, others) => `script-src ${others}${sums.join(' ')}`);
}

/** A script of www/ as it stands in the page, which knows the names of both programs. */
async function inline(name, { SMALL: small, WHOLE: whole }) {
  const define = { SMALL: JSON.stringify(small), WHOLE: JSON.stringify(whole) };
  return (await transform(readFileSync(www(name), 'utf8'), { ...SMALL, define })).code.trim();
}

/** The page with its inline scripts. */
async function withScripts(html, both) {
  const place = /<script data-from="?([\w.]+)"?><\/script>/;
  for (let next; (next = place.exec(html));) {
    const code = await inline(next[1], both);
    html = html.replace(place, () => `<script>${code}</script>`);
  }
  return html;
}

/**
 * The service worker of the files that opening the page loads, and of those that a reader may ask
 * for later.
 */
async function serviceWorker(opening, later) {
  const version = digest(...['index.html', ...opening, ...later].flatMap((name) => [name, readFileSync(path(name))]));
  const define = { VERSION: JSON.stringify(version), OPENING: JSON.stringify(opening), LATER: JSON.stringify(later) };
  const { code } = await transform(readFileSync(www('sw.js'), 'utf8'), { ...SMALL, define });
  return code;
}

if (!folder) throw new Error('assemble: TRUNK_STAGING_DIR is not set; Trunk sets it');
const style = await bundle('style.css');
const lessonStyle = await bundle('style/lesson.css');
const actsStyle = await bundle('style/acts.css');
const both = await programs();
const worker = await small('worker.js');
const lesson = readFileSync(new URL('../src/words/lesson.txt', import.meta.url), 'utf8');
const digits = readFileSync(new URL('../data/digits.txt', import.meta.url), 'utf8');
const early = /<link[^>]*rel="?(?:module)?preload"?[^>]*>/g;
const plain = (await withScripts(read('index.html'), both)).replace(early, '');
writeFileSync(path('gradlens.html'), withSums(await oneFile({
  html: plain,
  style: lessonStyle + actsStyle + style,
  wasm: readFileSync(path(`${both.WHOLE}_bg.wasm`)),
  glue: (await transform(read(`${both.WHOLE}.js`), { ...SMALL, format: 'iife', globalName: 'gradlensProgram', logLevel: 'error' })).code,
  worker,
  lesson,
  digits,
  parts: [await bundle('share/main.js', 'gradlensShare'), await bundle('frame/main.js', 'gradlensFrame'), await bundle('files/main.js', 'gradlensFiles')],
})));

// The explanations and the texts of the lesson are long, and few readers open them.
const later = /(<div data-later="?)about("?>)([^]*?)(<\/div>\s*<\/details>)/;
if (!later.test(plain)) throw new Error('assemble: the page has no explanations');
const [, about] = byContent('about.html', later.exec(plain)[3]);
const page = plain.replace(later, (all, open, end, text, close) => `${open}./${about}${end}${close}`);

const names = [byContent('lesson.txt', lesson), byContent('digits.txt', digits), byContent('worker.js', worker), byContent('style.css', style), byContent('lesson.css', lessonStyle), byContent('acts.css', actsStyle), byContent('share.js', await bundle('share/main.js')), byContent('frame.js', await bundle('frame/main.js')), byContent('files.js', await bundle('files/main.js'))];
/** What starts the program, without what only Trunk's own tools listen to. */
const start = /<script type="?module"?>\s*import init[^]*?<\/script>/;
if (!start.test(page)) throw new Error('assemble: nothing starts the page');
const started = `<script type="module">${await inline('start.js', both)}</script>`;
writeFileSync(path('index.html'), withSums(names.reduce(renamed, page.replace(start, () => started))));
const files = readdirSync(folder).filter((name) => /-\w+(_bg)?\.(js|css|html|txt|wasm)$/.test(name));
const isLater = (name) => /^(about|acts|digits|lesson|share|frame|files|whole)-/.test(name);
writeFileSync(path('sw.js'), await serviceWorker(files.filter((name) => !isLater(name)), files.filter(isLater)));
writeFileSync(path('embed.js'), (await transform(readFileSync(www('embed.js'), 'utf8'), SMALL)).code);
cpSync(www('embed.d.ts'), path('embed.d.ts'));
cpSync(www('docs'), path('docs'), { recursive: true });
writeFileSync(path('docs/docs.css'), await bundle('docs/docs.css'));

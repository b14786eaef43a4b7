// The page in one file, for places where nothing else can be loaded: files passed around, frames
// without an origin.
import { deflateRawSync } from 'node:zlib';

/** Starts the program inside the page, and lets workers start it too. */
const START = `window.gradlensWhole = async () => {};
(async () => {
  const text = (id) => document.getElementById(id).textContent;
  // The file as it was made, for copies with other settings inside.
  const html = '<!doctype html>' + document.documentElement.outerHTML.replace('data-gradlens="loading"', 'data-gradlens="waiting"');
  window.gradlensSingle = () => html;
  const packed = Uint8Array.from(atob(text('gradlens-wasm')), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  // One script: without an origin a worker cannot load another blob.
  const worker = new Blob([text('gradlens-glue'), '\\n', text('gradlens-worker')], { type: 'text/javascript' });
  document.documentElement.dataset.worker = URL.createObjectURL(worker);
  document.documentElement.dataset.glue = 'inside';
  await gradlensProgram.default({ module_or_path: module });
})();`;

/** A script whose text does not end its element. */
const script = (text, attributes = '') => `<script${attributes}>${text.replaceAll('</script', '<\\/script')}</script>`;

function replaced(html, pattern, text) {
  if (!pattern.test(html)) throw new Error(`one_file: the page has no ${pattern}`);
  return html.replace(pattern, () => text);
}

/** The page with its style sheet, its program and its parts inside. */
export function oneFile({ html, style, wasm, glue, worker, lesson, digits, parts }) {
  const packed = deflateRawSync(wasm, { level: 9 }).toString('base64');
  const inside = [
    ...parts.map((text) => script(text)),
    script(glue.trim(), ' id="gradlens-glue"'),
    script(worker.trim(), ' id="gradlens-worker" type="text/plain"'),
    script(lesson, ' id="lesson-texts" type="text/plain"'),
    script(digits, ' id="digits" type="text/plain"'),
    script(packed, ' id="gradlens-wasm" type="application/json"'),
    script(START),
  ];
  return [
    [/<html /, '<html data-single '],
    [/ data-later="?about"?/, ''],
    [/<link[^>]*rel="?stylesheet"?[^>]*>/, `<style>${style}</style>`],
    [/<link[^>]*rel="?stylesheet"?[^>]*>/, ''],
    [/<link[^>]*rel="?stylesheet"?[^>]*>/, ''],
    [/<script type="?module"?>[^]*?<\/script>/, ''],
    [/<link[^>]*rel="?worker"?[^>]*>/, ''],
    // The workers load the program from a blob.
    [/script-src 'self'/, 'script-src blob:'],
    [/worker-src 'self' blob:/, 'worker-src blob:'],
    [/connect-src 'self'/, "connect-src 'none'"],
    [/style-src 'self'/, 'style-src'],
    [/img-src 'self'/, 'img-src'],
    [/<\/body>/, `${inside.join('')}</body>`],
  ].reduce((page, [pattern, text]) => replaced(page, pattern, text), html);
}

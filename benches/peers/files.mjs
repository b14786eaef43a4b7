// Files of the repository, the same way in Node and in the browser: from disk there, from the server of the page here.

/** The address of a file, given from the root of the repository. */
export const address = (path) => new URL(`../../${path}`, import.meta.url);

/** The bytes of a file. */
export async function bytes(path) {
  const url = address(path);
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${path}: the server answers ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The text of a file. */
export const text = async (path) => new TextDecoder().decode(await bytes(path));

/**
 * What a CommonJS (or UMD) file exports; `given` are the names that it finds defined. Node and the browser so run the same
 * file of a package, and nothing is bundled.
 */
export async function commonjs(path, given = {}) {
  const module = { exports: {} };
  const run = new Function('module', 'exports', ...Object.keys(given), await text(path));
  run(module, module.exports, ...Object.values(given));
  return module.exports;
}

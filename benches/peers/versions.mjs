// The versions of everything that is compared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = ['ml-matrix', 'svd-js', 'emlapack'];

const version = (file) => JSON.parse(readFileSync(file, 'utf8')).version;

/** Lines for the report. `folder` holds the npm packages, `numpy` is the answer of its process to "about". */
export function versions(folder, numpy, browser) {
  const peers = PACKAGES.map((name) => `${name} ${version(join(folder, name, 'package.json'))}`);
  return [
    `NumPy ${numpy.numpy} with ${numpy.blas}; Python ${numpy.python}`,
    `Chromium ${browser}; Node ${process.versions.node} (V8 ${process.versions.v8}); ${peers.join(', ')}`,
  ];
}

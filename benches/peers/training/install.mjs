// Finds or installs PyTorch, and compiles the steps of Gradlens natively and as WebAssembly.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../install.mjs';

/** Debian's Python has Debian's PyTorch; OpenBLAS, because the products of plain libblas are several times slower. */
const PYTHON = '/usr/bin/python3';
const DEBIAN = ['python3-torch', 'libopenblas0-pthread'];

const hasTorch = () => spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
const OPENBLAS = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/openblas-pthread`);

/** A Python that has PyTorch. */
export function pythonWithTorch() {
  const isThere = () => hasTorch() && OPENBLAS.some(existsSync);
  if (isThere()) return PYTHON;
  console.error(`training: installing ${DEBIAN.join(' and ')} with apt-get`);
  const hint = `PyTorch is missing (Debian, Ubuntu: sudo apt-get install ${DEBIAN.join(' ')}).`;
  run('apt-get', ['install', '-qy', '--no-install-recommends', ...DEBIAN], {}, hint);
  if (!isThere()) throw new Error(hint);
  return PYTHON;
}

/** The native program, and the JavaScript file beside the WebAssembly, from the root of the repository. */
export function programs(root) {
  run(join(root, 'scripts/steps'), [], { cwd: root }, 'The steps of Gradlens could not be compiled.');
  return { native: join(root, process.env.CARGO_TARGET_DIR ?? 'target', 'release/steps'), web: 'target/peers/training/program/steps.js' };
}

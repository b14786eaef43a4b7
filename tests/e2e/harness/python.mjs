// Runs Python programs and reads what they print.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../scripts/python', import.meta.url));
let known;

/** The path of a Python with NumPy; fails and says what is missing. */
function python() {
  if (!known) {
    const run = spawnSync(SCRIPT, { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    known = run.stdout.trim();
  }
  return known;
}

/** Whether that Python has a module. */
export const hasModule = (name) => spawnSync(python(), ['-c', `import ${name}`]).status === 0;

/** What a program prints; fails if the program does. */
export function output(program) {
  const run = spawnSync(python(), ['-'], { input: program, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.stderr, '', 'Python has nothing to complain about');
  return run.stdout;
}

/** The lines "name h: number number ..." of an output as a Map from "name h" to the numbers. */
export function numbersOf(text) {
  const lines = text.trim().split('\n').map((line) => /^(.*?): (.*)$/.exec(line));
  return new Map(lines.map(([, name, values]) => [name, values.split(' ').map(Number)]));
}

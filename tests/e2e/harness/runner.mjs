// Runs test files against the built page in dist/.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../../dist/index.html', import.meta.url));
/** After how many milliseconds a file of tests stands still and has failed; no file takes a quarter of it. */
const STALLED = 1_200_000;

function problem(files, programs) {
  if (!existsSync(DIST)) return 'dist/ holds no page: run "make dist" first.';
  if (files.length === 0) return 'there are no tests.';
  const missing = files.find((file) => !existsSync(file));
  if (missing) return `${missing} does not exist.`;
  try {
    console.log(programs());
    return null;
  } catch (error) {
    return error.message;
  }
}

/**
 * Runs the tests of a folder and ends this process: all, or NAME.test.mjs for each NAME on the
 * command line. `programs` returns a line that says what they run in, or throws if it is missing.
 * `together`: how many files run at the same time.
 */
export function runTests(folder, programs, together = 1) {
  const names = process.argv.slice(2);
  const chosen = names.length > 0 ? names.map((name) => `${name}.test.mjs`) : readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  const files = chosen.sort().map((name) => join(folder, name));
  const sentence = problem(files, programs);
  if (sentence) {
    console.error(`tests: ${sentence}`);
    process.exit(1);
  }
  const concurrency = `--test-concurrency=${together}`;
  const result = spawnSync(process.execPath, ['--test', concurrency, '--test-reporter=spec', `--test-timeout=${STALLED}`, ...files], { stdio: 'inherit' });
  process.exit(result.status ?? 1);
}

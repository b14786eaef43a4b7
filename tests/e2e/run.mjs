// Runs the tests of the built page: node tests/e2e/run.mjs [NAME...]; each NAME selects NAME.test.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './harness/chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const names = process.argv.slice(2);
const chosen = names.length > 0 ? names.map((name) => `${name}.test.mjs`) : readdirSync(here).filter((name) => name.endsWith('.test.mjs'));
const files = chosen.sort().map((name) => join(here, name));

function problem() {
  if (!existsSync(join(here, '../../dist/index.html'))) return 'dist/ holds no page: run "make dist" first.';
  if (files.length === 0) return 'there are no tests in tests/e2e.';
  const missing = files.find((file) => !existsSync(file));
  if (missing) return `${missing} does not exist.`;
  try {
    console.log(`Chromium: ${chromiumPath()}`);
    return null;
  } catch (error) {
    return error.message;
  }
}

const sentence = problem();
if (sentence) {
  console.error(`e2e: ${sentence}`);
  process.exit(1);
}
const result = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files], { stdio: 'inherit' });
process.exit(result.status ?? 1);

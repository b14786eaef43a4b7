// Runs the tests of the built page: node tests/e2e/run.mjs [NAME...]; each NAME selects NAME.test.mjs.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './harness/chromium.mjs';
import { runTests } from './harness/runner.mjs';

runTests(dirname(fileURLToPath(import.meta.url)), () => `Chromium: ${chromiumPath()}`);

// Runs the tests of the built page: node tests/e2e/run.mjs [NAME...]; each NAME selects
// NAME.test.mjs.
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './harness/chromium.mjs';
import { runTests } from './harness/runner.mjs';

// One file more than there are cores: pages wait for timers and frames, too.
runTests(dirname(fileURLToPath(import.meta.url)), () => `Chromium: ${chromiumPath()}`, availableParallelism() + 1);

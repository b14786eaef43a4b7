// Runs the tests of the built page in Firefox: node tests/firefox/run.mjs [NAME...]; each NAME selects NAME.test.mjs.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '../e2e/harness/runner.mjs';
import { programs } from './programs.mjs';

runTests(dirname(fileURLToPath(import.meta.url)), programs);

// The types of embed.d.ts accept what is right and refuse what is wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const USAGE = fileURLToPath(new URL('../types/usage.ts', import.meta.url));

test('a page in TypeScript is accepted, and its mistakes are not', () => {
  const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'es2022', '--moduleResolution', 'bundler', '--lib', 'es2022,dom'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSC, ...flags, USAGE], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});

// What a report should say.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withoutWorkers } from './crew.mjs';
import { openPage } from './page.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const known = new Map();

/** The report of a link from the command-line program. */
export function onCommandLine(link) {
  const run = spawnSync('cargo', ['run', '--quiet', '--locked', '--profile', 'test', '--example', 'analyze', '--', '--link', link], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

/** Fails unless both are equal, numbers to 1e-12; `path` says where. */
export function assertSame(page, native, path) {
  if (typeof page === 'number' && typeof native === 'number') {
    assert.ok(Math.abs(page - native) <= 1e-12, `${path}: ${page} on the page, ${native} on the command line`);
  } else if (page !== null && native !== null && typeof page === 'object' && typeof native === 'object') {
    assert.deepEqual(Object.keys(page), Object.keys(native), path);
    for (const key of Object.keys(page)) assertSame(page[key], native[key], `${path}.${key}`);
  } else {
    assert.equal(page, native, path);
  }
}

/** Drops what is not a result: singular values past the resolved ones. */
export function withoutEstimates(report) {
  for (const suffix of report.chain) suffix.log10_singular_values.splice(suffix.resolved, suffix.rank - suffix.resolved);
  return report;
}

/** The report of a link, computed at once by a separate page without workers. */
export async function expectedReport(t, link) {
  if (!known.has(link)) {
    const page = await openPage(t, { before: withoutWorkers });
    known.set(link, await page.evaluate((link) => window.gradlens.analyze(link), link));
    await page.context().close();
  }
  return known.get(link);
}

/** Fails unless the page is idle with the report of its own link. Returns the report. */
export async function assertRightReport(t, page, link) {
  assert.equal(await page.evaluate(() => document.documentElement.dataset.gradlens), 'ready');
  const [shown, report] = await page.evaluate(() => [window.gradlens.link(), window.gradlens.report()]);
  if (link !== undefined) assert.equal(shown, link);
  assert.equal(report.link, shown, 'the report is that of the link');
  assert.deepEqual(report, await expectedReport(t, shown));
  return report;
}

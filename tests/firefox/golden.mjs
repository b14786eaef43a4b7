// What the published links show.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { digestOf } from '../e2e/harness/digest.mjs';

const LINES = readFileSync(new URL('../golden/links.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

/** The digest of each published link. */
export const GOLDEN = new Map(LINES.map((line) => line.split(' ').reverse()));

/** Fails unless the page shows a published link, and what was published with it. */
export async function assertShows(page, link) {
  assert.equal(await page.link(), link);
  assert.ok(GOLDEN.has(link), link);
  assert.equal(digestOf(await page.report()), GOLDEN.get(link), link);
}

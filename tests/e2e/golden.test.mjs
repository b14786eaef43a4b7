// Published links: opened in the browser, each shows what it showed when it was published.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { digestOf } from './harness/digest.mjs';
import { openPage } from './harness/page.mjs';
import { ready } from './harness/ready.mjs';

const LINES = readFileSync(new URL('../golden/links.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

test('every published link has its digest in the browser', async (t) => {
  assert.ok(LINES.length >= 30);
  const page = await openPage(t);
  await page.evaluate(() => window.gradlens.whole());
  for (const line of LINES) {
    const [expected, link] = line.split(' ');
    assert.equal(digestOf(await page.evaluate((link) => window.gradlens.analyze(link), link)), expected, link);
  }
});

test('what an opened link shows has that digest', async (t) => {
  for (const line of [LINES[0], LINES[7], LINES.at(-2), LINES.at(-1)]) {
    const [expected, link] = line.split(' ');
    const page = await openPage(t, { query: link });
    await ready(page);
    assert.equal(digestOf(await page.evaluate(() => window.gradlens.report())), expected, link);
  }
});

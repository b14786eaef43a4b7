// Links of every kind in the browser, a hundred thousand under `make full`: none throws, what is
// wrong is reported in whole sentences, and what is shown is canonical.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { digestOf } from './harness/digest.mjs';
import { count } from './harness/extent.mjs';
import { damaged, stream, wild } from './harness/fuzz.mjs';
import { HALF } from './harness/judge.mjs';
import { openPage, ready } from './harness/page.mjs';

const LINES = readFileSync(new URL('../golden/links.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
const PUBLISHED = LINES.map((line) => line.split(' ')[1]);

/** The source of the judge, as the page runs it. */
const JUDGE = readFileSync(new URL('harness/judge.mjs', import.meta.url), 'utf8').replaceAll(/^export /gm, '');
/** Gives a page `window.judge`. */
const withJudge = (page) => page.evaluate(`(() => { ${JUDGE}; window.judge = judge; })()`);

/** This many links, some of which are known to mean the same as a published one. */
const links = (random, count) => Array.from({ length: count }, () => (random.chance(0.4) ? damaged(random, PUBLISHED) : wild(random, PUBLISHED)));

const CHUNKS = count(100, 4);

test(`${CHUNKS},000 links`, async (t) => {
  const page = await openPage(t);
  // The small program would leave half of them to the whole one.
  await page.evaluate(() => window.gradlens.whole());
  const before = await page.evaluate(() => Object.getOwnPropertyNames(Object.prototype).join());
  await withJudge(page);
  const random = stream(20_26);
  for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
    assert.deepEqual(await page.evaluate((links) => window.judge(links), links(random, 1000)), [], `chunk ${chunk}`);
  }
  assert.equal(await page.evaluate(() => Object.getOwnPropertyNames(Object.prototype).join()), before);
  assert.notEqual(await page.evaluate(() => document.documentElement.dataset.gradlens), 'failed');
  // The page still works as if it were new.
  const [digest, link] = LINES.at(-1).split(' ');
  await page.evaluate((link) => window.gradlens.apply(link), link);
  await ready(page);
  assert.equal(digestOf(await page.evaluate(() => window.gradlens.report())), digest);
});

/** What the page shows at its present address: its link, and the notices in its box. */
const shown = (page) => page.evaluate(() => [window.gradlens.link(), document.querySelectorAll('#notices:not([hidden]) tbody tr').length]);
/**
 * A link without what makes it a whole address, as a query and a hash, and without a final
 * character that browsers would write as %3E.
 */
const asAddress = (text) => text.trim().replace(/^(https:\/\/host\.example\/p\/|host\.example\/index\.html)/, '').replace(/^%3F/i, '?').replace(/^(?!\?)/, '?').replaceAll(HALF, '').replace(/>$/, '');

const [HASHES, ADDRESSES] = [count(140, 30), count(60, 12)];

test(`${HASHES} links as hashes and ${ADDRESSES} by the address bar`, async (t) => {
  // Leaving a page while it is still loading aborts requests, which is not a failure.
  const page = await openPage(t, { problemsAllowed: true });
  const home = page.url();
  const random = stream(7);
  await page.evaluate(() => window.gradlens.whole());
  await withJudge(page);
  for (let i = 0; i < HASHES; i += 1) {
    const { text, link, notices } = damaged(random, PUBLISHED);
    const hash = `#${asAddress(text).replaceAll('#', '&').replaceAll(/%23/gi, '&')}`;
    await page.evaluate((hash) => new Promise((done) => {
      addEventListener('hashchange', done, { once: true });
      location.hash = hash;
    }), hash);
    const wanted = [link, Math.min(notices, 10)];
    assert.deepEqual(await shown(page), wanted, hash);
  }
  for (let i = 0; i < ADDRESSES; i += 1) {
    const one = i % 2 ? damaged(random, PUBLISHED) : wild(random, PUBLISHED);
    const address = home + asAddress(one.text);
    await page.goto('about:blank');
    await page.goto(address);
    await page.waitForFunction(() => window.gradlens?.link());
    const [link, rows] = await shown(page);
    if (one.link) assert.deepEqual([link, rows], [one.link, Math.min(one.notices, 10)], address);
    await withJudge(page);
    assert.deepEqual(await page.evaluate(([link]) => window.judge([{ text: link, link, notices: 0 }]), [link]), [], address);
  }
  assert.deepEqual(page.problems.filter((problem) => !problem.endsWith('net::ERR_ABORTED')), []);
});

// What nobody sees is not drawn while a training runs; what comes into view, and what is saved, is of the step that is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';

const NET = 'v=1&depth=6&width=10~5,2&inputs=2&act=tanh&seed=1&data=gauss&steps=1000000';
const state = (page, name) => page.waitForFunction((name) => document.getElementById('training').dataset.trainingState === name, name);
const link = (page) => page.evaluate(() => window.gradlens.link());
const said = (page) => page.locator('#flow canvas').first().getAttribute('aria-label');
/** What the saved pictures say, and the step in the link below each; the scale of the fan may still be that of a moment ago. */
const pictures = (page) => page.evaluate(() => ['flow', 'chart'].map((name) => {
  const { svg } = window.gradlens.picture(name);
  return [/<desc[^>]*>([^<]*)/.exec(svg)[1], /at=\d+/.exec(svg)[0]];
}));

/** A training that runs while the fan is far above. */
async function runsUnseen(t) {
  const page = await openPage(t, { query: NET });
  await page.locator('#training').evaluate((act) => Object.assign(act, { open: true }));
  await state(page, 'rests');
  await page.locator('#train-run').scrollIntoViewIfNeeded();
  await page.locator('#train-run').click();
  await state(page, 'runs');
  await page.evaluate(() => document.querySelector('.training-learned').scrollIntoView({ block: 'start' }));
  await page.waitForFunction(() => document.getElementById('flow').getBoundingClientRect().bottom < -300);
  return page;
}

test('pictures of a training that has run unseen are of the step that is shown', async (t) => {
  const page = await runsUnseen(t);
  const steps = () => page.locator('#train-at').inputValue().then((text) => Number(text.replaceAll(',', '')));
  const before = await steps();
  await page.waitForFunction((before) => Number(document.getElementById('train-at').value.replaceAll(',', '')) > before + 20_000, before);
  await page.locator('#train-run').click();
  await state(page, 'rests');
  const [own, address] = [await pictures(page), await link(page)];
  assert.match(address, /at=\d{5,}/);
  const other = await openPage(t, { query: address });
  await other.waitForFunction((address) => window.gradlens.link() === address && document.documentElement.dataset.gradlens === 'ready', address);
  assert.deepEqual(await pictures(other), own);
});

test('a fan that comes into view while a training runs goes on with it', async (t) => {
  const page = await runsUnseen(t);
  await page.waitForTimeout(500);
  const before = await said(page);
  await page.waitForTimeout(500);
  assert.equal(await said(page), before);
  await page.evaluate(() => scrollTo(0, 0));
  for (let times = 0, last = before; times < 3; times += 1, last = await said(page)) {
    await page.waitForFunction((last) => document.querySelector('#flow canvas').ariaLabel !== last, last);
  }
  await state(page, 'runs');
  // Paused, it is that of its link.
  await page.locator('#train-run').click();
  await state(page, 'rests');
  await ready(page);
  const [own, address] = [await said(page), await link(page)];
  const other = await openPage(t, { query: address });
  await other.waitForFunction((address) => window.gradlens.link() === address && document.documentElement.dataset.gradlens === 'ready', address);
  assert.equal(await said(other), own);
});

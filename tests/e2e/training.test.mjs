// The training: it runs, pauses, and every step of it can be shown, from the page and from a link.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, ready } from './harness/page.mjs';
import { TRAININGS, digestOfWeights } from './harness/weights.mjs';

const NET = 'v=1&depth=4&width=8~3,2&inputs=2&act=tanh&seed=1';
const state = (page, name) => page.waitForFunction((name) => document.getElementById('training').dataset.trainingState === name, name);
const link = (page) => page.evaluate(() => window.gradlens.link());
const network = (page) => page.evaluate(() => window.gradlens.network());
const unfold = (page) => page.locator('#training > summary').click();
/** Loss and share of right answers that stand beside the buttons. */
const reading = (page) => page.locator('[data-training="reading"]').innerText();
const painted = (page, selector) => page.waitForFunction((selector) => {
  const canvas = document.querySelector(selector);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size > 20;
}, selector);

test('a network is trained, paused by its last step, and shown at every step', async (t) => {
  const page = await openPage(t, { query: `${NET}&steps=300` });
  await state(page, 'rests');
  await ready(page);
  assert.equal(await link(page), `${NET}&steps=300`);
  const before = await network(page);
  assert.match(await reading(page), /^step 0: batch loss /);
  await page.locator('#train-run').click();
  await state(page, 'over');
  await ready(page);
  assert.equal(await page.locator('#train-run').innerText(), 'Train');
  assert.equal(await link(page), `${NET}&steps=300&at=300`);
  assert.match(await reading(page), /^step 300: batch loss .* % of it right$/);
  await painted(page, '.training-map canvas');
  await painted(page, '.training-learned canvas');
  const after = await network(page);
  assert.notDeepEqual(after.layers[0].w, before.layers[0].w);
  // Back to the beginning, and to a step in between.
  await page.locator('#training-hand').focus();
  await page.keyboard.press('Home');
  await page.waitForFunction(() => !window.gradlens.link().includes('at='));
  await ready(page);
  assert.deepEqual(await network(page), before);
  await page.keyboard.press('End');
  await page.waitForFunction(() => window.gradlens.link().includes('at=300'));
  await page.waitForFunction((w) => JSON.stringify(window.gradlens.network().layers[0].w) === w, JSON.stringify(after.layers[0].w));
});

test('a link opens a step with the same bits', async (t) => {
  const page = await openPage(t, { query: `${NET}&rule=adam&lr=0.01&steps=300&at=120` });
  await page.waitForFunction(() => window.gradlens.link()?.includes('at=120') && document.querySelector('[data-training="reading"]').textContent.startsWith('step 120'));
  await ready(page);
  const linked = await network(page);
  const other = await openPage(t, { query: `${NET}&rule=adam&lr=0.01&steps=300` });
  await state(other, 'rests');
  for (let step = 0; step < 3; step += 1) await other.locator('#train-step').click();
  await other.waitForFunction(() => window.gradlens.link().includes('at=3') && document.querySelector('[data-training="reading"]').textContent.startsWith('step 3'));
  await other.locator('#train-run').click();
  await state(other, 'over');
  await other.evaluate((link) => window.gradlens.apply(link), `${NET}&rule=adam&lr=0.01&steps=300&at=120`);
  await other.waitForFunction(() => document.querySelector('[data-training="reading"]').textContent.startsWith('step 120'));
  await ready(other);
  assert.deepEqual((await network(other)).layers, linked.layers);
});

test('a network that does not fit the data is told so, and fitted', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=5&width=6&act=tanh&seed=2' });
  await unfold(page);
  await page.locator('[data-training="misfit"]').filter({ hasText: 'Two spirals: 2 in, 2 out. This network has 6 in, 6 out.' }).waitFor();
  await page.locator('#train-fit').click();
  await state(page, 'rests');
  assert.equal(await link(page), 'v=1&depth=5&width=6~4,2&inputs=2&act=tanh&seed=2');
  // A step size that is too large.
  await page.locator('#lr').fill('100');
  await page.locator('#lr').press('Enter');
  await page.locator('#act').selectOption('linear');
  await ready(page);
  await page.locator('#train-run').click();
  await state(page, 'over');
  await page.locator('[data-training="line"]').filter({ hasText: /not finite|infinite|explode/i }).waitFor();
});

test('from a step on another step size is tried beside the old one, and a link brings both', async (t) => {
  const page = await openPage(t, { query: `${NET}&steps=200` });
  await state(page, 'rests');
  await page.locator('#train-run').click();
  await state(page, 'over');
  await page.locator('#train-at').fill('80');
  await page.locator('#train-at').press('Enter');
  await page.waitForFunction(() => window.gradlens.link().includes('at=80'));
  await page.locator('#train-branch').click();
  await page.locator('.of-branch').filter({ hasText: 'Up to step 80: as now.' }).waitFor();
  await page.locator('#lr').fill('0.5');
  await page.locator('#lr').press('Enter');
  await page.locator('.of-branch').filter({ hasText: 'Up to step 80: step size 0.1.' }).waitFor();
  await page.locator('#train-run').click();
  await state(page, 'over');
  await page.locator('.of-a').filter({ hasText: /^A \(dashed\), with step size 0\.1, without the branch: batch loss .* at step 200\./ }).waitFor();
  await painted(page, '.training-against canvas');
  const said = await page.locator('.of-a').innerText();
  const address = await link(page);
  assert.equal(address, `${NET}&lr=0.5&steps=200&before=80~sgd~0.1~32~0&at=200&against=lr~0.1_before~`);
  const other = await openPage(t, { query: address });
  await other.locator('.of-a').filter({ hasText: 'at step 200.' }).waitFor();
  assert.equal(await other.locator('.of-a').innerText(), said);
  // A is shown, and then it is no longer wanted.
  await page.locator('#train-swap').click();
  await page.locator('.of-a').filter({ hasText: 'with step size 0.5' }).waitFor();
  await page.locator('#train-drop').click();
  await page.locator('.of-a').waitFor({ state: 'hidden' });
  assert.equal(await link(page), `${NET}&steps=200&at=200`);
});

test('a training stops below a loss', async (t) => {
  const page = await openPage(t, { query: `${NET}&data=gauss&lr=0.5&below=0.5&steps=5000` });
  await state(page, 'rests');
  await page.locator('#train-speed').selectOption('as fast as it can');
  await page.locator('#train-run').click();
  await state(page, 'over');
  const step = Number(/at=(\d+)/.exec(await link(page))[1]);
  assert.ok(step > 0 && step < 5000, step);
});

test('step 1,000 has the bits that it has natively', async (t) => {
  for (const [digest, link] of TRAININGS) {
    const page = await openPage(t, { query: link });
    await page.waitForFunction(() => document.querySelector('[data-training="reading"]').textContent.startsWith('step 1,000'));
    await ready(page);
    assert.ok(page.workers().length > 0, 'a worker takes the steps');
    assert.equal(digestOfWeights(await network(page)), digest, link);
  }
});

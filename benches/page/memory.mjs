// What a thousand edits, and a hundred thousand steps of a training, leave behind.
import { execFileSync } from 'node:child_process';
import { atRest, close, pause, PAUSE } from './place.mjs';

const EDITS = 1000;
/** So many edits come before: caches and compilers have had their share then. */
const BEFORE = 100;
const SCENES = [
  ['20 x 16', 'v=1&depth=20&width=16&act=tanh&gain=1.5&seed=1'],
  ['50 x 64', 'v=1&depth=50&width=64&act=tanh&gain=1.5&seed=1'],
];
/** A small network that is trained, and the steps between which its memory must not grow. */
const TRAINING = ['6 x 12 is trained', 'v=1&depth=6&width=12~5,2&inputs=2&act=tanh&seed=1&rule=adam&lr=0.01&steps=100000'];
const STEPS = [10_000, 100_000];
const MIB = 2 ** 20;

/** Resident memory of processes in MiB; nothing where there is no ps. */
function resident(ids) {
  try {
    const lines = execFileSync('ps', ['-o', 'rss=', '-p', ids.join(',')], { encoding: 'utf8' }).trim().split('\n');
    return lines.reduce((sum, line) => sum + Number(line), 0) / 1024;
  } catch {
    return null;
  }
}

async function state(page) {
  const client = await page.context().newCDPSession(page);
  const browser = await page.context().browser().newBrowserCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  await client.send('Performance.enable');
  const { metrics } = await client.send('Performance.getMetrics');
  const { nodes, jsEventListeners: listeners } = await client.send('Memory.getDOMCounters');
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const wasm = await page.evaluate(() => window.probe.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  await Promise.all([client.detach(), browser.detach()]);
  return { heap: heap / MIB, wasm: wasm / MIB, nodes, listeners, resident: resident(renderers) };
}

/** Presses an arrow key on the slider of the gain: to and fro, so that every press is an edit. */
async function edit(page, count) {
  await page.locator('#gain-slider').focus();
  for (let press = 0; press < count; press += 1) await page.keyboard.press(Math.floor(press / 50) % 2 ? 'ArrowLeft' : 'ArrowRight');
  await atRest(page);
  await pause(PAUSE);
}

/** What the probe notes is no part of the page. */
const forget = (page) => page.evaluate(() => Object.assign(window.probe, { edits: [], told: [], heard: [], shown: [], pictures: [] }));

/** Waits for a step of the training; the step that is reached. */
async function reached(page, least) {
  const reading = await page.waitForFunction((least) => {
    const [, step] = document.querySelector('[data-training="reading"]').textContent.match(/^step ([\d,]+)/) ?? [];
    return step && Number(step.replaceAll(',', '')) >= least ? step : null;
  }, least, { polling: 50 });
  return reading.jsonValue();
}

/** Memory at both steps; the training goes on while the first is measured. */
async function trained(place) {
  const [name, link] = TRAINING;
  console.error(`page: memory, ${name}`);
  const page = await place.open(link);
  await page.locator('#train-speed').selectOption('as fast as it can');
  await page.locator('#train-run').click();
  const found = [];
  for (const least of STEPS) {
    const step = await reached(page, least);
    await forget(page);
    found.push({ step, ...(await state(page)) });
  }
  await close(page);
  const [before, after] = found;
  return { name, what: `steps ${before.step} and ${after.step}`, before, after };
}

/** Memory before and after, for each scene; in MiB, nodes and listeners as numbers. */
export async function memory(place) {
  const found = [];
  for (const [name, link] of SCENES) {
    console.error(`page: memory, ${name}`);
    const page = await place.open(link);
    await edit(page, BEFORE);
    const before = await state(page);
    await forget(page);
    await edit(page, EDITS);
    await forget(page);
    found.push({ name, what: `${EDITS} edits`, before, after: await state(page) });
    await close(page);
  }
  return [...found, await trained(place)];
}

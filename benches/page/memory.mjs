// What a thousand edits leave behind.
import { execFileSync } from 'node:child_process';
import { atRest, close, pause, PAUSE } from './place.mjs';

const EDITS = 1000;
/** So many edits come before: caches and compilers have had their share then. */
const BEFORE = 100;
const SCENES = [
  ['20 x 16', 'v=1&depth=20&width=16&act=tanh&gain=1.5&seed=1'],
  ['50 x 64', 'v=1&depth=50&width=64&act=tanh&gain=1.5&seed=1'],
];
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

/** Memory before and after, for each scene; in MiB, nodes and listeners as numbers. */
export async function memory(place) {
  const found = [];
  for (const [name, link] of SCENES) {
    console.error(`page: memory, ${name}`);
    const page = await place.open(link);
    await edit(page, BEFORE);
    const before = await state(page);
    // What the probe notes is no part of the page.
    await page.evaluate(() => Object.assign(window.probe, { edits: [], told: [], heard: [], shown: [] }));
    await edit(page, EDITS);
    await page.evaluate(() => Object.assign(window.probe, { edits: [], told: [], heard: [], shown: [] }));
    found.push({ name, edits: EDITS, before, after: await state(page) });
    await close(page);
  }
  return found;
}

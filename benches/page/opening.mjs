// Wide networks: from a link, or from a file whose dialog is confirmed, to the verdict and to everything; and what the renderers need meanwhile.
import { execFileSync } from 'node:child_process';
import { header, joined, npy, zip } from '../../tests/files/make.mjs';
import { close, pause } from './place.mjs';

const relu = 'act=relu&init=he-normal&seed=1';
const WIDE = [
  ['784-512-256-256-128-10', [784, 512, 256, 256, 128, 10], `v=1&depth=5&width=512,256,256,128,10&inputs=784&${relu}`],
  ['10 x 500', Array(11).fill(500), `v=1&depth=10&width=500&${relu}`],
  ['4096-512-128-10', [4096, 512, 128, 10], `v=1&depth=3&width=512,128,10&inputs=4096&${relu}`],
];
/** So often memory is looked at, in milliseconds. */
const LOOK = 200;

/** Weights as np.savez has them, outputs x inputs; any numbers of the right size will do. */
function file(widths) {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const entries = widths.slice(1).flatMap((outputs, j) => {
    const inputs = widths[j];
    const numbers = (count, size) => new Uint8Array(Float64Array.from({ length: count }, () => size * random()).buffer);
    const array = (name, shape, bytes) => ({ name: `layers.${j}.${name}.npy`, bytes: joined(npy(header('<f8', shape)), bytes) });
    return [array('weight', `(${outputs}, ${inputs})`, numbers(outputs * inputs, Math.sqrt(24 / inputs))), array('bias', `(${outputs},)`, numbers(outputs, 0))];
  });
  return { name: 'wide.npz', mimeType: 'application/octet-stream', buffer: Buffer.from(zip(entries)) };
}

/** The largest resident memory of a renderer until `stop()`, in MiB. */
function peak(place) {
  let most = 0;
  let isOn = true;
  const looking = (async () => {
    const browser = await place.browser.newBrowserCDPSession();
    while (isOn) {
      const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
      for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
        try {
          most = Math.max(most, Number(execFileSync('ps', ['-o', 'rss=', '-p', String(id)], { encoding: 'utf8' })) / 1024);
        } catch {
          // It has ended, or there is no ps.
        }
      }
      await pause(LOOK);
    }
    await browser.detach();
  })();
  return async () => {
    isOn = false;
    await looking;
    return most;
  };
}

/** In the page: notes when the verdict of the newest network can be read, and when all of it is known, since `window.from`. */
function watch() {
  let isBusy = false;
  window.found = {};
  new MutationObserver(() => {
    // Before the page there is another element.
    const root = document.documentElement;
    isBusy ||= root.dataset.gradlens === 'busy';
    const { found } = window;
    const verdict = document.getElementById('verdict')?.textContent ?? '';
    if (isBusy && verdict !== (window.before ?? '') && verdict.includes('gradient')) found.verdict ??= performance.now();
    if (isBusy && root.dataset.gradlens === 'ready') found.whole ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

const found = async (page, from) => {
  await page.waitForFunction(() => window.found.whole, null, { polling: 50 });
  const { verdict, whole } = await page.evaluate(() => window.found);
  return { verdict: verdict - from, whole: whole - from };
};

async function fromLink(place, link) {
  const context = await place.browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(`${place.server.url}?${link}`);
  const times = await found(page, 0);
  await close(page);
  return times;
}

async function fromFile(place, widths) {
  const page = await place.open('v=1&seed=1');
  await page.locator('#file').setInputFiles(file(widths));
  await page.locator('#files [data-open]').waitFor();
  await page.evaluate(() => { window.before = document.getElementById('verdict').textContent; });
  await page.evaluate(watch);
  const from = await page.evaluate(() => {
    const now = performance.now();
    document.querySelector('#files [data-open]').click();
    return now;
  });
  const times = await found(page, from);
  await close(page);
  return times;
}

/** Each network from a link and from a file. */
export async function opening(place) {
  const rows = [];
  for (const [name, widths, link] of WIDE) {
    for (const [what, open] of [['link', () => fromLink(place, link)], ['file', () => fromFile(place, widths)]]) {
      console.error(`page: ${name} from a ${what}`);
      const stop = peak(place);
      let resident;
      const times = await open().finally(async () => { resident = await stop(); });
      rows.push({ name, what, ...times, resident });
    }
  }
  return rows;
}

// What a first visit costs: every byte that a browser with empty caches fetches, workers and service worker included, from a server that compresses
// and lets files named by their content be kept. Then the sizes of what stands beside the page.
// usage: size.mjs FOLDER
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../e2e/harness/chromium.mjs';

/**
 * The most bytes of a first visit, bodies gzip -9; of the page in one file, which carries all there is and is passed on as a file: it grows
 * with what the page can do; and of the script for other pages.
 */
const FIRST_VISIT = 420_000;
const ONE_FILE = 900_000;
const EMBED = 3_000;

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.png': 'image/png' };
const BY_CONTENT = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

const folder = process.argv[2];
const problems = [];

/** A compressing server that notes what it sends: { home, sent: [name, bytes][], close }. */
async function noting() {
  const sent = [];
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.slice(1) || 'index.html';
    const path = join(folder, name);
    if (name.includes('..') || !existsSync(path) || !statSync(path).isFile()) {
      sent.push([name, 0]);
      response.writeHead(404).end();
      return;
    }
    const body = gzipSync(readFileSync(path), { level: 9 });
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    // What the browser has already is confirmed, not sent again.
    if (request.headers['if-none-match'] === etag) {
      sent.push([name, 0]);
      response.writeHead(304, { etag }).end();
      return;
    }
    sent.push([name, body.length]);
    const cache = BY_CONTENT.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', 'content-encoding': 'gzip', 'content-length': body.length, 'cache-control': cache, etag }).end(body);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { home: `http://127.0.0.1:${server.address().port}/`, sent, close: () => { server.closeAllConnections(); server.close(); } };
}

/** Opens the page for the first time, until the workers and the service worker have come to life. */
async function firstVisit(home) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
  try {
    const page = await (await browser.newContext({ serviceWorkers: 'allow' })).newPage();
    const ready = () => page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready');
    await page.goto(home);
    await ready();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) await new Promise((done) => { navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }); });
    });
    // Only workers compute this one, so afterwards they have loaded all that they need.
    await page.evaluate(() => window.gradlens.apply('v=1&depth=40&width=48&seed=1'));
    await page.waitForFunction(() => window.gradlens.report().depth === 40);
    if (page.workers().length === 0) problems.push('the page has started no worker');
  } finally {
    await browser.close();
  }
}

const check = (what, bytes, most) => {
  console.log(`${String(bytes).padStart(8)} bytes ${what}, ${most} allowed\n`);
  if (!(bytes > 0 && bytes <= most)) problems.push(`${what}: ${bytes} bytes, ${most} allowed`);
};

const { home, sent, close } = await noting();
await firstVisit(home);
close();
for (const [name, bytes] of sent) console.log(`${String(bytes).padStart(8)} bytes  ${name}`);
check('are fetched on a first visit', sent.reduce((total, [, bytes]) => total + bytes, 0), FIRST_VISIT);
const names = sent.map(([name]) => name);
const bodies = sent.filter(([, bytes]) => bytes > 0).map(([name]) => name);
const twice = bodies.filter((name, i) => bodies.indexOf(name) !== i);
if (twice.length > 0) problems.push(`fetched twice: ${twice.join(', ')}`);
for (const wanted of ['index.html', 'sw.js', '.wasm', '.css', 'worker-']) if (!names.some((name) => name.includes(wanted))) problems.push(`${wanted} was not fetched`);
const size = (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
check('in the page in one file', size('gradlens.html'), ONE_FILE);
check('in embed.js', size('embed.js'), EMBED);
if (problems.length > 0) {
  console.error(`size: ${problems.join('; ')}.`);
  process.exit(1);
}

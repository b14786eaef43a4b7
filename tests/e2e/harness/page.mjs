// Opens the built page in Chromium. One server and one browser per test file, started when first
// needed.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { FLAGS, chromiumPath } from './chromium.mjs';
import { serveHost } from './listening_host.mjs';
import { PATIENCE, ready } from './ready.mjs';
import { serve } from './server.mjs';

export { ready };

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));
/**
 * So many milliseconds later every frame comes, as on a machine that is very busy: SLOW_FRAMES=350 makes tests fail that
 * trust in a frame instead of waiting for a state. Tests that count frames fail then, too.
 */
const SLOW = Number(process.env.SLOW_FRAMES ?? 0);
let started;

/** In the page. */
function slowDown(milliseconds) {
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (act) => frame(() => { setTimeout(() => act(performance.now()), milliseconds); });
}

const launch = (flags = []) => chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, ...flags] });

async function start() {
  assert.ok(existsSync(`${DIST}/index.html`), 'dist/ holds no page: run "make dist" first');
  return { server: await serve(DIST), browser: await launch() };
}

/** A browser for the test `t` alone, started with these flags. */
async function browserOf(t, flags) {
  const browser = await launch(flags);
  t.after(() => browser.close());
  return browser;
}

async function stop() {
  if (!started) return;
  const { server, browser } = await started;
  await browser.close();
  await server.close();
}

after(stop);

/** Types into a box for numbers and finishes with Enter. */
export async function entry(page, selector, text) {
  await page.locator(selector).fill(text);
  await page.locator(selector).press('Enter');
}

/**
 * Everything that went wrong on a page: uncaught errors, console errors, requests that failed or
 * went to other sites.
 */
function watch(page, homes) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('crash', () => problems.push('the page crashed'));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that redirects before it is loaded has not failed.
    if (!(request.isNavigationRequest() && reason === 'net::ERR_ABORTED')) problems.push(`failed: ${request.url()} ${reason}`);
  });
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !homes.some((home) => request.url().startsWith(home))) problems.push(`left the site: ${request.url()}`);
  });
  return problems;
}

/** * A new page that has not been navigated yet; what goes wrong on it is in `page.problems`. */
export async function newPage(t, options = {}) {
  started ??= start();
  const { browser } = await started;
  const own = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  t.after(() => own.close());
  const page = await own.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.problems = watch(page, ['']);
  return page;
}

/**
 * A new page for the test `t`, closed when the test ends; the test fails if anything went wrong
 * on the page.
 *
 * options: query ("v=1&depth=5"), hash, viewport ({ width, height }), colorScheme,
 * deviceScaleFactor, reducedMotion, hasTouch, javaScriptEnabled as in Playwright; `before`: called
 * with the page before it loads; `rest: false` does not wait until the page is ready;
 * `problemsAllowed: true` leaves the judgement of `page.problems` to the test; `folder`: another
 * folder of the server; `firstVisit: true`: nothing was seen before; `path`: another page in it; `flags`: for a separate browser; `host`:
 * returns, from the address of the built page, the body of a page on another origin, which is
 * opened instead; its frames are not waited for.
 */
export async function openPage(t, options = {}) {
  started ??= start();
  const { server, browser: shared } = await started;
  const { query = '', hash = '', before, rest = true, problemsAllowed = false, folder, path = '', flags, host, viewport, firstVisit = false, ...context } = options;
  const browser = flags ? await browserOf(t, flags) : shared;
  const own = await browser.newContext({ serviceWorkers: 'block', viewport: viewport ?? { width: 1280, height: 720 }, ...context });
  t.after(() => own.close());
  const page = await own.newPage();
  page.setDefaultTimeout(PATIENCE);
  const home = folder ? `${server.home}/${folder}/` : server.url;
  const around = host && (await serveHost(t, host(home)));
  page.problems = watch(page, [home, around ?? home]);
  if (!problemsAllowed) t.after(() => assert.deepEqual(page.problems, [], 'nothing goes wrong on the page'));
  if (SLOW > 0) await page.addInitScript(slowDown, SLOW);
  // Only a test about the first visit sees what happens then.
  if (!firstVisit) await page.addInitScript(() => { try { localStorage.setItem('gradlens', 'seen'); } catch { /* refused in a sandbox */ } });
  await before?.(page);
  await page.goto(around ?? `${home}${path}${query && `?${query}`}${hash && `#${hash}`}`);
  if (rest && !host) await ready(page);
  return page;
}

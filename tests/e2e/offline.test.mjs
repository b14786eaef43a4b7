// The site as it is served: offline after the first visit, its own scripts and no others, files
// that may be kept.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, SERVERS } from './harness/hosts.mjs';
import { newPage, ready } from './harness/page.mjs';
import { serve } from './harness/server.mjs';

const text = (name) => readFileSync(join(DIST, name), 'utf8');

/** A page that has been visited once, with an active service worker. */
async function visited(t, address) {
  const page = await newPage(t, { serviceWorkers: 'allow' });
  const home = address ?? await SERVERS['no ACAO'](t);
  await page.goto(`${home}?v=1&depth=6&seed=2`);
  await ready(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => { navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }); });
  });
  return { page, home };
}

test('after one visit the page opens without a network, whatever the link', async (t) => {
  const { page, home } = await visited(t);
  await page.context().setOffline(true);
  await page.goto(`${home}?v=1&depth=30&width=40&act=tanh&seed=3`);
  await ready(page);
  assert.equal((await page.evaluate(() => window.gradlens.report())).depth, 30);
});

test('after the second visit its parts are there without a network too', async (t) => {
  const { page, home } = await visited(t);
  await page.goto(home);
  await ready(page);
  const parts = readdirSync(DIST).filter((name) => /^(about|share|frame|files)-/.test(name));
  assert.equal(parts.length, 4);
  await page.waitForFunction(async (parts) => (await Promise.all(parts.map((name) => caches.match(name)))).every(Boolean), parts);
  await page.context().setOffline(true);
  await page.goto(`${home}?v=1&depth=30&width=40&act=tanh&seed=3`);
  await ready(page);
  assert.equal((await page.evaluate(() => window.gradlens.report())).depth, 30);
  await page.locator('#open-share').click();
  await page.locator('dialog[open] textarea').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#about > summary').click();
  await page.locator('#term-jacobian').waitFor();
  await page.goto(`${home}index.html#depth=4`);
  await ready(page);
  assert.equal((await page.evaluate(() => window.gradlens.report())).depth, 4);
});

test('what has been looked at once is there without a network, what has not is not', async (t) => {
  // The server itself is gone: a browser that is said to be offline may still let its service worker fetch.
  const server = await serve(DIST);
  const { page, home } = await visited(t, server.url);
  await page.goto(`${home}docs/index.html`);
  await server.close();
  await page.goto(`${home}docs/index.html#link`);
  assert.match(await page.locator('h1').innerText(), /Gradlens/);
  await assert.rejects(page.goto(`${home}p/index.html`), /ERR_/);
});

test('a new version takes the place of the old one', async (t) => {
  const { page, home } = await visited(t);
  await page.evaluate(async () => {
    await caches.open('gradlens of before');
    await caches.open('somebody else');
    await (await navigator.serviceWorker.getRegistration()).unregister();
  });
  // It is removed with the last page that it serves.
  await page.goto('about:blank');
  await page.goto(home);
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => !(await caches.keys()).includes('gradlens of before'));
  const names = await page.evaluate(() => caches.keys());
  assert.deepEqual(names.filter((name) => name.startsWith('gradlens ')).length, 1, names.join());
  assert.ok(names.includes('somebody else'));
});

test('every script of the page is allowed by its sum, and no other one runs', async (t) => {
  for (const name of ['index.html', 'gradlens.html']) {
    const [, policy] = /content="?(default-src[^"]*)"/.exec(text(name));
    const scripts = /script-src ([^;]*)/.exec(policy)[1];
    assert.doesNotMatch(scripts, /unsafe-inline|'unsafe-eval'|https?:|\*/, name);
    assert.match(policy, /default-src 'none'/);
    const page = await newPage(t);
    const home = await SERVERS['no ACAO'](t);
    await page.goto(`${home}${name}?v=1&depth=4&seed=1`);
    await ready(page);
    assert.deepEqual(page.problems, []);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.intruder = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.intruder = 2">');
      return new Promise((done) => setTimeout(() => done(window.intruder ?? 0), 200));
    });
    assert.equal(ran, 0);
  }
});

test('files that may be kept have names by their content, and the page names no address', () => {
  const page = text('index.html');
  const named = readdirSync(DIST).filter((name) => /\.(js|css|wasm)$/.test(name) && !['sw.js', 'embed.js'].includes(name));
  for (const name of named) assert.match(name, /-[0-9a-f]{12,16}(_bg)?\.(js|css|wasm)$/);
  for (const name of named) assert.ok(page.includes(name.replace(/^((gradlens|whole)-\w{16})(_bg)?\.\w+$/, '$1')), `${name} is asked for by the page`);
  for (const name of ['index.html', 'gradlens.html', 'embed.js', 'docs/index.html', 'docs/docs.js']) {
    const addresses = [...text(name).matchAll(/\b(?:src|href|action)="?(https?:[^"\s>]*)/g)].map(([, address]) => address);
    assert.deepEqual(addresses.filter((address) => !address.startsWith('https://HOST/')), [], name);
  }
});

// Whatever keeps the page from working is said in the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness/page.mjs';

/** The sentence of a page that has failed. */
async function sentence(page) {
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'failed');
  const box = page.locator('#failure');
  await box.waitFor({ state: 'visible' });
  return box.locator('[data-sentence]').innerText();
}

const broken = { rest: false, problemsAllowed: true };

test('WebAssembly that cannot be loaded', async (t) => {
  const page = await openPage(t, { ...broken, before: (page) => page.route('**/*.wasm', (route) => route.abort()) });
  assert.match(await sentence(page), /could not be loaded/);
});

test('a script that cannot be loaded', async (t) => {
  const page = await openPage(t, { ...broken, before: (page) => page.route('**/*.js', (route) => route.abort()) });
  assert.match(await sentence(page), /could not be loaded/);
});

test('WebAssembly that the browser does not understand', async (t) => {
  const body = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 10, 200]);
  const page = await openPage(t, { ...broken, before: (page) => page.route('**/*.wasm', (route) => route.fulfill({ body, contentType: 'application/wasm' })) });
  assert.match(await sentence(page), /cannot run the WebAssembly/);
});

test('a page of the server in place of the WebAssembly', async (t) => {
  const before = (page) => page.route('**/*.wasm', (route) => route.fulfill({ body: '<!doctype html><title>Sign in</title>', contentType: 'text/html' }));
  const page = await openPage(t, { ...broken, before });
  assert.match(await sentence(page), /something else/);
  assert.equal(await page.locator('#verdict').isVisible(), false);
  assert.equal(await page.locator('#main').isVisible(), false);
});

test('a site that forbids inline scripts', async (t) => {
  const before = (page) =>
    page.route('**/gradlens/', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': "script-src 'self'" } });
    });
  const page = await openPage(t, { ...broken, before });
  const text = await page.locator('body').innerText();
  assert.match(text, /security policy of this site blocks/);
  assert.doesNotMatch(text, /Loading/);
});

test('a browser without WebAssembly', async (t) => {
  const page = await openPage(t, { ...broken, before: (page) => page.addInitScript(() => { delete globalThis.WebAssembly; }) });
  assert.match(await sentence(page), /no WebAssembly/);
});

test('a site that forbids WebAssembly', async (t) => {
  const policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src data:";
  const before = (page) =>
    page.route('**/gradlens/', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
    });
  const page = await openPage(t, { ...broken, before });
  assert.match(await sentence(page), /security policy/);
});

test('an error of the program itself', async (t) => {
  const before = (page) =>
    page.addInitScript(() => {
      CanvasRenderingContext2D.prototype.fillRect = () => { throw new Error('no more paint'); };
    });
  const page = await openPage(t, { ...broken, before });
  await page.waitForFunction(() => document.documentElement.dataset.gradlens !== 'loading');
  assert.match(await sentence(page), /stopped/);
});

test('without scripts a sentence says what is needed', async (t) => {
  const page = await openPage(t, { ...broken, javaScriptEnabled: false });
  assert.match(await page.locator('body').innerText(), /needs JavaScript with WebAssembly/);
});

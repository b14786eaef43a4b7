// The page says whatever keeps it from working.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';
import { chooseToSave } from './harness/saving.mjs';

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

/** The message in a browser without SIMD. */
const NO_SIMD = /^This browser cannot run the WebAssembly of this page.*SIMD/;

test('a browser without SIMD', async (t) => {
  const before = (page) =>
    page.addInitScript(() => {
      const refuse = (name) => () => Promise.reject(new WebAssembly.CompileError(`WebAssembly.${name}(): Wasm SIMD unsupported @+1234`));
      for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming']) WebAssembly[name] = refuse(name);
      WebAssembly.validate = () => false;
    });
  const page = await openPage(t, { ...broken, before });
  assert.match(await sentence(page), NO_SIMD);
  assert.match(await page.locator('#failure [data-detail]').innerText(), /SIMD unsupported/);
});

test('Chromium on a processor without SIMD', async (t) => {
  // The switch exists only for x86 processors.
  const page = await openPage(t, { ...broken, flags: ['--js-flags=--no-enable-sse4-1'] });
  const hasSimd = await page.evaluate(() => {
    const zeros = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
    return WebAssembly.validate(new Uint8Array(zeros));
  });
  if (hasSimd) return t.skip('this Chromium cannot be started without SIMD');
  assert.match(await sentence(page), NO_SIMD);
});

test('a style sheet that cannot be loaded', async (t) => {
  const page = await openPage(t, { ...broken, query: 'v=1&depth=50&width=64&act=tanh&seed=1', before: (page) => page.route('**/*.css', (route) => route.abort()) });
  assert.match(await sentence(page), /could not be loaded/);
  // Without it only the canvas itself determines its size, and drawing must not make it grow.
  await lapse(page, 1000);
  const widths = await page.locator('.plot canvas').evaluateAll((all) => all.map((canvas) => canvas.width));
  assert.ok(widths.every((width) => width <= 5120), `the pictures are ${widths.join(' and ')} pixels wide`);
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

/** A page whose text has been changed. */
const changed = (change) => (page) =>
  page.route('**/gradlens/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });

test('a page that lacks a part', async (t) => {
  const page = await openPage(t, { ...broken, before: changed((text) => text.replace(/id="?unpin"?/, 'id="other"')) });
  assert.match(await sentence(page), /refused something/);
  assert.match(await page.locator('#failure [data-detail]').innerText(), /no element "unpin"/);
});

test('a browser that cannot draw on a canvas', async (t) => {
  const before = (page) => page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  const page = await openPage(t, { ...broken, before });
  assert.match(await sentence(page), /refused something/);
  assert.match(await page.locator('#failure [data-detail]').innerText(), /cannot draw on a canvas/);
});

for (const [what, thrown] of [['an error', () => new Error('no observers here')], ['a text', () => 'no observers here']]) {
  test(`a browser that refuses a part with ${what}`, async (t) => {
    const before = async (page) => {
      await page.addInitScript(`window.thrown = ${thrown}`);
      await page.addInitScript(() => {
        window.ResizeObserver = class {
          constructor() {
            throw window.thrown();
          }
        };
      });
    };
    const page = await openPage(t, { ...broken, before });
    assert.match(await sentence(page), /refused something/);
    assert.match(await page.locator('#failure [data-detail]').innerText(), /no observers here/);
  });
}

test('an error of the program itself', async (t) => {
  const before = (page) =>
    page.addInitScript(() => {
      CanvasRenderingContext2D.prototype.fillRect = () => { throw new Error('no more paint'); };
    });
  const page = await openPage(t, { ...broken, before });
  await page.waitForFunction(() => document.documentElement.dataset.gradlens !== 'loading');
  assert.match(await sentence(page), /stopped/);
  const answer = await page.evaluate(() => {
    try {
      return window.gradlens.apply('v=1&depth=3&seed=1');
    } catch (error) {
      return error.message;
    }
  });
  assert.equal(answer, 'The page is not ready yet.', 'what has stopped takes no settings');
});

test('a part that cannot be loaded when it is asked for', async (t) => {
  const page = await openPage(t, { problemsAllowed: true, before: (page) => page.route('**/share-*.js', (route) => route.abort()) });
  await chooseToSave(page, 'the fan', 'SVG');
  const saved = page.locator('#flow [data-saved]');
  await saved.filter({ hasText: /./ }).waitFor();
  assert.match(await saved.textContent(), /^This part of the page could not be loaded\./);
  await page.locator('#open-share').click();
  const notices = page.locator('#notices');
  await notices.filter({ hasText: /./ }).waitFor();
  assert.match(await notices.innerText(), /This part of the page could not be loaded\./);
  assert.equal(await page.locator('#failure').isVisible(), false, 'the rest of the page works');
});

test('a page that has failed takes no more edits', async (t) => {
  const page = await openPage(t, { problemsAllowed: true });
  const edit = async (gain) => {
    await page.locator('#gain').fill(gain);
    await page.locator('#gain').press('Enter');
  };
  await edit('1.5');
  await page.waitForFunction(() => location.search.includes('gain=1.5'));
  // An exception of the program that nothing of the program has noticed.
  await page.evaluate(() => {
    const error = new Error('unreachable');
    error.stack = 'at wasm://wasm/1234';
    dispatchEvent(new ErrorEvent('error', { error }));
  });
  assert.match(await sentence(page), /stopped/);
  await edit('2.5');
  await lapse(page, 2000);
  assert.match(await page.evaluate(() => location.search), /gain=1\.5/);
});

test('without scripts a sentence says what is needed', async (t) => {
  const page = await openPage(t, { ...broken, javaScriptEnabled: false });
  assert.match(await page.locator('body').innerText(), /needs JavaScript with WebAssembly/);
});

test('a click before the program is there waits for it', async (t) => {
  let release;
  const held = new Promise((done) => { release = done; });
  const before = (page) => page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  const page = await openPage(t, { rest: false, before });
  await page.locator('#open-share').click();
  await page.locator('#flow [data-save=svg]').first().evaluate((button) => button.click());
  await lapse(page, 300);
  assert.equal(await page.locator('#failure').isVisible(), false);
  release();
  await page.getByRole('dialog', { name: 'Share' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready');
});

// The element <grad-lens> of embed.js: attributes, methods, and what happens when its page moves or
// hides it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inside } from './harness/listening_host.mjs';
import { openPage, ready } from './harness/page.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const INSIDE = '<a href="https://example.org/">Open the simulation</a>';
const script = (home) => `<script src="${home}embed.js" async></script>`;
const element = (attributes = '', content = INSIDE) => `<grad-lens ${attributes}>${content}</grad-lens>`;

/** A host with these elements; `log` is what they report by events. */
function open(t, elements, options) {
  const listen = `<script>
    window.log = [];
    for (const type of ['ready', 'state', 'notice', 'error', 'exit']) addEventListener(type, ({ target, detail }) => {
      if (target.localName === 'grad-lens') log.push({ type, detail, place: [...document.querySelectorAll('grad-lens')].indexOf(target) });
    }, true);
  </script>`;
  return openPage(t, { host: (home) => listen + elements + script(home), ...options });
}

/** Calls a method of an element; returns its result, or the sentence of its refusal. */
const call = (page, method, given = [], place = 0) =>
  page.evaluate(([method, given, place]) => document.querySelectorAll('grad-lens')[place][method](...given).catch((error) => error.message), [method, given, place]);

const log = (page, type, place = 0) => page.evaluate(([type, place]) => window.log.filter((one) => one.type === type && one.place === place).map(({ detail }) => detail), [type, place]);
const shown = (frame) => frame.evaluate(() => window.gradlens.link());
const changed = (page, act) => page.evaluate(act);

test('the script is small', () => {
  assert.ok(statSync(join(DIST, 'embed.js')).size <= 3072);
});

test('attributes are the keys of a link, and what stands inside remains', async (t) => {
  const page = await open(t, element('depth="7" width="16~3,8~4" act="tanh" seed="42" hide="gain,seed" theme="dark" title="Seven layers"'));
  const frame = await inside(page);
  await ready(frame);
  assert.equal(await shown(frame), 'v=1&depth=7&width=16~3,8~4&act=tanh&seed=42');
  assert.deepEqual(await frame.evaluate(() => [...['hide', 'theme', 'embed'].map((key) => document.documentElement.getAttribute(`data-${key}`))]), ['gain seed', 'dark', '1']);
  assert.deepEqual(await page.evaluate(() => {
    const [one] = document.querySelectorAll('grad-lens');
    const frame = one.firstElementChild;
    return [frame.title, frame.src.includes('embed=1'), frame.nextElementSibling.checkVisibility(), one.state];
  }), ['Seven layers', true, true, 'v=1&depth=7&width=16~3,8~4&act=tanh&seed=42']);
  assert.equal((await log(page, 'ready'))[0].link, await shown(frame));
});

test('a changed attribute changes the figure', async (t) => {
  const page = await open(t, element('depth="7"'));
  const frame = await inside(page);
  await ready(frame);
  await changed(page, () => document.querySelector('grad-lens').setAttribute('depth', '9'));
  await frame.waitForFunction(() => window.gradlens.link() === 'v=1&depth=9&seed=1');
  await changed(page, () => document.querySelector('grad-lens').setAttribute('act', 'tanh~8,linear'));
  await frame.waitForFunction(() => window.gradlens.link() === 'v=1&depth=9&act=tanh~8,linear&seed=1');
  await changed(page, () => document.querySelector('grad-lens').removeAttribute('act'));
  await frame.waitForFunction(() => window.gradlens.link() === 'v=1&depth=9&seed=1');
  // The appearance of the page is read only when it is loaded.
  await changed(page, () => document.querySelector('grad-lens').setAttribute('theme', 'dark'));
  await page.waitForFunction(() => window.log.filter(({ type }) => type === 'ready').length === 2);
  assert.equal(await page.frames()[1].evaluate(() => document.documentElement.dataset.theme), 'dark');
});

test('its methods set, get, choose and go back', async (t) => {
  const page = await open(t, element('depth="5" seed="3"'));
  // Called before the figure is there.
  assert.equal((await call(page, 'set', ['v=1&depth=6&seed=3'])).link, 'v=1&depth=6&seed=3');
  const { report } = await call(page, 'get', ['report']);
  assert.deepEqual([report.depth, report.link], [6, 'v=1&depth=6&seed=3']);
  assert.match((await call(page, 'get', ['svg', 'flow'])).svg, /^<svg/);
  const preset = await call(page, 'preset', ['linear-three-halves']);
  assert.match(preset.link, /gain=1.5/);
  assert.ok(preset.ready || preset.verdict === null, 'no verdict of the network before');
  assert.equal((await call(page, 'reset')).link, 'v=1&depth=5&seed=3');
  assert.match(await call(page, 'set', ['https://example.org/']), /^link: "https:\/\/example.org\/" is not allowed/);
  assert.match(await call(page, 'get', ['html']), /^what: "html"/);
  assert.match(await call(page, 'preset', ['none']), /^name: "none"/);
  assert.deepEqual((await log(page, 'error')).length, 3);
  await call(page, 'set', ['v=1&depth=0']);
  assert.equal((await log(page, 'notice'))[0].notices[0].field, 'depth');
  await page.evaluate(() => document.querySelector('grad-lens').focus());
  await page.frames()[1].waitForFunction(() => document.hasFocus() && document.activeElement.id === 'figure');
});

test('of many settings at once every promise is kept, and the last are shown', async (t) => {
  const page = await open(t, element());
  const frame = await inside(page);
  await ready(frame);
  await page.evaluate(() => {
    const one = document.querySelector('grad-lens');
    const asked = [];
    for (let seed = 1; seed <= 300; seed += 1) asked.push(one.set(`v=1&depth=4&seed=${seed}`), ...(seed % 10 === 0 ? [one.get('state')] : []));
    Promise.all(asked).then((states) => { window.links = states.map(({ link }) => link); });
  });
  // A promise that never settles shows only as a timeout.
  const links = await (await page.waitForFunction(() => window.links)).jsonValue();
  assert.equal(links.length, 330);
  assert.deepEqual([links.at(-1), await shown(frame)], ['v=1&depth=4&seed=300', 'v=1&depth=4&seed=300']);
});

test('an element that is moved or loaded again answers for what it has not done', async (t) => {
  const page = await open(t, `${element('depth="3"')}<div id="other"></div>`);
  await ready(await inside(page));
  const sentence = await page.evaluate(async () => {
    const one = document.querySelector('grad-lens');
    const asked = one.get('report').then(() => 'answered', (error) => error.message);
    document.getElementById('other').append(one);
    return asked;
  });
  assert.match(sentence, /loaded again/);
  await page.waitForFunction(() => window.log.filter(({ type }) => type === 'ready').length === 2);
  assert.equal((await call(page, 'get', ['report'])).report.depth, 3);
});

test('no attribute leads anywhere else', async (t) => {
  const attributes = 'depth="5&amp;embed=0&amp;seed=9#seed=8" act="&quot;&gt;&lt;script&gt;parent.hacked=1&lt;/script&gt;" seed="javascript:hacked=1" src="https://example.org/" srcdoc="hacked" href="//example.org/" name="x" base="https://example.org/"';
  const page = await open(t, element(attributes));
  const frame = await inside(page);
  await ready(frame);
  assert.equal(await shown(frame), 'v=1&seed=1');
  const [address, home, names] = await page.evaluate(() => {
    const { src, attributes } = document.querySelector('iframe');
    return [src, document.querySelector('script[src]').src, [...attributes].map(({ name }) => name).sort()];
  });
  const { origin, searchParams, hash } = new URL(address);
  assert.deepEqual([origin, hash, [...searchParams.keys()]], [new URL(home).origin, '', ['v', 'depth', 'act', 'seed', 'embed']]);
  assert.deepEqual(names, ['allow', 'src', 'style', 'title']);
  await changed(page, () => document.querySelector('grad-lens').setAttribute('act', '<b>'));
  await page.waitForFunction(() => window.log.some(({ type }) => type === 'notice'));
  assert.equal(await shown(frame), 'v=1&seed=1');
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

test('a figure in a part that is hidden is loaded when that is shown', async (t) => {
  const page = await open(t, `<div id="tab" hidden>${element('depth="6"')}</div>${element('depth="4" hidden')}<div id="seen">Seen</div>`);
  await page.waitForFunction(() => customElements.get('grad-lens'));
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('iframe')].map(({ src }) => src)), ['', '']);
  await changed(page, () => { document.getElementById('tab').hidden = false; });
  const frame = await inside(page);
  await ready(frame);
  assert.equal(await shown(frame), 'v=1&depth=6&seed=1');
  assert.equal(await page.locator('iframe').nth(1).getAttribute('src'), null);
});

test('a page from a disk shows a figure', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlens-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const name = join(folder, 'course.html');
  writeFileSync(name, `<!doctype html><title>Course</title>${script(pathToFileURL(DIST))}${element('depth="8" act="tanh"')}`);
  const page = await openPage(t, { rest: false, problemsAllowed: true });
  page.problems.length = 0;
  await page.goto(String(pathToFileURL(name)));
  assert.equal((await call(page, 'get', ['report'])).report.link, 'v=1&depth=8&act=tanh&seed=1');
  assert.deepEqual(page.problems.filter((problem) => !problem.includes('ERR_ABORTED')), []);
});

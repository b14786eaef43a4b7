// Messages between the page in a frame and the page around it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { hostile } from './harness/hostile.mjs';
import { ask, frameOf, heard, inside } from './harness/listening_host.mjs';
import { openPage, ready } from './harness/page.mjs';
import { depthOf } from './harness/verdict.mjs';

const LINK = 'v=1&depth=6&width=5&act=tanh&seed=4';
const VERSION = /^version = "(.*)"$/m.exec(readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8'))[1];
/**
 * What a frame says about a message that is not allowed: the field, what was given, and what is
 * allowed or that it changes nothing.
 */
const REFUSAL = /^(link|type|what|picture|name): "[^]*" is not (allowed \([^]+\)|the name of a preset); (nothing has changed|it is ignored)\.$/;

/** A host with one figure, and the frame inside it. */
async function open(t, { more, ...options } = {}) {
  const page = await openPage(t, { host: (home) => frameOf(`${home}?${LINK}&embed=1`, more), ...options });
  const frame = await inside(page);
  await ready(frame);
  return { page, frame };
}

const shown = (frame) => frame.evaluate(() => window.gradlens.link());

test('it says that it is ready, and again when it is asked', async (t) => {
  const { page } = await open(t);
  const said = { gradlens: 1, type: 'ready', version: VERSION, link: LINK, title: 'Gradlens: why do gradients vanish or explode?' };
  assert.deepEqual(await heard(page, 'ready'), [said]);
  for (const id of ['of a text', 7]) {
    await page.evaluate((id) => window.say({ gradlens: 1, type: 'hello', id }), id);
    await page.waitForFunction((id) => window.heard.some(({ data }) => data.id === id), id);
    assert.deepEqual((await heard(page, 'ready')).at(-1), { ...said, id });
  }
});

test('a link that is set is shown, and its state is the answer', async (t) => {
  const { page, frame } = await open(t);
  const link = 'v=1&depth=9&act=relu&seed=4';
  const answer = await ask(page, { type: 'set', link });
  assert.deepEqual([answer.type, answer.link, await shown(frame)], ['state', link, link]);
  await ready(frame);
  await page.waitForFunction(() => window.heard.findLast(({ data }) => data.type === 'state').data.ready);
  const { verdict } = (await heard(page, 'state')).at(-1);
  assert.equal(await depthOf(frame), 9);
  assert.equal(verdict, await frame.locator('#verdict').textContent());
});

test('what a link gives amiss is told to the page around and in the frame', async (t) => {
  const { page, frame } = await open(t);
  const { link } = await ask(page, { type: 'set', link: '?v=1&depth=4000&gain=2&seed=4' });
  assert.equal(link, 'v=1&depth=200&gain=2&seed=4');
  const [{ notices: [{ field, given, used, allowed, text }, ...more] }] = await heard(page, 'notice');
  assert.deepEqual([field, given, used, more], ['depth', '4000', '200', []]);
  assert.match(allowed, /1 to 200/);
  assert.ok(text.includes('4000'));
  await frame.locator('#notices').waitFor();
});

test('addresses, HTML and other values are refused with a sentence', async (t) => {
  const { page, frame } = await open(t);
  const links = ['', 'depth', 'depth=5&', 'https://example.org/?depth=5', 'javascript:alert(1)', '//example.org', '<b>depth=5</b>', 'depth=5#act=relu', 'depth=5 act=relu', 'depth=%35', `depth=5&seed=${'1'.repeat(4096)}`, 5, null, undefined, ['depth=5'], { depth: 5 }];
  const messages = [
    ...links.map((link) => [{ type: 'set', link }, 'link']),
    ...[undefined, 'Set', 'toString', ['reset'], { toString: 5 }, 'constructor', '__proto__'].map((type) => [{ type }, 'type']),
    ...['', 'html', ['state'], 'valueOf', null].map((what) => [{ type: 'get', what }, 'what']),
    ...['inside', '#flow', 5, ['flow']].map((picture) => [{ type: 'get', what: 'svg', picture }, 'picture']),
    ...['none', '', 3, ['linear-three-halves'], '<b>'].map((name) => [{ type: 'preset', name }, 'name']),
  ];
  for (const [message, field] of messages) {
    const { type, message: sentence } = await ask(page, message);
    assert.equal(type, 'error', JSON.stringify(message));
    assert.match(sentence, REFUSAL);
    assert.ok(sentence.startsWith(`${field}: `) && sentence.length < 250, sentence);
  }
  assert.equal(await shown(frame), LINK);
});

test('presets are shown by name, and reset shows the beginning', async (t) => {
  const { page, frame } = await open(t);
  const names = await frame.evaluate(() => {
    document.getElementById('open-presets').click();
    const found = [...document.querySelectorAll('[data-preset]')].map(({ dataset }) => dataset.preset);
    document.querySelector('#presets [data-close]').click();
    return found;
  });
  assert.ok(names.length > 5);
  // The last two are not in the small program, with which the frame opens; the last has no link.
  for (const name of [...names, 'residual-tanh', 'tied-zero-radius']) {
    const { type, link } = await ask(page, { type: 'preset', name });
    assert.deepEqual([type, link], ['state', await shown(frame)]);
    assert.notEqual(link, LINK);
  }
  assert.equal((await ask(page, { type: 'reset' })).link, LINK);
  await ready(frame);
  assert.equal((await frame.evaluate(() => window.gradlens.report())).link, LINK);
});

test('what only the whole program can show is answered once it is there, in the order of the messages', async (t) => {
  const { page, frame } = await open(t);
  const link = 'v=1&depth=7&skip=1&seed=4';
  const [answer, { report }] = await page.evaluate((link) => Promise.all([window.ask({ type: 'set', link }), window.ask({ type: 'get', what: 'report' })]), link);
  assert.deepEqual([answer.link, report.link], [link, link]);
  assert.deepEqual(report.layers.map(({ skip }) => skip), Array(7).fill(1));
  assert.equal(await shown(frame), link);
});

test('a preset that has to wait for the whole program comes before what was asked for later', async (t) => {
  const { page, frame } = await open(t);
  const link = 'v=1&depth=7&seed=4';
  const answers = await page.evaluate((link) => Promise.all([window.ask({ type: 'preset', name: 'pre-norm' }), window.ask({ type: 'set', link })]), link);
  assert.match(answers[0].link, /norm=layer/);
  assert.equal(answers[1].link, link);
  await ready(frame);
  assert.equal(await shown(frame), link);
});

for (const link of ['v=1&depth=4&width=512&inputs=784&seed=4', 'v=1&act=relu&init=kaiming&loss=ce&seed=4']) {
  test(`a frame says that it is ready with its own link, and reset leads back to it: ${link}`, async (t) => {
    const page = await openPage(t, { host: (home) => frameOf(`${home}?${link}&embed=1`) });
    const frame = await inside(page);
    await page.waitForFunction(() => window.heard.some(({ data }) => data.type === 'ready'));
    await ready(frame);
    const own = await shown(frame);
    assert.match(own, /width=512|loss=cross-entropy/);
    assert.deepEqual((await heard(page, 'ready')).map(({ link }) => link), [own]);
    await ask(page, { type: 'set', link: 'v=1&depth=5&seed=4' });
    assert.equal((await ask(page, { type: 'reset' })).link, own);
  });
}

test('the report is that of what has just been set', async (t) => {
  const { page, frame } = await open(t);
  const link = 'v=1&depth=60&width=24&act=tanh&seed=1';
  const { report } = await page.evaluate(async (link) => {
    window.say({ gradlens: 1, type: 'set', link });
    return window.ask({ type: 'get', what: 'report' });
  }, link);
  assert.deepEqual(report, await frame.evaluate((link) => window.gradlens.analyze(link), link));
});

test('tables are those of the report', async (t) => {
  const { page } = await open(t);
  const { report } = await ask(page, { type: 'get', what: 'report' });
  const { layers, chain } = await ask(page, { type: 'get', what: 'csv' });
  const rows = (table) => table.trim().split(/\r?\n/).map((line) => line.split(','));
  const column = (table, name) => {
    const [head, ...body] = rows(table);
    assert.ok(head.includes(name), `${name} is one of ${head}`);
    return body.map((row) => Number(row[head.indexOf(name)]));
  };
  // The table of layers may begin with the input.
  assert.deepEqual(column(layers, 'layer').filter((layer) => layer > 0), [1, 2, 3, 4, 5, 6]);
  const norms = report.layers.map(({ log10_output_norm: norm }) => norm);
  assert.deepEqual(column(layers, 'log10_output_norm').slice(-6), norms);
  assert.equal(rows(chain).length, report.chain.length + 1);
});

for (const [where, more] of [['a frame', ''], ['a frame without an origin', 'sandbox="allow-scripts"']]) {
  test(`pictures come from ${where} as SVG and PNG`, async (t) => {
    const { page, frame } = await open(t, { more });
    assert.equal(await frame.evaluate(() => window.origin === 'null'), more !== '');
    const [width, height] = await page.evaluate(async () => {
      const { svg, name } = await window.ask({ type: 'get', what: 'svg', picture: 'flow' });
      const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
      if (drawn.localName !== 'svg' || !/^[\w-]+$/.test(name)) throw new Error(`${name}: ${drawn.outerHTML.slice(0, 200)}`);
      return [drawn.getAttribute('width'), drawn.getAttribute('height')].map(Number);
    });
    const png = await page.evaluate(async () => {
      const { png } = await window.ask({ type: 'get', what: 'png', picture: 'flow' });
      const bitmap = await createImageBitmap(png);
      return { type: png.type, size: [bitmap.width, bitmap.height] };
    });
    assert.deepEqual(png, { type: 'image/png', size: [2 * width, 2 * height].map(Math.round) });
    const names = await page.evaluate(async () => [await window.ask({ type: 'get', what: 'svg' }), await window.ask({ type: 'get', what: 'svg', picture: 'chart' })].map(({ svg }) => svg));
    assert.equal(names[0], names[1], 'the chart is meant where nothing is said');
  });
}

test('the keyboard comes to the figure when it is asked to', async (t) => {
  const { page, frame } = await open(t);
  assert.equal((await ask(page, { type: 'focus' })).type, 'state');
  assert.equal(await frame.evaluate(() => document.activeElement.id), 'figure');
});

test('a hand that drags is told at most ten times a second, and where it came to rest', async (t) => {
  const { page, frame } = await open(t);
  const seconds = await frame.evaluate(async () => {
    const word = document.getElementById('depth');
    const start = performance.now();
    for (let depth = 1; depth <= 120; depth += 1) {
      word.value = depth;
      word.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((done) => { requestAnimationFrame(done); });
    }
    return (performance.now() - start) / 1000;
  });
  await ready(frame);
  const link = await shown(frame);
  await page.waitForFunction((link) => {
    const last = window.heard.findLast(({ data }) => data.type === 'state')?.data;
    return last?.link === link && last.ready;
  }, link);
  const states = await heard(page, 'state');
  // One more in the fraction of a second at the beginning, and two for the last link: computing and
  // idle.
  assert.ok(states.length <= 10 * seconds + 3, `${states.length} in ${seconds} s`);
  const links = states.map(({ link: one, ready: isReady }) => `${one} ${isReady}`);
  assert.equal(new Set(links).size, links.length, `none is told twice: ${links}`);
});

/**
 * Runs in the frame: moves the clock of the page forward at every message, so that none comes too
 * fast.
 */
function slowly() {
  if (window.parent === window) return;
  const now = performance.now.bind(performance);
  let later = 0;
  performance.now = () => now() + later;
  addEventListener('message', () => { later += 20; });
}

test('ten thousand hostile messages change nothing and throw nothing', async (t) => {
  const { page, frame } = await open(t, { before: (page) => page.addInitScript(slowly) });
  const state = () => frame.evaluate(() => [window.gradlens.link(), JSON.stringify(window.gradlens.report()), location.href, document.querySelectorAll('body *').length, history.length]);
  const before = await state();
  for (let part = 0; part < 20; part += 1) {
    await page.evaluate(hostile, { seed: part + 1, count: 500 });
    // Earlier messages have been read when this one is answered.
    assert.equal((await ask(page, { type: 'get', what: 'state' })).link, LINK);
  }
  await ready(frame);
  assert.deepEqual(await state(), before);
  assert.equal(await frame.evaluate(() => window.hacked), undefined);
  const sentences = (await heard(page, 'error')).map(({ message }) => message);
  assert.ok(sentences.length > 1000, `${sentences.length} were read and refused`);
  for (const sentence of sentences) assert.match(sentence, REFUSAL);
  const { link } = await ask(page, { type: 'set', link: 'v=1&depth=3&seed=1' });
  assert.equal(link, 'v=1&depth=3&seed=1');
});

test('a flood is dropped, and the page answers after it', async (t) => {
  const { page, frame } = await open(t);
  const count = 20_000;
  const seconds = await page.evaluate(async (count) => {
    const start = performance.now();
    for (let place = 0; place < count; place += 1) window.say({ gradlens: 1, type: 'set', link: `v=1&depth=${1 + (place % 150)}&seed=${place}`, id: `flood ${place}` });
    await new Promise((done) => {
      // Until it answers again.
      const timer = setInterval(async () => {
        const { type } = await window.ask({ type: 'hello' });
        if (type !== 'ready') return;
        clearInterval(timer);
        done();
      }, 100);
    });
    return (performance.now() - start) / 1000;
  }, count);
  const answers = (await heard(page, 'state')).filter(({ id }) => String(id).startsWith('flood'));
  assert.ok(answers.length >= 1 && answers.length <= 60 * (seconds + 1), `${answers.length} of ${count} answered in ${seconds} s`);
  await ready(frame);
  assert.equal((await ask(page, { type: 'get', what: 'state' })).link, await shown(frame));
});

test('large messages are dropped', async (t) => {
  const { page, frame } = await open(t);
  const answered = await page.evaluate(async () => {
    const wide = { gradlens: 1, type: 'reset', id: 'wide', more: 'x'.repeat(9000) };
    const many = { gradlens: 1, type: 'reset', id: 'many', more: Object.fromEntries(Array.from({ length: 2000 }, (_, place) => [`name${place}`, place])) };
    const long = { gradlens: 1, type: 'reset', id: 'long', more: new Array(5000).fill(null) };
    const deep = { gradlens: 1, type: 'reset', id: 'deep' };
    for (let one = deep, depth = 0; depth < 200; depth += 1) one = one.more = {};
    const cyclic = { gradlens: 1, type: 'reset', id: 'cyclic' };
    cyclic.more = cyclic;
    for (const message of [wide, many, long, deep, cyclic]) window.say(message);
    await window.ask({ type: 'hello' });
    return window.heard.map(({ data }) => data.id).filter((id) => ['wide', 'many', 'long', 'deep', 'cyclic'].includes(id));
  });
  assert.deepEqual(answered, []);
  assert.equal(await shown(frame), LINK);
});

test('it hears nobody but the page around it', async (t) => {
  const page = await openPage(t, { host: (home) => frameOf(`${home}?${LINK}&embed=1`) + frameOf('about:blank') });
  const frame = await inside(page);
  await ready(frame);
  // Another frame of the same page, and the page itself.
  await page.evaluate((script) => {
    const other = document.querySelectorAll('iframe')[1].contentWindow;
    other.eval(script);
  }, "parent.frames[0].postMessage({ gradlens: 1, type: 'set', link: 'v=1&depth=3', id: 'of another' }, '*')");
  await frame.evaluate(() => window.postMessage({ gradlens: 1, type: 'set', link: 'v=1&depth=3', id: 'of itself' }, '*'));
  await frame.evaluate(() => new Promise((done) => { setTimeout(done, 100); }));
  await ask(page, { type: 'hello' });
  assert.equal(await shown(frame), LINK);
  assert.deepEqual(await page.evaluate(() => window.heard.map(({ data }) => data.id).filter((id) => /^of /.test(id))), []);
});

test('in a tab of its own it listens to nobody', async (t) => {
  const page = await openPage(t, { query: `${LINK}&embed=1` });
  await page.evaluate(() => {
    window.own = [];
    addEventListener('message', ({ data }) => window.own.push(data));
    window.postMessage({ gradlens: 1, type: 'set', link: 'v=1&depth=3' }, '*');
  });
  await page.waitForFunction(() => window.own.length > 0);
  assert.deepEqual(await page.evaluate(() => [window.own.length, window.gradlens.link()]), [1, LINK]);
});

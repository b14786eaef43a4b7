// What a page around a frame may ask of it, and that nothing else has any effect.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SERVERS, frame, hostPage } from './harness/hosts.mjs';
import { newPage } from './harness/page.mjs';
import { PATIENCE } from './harness/ready.mjs';

const LINK = 'v=1&depth=8&width=6&act=tanh&seed=5';

/** In the host page: what is heard, and a way to ask that waits for the answer with the same id. */
function hear() {
  window.heard = [];
  addEventListener('message', ({ data, source, origin }) => {
    if (data?.gradlens === 1) heard.push({ origin, isFirst: source === frames[0], ...data });
  });
  let last = 0;
  window.ask = (message, place = 0) => {
    const id = `q${++last}`;
    frames[place].postMessage({ gradlens: 1, id, ...message }, '*');
    return new Promise((done) => {
      const look = () => {
        const answer = heard.find((one) => one.id === id && one.type !== 'notice');
        if (answer) done(answer);
        else setTimeout(look, 5);
      };
      look();
    });
  };
}

/** A host with the page in frames, `count` of them; they are at rest. */
async function open(t, { more = '', count = 1 } = {}) {
  const page = await newPage(t);
  const [home, host] = [await SERVERS['no ACAO'](t), await hostPage(t)];
  await page.addInitScript(hear);
  await host.show(Array.from({ length: count }, () => frame(`${home}?${LINK}&embed=1`, more)).join(''));
  await page.goto(host.address);
  await page.waitForFunction((count) => heard.filter(({ type, ready }) => type === 'ready' || ready).length >= count, count, { timeout: PATIENCE });
  t.after(() => assert.deepEqual(page.problems, []));
  return page;
}

const ask = (page, message) => page.evaluate((message) => window.ask(message), message);
const inside = (page, act) => page.frames()[1].evaluate(act);
const heard = (page, type) => page.evaluate((type) => window.heard.filter((one) => one.type === type), type);

test('hello is answered with ready, however often', async (t) => {
  const page = await open(t);
  const before = (await heard(page, 'ready')).length;
  for (const id of ['a', 7]) await page.evaluate((id) => frames[0].postMessage({ gradlens: 1, type: 'hello', id }, '*'), id);
  await page.waitForFunction((count) => heard.filter(({ type }) => type === 'ready').length === count, before + 2);
  const [first, ...others] = await heard(page, 'ready');
  assert.equal(first.link, LINK);
  assert.match(first.version, /^\d+\.\d+\.\d+$/);
  assert.match(first.title, /Gradlens/);
  assert.deepEqual(others.slice(-2).map(({ id }) => id), ['a', 7]);
});

test('settings are set, and what was not taken as given is told', async (t) => {
  const page = await open(t);
  const state = await ask(page, { type: 'set', link: 'v=1&depth=9&act=relu&gain=99' });
  assert.equal(state.type, 'state');
  assert.equal(state.link, 'v=1&depth=9&act=relu&seed=1');
  const [notice] = await heard(page, 'notice');
  assert.deepEqual(notice.notices.map(({ field, given, used }) => [field, given, used]), [['gain', '99', '1']]);
  assert.equal(notice.id, state.id);
  await page.waitForFunction((link) => heard.some((one) => one.type === 'state' && one.ready && one.link === link), state.link);
  assert.equal(await inside(page, () => window.gradlens.link()), state.link);
  assert.equal((await ask(page, { type: 'reset' })).link, LINK);
});

test('everything that can be asked for comes', async (t) => {
  const page = await open(t);
  const { report } = await ask(page, { type: 'get', what: 'report' });
  assert.deepEqual(report, await inside(page, () => window.gradlens.report()));
  const state = await ask(page, { type: 'get', what: 'state' });
  assert.deepEqual([state.link, state.ready], [LINK, true]);
  assert.match(state.verdict, /from layer 8 back to the input/);
  for (const picture of ['flow', 'chart']) {
    const { svg, name } = await ask(page, { type: 'get', what: 'svg', picture });
    assert.match(svg, /^<svg[^]*<\/svg>\s*$/);
    assert.match(name, /^gradlens-/);
  }
  const size = await page.evaluate(async () => {
    const { png } = await window.ask({ type: 'get', what: 'png', picture: 'flow' });
    const { width, height } = await createImageBitmap(png);
    return width > 600 && height > 300;
  });
  assert.equal(size, true);
  const { layers, chain } = await ask(page, { type: 'get', what: 'csv' });
  assert.deepEqual([layers, chain].map((text) => text.trim().split('\r\n').length), [10, 9]);
  const preset = await ask(page, { type: 'preset', name: 'sigmoid-gain' });
  assert.match(preset.link, /gain=4/);
  await ask(page, { type: 'focus' });
  assert.equal(await inside(page, () => document.activeElement.id), 'figure');
});

test('what is not allowed gets a sentence that names field, given and allowed', async (t) => {
  const page = await open(t);
  for (const [message, sentence] of [
    [{ type: 'set', link: 'https://example.org/?depth=3' }, /^link: "https:\/\/example.org\/\?depth=3" is not allowed \(.*depth=50.*\); nothing has changed\.$/],
    [{ type: 'set', link: '<img src=x onerror=alert(1)>' }, /^link: "<img src=x/],
    [{ type: 'set', link: 'javascript:alert(1)' }, /^link: /],
    [{ type: 'set', link: { depth: 3 } }, /^link: "\{"depth":3\}" is not allowed/],
    [{ type: 'set' }, /^link: "nothing"/],
    [{ type: 'get', what: 'cookies' }, /^what: "cookies" is not allowed \(state, report, svg, png, csv\)/],
    [{ type: 'get', what: 'constructor' }, /^what: "constructor"/],
    [{ type: 'get', what: 'svg', picture: 'jacobian' }, /^picture: "jacobian" is not allowed \(flow, chart\)/],
    [{ type: 'preset', name: '../../x' }, /^name: "\.\.\/\.\.\/x" is not the name of a preset/],
    [{ type: 'explode' }, /^type: "explode" is not allowed \(hello, set, get, preset, reset, focus\)/],
    [{ type: '__proto__' }, /^type: "__proto__"/],
    [{ type: 'toString' }, /^type: "toString"/],
  ]) {
    const answer = await ask(page, message);
    assert.deepEqual([answer.type, sentence.test(answer.message)], ['error', true], answer.message);
  }
  assert.equal(await inside(page, () => window.gradlens.link()), LINK);
});

/** In the host page: sends hostile messages, `count` of them, from a stream of numbers with this seed. */
async function attack([count, seed]) {
  let state = seed;
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pick = (list) => list[below(list.length)];
  const text = () => pick(['', 'x', '<script>alert(1)</script>', 'https://example.org/?depth=3', '__proto__', 'javascript:alert(1)', '\u0000\ud800', 'depth=3'.padEnd(9000, '&gain=2'), 'a'.repeat(20000), '?'.repeat(50), '../..', '%3Cb%3E', '٣', '💥']);
  const cyclic = {};
  cyclic.self = cyclic;
  const deep = () => Array.from({ length: 3000 }).reduce((inner) => [inner], 1);
  const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]));
  const odd = () =>
    pick([
      ...[null, undefined, true, NaN, Infinity, -0, 10n ** 30n, {}, [], cyclic, keys].map((value) => () => value),
      ...[text, text, deep, () => below(1e9), () => new Date(0), () => /x/, () => new Map([[1, 2]]), () => new Set([1]), () => new Error('x'), () => new Uint8Array(1 << 16), () => Array(1e5)],
    ])();
  const one = () =>
    pick([
      odd,
      () => ({ gradlens: 1, type: odd(), id: odd() }),
      () => ({ gradlens: odd(), type: 'set', link: 'v=1&depth=3' }),
      () => ({ gradlens: 1, type: 'set', link: pick([odd(), 'https://a.b/?depth=3', '<b>depth=3</b>', 'depth=3#depth=4', 'depth=3\n', 'x'.repeat(5000)]) }),
      () => ({ gradlens: 1, type: 'set', link: 'v=1&depth=3', more: 'x'.repeat(9000) }),
      () => ({ gradlens: 1, type: 'get', what: odd(), picture: odd() }),
      () => ({ gradlens: 1, type: 'preset', name: odd() }),
      () => ({ gradlens: 1, type: pick(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'eval', 'SET', 'set ', 'load', 'html']), link: 'depth=3', html: '<b>' }),
      () => ({ gradlens: '1', type: 'reset' }),
      () => JSON.stringify({ gradlens: 1, type: 'set', link: 'depth=3' }),
      () => [{ gradlens: 1, type: 'set', link: 'depth=3' }],
      () => ({ type: 'set', link: 'depth=3' }),
      () => ({ subject: 'lti.frameResize', height: odd() }),
    ])();
  for (let sent = 0; sent < count; sent++) {
    try {
      frames[0].postMessage(one(), '*');
    } catch {
      // What cannot be sent cannot do harm either; the next one can.
      frames[0].postMessage({ gradlens: 1, type: 'none' }, '*');
    }
    // As many as are heard, so that they are not only dropped for being too many.
    if (sent % 50 === 49) await new Promise((done) => setTimeout(done, sent < 1500 ? 1000 : 0));
  }
}

test('10,000 hostile messages change nothing', async (t) => {
  const page = await open(t);
  const before = await inside(page, () => [window.gradlens.link(), document.body.innerHTML, location.href]);
  await page.evaluate(attack, [10_000, 20_26]);
  await page.waitForTimeout(1100);
  const after = await inside(page, () => [window.gradlens.link(), document.body.innerHTML, location.href]);
  assert.deepEqual(after, before);
  assert.ok((await heard(page, 'error')).length > 100, 'many of them were read and refused');
  assert.equal((await ask(page, { type: 'get', what: 'state' })).link, LINK);
});

test('only the page around is heard, and a flood is dropped', async (t) => {
  const page = await open(t, { count: 2 });
  // A message of the other frame, by the same words.
  await page.frames()[2].evaluate(() => window.parent.frames[0].postMessage({ gradlens: 1, type: 'set', link: 'v=1&depth=3' }, '*'));
  await page.frames()[1].evaluate(() => window.postMessage({ gradlens: 1, type: 'set', link: 'v=1&depth=3' }, '*'));
  await page.waitForTimeout(300);
  assert.equal((await ask(page, { type: 'get', what: 'state' })).link, LINK);
  await page.waitForTimeout(1100);
  const answered = await page.evaluate(async () => {
    for (let i = 0; i < 500; i++) frames[0].postMessage({ gradlens: 1, type: 'get', what: 'state', id: `flood${i}` }, '*');
    await new Promise((done) => setTimeout(done, 500));
    return heard.filter(({ id }) => String(id).startsWith('flood')).length;
  });
  assert.equal(answered, 60);
});

test('while a hand drags at most ten states a second are told, and one at rest', async (t) => {
  const page = await open(t);
  await page.evaluate(() => { heard.length = 0; });
  const took = await page.frames()[1].evaluate(async () => {
    const begun = performance.now();
    for (let gain = 1; gain < 1.6; gain += 0.01) {
      window.gradlens.apply(`v=1&depth=8&width=6&act=tanh&gain=${gain.toFixed(2)}&seed=5`);
      await new Promise((done) => setTimeout(done, 16));
    }
    return performance.now() - begun;
  });
  await page.waitForFunction(() => heard.some(({ type, ready, link }) => type === 'state' && ready && link.includes('gain=1.59')));
  const states = await heard(page, 'state');
  assert.ok(states.length >= 3 && states.length <= took / 100 + 2, `${states.length} states in ${took} ms`);
  assert.equal(states.at(-1).ready, true);
});

// Every server and every frame: the page shows what its link says, or says why not. The table is
// printed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { digestOf } from './harness/digest.mjs';
import { KINDS, figures, nested } from './harness/frames.mjs';
import { SERVERS, frame, hostFile, hostPage } from './harness/hosts.mjs';
import { newPage } from './harness/page.mjs';
import { PATIENCE, lapse, ready } from './harness/ready.mjs';
import { isFull } from './harness/extent.mjs';

const GOLDEN = new URL('../golden/links.txt', import.meta.url);
const LINES = readFileSync(GOLDEN, 'utf8').split('\n').filter((line) => /^[0-9a-f]{16} /.test(line));
/** Two links and what they show, computed natively when they were published. */
const [FIRST, SECOND] = [LINES.find((line) => line.endsWith('v=1&act=tanh&seed=1')), LINES.find((line) => line.endsWith('v=1&act=linear&seed=1'))]
  .map((line) => line.split(' ')).map(([digest, link]) => ({ digest, link }));

/** Why the page cannot start in some places, as it says. */
const REASONS = [/^The security policy of this site forbids WebAssembly .*\.$/, /^In this place only the page in one file can start, .*\.$/];

/**
 * The outcome of a frame or a page: "right", "message" if it says why it cannot start, or another
 * sentence that it shows.
 */
async function outcome(place, { digest, link }) {
  const come = await place.waitForFunction(() => {
    const { gradlens } = document.documentElement.dataset;
    return ['ready', 'failed'].includes(gradlens) && gradlens;
  }, null, { timeout: PATIENCE });
  if ((await come.jsonValue()) === 'ready') {
    // A new size may have started work again.
    await ready(place);
    const report = await place.evaluate(() => window.gradlens.report());
    assert.equal(report.link, link);
    assert.equal(digestOf(report), digest, link);
    return 'right';
  }
  // If it fails before the page is complete, the message appears once it is.
  await place.locator('#failure').waitFor();
  assert.match(await place.locator('#failure a').getAttribute('href'), /p\/index\.html$/);
  const sentence = await place.locator('#failure [data-sentence]').innerText();
  return REASONS.some((reason) => reason.test(sentence)) ? 'message' : sentence;
}

const embedded = (home, file, { link }) => `${home}${file}?${link}&embed=1`;
const one = (more) => async (page, host, source) => {
  await host.show(frame(source(FIRST), more));
  await page.goto(host.address);
  return outcome((await figures(page, 1))[0], FIRST);
};
const wide = (width) => async (page, host, source) => {
  const sized = { address: host.address, show: (body) => host.show(body.replace('width:100%', `width:${width}px`)) };
  const found = await one('')(page, sized, source);
  assert.equal(await page.locator('iframe').evaluate((frame) => frame.clientWidth), width);
  return found;
};

/** The ways to be in a page: each opens it and returns the outcome. */
const FRAMES = {
  async none(page, host, source) {
    await page.goto(source(FIRST).replace('&embed=1', ''));
    return outcome(page, FIRST);
  },
  ...Object.fromEntries(Object.entries(KINDS).map(([name, more]) => [name, one(more)])),
  async hidden(page, host, source) {
    await host.show(`<div id="tab" style="display:none">${frame(source(FIRST))}</div>`);
    await page.goto(host.address);
    await lapse(page, 100);
    await page.evaluate(() => { document.getElementById('tab').style.display = 'block'; });
    return outcome((await figures(page, 1))[0], FIRST);
  },
  '280 px': wide(280),
  '1200 px': wide(1200),
  async two(page, host, source) {
    await host.show(frame(source(FIRST)) + frame(source(SECOND)));
    await page.goto(host.address);
    const found = await figures(page, 2);
    const place = (link) => found.find((one) => one.url().includes(link));
    const both = [await outcome(place(FIRST.link), FIRST), await outcome(place(SECOND.link), SECOND)];
    assert.equal(both[0], both[1]);
    return both[0];
  },
  async nested(page, host, source) {
    await host.show(nested(frame(source(FIRST))));
    await page.goto(host.address);
    return outcome((await figures(page, 1))[0], FIRST);
  },
  async lazy(page, host, source) {
    await host.show(`<div style="height:9000px"></div>${frame(source(FIRST), 'loading="lazy"')}`);
    await page.goto(host.address);
    await page.locator('iframe').scrollIntoViewIfNeeded();
    return outcome((await figures(page, 1))[0], FIRST);
  },
};

/** Surrounding pages that restrict their content; the page itself is on a plain server. */
const HOSTS = {
  'host CSP': async (t, site) => hostPage(t, { 'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self' ${site}` }),
  'host COOP/COEP': async (t) => hostPage(t, { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }),
};

/** All frames, or a fourth of them, different ones in each row of the table. */
const chosen = (at) => Object.entries(FRAMES).filter((_, i) => isFull || (i + at) % 4 === 0);

async function row(t, { home, host, at, attributes = '' }) {
  const cells = {};
  for (const file of ['', 'gradlens.html']) {
    for (const [name, open] of chosen(at)) {
      const page = await newPage(t);
      const around = { address: host.address, show: (body) => host.show(body.replaceAll('<iframe ', `<iframe ${attributes} `)) };
      const cell = `${name}${file && ' (one file)'}`;
      cells[cell] = await open(page, around, (line) => embedded(home, file || (home.startsWith('file') ? 'index.html' : ''), line)).catch((error) => assert.fail(`${cell}: ${error.message}`));
      const uncaught = page.problems.filter((problem) => problem.startsWith('uncaught') && !/unsafe-eval|WebAssembly/.test(problem));
      assert.deepEqual(uncaught, [], `${name} ${file}`);
      await page.context().close();
    }
  }
  return cells;
}

/** The table of what was found, as it is printed. */
const found = {};
const all = (word, at) => Object.fromEntries(['', ' (one file)'].flatMap((file) => chosen(at).map(([name]) => [`${name}${file}`, word])));

for (const [at, [name, start]] of Object.entries(SERVERS).entries()) {
  test(`in every frame: ${name}`, async (t) => {
    const home = await start(t);
    found[name] = await row(t, { home, at, host: home.startsWith('file') ? await hostFile(t) : await hostPage(t) });
    // A sandbox without an origin may not navigate from one file to another.
    const expected = all(name === 'CSP without' ? 'message' : 'right', at);
    if (home.startsWith('file') && 'allow-scripts' in expected) expected['allow-scripts'] = 'message';
    assert.deepEqual(found[name], expected);
  });
}

for (const [at, [name, start]] of Object.entries(HOSTS).entries()) {
  test(`in every frame: ${name}`, async (t) => {
    const home = await SERVERS['no ACAO'](t);
    found[name] = await row(t, { home, at, host: await start(t, home), attributes: name.includes('COEP') ? 'credentialless' : '' });
    assert.deepEqual(found[name], all('right', at));
  });
}

test('the table', () => {
  const heads = ['', ' (one file)'].flatMap((file) => Object.keys(FRAMES).map((name) => `${name}${file}`));
  const width = Math.max(...Object.keys(found).map((name) => name.length));
  heads.forEach((head, i) => console.log(`${' '.repeat(width)}  ${String(i + 1).padStart(2)} ${head}`));
  console.log(`${' '.repeat(width)}  ${heads.map((_, i) => String(i + 1).padStart(2)).join(' ')}   (+ right, m message, . not tried)`);
  for (const [name, cells] of Object.entries(found)) {
    console.log(`${name.padEnd(width)}  ${heads.map((head) => (cells[head] === 'right' ? ' +' : cells[head] === 'message' ? ' m' : isFull ? ' ?' : ' .')).join(' ')}`);
  }
  assert.equal(Object.keys(found).length, Object.keys(SERVERS).length + Object.keys(HOSTS).length);
});

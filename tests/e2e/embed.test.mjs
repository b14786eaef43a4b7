// The page as a figure in other pages: height, focus, wheel, laziness, and the element of embed.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count } from './harness/extent.mjs';
import { SERVERS, frame, hostPage } from './harness/hosts.mjs';
import { newPage } from './harness/page.mjs';
import { PATIENCE, lapse, ready } from './harness/ready.mjs';
import { openMore } from './harness/settings.mjs';

const LINK = 'v=1&depth=8&width=6&act=tanh&seed=5';

/** * In the host page: gives frames the height that they request, and records all requests. */
function hear() {
  window.heights = [];
  window.others = [];
  addEventListener('message', ({ data, source }) => {
    const place = [...document.querySelectorAll('iframe')].findIndex((one) => one.contentWindow === source);
    if (data?.gradlens === 1 && data.type === 'resize') {
      heights.push(data.height);
      document.querySelectorAll('iframe')[place].style.height = `${data.height}px`;
    } else others.push(data);
  });
}

async function open(t, body, { options = {}, headers } = {}) {
  const page = await newPage(t, options);
  const [home, host] = [await SERVERS['no ACAO'](t), await hostPage(t, headers)];
  await page.addInitScript(hear);
  await host.show(body(home));
  await page.goto(host.address);
  t.after(() => assert.deepEqual(page.problems, []));
  return page;
}

const inFrame = (page, place = 0) => page.frames().filter((one) => one !== page.mainFrame())[place];
const embed = (home, more = '', attributes = '') => frame(`${home}?${LINK}&embed=1${more}`, attributes);

async function shown(page, place = 0) {
  await page.waitForFunction((place) => frames.length > place, place);
  // Browsers do not draw frames that are out of view.
  await page.locator('iframe').nth(place).scrollIntoViewIfNeeded();
  await ready(inFrame(page, place));
  return inFrame(page, place);
}

test('the height follows the width in at most three messages, and shrinks again', async (t) => {
  const page = await open(t, (home) => embed(home));
  const figure = await shown(page);
  const settle = async (width, isOther = true) => {
    await page.evaluate(() => { heights.length = 0; });
    await page.locator('iframe').evaluate((one, width) => { one.style.width = `${width}px`; }, width);
    await ready(figure);
    await lapse(figure, 500);
    await ready(figure);
    const [told, [inside, high]] = [await page.evaluate(() => heights), await figure.evaluate(() => [document.body.getBoundingClientRect().height, document.documentElement.scrollHeight > innerHeight])];
    assert.ok(told.length <= 3, `${width}: ${told}`);
    assert.ok(told.length > 0 || !isOther, `${width}: nothing was told`);
    assert.ok(Math.abs((await page.locator('iframe').evaluate((one) => one.clientHeight)) - inside) < 2, `${width}`);
    assert.equal(high, false, `${width}: the figure scrolls in a frame of the height it asked for`);
    return told.at(-1);
  };
  const [narrow, wide, again] = [await settle(400), await settle(1100), await settle(400)];
  assert.ok(wide < narrow, `${wide} and ${narrow}`);
  assert.equal(again, narrow);
  for (const width of [280, 320, 640, 900, 1200]) await settle(width, false);
});

test('up to 800 pixels wide the fan has at least 60 % of the height, and a wide figure fits the usual frame', async (t) => {
  const page = await open(t, (home) => embed(home));
  const figure = await shown(page);
  for (const width of [320, 360, 480, 640, 719, 720, 760, 800, 1000, 1280]) {
    await page.locator('iframe').evaluate((one, width) => { one.style.width = `${width}px`; }, width);
    await figure.waitForFunction((width) => innerWidth === width, width);
    await ready(figure);
    const [whole, fan, wide] = await figure.evaluate(() => [document.body.getBoundingClientRect().height, document.querySelector('#flow .plot').getBoundingClientRect().height, document.documentElement.scrollWidth - innerWidth]);
    if (width <= 800) assert.ok(fan >= 0.6 * whole, `${width}: ${fan} of ${whole}`);
    if (width >= 720) assert.ok(whole <= 600, `${width}: ${whole} high`);
    assert.ok(wide <= 0, `${width}: ${wide} too wide`);
  }
});

test('the heights for learning platforms and for WordPress are told, too', async (t) => {
  const page = await open(t, (home) => frame(`${home}?${LINK}&embed=1#?secret=a1B2c3`));
  await shown(page);
  await page.waitForFunction(() => heights.length > 0);
  const [others, height] = await page.evaluate(() => [others, heights.at(-1)]);
  assert.deepEqual(others.find(({ subject }) => subject), { subject: 'lti.frameResize', height });
  assert.deepEqual(others.find(({ message }) => message), { message: 'height', value: height, secret: 'a1B2c3' });
});

test('two figures know nothing of each other', async (t) => {
  const page = await open(t, (home) => embed(home) + embed(home, '&lock=act'));
  const [first, second] = [await shown(page, 0), await shown(page, 1)];
  await second.evaluate(() => window.gradlens.apply('v=1&depth=12&seed=2'));
  await ready(second);
  assert.deepEqual([await first.evaluate(() => window.gradlens.link()), await second.evaluate(() => window.gradlens.link())], [LINK, 'v=1&depth=12&seed=2']);
  assert.equal((await second.evaluate(() => window.gradlens.report())).depth, 12);
});

test('Tab goes in and out both ways, and Escape leaves a picture, then the figure', async (t) => {
  const page = await open(t, (home) => `<button id="before">before</button>${embed(home)}<button id="after">after</button>`);
  const figure = await shown(page);
  const onHost = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  assert.equal(await onHost(), 'BODY', 'nothing takes the focus by itself');
  for (const [start, key, end] of [['before', 'Tab', 'after'], ['after', 'Shift+Tab', 'before']]) {
    await page.locator(`#${start}`).focus();
    await page.keyboard.press(key);
    assert.equal(await onHost(), 'IFRAME');
    let presses = 0;
    while ((await onHost()) === 'IFRAME' && presses < 60) {
      await page.keyboard.press(key);
      presses += 1;
    }
    assert.equal(await onHost(), end, `${presses} presses of ${key}`);
    assert.ok(presses > 5);
  }
  await figure.locator('#flow .hand').focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await figure.evaluate(() => window.gradlens.link()), /layer=1/);
  await page.keyboard.press('Escape');
  assert.equal(await figure.evaluate(() => document.activeElement.id), 'figure');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => others.some((one) => one?.type === 'exit'));
});

test('the wheel over a figure moves the page around it', async (t) => {
  const page = await open(t, (home) => `${embed(home)}<div style="height:3000px"></div>`);
  await shown(page);
  await lapse(page, 300);
  for (const part of ['#flow .hand', '#verdict']) {
    await page.evaluate(() => scrollTo(0, 0));
    const box = await inFrame(page).locator(part).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, 120);
    await page.waitForFunction(() => scrollY > 50);
  }
  const touch = await inFrame(page).locator('.hand:not(#dial)').evaluateAll((all) => all.map((one) => getComputedStyle(one).touchAction));
  assert.ok(touch.length >= 2 && touch.every((action) => action === 'pan-y'), `a finger on the pictures scrolls the page: ${touch}`);
});

const MOVES = count(500, 150);
test(`${MOVES} moves of a number leave the history and the address alone`, async (t) => {
  const page = await open(t, (home) => embed(home));
  const figure = await shown(page);
  const before = [await page.evaluate(() => history.length), figure.url()];
  await figure.locator('#gain').focus();
  for (let move = 0; move < MOVES; move++) await page.keyboard.press(move % 100 < 60 ? 'ArrowUp' : 'ArrowDown');
  await ready(figure);
  await lapse(figure, 800);
  assert.match(await figure.evaluate(() => window.gradlens.link()), /gain=/);
  assert.deepEqual([await page.evaluate(() => history.length), await figure.evaluate(() => location.href)], before);
});

test('parts are shown, and controls hidden and locked, as the link says', async (t) => {
  const page = await open(t, (home) => embed(home, '&show=bound,layer,outputs&hide=gain,seed&lock=act&theme=dark&motion=reduce') + embed(home));
  const [first, usual] = [await shown(page, 0), await shown(page, 1)];
  const visible = (figure, ...parts) => Promise.all(parts.map((part) => figure.locator(part).isVisible()));
  assert.deepEqual(await visible(first, '#flow', '#chart', '#strip', '#card', '#apart', '#inspector', '#about'), [true, true, false, true, true, false, false]);
  assert.deepEqual(await visible(usual, '#flow', '#chart', '#strip', '#card', '#apart', '#inspector', '#about'), [true, false, true, false, false, false, false]);
  assert.equal(await first.locator('[data-chip="bound"]').getAttribute('aria-pressed'), 'true');
  await openMore(first);
  assert.deepEqual(await visible(first, '#depth', '#gain', '#seed', '#new-seed', '#act', '#bias'), [true, false, false, false, true, true]);
  assert.deepEqual([await first.locator('#act').isDisabled(), await first.locator('#depth').isDisabled()], [true, false]);
  const dark = ([red]) => red < 60;
  const paper = (figure) => figure.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
  assert.deepEqual([dark(await paper(first)), dark(await paper(usual))], [true, false]);
  assert.equal(await first.locator('#play').isVisible(), false);
  const pixel = await first.locator('#chart canvas').evaluate((canvas) => [...canvas.getContext('2d').getImageData(canvas.width - 2, 2, 1, 1).data]);
  assert.ok(pixel[3] === 0 || dark(pixel), `the picture is dark too: ${pixel}`);
  const whole = usual.locator('#open-whole');
  await whole.focus();
  assert.match(await whole.getAttribute('href'), /^http:\/\/127\.0\.0\.1:\d+\/\?v=1&depth=8/);
  await first.locator('#open-whole').focus();
  assert.match(await first.locator('#open-whole').getAttribute('href'), /&hide=gain,seed&lock=act$/, 'whoever leaves the figure keeps the task');
  await first.locator('#depth').fill('5');
  await first.locator('#depth').press('Enter');
  await ready(first);
  await first.locator('#reset').click();
  await ready(first);
  assert.equal((await first.evaluate(() => window.gradlens.report())).depth, 8, 'Reset leads back to the task');
});

test('a figure that starts without a size is there when it gets one, and asks for no height before', async (t) => {
  const page = await open(t, (home) => `<div id="tab" style="display:none">${embed(home)}</div><div style="width:0;height:0;overflow:hidden">${frame(`${home}?${LINK}&embed=1`, 'id="none" width="0"')}</div>`);
  await page.waitForFunction(() => frames.length === 2);
  for (const frame of page.frames()) await lapse(frame, 800);
  assert.deepEqual(await page.evaluate(() => heights.filter((height) => height < 100)), []);
  await page.evaluate(() => { document.getElementById('tab').style.display = 'block'; });
  const figure = await shown(page, 0);
  assert.ok((await figure.locator('#flow .plot canvas').boundingBox()).width > 200);
});

const elements = (home, body) => `<script src="${home}embed.js"></script><script src="${home}embed.js"></script>${body}`;

test('twenty elements load only when they are seen', async (t) => {
  const lens = Array.from({ length: 20 }, (_, i) => `<div style="height:1500px"><grad-lens depth="${i + 2}" width="4"><a href="#">Open ${i}</a></grad-lens></div>`).join('');
  const page = await open(t, (home) => elements(home, lens));
  const loaded = () => page.evaluate(() => [...document.querySelectorAll('grad-lens iframe')].map((one) => one.getAttribute('src')).filter(Boolean).length);
  await page.waitForFunction(() => document.querySelector('grad-lens').state);
  assert.equal(await loaded(), 1);
  assert.equal(await page.locator('grad-lens a').first().isVisible(), true);
  await page.locator('grad-lens').nth(7).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelectorAll('grad-lens')[7].state === 'v=1&depth=9&width=4&seed=1');
  assert.ok(await loaded() <= 3, `${await loaded()} are loaded`);
});

test('an element can be asked and told, and speaks by events', async (t) => {
  const page = await open(t, (home) => elements(home, '<grad-lens id="a" depth="6" width="5" act="tanh"><a href="#">Open</a></grad-lens><grad-lens id="b" depth="7"></grad-lens>'));
  await page.waitForFunction(() => document.getElementById('a').state && document.getElementById('b').state, null, { timeout: PATIENCE });
  const seen = await page.evaluate(async () => {
    const a = document.getElementById('a');
    const events = [];
    for (const name of ['state', 'notice', 'error']) a.addEventListener(name, ({ detail }) => events.push([name, detail]));
    const { report } = await a.get('report');
    const set = await a.set('v=1&depth=4&gain=99');
    const refused = await a.set('<b>').catch((error) => error.message);
    const preset = await a.preset('sigmoid-gain');
    const reset = await a.reset();
    a.setAttribute('depth', '11');
    while (!a.state.includes('depth=11')) await new Promise((done) => setTimeout(done, 20));
    return { report: report.link, set: set.link, refused, preset: preset.link, reset: reset.link, names: [...new Set(events.map(([name]) => name))].sort(), b: document.getElementById('b').state, after: a.state };
  });
  assert.deepEqual([seen.report, seen.set, seen.reset, seen.b], ['v=1&depth=6&width=5&act=tanh&seed=1', 'v=1&depth=4&gain=10&seed=1', 'v=1&depth=6&width=5&act=tanh&seed=1', 'v=1&depth=7&seed=1']);
  assert.match(seen.refused, /^link: "<b>" is not allowed/);
  assert.match(seen.preset, /gain=4/);
  assert.deepEqual(seen.names, ['error', 'notice', 'state']);
  assert.equal(seen.after, 'v=1&depth=11&width=5&act=tanh&seed=1');
});

test('where the frame may open no other page, the link out of the figure says its address', async (t) => {
  const page = await open(t, (home) => embed(home, '', 'sandbox="allow-scripts"'));
  const figure = await shown(page);
  await figure.locator('#open-whole').click();
  const notices = figure.locator('#notices');
  await notices.filter({ hasText: /./ }).waitFor();
  assert.match(await notices.innerText(), /The page around does not let this figure open another one\. Its address is http:\/\/127\.0\.0\.1:\d+\/gradlens\.html\?v=1&depth=8/);
  const [told, ...others] = page.problems.splice(0);
  assert.match(told, /^console: Blocked opening /);
  assert.deepEqual(others, []);
});

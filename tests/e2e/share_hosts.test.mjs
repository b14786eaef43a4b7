// What is pasted into other pages still works after their sanitizers have processed it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snippets } from '../../www/share/snippets.js';
import { openPage } from './harness/page.mjs';
import { PATIENCE } from './harness/ready.mjs';
import { canvas, moodleStudent, moodleTeacher, wordpressOembed, wordpressPost } from './harness/sanitizers.mjs';

const LINK = 'v=1&depth=9&width=8~4,6~5&act=tanh&gain=1.5&seed=3';
const FRAME = { show: ['flow', 'bound'], hide: ['gain'], lock: ['act', 'seed'] };
const given = (home, more = {}) => ({ home, link: LINK, title: 'Interactive: "9" layers & <more>', preset: null, height: 500, kept: { theme: 'dark', motion: null }, frame: FRAME, ...more });
const RESTRICTED = '&show=flow,bound&hide=gain&lock=act,seed&theme=dark';

/** The frames and links of a text, as a browser reads it. */
const parsed = (page, html) => page.evaluate((html) => {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const attributes = (element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return {
    frames: [...body.querySelectorAll('iframe')].map(attributes),
    links: [...body.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.textContent]),
    scripts: body.querySelectorAll('script').length,
    own: [...body.querySelectorAll('grad-lens')].map(attributes),
  };
}, html);

const texts = (host, state) => snippets(host, state).map(([, text]) => text);

/** The address of a page and everything that a figure in it shows. */
const INSIDE = `?${LINK}&embed=1${RESTRICTED}`;
const WHOLE = `?${LINK}&hide=gain&lock=act,seed&theme=dark`;
const HOME = 'https://example.org/a%20b/';

test('HTML is as it should be, whatever the title', async (t) => {
  const page = await openPage(t);
  const [frame, element] = texts('html', given(HOME));
  assert.ok(frame.includes('&amp;embed=1') && !/&(?!amp;|quot;|lt;|gt;)/.test(frame), frame);
  const { frames: [shown, ...others], links, scripts } = await parsed(page, frame);
  assert.deepEqual(shown, {
    src: HOME + INSIDE,
    title: 'Interactive: "9" layers & <more>',
    width: '100%',
    height: '500',
    style: 'border:0',
    loading: 'lazy',
    allow: 'clipboard-write; fullscreen',
  });
  assert.deepEqual([others, links, scripts], [[], [[HOME + WHOLE, 'Open the simulation']], 0]);
  const own = await parsed(page, element);
  assert.deepEqual(own.own, [{ depth: '9', width: '8~4,6~5', act: 'tanh', gain: '1.5', seed: '3', show: 'flow,bound', hide: 'gain', lock: 'act,seed', theme: 'dark', title: 'Interactive: "9" layers & <more>' }]);
  assert.deepEqual([own.links, own.scripts], [[[HOME + WHOLE, 'Open the simulation']], 1]);
});

test('Quarto, MyST and Markdown get what they read', async (t) => {
  const page = await openPage(t);
  const [quarto, reveal] = texts('quarto', given(HOME));
  assert.equal(quarto, `\`\`\`{=html}\n${reveal}\n\`\`\``);
  assert.equal((await parsed(page, reveal)).frames[0]['data-external'], '1');
  const [myst] = texts('myst', given(HOME, { title: 'A [title]' }));
  assert.equal(myst, `:::{iframe} ${HOME}${INSIDE}\n:width: 100%\nA title. [Open the simulation](${HOME}${WHOLE})\n:::`);
  assert.deepEqual(texts('markdown', given(HOME, { title: 'A [title]' })), [`[A title](${HOME}${WHOLE})`]);
  const [picture] = texts('markdown', given(HOME, { preset: 'tanh-chaos', title: 'A title' }));
  assert.match(picture, /^\[!\[[^[\]]+A title\]\(https:\/\/example\.org\/a%20b\/p\/tanh-chaos\/picture\.png\)\]\(https:\/\/example\.org\/a%20b\/\?v=1&/);
});

test('WordPress gets the page in one file, and the address of a preset', async (t) => {
  const page = await openPage(t);
  const [block, address, ...others] = texts('wordpress', given(HOME, { preset: 'tanh-chaos' }));
  assert.equal((await parsed(page, block)).frames[0].src, `${HOME}gradlens.html${INSIDE}`);
  assert.deepEqual([address, others], [`${HOME}p/tanh-chaos/`, []]);
  assert.equal(texts('wordpress', given(HOME)).length, 1);
});

const KEEPERS = { canvas: [canvas, 'lms'], moodleTeacher: [moodleTeacher, 'lms'], html: [canvas, 'html'] };
for (const [name, [sanitizer, host]] of Object.entries(KEEPERS)) {
  test(`the frame survives: ${name}`, async (t) => {
    const page = await openPage(t);
    const { frames: [frame], links, scripts } = await parsed(page, sanitizer(texts(host, given(HOME)).join('\n')));
    const { src, title, width, height, loading } = frame;
    assert.deepEqual({ src, title, width, height, loading }, { src: HOME + INSIDE, title: 'Interactive: "9" layers & <more>', width: '100%', height: '500', loading: 'lazy' });
    assert.match(frame.style, /border: ?0/);
    assert.ok(links.every(([href]) => href === HOME + WHOLE) && links.length > 0);
    assert.equal(scripts, 0);
  });
}

for (const [name, sanitizer, host] of [['moodleStudent', moodleStudent, 'lms'], ['wordpressPost', wordpressPost, 'wordpress'], ['wordpressPost', wordpressPost, 'html']]) {
  test(`where frames are dropped the link remains: ${name}, ${host}`, async (t) => {
    const page = await openPage(t);
    const { frames, links } = await parsed(page, sanitizer(texts(host, given(HOME)).join('\n')));
    assert.deepEqual(frames, []);
    assert.deepEqual([...new Set(links.map(String))], [`${HOME}${WHOLE},Open the simulation`]);
  });
}

/**
 * Shows a text in the page of a host on the same server and returns its frame, once the figure in
 * it is there.
 */
async function hosted(t, make) {
  // The page without settings is that of the host.
  const host = (page) => page.route((url) => url.pathname.endsWith('/gradlens/') && url.search === '', (route) => {
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Host</title>${make(route.request().url())}` });
  });
  const page = await openPage(t, { rest: false, before: host });
  const element = await page.waitForSelector('iframe');
  const frame = await element.contentFrame();
  await frame.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready' && window.gradlens.report(), null, { timeout: PATIENCE });
  return frame;
}

const FIGURES = {
  'as pasted': (home) => texts('html', given(home))[0],
  'after Canvas': (home) => canvas(texts('lms', given(home))[0]),
  'after Moodle': (home) => moodleTeacher(texts('lms', given(home))[0]),
  'after WordPress, without an origin': (home) => wordpressOembed(texts('wordpress', given(home))[0]),
};
for (const [name, make] of Object.entries(FIGURES)) {
  test(`the figure is there and restricted: ${name}`, async (t) => {
    const frame = await hosted(t, make);
    // The chart that the defaults open is not among the parts of this figure.
    assert.equal(await frame.evaluate(() => window.gradlens.report().link), `${LINK}&view=bound`);
    assert.equal(await frame.locator('#notices').isVisible(), false, 'the address is understood');
    const shown = await frame.evaluate(() => ({ ...document.documentElement.dataset }));
    assert.deepEqual([shown.embed !== undefined, shown.show, shown.hide, shown.theme], [true, 'flow bound', 'gain', 'dark']);
    assert.equal(await frame.evaluate(() => document.querySelector('#act').disabled), true);
    assert.equal(await frame.evaluate(() => window.origin === 'null'), name.includes('without an origin'));
  });
}

test('oEmbed of WordPress refuses what has no frame', () => {
  assert.equal(wordpressOembed('<p><a href="https://example.org/">Open</a></p><script>1</script>'), null);
});

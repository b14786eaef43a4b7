// The address bar and the history: what is shown can be copied from there, Back leads to the
// previous preset, and nothing else is left behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count } from './harness/extent.mjs';
import { openPage, ready } from './harness/page.mjs';
import { lapse } from './harness/ready.mjs';
import { drag } from './harness/settings.mjs';

/** So often numbers are moved: three parts by keys on the gain, three on the depth, and four with the pointer. */
const MOVES = count(500, 150);
const LINK = 'v=1&depth=12&width=8&act=tanh&seed=4';

const link = (page) => page.evaluate(() => window.gradlens.link());
const entries = (page) => page.evaluate(() => history.length);

/** Waits until the address says what is shown; returns it. */
async function atRest(page) {
  await ready(page);
  await page.waitForFunction(() => location.search === `?${window.gradlens.link()}` && !location.hash);
  return link(page);
}

/** Moves numbers: by keys, and with the pointer. */
async function moves(page) {
  for (const [id, keys] of [['gain', ['ArrowUp', 'ArrowDown']], ['depth', ['ArrowDown', 'ArrowUp']]]) {
    await page.locator(`#${id}`).focus();
    for (let move = 0; move < 0.3 * MOVES; move += 1) await page.keyboard.press(keys[Number(move % 30 >= 20)]);
  }
  await drag(page, 'gain', ...Array.from({ length: 0.4 * MOVES }, (_, move) => 120 * Math.sin(move / 7)));
  await ready(page);
}

test(`${MOVES} moves of numbers leave one entry, and the address says what is shown`, async (t) => {
  const page = await openPage(t, { query: LINK });
  const before = await entries(page);
  await moves(page);
  const shown = await atRest(page);
  assert.notEqual(shown, LINK);
  assert.equal(await entries(page), before);
  // The address determines everything that is shown.
  const [numbers, address] = [await page.evaluate(() => window.gradlens.report()), page.url()];
  await page.goto('about:blank');
  await page.goto(address);
  await ready(page);
  assert.deepEqual(await page.evaluate(() => window.gradlens.report()), numbers);
});

test(`${MOVES} moves in an embed leave its address alone`, async (t) => {
  const query = `${LINK}&embed=1&theme=dark`;
  const page = await openPage(t, { query });
  const before = [await entries(page), page.url()];
  await moves(page);
  // As long as it would have taken the address to follow.
  await lapse(page, 2000);
  assert.notEqual(await link(page), LINK);
  assert.deepEqual([await entries(page), page.url()], before);
});

test('what a link says of the page around stays in the address', async (t) => {
  const page = await openPage(t, { query: `theme=dark&hide=seed&${LINK}` });
  await page.locator('#depth').fill('13');
  await page.locator('#depth').press('Enter');
  await page.waitForFunction(() => location.search === '?v=1&depth=13&width=8&act=tanh&seed=4&hide=seed&theme=dark');
  assert.equal(await link(page), 'v=1&depth=13&width=8&act=tanh&seed=4');
});

/** Chooses presets one after the other; returns their links. */
async function choose(page, ids) {
  const links = [];
  for (const id of ids) {
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.locator(`[data-preset="${id}"]`).click();
    links.push(await atRest(page));
  }
  return links;
}

/** Goes back or forward, and checks which link is shown once its numbers are there. */
async function go(page, way, wanted) {
  await page.evaluate((way) => history.go(way), way);
  await page.waitForFunction((wanted) => window.gradlens.link() === wanted, wanted);
  await ready(page);
  const [report, address] = await page.evaluate(() => [window.gradlens.report(), location.search]);
  assert.deepEqual([report.link, address], [wanted, `?${wanted}`]);
  const control = await page.locator('#act').inputValue();
  assert.equal(control, /act=([^&]+)/.exec(wanted)?.[1] ?? 'sigmoid');
}

test('Back and Forward lead over presets', async (t) => {
  const page = await openPage(t, { query: LINK });
  const before = await entries(page);
  const [first, second, third] = await choose(page, ['tanh-chaos', 'relu-he', 'isometry']);
  assert.deepEqual([first, second, third], ['v=1&act=tanh&init=normal&seed=5', 'v=1&act=relu&init=he-normal&seed=1', 'v=1&act=linear&init=orthogonal&seed=1&view=spectrum']);
  assert.equal(await entries(page), before + 3);
  await go(page, -1, second);
  await go(page, -1, first);
  await go(page, 1, second);
  await go(page, 1, third);
  await go(page, -3, LINK);
  await go(page, 2, second);
  // A change replaces the entry in which it is made; those after it stay.
  await page.locator('#gain').fill('2');
  await page.locator('#gain').press('Enter');
  const changed = await atRest(page);
  assert.equal(await entries(page), before + 3);
  await go(page, 1, third);
  await go(page, -1, changed);
});

test('a change that has not come to rest is not lost by choosing a preset', async (t) => {
  const page = await openPage(t, { query: LINK });
  await page.evaluate(() => {
    const depth = document.getElementById('depth');
    depth.value = '30';
    depth.dispatchEvent(new Event('change', { bubbles: true }));
    document.getElementById('open-presets').click();
    document.querySelector('[data-preset="relu-he"]').click();
  });
  await atRest(page);
  await go(page, -1, 'v=1&depth=30&width=8&act=tanh&seed=4');
});

/**
 * What comes after the # in a pasted address of the network above, and the link that this means.
 */
const HASHES = [
  ['#depth=30', 'v=1&depth=30&width=8&act=tanh&seed=4'],
  ['#?act=relu&gain=2', 'v=1&depth=12&width=8&act=relu&gain=2&seed=4'],
  ['#DEPTH=7&amp;seed=9.', 'v=1&depth=7&width=8&act=tanh&seed=9'],
];

test('a pasted hash wins key by key, and the next edit puts the address right', async (t) => {
  const page = await openPage(t, { query: LINK });
  const before = await entries(page);
  for (const [hash, wanted] of HASHES) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForFunction((wanted) => window.gradlens.link() === wanted, wanted);
    assert.equal(await page.locator('#notices').isVisible(), false);
  }
  // By hand: only the part after the # differs, so nothing is loaded again.
  await page.evaluate(() => { window.mark = true; });
  await page.goto(`${page.url().split('#')[0]}#width=5`);
  await page.waitForFunction(() => window.gradlens.link() === 'v=1&depth=12&width=5&act=tanh&seed=4');
  assert.equal(await page.evaluate(() => window.mark), true);
  assert.equal(await entries(page), before + HASHES.length + 1, 'those of the browser and no others');
  await page.locator('#gain').fill('2');
  await page.locator('#gain').press('Enter');
  assert.equal(await atRest(page), 'v=1&depth=12&width=5&act=tanh&gain=2&seed=4');
  assert.equal(await entries(page), before + HASHES.length + 1);
});

test('a hash that cannot be used is said to be, and changes nothing else', async (t) => {
  const page = await openPage(t, { query: LINK });
  await page.evaluate(() => { location.hash = '#depth=999&gain=2'; });
  await page.locator('#notices').waitFor();
  assert.match(await page.locator('#notices tbody').innerText(), /depth\s+999\s+200\s+a whole number from 1 to 200/);
  assert.equal(await link(page), 'v=1&depth=200&width=8&act=tanh&gain=2&seed=4');
});

/**
 * A good address as mail programs, platforms and people change it: the part after the folder, the
 * link it means, and the notices.
 */
const MANGLED = [
  ['?v=1&amp;depth=30', 'v=1&depth=30&seed=1'],
  ['?v=1&amp;amp;depth=30&amp;amp;seed=3', 'v=1&depth=30&seed=3'],
  ['?%3Fdepth=30', 'v=1&depth=30&seed=1'],
  ['?%3fv=1%23depth=30', 'v=1&depth=30&seed=1'],
  ['?v=1&depth=30%23gain=2', 'v=1&depth=30&gain=2&seed=1'],
  ['?v=1&depth=30#?secret=a1B2c3', 'v=1&depth=30&seed=1'],
  ['?v=1&depth=30).', 'v=1&depth=30&seed=1'],
  ['?v=1&depth=30,', 'v=1&depth=30&seed=1'],
  ['?utm_source=mail&v=1&depth=30&utm_medium=x&fbclid=abc&gclid=1&msclkid=2&mc_cid=3&redirect=1', 'v=1&depth=30&seed=1'],
  ['?V=1&DEPTH=30&Act=ReLU', 'v=1&depth=30&act=relu&seed=1'],
  ['?v=1&depth=30&depth=30', 'v=1&depth=30&seed=1'],
  ['?v=1&depth=30&depth=31', 'v=1&depth=30&seed=1', [['depth', '31', 'nothing']]],
  ['?v=1&depth=+30+&act=tanh%7E29%2Clinear', 'v=1&depth=30&act=tanh~29,linear&seed=1'],
  ['#v=1&depth=30', 'v=1&depth=30&seed=1'],
  ['#?v=1&depth=30', 'v=1&depth=30&seed=1'],
  ['?depth', 'v=1&depth=1&seed=1'],
  ['?v=2&depth=30', 'v=1&depth=30&seed=1', [['v', '2', '1']]],
  ['?v=1&depth=30&dpeth=31&__proto__=1', 'v=1&depth=30&seed=1', [['dpeth', '31', 'nothing'], ['__proto__', '1', 'nothing']]],
  ['?v=1&depth=-1&gain=1e9&seed=7', 'v=1&depth=1&gain=10&seed=7', [['depth', '-1', '1'], ['gain', '1e9', '10']]],
];

/** Opens an address and fails unless it shows this link and these notices. */
async function assertShown(page, address, [wanted, notices = []]) {
  await page.goto('about:blank');
  await page.goto(address);
  await ready(page);
  assert.equal(await link(page), wanted, address);
  const rows = await page.locator('#notices:not([hidden]) tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent)));
  assert.deepEqual(rows, notices, address);
}

/** For pages that are left while they are still loading: aborted requests are not failures. */
const leaving = { problemsAllowed: true };
const assertNoProblems = (page) => assert.deepEqual(page.problems.filter((problem) => !problem.endsWith('net::ERR_ABORTED')), []);

test('mangled addresses show what was meant and tell what was not taken', async (t) => {
  const page = await openPage(t, leaving);
  const home = page.url();
  for (const [address, ...wanted] of MANGLED) await assertShown(page, home + address, wanted);
  assertNoProblems(page);
});

// The browser writes it as %3E, which is not undone at the end as the sign itself is.
test('an address in angle brackets of which one has stayed', async (t) => {
  const page = await openPage(t, leaving);
  const home = page.url();
  for (const address of ['?v=1&depth=30>', '#depth=30>']) await assertShown(page, home + address, ['v=1&depth=30&seed=1']);
});

test('the same value in capitals is no second one', async (t) => {
  const page = await openPage(t, leaving);
  const home = page.url();
  await assertShown(page, `${home}?v=1&act=RELU&act=relu`, ['v=1&act=relu&seed=1']);
});

/**
 * What a link says about the page around the network, and what the page has: whether it is an
 * embed, and its colours.
 */
const LOOKS = [
  ['?embed=0&embed=1', [false, '']],
  ['?embed=1#embed=0', [false, '']],
  ['?v=1&theme=darkest', [false, '']],
  ['?embed=1&embed=0', [true, '']],
  ['?EMBED=1&amp;theme=DARK', [true, 'dark']],
  ['?theme=dark#theme=light', [false, 'light']],
];

test('the page looks as its link says, whatever stands in it', async (t) => {
  const page = await openPage(t, leaving);
  const home = page.url();
  for (const [address, wanted] of LOOKS) {
    await page.goto('about:blank');
    await page.goto(home + address);
    await ready(page);
    assert.deepEqual(await page.evaluate(() => [document.documentElement.matches('[data-embed]'), document.documentElement.dataset.theme ?? '']), wanted, address);
  }
});

test('what a link hides and locks comes back with another link', async (t) => {
  const page = await openPage(t, { query: LINK });
  await page.evaluate(() => { location.hash = '#hide=depth&lock=act'; });
  await page.locator('#depth').waitFor({ state: 'hidden' });
  assert.equal(await page.locator('#act').isDisabled(), true);
  assert.equal(await page.locator('#open-presets').isVisible(), false);
  await page.goBack();
  await page.locator('#depth').waitFor();
  assert.equal(await page.locator('#act').isDisabled(), false);
  assert.equal(await page.locator('#open-presets').isVisible(), true);
});

test('an address that the browser did not take is written at the next rest', async (t) => {
  const page = await openPage(t, { query: LINK });
  await page.evaluate(() => {
    const replace = history.replaceState.bind(history);
    let refused = 0;
    // Too many changes are silently dropped by one browser, and raise an error in another.
    history.replaceState = (...given) => {
      refused += 1;
      if (refused === 2) throw new DOMException('too many changes', 'SecurityError');
      if (refused > 2) replace(...given);
    };
  });
  await page.locator('#gain').fill('2');
  await page.locator('#gain').press('Enter');
  for (let rest = 0; rest < 2; rest += 1) {
    await ready(page);
    // The page becomes idle when nothing has changed for a while; this does not change the network.
    await lapse(page, 600);
    assert.doesNotMatch(page.url(), /gain=/);
    await page.evaluate(() => dispatchEvent(new Event('resize')));
  }
  await page.waitForFunction(() => location.search.includes('gain=2'));
});

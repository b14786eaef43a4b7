// What a reader does in a frame of any kind: copy the link, turn the wheel, move the gain. The table
// is printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, copied, figures, nested, pasted } from './harness/frames.mjs';
import { SERVERS, frame, hostPage } from './harness/hosts.mjs';
import { newPage } from './harness/page.mjs';
import { lapse, ready } from './harness/ready.mjs';

const LINK = 'v=1&depth=8&width=6&act=tanh&seed=5';
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
/** The page in one file, and in many. */
const FILES = ['', 'gradlens.html'];

/** Hosts and frames: further headers of the host, and the frame at an address. */
const PLACES = {
  ...Object.fromEntries(Object.entries(KINDS).map(([name, more]) => [name, { html: (address) => frame(address, more) }])),
  nested: { html: (address) => nested(frame(address)) },
  'COEP credentialless': { headers: ISOLATED, html: (address) => frame(address, 'credentialless') },
  'COEP, sandboxed': { headers: ISOLATED, html: (address) => frame(address, 'credentialless sandbox="allow-scripts"') },
};

/** Copies the link in the dialog; returns what is then on the clipboard. */
async function copy(page, figure) {
  await copied(page, '#box', 'what was there before');
  await figure.locator('#open-share').click();
  await figure.locator('#share[open]').waitFor();
  await figure.getByRole('button', { name: 'Copy Address of what is shown' }).click();
  await figure.locator('#share [data-said]').filter({ hasText: /./ }).waitFor();
  const said = await figure.locator('#share [data-said]').textContent();
  await figure.getByRole('button', { name: 'Close', exact: true }).filter({ visible: true }).click();
  return [said, await pasted(page, '#box')];
}

/**
 * Turns the wheel over the pictures and the verdict; returns whether the page around scrolls each
 * time.
 */
async function wheel(page, figure) {
  for (const part of ['#flow .hand', '#verdict']) {
    await page.evaluate(() => scrollTo(0, 0));
    const box = await figure.locator(part).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, 120);
    await page.waitForFunction(() => scrollY > 50);
  }
  return true;
}

/** Moves the gain and the lens, chooses a preset. */
async function change(page, figure) {
  await figure.locator('#gain').focus();
  for (let move = 0; move < 30; move += 1) await page.keyboard.press('ArrowUp');
  await figure.locator('#flow .hand').press('ArrowRight');
  const link = await figure.evaluate(() => window.gradlens.link());
  assert.match(link, /gain=.*layer=1/);
  await figure.evaluate(() => window.gradlens.preset('relu-he'));
  await ready(figure);
  // As long as it would have taken an address to follow.
  await lapse(figure, 700);
}

/** The outcome of all that in one place. */
async function used(t, home, file, { html, headers }) {
  const host = await hostPage(t, headers);
  const page = await newPage(t);
  const body = (html) => `<textarea id="box" aria-label="Box"></textarea>${html}<div style="height:3000px"></div>`;
  await host.show(body(''));
  await page.goto(host.address);
  const before = await page.evaluate(() => history.length);
  await host.show(body(html(`${home}${file}?${LINK}&embed=1`)));
  await page.reload();
  const [figure] = await figures(page, 1);
  await ready(figure);
  const clipboard = await copy(page, figure);
  const moves = await wheel(page, figure);
  const address = figure.url();
  await change(page, figure);
  const cell = { copy: clipboard.join(' '), wheel: moves, history: (await page.evaluate(() => history.length)) - before, address: figure.url() === address };
  assert.deepEqual(page.problems.filter((problem) => problem.startsWith('uncaught')), []);
  await page.context().close();
  return cell;
}

const found = {};

for (const [name, place] of Object.entries(PLACES)) {
  test(`copy, wheel and history: ${name}`, async (t) => {
    const home = await SERVERS['no ACAO'](t);
    for (const file of FILES) {
      const cell = await used(t, home, file, place);
      found[`${name}${file && ' (one file)'}`] = cell;
      assert.deepEqual(cell, { copy: `Copied. ${home}?${LINK}`, wheel: true, history: 0, address: true }, file);
    }
  });
}

test('the table of use', () => {
  for (const [name, { copy, wheel, history, address }] of Object.entries(found)) {
    console.log(`${name.padEnd(32)} ${copy.startsWith('Copied.') ? 'copied' : 'NOT COPIED'}  wheel ${wheel ? 'reaches the host' : 'IS CAUGHT'}  history +${history}  address ${address ? 'unchanged' : 'CHANGED'}`);
  }
  assert.equal(Object.keys(found).length, FILES.length * Object.keys(PLACES).length);
});

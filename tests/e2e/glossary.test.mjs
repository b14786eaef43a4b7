// Every word, symbol and mark of the page is explained on the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness/page.mjs';
import { STATES, enter } from './harness/states.mjs';

/** Technical terms as they appear in texts, each with the entry that explains it. */
const WORDS = [
  [/\bvectors?\b|\blengths?\b/i, 'vector'],
  [/\bdirections?\b/i, 'direction'],
  [/\bunit balls?\b/i, 'unit-ball'],
  [/\bneurons?\b|\bunits\b/i, 'neuron'],
  [/\blayers?\b|\bdepth\b|\bwidths?\b/i, 'layer'],
  [/\bweights?\b|\bbias(es)?\b/i, 'weights'],
  [/\bpre-activations?\b|\bactivations?\b/i, 'activation'],
  [/\bslopes?\b/i, 'slope'],
  [/\bloss\b|\bsquared error\b/i, 'loss'],
  [/\bgradients?\b/i, 'gradient'],
  [/\b(forward|backward) pass\b/i, 'passes'],
  [/\bjacobians?\b/i, 'jacobian'],
  [/\bdiag\b/, 'diag'],
  [/\bchains?\b|\bfactors of the chain\b/i, 'chain'],
  [/\bsingular values?\b|\bhalf ax[ei]s\b/i, 'singular-value'],
  [/\bsingular (vectors?|directions?)\b/i, 'singular-vector'],
  [/\bSVD\b|\bspectr(um|a)\b/i, 'svd'],
  [/\bnorms?\b|\bfrobenius\b/i, 'norm'],
  [/\bskips?\b|\bresidual\b/i, 'skip'],
  [/\b(layer|RMS) norms?\b|\b(pre|post)-norm\b/i, 'normalisation'],
  [/\btied\b/i, 'tied'],
  [/\bbounds?\b|\btight\b/i, 'bound'],
  [/\bsup\b|\bsupremum\b/, 'sup'],
  [/\brank\b/i, 'rank'],
  [/\bisometr(y|ic)\b|\borthogonal\b/i, 'isometry'],
  [/\bill-conditioned\b|\bcondition\b/i, 'condition'],
  [/\bdecades?\b|\blogarithmic\b/i, 'decade'],
  [/\bper layer\b/i, 'per-layer'],
  [/\bsaturat(ed|es?|ion)\b|\bdead\b|\bflat\b/i, 'saturated'],
  [/\bmedian\b|\bquartiles?\b/i, 'median'],
  [/\bvariance\b|\bgaussian\b|\bstandard deviation\b|\buniform\b/i, 'variance'],
  [/\bfan-(in|out)\b/i, 'fan'],
  [/\binitiali[sz]ations?\b|\bxavier\b|\bglorot\b|\bHe\b(?=,)|\blecun\b/i, 'initialisation'],
  [/\bgain\b/i, 'gain'],
  [/\bseed\b|\bdraws?\b(?= of|s)/i, 'seed'],
  [/\bordered phase\b|\bchaos\b/i, 'ordered'],
  [/\b(sigmoid|tanh|relu|elu|selu|gelu|silu|softplus|softsign|erf|mish|arctan)\b/i, 'activations'],
  [/\btheory\b|\btypical networks\b/i, 'theory'],
  [/ξ/, 'xi'],
  [/\bf64\b|\bf32\b/, 'f64'],
  [/\bfp16\b|\bbf16\b|\bfp8\b|\bnumber formats\b/i, 'formats'],
  [/\bresolved\b|\bupper estimate\b/i, 'resolved'],
  [/\bunderflows?\b|\boverflows?\b|\bnot finite\b/i, 'underflow'],
  [/\bpresets?\b/i, 'preset'],
  [/\btraining steps?\b|\bsteps? of (a )?training\b|\bstep size\b/i, 'training'],
  [/\bbatch(es)?\b/i, 'batch'],
  [/\bclips?\b/i, 'clip'],
  [/\bdiverges?\b|\bstands? still\b/i, 'learns'],
];

/** Texts of the page outside the glossary: of elements, of pictures, for screen readers. */
const texts = (page) =>
  page.evaluate(() => {
    const all = [document.body.innerText];
    for (const element of document.querySelectorAll('[aria-label], [title], option')) all.push(element.ariaLabel ?? '', element.title, element.text ?? '');
    for (const term of document.querySelectorAll('#about')) term.remove();
    all[0] = document.body.innerText;
    return all.join('\n');
  });

/** All entries; they are loaded when the explanations are opened. */
async function entries(page) {
  await page.locator('#about > summary').click();
  await page.locator('#about .terms').first().waitFor();
  return page.evaluate(() =>
    [...document.querySelectorAll('#about .terms > [id]')].map((entry) => ({
      id: entry.id,
      word: entry.querySelector('dt').textContent.trim(),
      explanation: entry.querySelector('dd').textContent.trim(),
      children: entry.children.length,
    })),
  );
}

test('every technical word of every state is in the glossary', async (t) => {
  const page = await openPage(t, { problemsAllowed: true });
  const home = page.url().split('?')[0];
  const known = new Set((await entries(page)).map(({ id }) => id));
  const used = new Map();
  for (const state of STATES.filter(({ name }) => name !== 'about')) {
    await enter(page, state, home);
    const text = await texts(page);
    for (const [pattern, id] of WORDS) if (pattern.test(text)) used.set(id, state.name);
  }
  const missing = [...used].filter(([id]) => !known.has(`term-${id}`));
  assert.deepEqual(missing, []);
  assert.ok(used.size > 25, `only ${[...used.keys()]} were found on the page`);
});

test('entries are complete, in an order in which each is explained before it is used', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&seed=1' });
  const all = await entries(page);
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  const place = (id) => all.findIndex((entry) => entry.id === `term-${id}`);
  const early = [];
  for (const [i, { id, word, explanation, children }] of all.entries()) {
    assert.ok(/^term-[a-z0-9-]+$/.test(id) && children === 2 && word.length > 2 && explanation.length > 15, `${id}: ${word}: ${explanation}`);
    assert.ok(/[.]$/.test(explanation), `${id} ends with a full stop`);
    for (const [pattern, needed] of WORDS) if (pattern.test(explanation) && place(needed) > i) early.push(`${id} uses ${needed}`);
  }
  assert.deepEqual(early, []);
  for (const [, id] of WORDS) assert.ok(place(id) >= 0, `${id} is explained`);
});

test('every mark of the fan is explained', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=3&seed=1' });
  await entries(page);
  const marks = await page.locator('#about .terms').last().locator('dt').allInnerTexts();
  assert.deepEqual(marks, ['Dotted line', 'Cross at the end of a line', 'Dashed line, hatched', 'Two columns in one', 'Green dashes, green band', 'Grey and blue bands', 'Red lines across', 'Hatching on the strip', '▽, ▲']);
});

test('a word has an address of its own, which leaves the settings alone', async (t) => {
  const page = await openPage(t, { query: 'v=1&depth=7&seed=5', hash: 'term-jacobian' });
  const inView = (id) =>
    page.waitForFunction((id) => {
      // The explanations are fetched after the page.
      const box = document.getElementById(id)?.getBoundingClientRect();
      return box?.height > 0 && box.top > -2 && box.bottom < innerHeight + 2;
    }, id);
  await inView('term-jacobian');
  assert.equal(await page.locator('#notices').isVisible(), false);
  assert.equal(await page.locator('#depth').inputValue(), '7');
  await page.locator('#depth').fill('9');
  await page.locator('#depth').press('Enter');
  await page.waitForFunction(() => location.search.includes('depth=9'));
  await page.evaluate(() => { location.hash = '#term-rank'; });
  await inView('term-rank');
  assert.equal(await page.locator('#depth').inputValue(), '9');
  assert.equal(await page.locator('#notices').isVisible(), false);
});

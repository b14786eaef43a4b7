// What the page answers, whatever its wording: tests ask here and quote no sentence.
import assert from 'node:assert/strict';

/** The states by the stems of the words that may name them. */
const STATES = {
  dead: /\b(dead|dies)\b/i,
  vanishing: /\bvanish/i,
  shrinking: /\bshrink/i,
  stable: /\b(stable|survives)\b/i,
  growing: /\bgrow/i,
  exploding: /\bexplod/i,
  not_finite: /\b(not finite|breaks off)\b/i,
  not_resolved: /\bnot resolved\b/i,
};

/** The state that a verdict begins with, named as in the report. */
export function stateOf(verdict) {
  const [lead] = verdict.split(':');
  const named = Object.keys(STATES).filter((state) => STATES[state].test(lead));
  assert.equal(named.length, 1, `one state in "${verdict}"`);
  return named[0];
}

/** The state that the verdict of a page or a frame names. */
export const what = async (page) => stateOf(await page.locator('#verdict').textContent());

/** Waits until verdict and fan are those of a network with this many layers. */
export const answered = (page, depth) => page.waitForFunction((depth) => {
  const isThere = document.querySelector('#flow .hand').getAttribute('aria-valuemax') === String(depth);
  return isThere && document.getElementById('verdict').dataset.fresh === '';
}, depth);

/** How many layers the network has that the verdict is about. */
export const depthOf = (page) => page.locator('#flow .hand').evaluate((hand) => Number(hand.getAttribute('aria-valuemax')));

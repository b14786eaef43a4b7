// What the page answers, whatever its wording: tests ask here and quote no sentence.
import assert from 'node:assert/strict';

/** The beginnings of the headlines by the states of the report. */
const STATES = {
  dead: 'It dies',
  vanishing: 'It vanishes',
  shrinking: 'It shrinks',
  stable: 'It survives',
  growing: 'It grows',
  exploding: 'It explodes',
  not_finite: 'It breaks off',
  not_resolved: 'It is not resolved',
};

/** The state that a verdict begins with, named as in the report. */
export function stateOf(verdict) {
  const named = Object.keys(STATES).filter((state) => verdict.startsWith(STATES[state]));
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

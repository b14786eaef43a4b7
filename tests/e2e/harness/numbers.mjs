// Numbers as the page prints them, read back and compared with what they should be.
import assert from 'node:assert/strict';

/** What is shown if there is no finite number. */
export const NOT_FINITE = 'not finite';
export const NO_NUMBER = 'no number';

const RAISED = '⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
// A digit after a letter belongs to a name, as in f64.
const NUMBER = /< 10([⁻⁰¹²³⁴-⁹]+), not resolved|(not finite|no number|…)|(?<![A-Za-z\d.])(\d+(?:\.\d+)?)( × 10)?([⁻⁰¹²³⁴-⁹]*)/gu;

/** ⁻¹³ as -13. */
const lowered = (raised) => Number([...raised].map((sign) => '-0123456789'[RAISED.indexOf(sign)]).join(''));

function token([text, below, word, figures, times, raised]) {
  if (below) return { text, below: lowered(below) };
  if (word) return { text, word };
  if (!raised) return { text, figures, exponent: 0 };
  // 10⁻¹⁶ without a factor.
  return { text, figures: times ? figures : '1', exponent: lowered(raised) };
}

/** All numbers of a text, in order. "exactly 0" is a 0. */
export const numbersIn = (text) => [...text.replaceAll('\u00a0', ' ').matchAll(NUMBER)].map(token);

/**
 * All numbers that an element shows, in order: its texts are read one by one, so that an
 * exponent in a formula is a separate number and not a digit of its base.
 */
export async function numbersOf(locator) {
  const texts = await locator.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walker.nextNode()) all.push(walker.currentNode.data);
    return all;
  });
  return texts.flatMap(numbersIn);
}

/** log10 of the value of a token; -Infinity for 0. */
export const log10Of = ({ figures, exponent }) => Math.log10(Number(figures)) + exponent;

/** Whether a magnitude, or a token, is a number or exactly 0. */
export const isKnown = (value) => typeof value === 'number' || value.log10 !== undefined || value.figures !== undefined;

/** The relative error that rounding the compared logarithms may cause. */
const SLACK = 1e-9;

/**
 * Why a token is not the magnitude 10^log10 rounded once to three significant digits (four in a
 * factor, so that products can be checked), or written as a whole number; or null.
 */
function misprint({ figures, exponent }, log10) {
  const [whole, fraction = ''] = figures.split('.');
  const significant = (whole + fraction).replace(/^0+/, '').length;
  // In units of the power of ten that is printed, so that the number itself may be outside the
  // range of f64.
  const value = 10 ** (log10 - exponent);
  const off = Math.abs(Number(figures) - value);
  if (exponent !== 0 && !/^[1-9](\.|$)/.test(figures)) return 'one digit stands before the point';
  const isRounded = significant === 3 || significant === 4;
  if (!isRounded && fraction !== '') return 'three digits are shown, or four';
  const half = isRounded && (significant === 3 || fraction !== '') ? 0.5 * 10 ** -fraction.length : 0;
  return Number.isFinite(value) && off <= half + SLACK * value ? null : 'it is another number';
}

/** Whether two tokens mean the same; 1 is 1.00. */
const isAlike = (a, b) => a.word === b.word && a.below === b.below && a.exponent === b.exponent && (a.figures === b.figures || Number(a.figures) === Number(b.figures));

/**
 * Why a token does not show what is expected, or null. Expected is one of: a number, which has
 * to be shown exactly, with 0 for an exact zero; { log10 } for a magnitude; { below } for one with
 * only a known limit, as log10; NOT_FINITE; NO_NUMBER; { same } for another token.
 */
function mistake(shown, expected) {
  if (expected.same) return isAlike(shown, expected.same) ? null : 'it is not the same';
  if (typeof expected === 'string') return shown.word === expected ? null : 'a word should stand there';
  if (expected.below !== undefined) return shown.below === Math.ceil(expected.below) ? null : 'a limit should stand there';
  if (shown.figures === undefined) return 'a number should stand there';
  if (typeof expected === 'number') return shown.exponent === 0 && Number(shown.figures) === expected ? null : 'it is another number';
  return Number.isFinite(expected.log10) ? misprint(shown, expected.log10) : 'nothing is expected';
}

/** Fails unless the tokens show these numbers, in this order, and no others. */
export function assertShown(shown, expected, where) {
  const said = `${where}: ${shown.map(({ text }) => text).join(' | ')} for ${JSON.stringify(expected)}`;
  assert.equal(shown.length, expected.length, said);
  for (const [i, number] of expected.entries()) {
    assert.equal(mistake(shown[i], number), null, `${said}: ${shown[i].text} for ${JSON.stringify(number)}`);
  }
}

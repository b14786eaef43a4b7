// What each step of the lesson should say about a network: every number of its question, its
// answer, its reason and its trial.
import { NOT_FINITE, NO_NUMBER, isKnown, log10Of } from './numbers.mjs';
import { over } from './facts.mjs';

const NO_QUESTION = {
  [NOT_FINITE]: 'In this network a number that is asked for is not finite, so there is no answer.',
  unresolved: 'In this network a number that is asked for is not resolved, so there is no answer to trust.',
  zero: 'In this network a length that is asked for is exactly 0, so there is no factor to ask for.',
  single: 'This network has one layer only; it takes two to compare.',
};
const ONE = { log10: 0 };
/** Differences up to this many decades do not count: 1 %. */
const PERCENT = 0.0043;
const HALF = Math.log10(0.5);

/** The index of an option: below, between or above two borders. */
const three = (low, high, { log10 }) => (log10 <= low ? 0 : log10 < high ? 1 : 2);
/** 1 over a magnitude, and a part of one. */
const inverse = (value) => over(ONE, value);
const part = (factor, value) => (value === 0 ? 0 : { log10: value.log10 + Math.log10(factor) });
/**
 * Whether a magnitude is more than 1 % above 1, or more than 1 % below; a limit above 1 settles
 * nothing.
 */
const above = ({ log10 = -Infinity }) => log10 > PERCENT;
const under = ({ log10, below }) => (log10 ?? below ?? -Infinity) < -PERCENT;
const isOpen = (value) => value.below !== undefined && !under(value);

/**
 * Why there is no question: the first number that is not known, or a zero if the question is
 * about a factor.
 */
function reason(needed, factors = []) {
  const missing = [...needed, ...factors].find((value) => !isKnown(value));
  if (missing !== undefined) return NO_QUESTION[missing === NOT_FINITE ? NOT_FINITE : 'unresolved'];
  return factors.includes(0) ? NO_QUESTION.zero : null;
}

/** The index of the option that says what plain f64 finds instead of the true value. */
function plainly(double, truth) {
  if (double.word === NOT_FINITE) return 3;
  const off = log10Of(double) - truth.log10;
  return Math.abs(off) <= PERCENT ? 0 : off > 0 ? 1 : 2;
}

/**
 * Step 1, 2, ... by their numbers in links: `refused`: why there is no question, or null; `question` and `reason`: the
 * numbers of these texts; `place` or `number`: the right answer; `name` and `measure`: the numbers
 * in the name of what a trial shows, and what it shows. `f`: of factsOf and tablesOf.
 */
export const EXPECTED = [
  {
    question: (f) => [f.h, f.columns, f.rows],
    number: (f) => 4 * f.columns * f.rows,
    reason: (f) => [f.columns, f.rows, f.columns * f.rows, 4 * f.columns * f.rows],
    name: (f) => [f.h],
    measure: (f) => f.columns * f.rows,
  },
  {
    refused: (f) => reason([f.y], [f.input]),
    question: (f) => [f.tables.input, f.K],
    place: (f) => (f.y === 0 ? 0 : three(HALF, -HALF, over(f.y, f.input))),
    reason: (f) => [f.y, f.y === 0 ? 0 : over(f.y, f.input), f.tables.input],
    measure: (f) => f.y,
  },
  {
    refused: (f) => reason([f.end], [f.start]) ?? reason([f.before]),
    question: (f) => [f.K, f.before === 0 ? 0 : over(f.before, f.start), f.K],
    isGuess: true,
    number: (f) => survival(f),
    reason: (f) => {
      const mean = { log10: survival(f).log10 / f.K };
      return f.end === 0 ? [0, 0] : [survival(f), mean, mean, f.K];
    },
    measure: (f) => survival(f),
  },
  {
    question: (f) => [f.h, f.K, f.h, f.h],
    number: (f) => f.K - f.h,
    reason: (f) => (f.h === f.K ? [f.h, 0] : [f.K, f.h + 1, f.K, f.h, f.K - f.h]),
    measure: (f) => f.weightGradient,
  },
  {
    question: (f) => [f.h, f.rows, f.columns, f.h, f.h],
    number: (f) => f.rows,
    reason: (f) => [1, f.rows],
    name: (f) => [f.h],
    measure: (f) => f.jacobian[0],
  },
  {
    refused: (f) => reason([f.diag, ...f.tables.slopes.map(({ same }) => same)]),
    question: (f) => [f.h, ...f.tables.slopes],
    number: (f) => f.diag,
    reason: (f) => [f.diag],
    name: (f) => [f.h],
    measure: (f) => f.diag,
  },
  {
    refused: (f) => reason([f.diag, f.w, f.bound, f.jacobian[0]]),
    question: (f) => [f.h, f.diag, f.w, f.bound],
    place: (f) => Number(f.bound !== 0 && !(over(f.bound, f.jacobian[0]).log10 <= PERCENT)),
    reason: (f) => {
      const slack = over(f.bound, f.jacobian[0]);
      return [f.jacobian[0], slack.log10 > PERCENT ? slack : f.bound];
    },
    name: (f) => [f.h],
    measure: (f) => over(f.bound, f.jacobian[0]),
  },
  {
    refused: (f) => reason([f.limit, f.sup, f.w, f.jacobian[0]]),
    question: (f) => [f.h, f.sup, f.w, 1],
    number: (f) => f.limit,
    reason: (f) => [f.sup, f.w, f.limit, f.jacobian[0]],
    name: (f) => [f.h],
    measure: (f) => f.limit,
  },
  {
    refused: (f) => reason([f.w]),
    question: (f) => [f.h, f.w],
    place: (f) => (f.w.log10 > Math.log10(4) ? 0 : 1),
    // "above 1, and is reached where all pre-activations are 0", or "not above 1".
    reason: (f) => [1, 4, f.w, part(1 / 4, f.w), 1, ...(f.w.log10 > Math.log10(4) ? [0] : [])],
    measure: (f) => survival(f),
  },
  {
    question: (f) => [f.h],
    number: (f) => inverse(f.sup),
    reason: (f) => (Math.abs(f.sup.log10) < 1e-12 ? [1, 1] : [f.sup, 1, 1, f.sup, inverse(f.sup)]),
    measure: (f) => survival(f),
  },
  {
    refused: (f) => reason([], [f.w]),
    question: (f) => [f.h, f.w],
    number: (f) => inverse(f.w),
    reason: (f) => {
      const count = f.jacobian.filter(({ log10 }) => log10 > 1e-9).length;
      return [1, f.w, inverse(f.w), ...(f.jacobian.every(isKnown) ? [count, f.jacobian.length, 1] : [])];
    },
    name: (f) => [f.h],
    measure: (f) => f.w,
  },
  {
    refused: (f) => ([f.whole[0], smallest(f)].some(isOpen) ? NO_QUESTION.unresolved : reason([f.whole[0], smallest(f)].filter((value) => value === NOT_FINITE))),
    question: (f) => [0, f.K, 1],
    place: (f) => (above(f.whole[0]) ? 0 : 2) + (under(smallest(f)) ? 0 : 1),
    reason: (f) => [0, f.whole[0], smallest(f)],
    name: () => [0],
    measure: (f) => f.whole[0],
  },
  {
    refused: (f) => (f.K === 1 ? NO_QUESTION.single : (reason([], [f.firstWeights, f.lastWeights]) ?? reason([], [f.end, f.start]))),
    question: (f) => [1, over(f.firstWeights, f.lastWeights), f.K, f.K],
    place: (f) => three(-3, 3, over(f.end, f.start)),
    reason: (f) => [f.start, f.end, over(f.end, f.start), f.tables.input, f.y],
    name: () => [1],
    measure: (f) => over(f.firstWeights, f.lastWeights),
  },
  {
    refused: (f) => (isOpen(f.whole[0]) ? NO_QUESTION.unresolved : reason([f.chainBound, ...[f.whole[0]].filter((value) => value === NOT_FINITE)])),
    question: (f) => [f.chainBound, 0],
    place: (f) => (above(f.whole[0]) ? 0 : under(f.whole[0]) ? 1 : 2),
    reason: (f) => {
      const gap = over(f.chainBound, f.whole[0]);
      return [0, f.whole[0], gap.log10 > PERCENT ? gap : f.chainBound];
    },
    name: () => [0],
    measure: (f) => over(f.chainBound, f.whole[0]),
  },
  {
    refused: (f) => reason([f.whole[0]]) ?? (f.least < 0 ? NO_QUESTION.zero : null),
    question: (f) => [0, f.whole[0], f.least + 1, f.whole.length, f.whole[f.least], f.least + 1],
    place: (f) => plainly(f.tables.plain[0].same, f.whole[f.least]),
    reason: (f) => [f.whole[f.least], ...f.tables.plain],
    name: () => [0],
    measure: (f) => (f.least < 0 ? NO_NUMBER : over(f.whole[0], f.whole[f.least])),
  },
];

/** How much of the gradient reaches the input. */
const survival = ({ start, end }) => (end === 0 && start !== 0 ? 0 : over(end, start));

/** If there are more inputs than outputs, some directions are lost. */
const smallest = ({ whole, widths, K }) => (widths[0] > widths[K] ? 0 : whole.at(-1));

/** The right answer of a step and a wrong one, both as for `answer` in lesson.mjs. */
export function answersOf({ place, number, isGuess }, f) {
  if (place) {
    const right = place(f);
    return { right: { place: right }, wrong: { place: right === 0 ? 1 : 0 } };
  }
  const value = number(f);
  const right = value.log10 ?? Math.log10(value);
  return { right: { number: right }, wrong: { number: right === -Infinity ? 0 : right + (isGuess ? 1.7 : 0.7) } };
}

// Why a file was not opened: a place and what is wrong there. Everything else that is thrown is a fault of the page.
import { words } from './words.js';

/** The longest piece of a file that a sentence quotes, in characters. */
const LONGEST = 40;

/** A text of a file in quotation marks, cut, on one line; what cannot be seen appears as its code. */
export function quoted(text) {
  const letters = [...String(text).slice(0, 2 * LONGEST)];
  const code = (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`;
  const shown = letters.slice(0, LONGEST).map((letter) => (/[\p{C}\p{Z}]/u.test(letter) && letter !== ' ' ? code(letter) : letter));
  return `“${shown.join('')}${letters.length > LONGEST ? '…' : ''}”`;
}

export class FileProblem extends Error {
  /** `problem`: words without a full stop; `places`: from the outer to the inner one. */
  constructor(problem, ...places) {
    super(words.problem(places.join(', '), problem));
    this.problem = problem;
    this.places = places;
  }

  /** The same problem, in a larger place. */
  within(place) {
    return new FileProblem(this.problem, place, ...this.places);
  }
}

/** What `read` returns; a problem gets the place in front. */
export function at(place, read) {
  try {
    return read();
  } catch (error) {
    throw error instanceof FileProblem ? error.within(place) : error;
  }
}

// Rows of arrays: inputs, targets, outputs that somebody else computed.
import { FileProblem, quoted } from './problem.js';
import { words } from './words.js';

/** Numbers of one row: of a vector all, of (N, d) d, of (N, 28, 28) 784. */
export function rowSize({ shape, data }, length) {
  if (shape.length < 2 || data.length === length) return data.length;
  return shape.slice(1).reduce((product, size) => product * size, 1);
}

/** How many rows of this length an array has; 0 where its rows have another one. */
export function rowCount(tensor, length) {
  if (tensor.dtype === 'text' || tensor.data.length === 0 || rowSize(tensor, length) !== length) return 0;
  return tensor.data.length / length;
}

/** Row 1, 2, ... of an array. `scale` multiplies every number. */
export function row(tensor, number, { length, scale = 1 }) {
  const count = rowCount(tensor, length);
  if (count === 0) throw new FileProblem(words.otherRows(tensor.shape, length), words.tensor(quoted(tensor.name)));
  if (!(Number.isInteger(number) && number >= 1 && number <= count)) throw new FileProblem(words.noRow(number, count), words.tensor(quoted(tensor.name)));
  return tensor.data.slice((number - 1) * length, number * length).map((x) => x * scale);
}

/** Numbers as people paste them: in brackets or not, separated by commas, blanks or lines; "tensor(...)" and "array(...)" around them. */
export function pasted(text, length) {
  const plain = text.replace(/,\s*(grad_fn|dtype|device|requires_grad)=[^)]*/g, '').replace(/\b(tensor|array|np|torch)\b\.?/g, '').replaceAll(/[[\](){}]/g, ' ');
  const list = plain.split(/[\s,;]+/).filter(Boolean);
  const wrong = list.find((word) => !/^[-+−]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word));
  if (wrong !== undefined) throw new FileProblem(words.noNumber(wrong.slice(0, 20)), words.reference);
  if (list.length !== length) throw new FileProblem(words.otherCount(list.length, length), words.reference);
  return Float64Array.from(list, (word) => Number(word.replace('−', '-')));
}

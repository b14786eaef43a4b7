// The text of a network file, from what the page hands to the program.
import { partsOf } from '../../www/files/network_of.js';

/** The shortest decimal that gives the number again; JSON.stringify would lose the sign of a zero. */
const decimal = (x) => (Object.is(x, -0) ? '-0' : String(x));
const list = (numbers) => `[${Array.from(numbers, decimal).join(',')}]`;

export function textOf(network) {
  const { header, numbers } = partsOf(network);
  let at = 0;
  const next = (count) => list(numbers.subarray(at, at += count));
  const text = header.replaceAll(/"shape":\[(\d+),(\d+)\],"b":(true|null)/g, (_, rows, columns, b) => {
    const w = Array.from({ length: rows }, () => next(Number(columns)));
    return `"w":[${w.join(',')}],"b":${b === 'true' ? next(Number(columns)) : 'null'}`;
  });
  if (at !== numbers.length) throw new Error(`${numbers.length - at} numbers are left over`);
  return text;
}

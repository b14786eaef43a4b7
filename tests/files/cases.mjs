// The files of cases/ and what is expected of them.
import { readFileSync } from 'node:fs';
import { chains } from '../../www/files/chain.js';
import { networkOf } from '../../www/files/network_of.js';
import { FileProblem } from '../../www/files/problem.js';
import { read } from '../../www/files/read.js';

const FOLDER = new URL('cases/', import.meta.url);

export const bytes = (name) => new Uint8Array(readFileSync(new URL(name, FOLDER)));
export const expected = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8'));

/** An array of one row. */
export const rowOf = (numbers) => ({ name: 'row', shape: [1, numbers.length], dtype: 'float64', data: Float64Array.from(numbers) });

/** The chain of a file that is meant, as the page proposes it. */
export async function proposed(name, { stems } = expected[name] ?? {}) {
  const { chains: all } = chains((await read(bytes(name))).tensors);
  return stems ? all.find(({ layers }) => layers.map(({ unit }) => unit.stem).join() === stems.join()) : all[0];
}

/** The network of a case, with the activations that a reader would choose, and its own input and target. */
export async function networkFrom(name) {
  const { activations, input, target } = expected[name];
  const chain = await proposed(name);
  chain.layers.forEach((layer, j) => { layer.activation = activations[j]; });
  return networkOf({ name, chain, input: { kind: 'row', tensor: rowOf(input), row: 1 }, loss: { kind: 'target', tensor: rowOf(target), row: 1 } });
}

/** The sentence with which something is refused; anything but a FileProblem is thrown on. */
export async function refusal(act) {
  try {
    await act();
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
  return null;
}

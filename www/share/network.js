// The shown network, which the page gives as a network file: the text of that file, and words for
// it. Pure.
import { words } from './words.js';

/** The most characters of a name in a network file. */
const LONGEST_NAME = 200;
/** The most characters of a file's name, without its ending. */
const LONGEST = 100;

/**
 * The weights of every layer, and the number of the layer with which it shares them, or null: "same" in a network file means those
 * of the layer before, "same as 3" those of layer 3. As [{ w, of }].
 */
export function weights(layers) {
  const found = [];
  for (const [i, { w }] of layers.entries()) {
    const of = typeof w === 'string' ? Number(/\d+$/.exec(w)?.[0] ?? i) : null;
    found.push({ w: of === null ? w : found[of - 1].w, of });
  }
  return found;
}

/** The network with a name: a network of settings is named by its link. */
export const named = (network, link) => ({ ...network, name: (network.name ?? link).slice(0, LONGEST_NAME) });

/** The text of the network file. */
export const networkFile = (network, link) => JSON.stringify(named(network, link));

/** The network in a few words: "20 layers with 16 neurons each, sigmoid". */
export function description(widths, activations) {
  const [least, most] = [Math.min(...widths), Math.max(...widths)];
  const names = [...new Set(activations)].join(', ');
  return words.described(words.layers(widths.length), least === most ? words.neurons(most) : words.otherWidths(least, most), names);
}

/** A name for files, without an ending; `file`: the name of the network file, or null. */
export function fileName(link, file) {
  const said = file?.replace(/\.json$/i, '').replaceAll(/[^\p{L}\p{N}]+/gu, '-') ?? link.replace('v=1&', '').replaceAll(/[^a-z0-9]+/gi, '-');
  return `gradlens-${said}`.slice(0, LONGEST).replace(/-+$/, '');
}

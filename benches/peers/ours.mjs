// Gradlens as a side of the comparison: the WebAssembly of the built page, through its class Computation.
// Everything that depends on the interface of that class stands here: a task (src/state/task.rs) and a piece
// of its answer (src/analysis/wire.rs) are words, a BigUint64Array.
import { address, bytes } from './files.mjs';

export const OUTLINE = BigUint64Array.of(0n);
/** Of each layer its spectrum, then the norm of its weights. */
export const layersTask = (from, to) => BigUint64Array.of(1n, BigInt(from), BigInt(to));
/**
 * The walks that every analysis does: the products from y* back to each layer, the same with changed numbers, and the
 * product from the other end; the last two are the check. The 0 at the end: no product is named, which means all.
 */
const WALKS = [0n, 1n, 3n].map((way) => BigUint64Array.of(2n, way, 0n));

/**
 * The singular values in the piece of a layer: its kind and its place, then how many, then each as the bits of a mantissa and an
 * exponent of 2.
 */
export function singularValues(piece) {
  const count = Number(piece[2]);
  const mantissas = new Float64Array(piece.buffer, piece.byteOffset, piece.length);
  const exponents = new BigInt64Array(piece.buffer, piece.byteOffset, piece.length);
  return Array.from({ length: count }, (_, place) => mantissas[3 + 2 * place] * 2 ** Number(exponents[4 + 2 * place]));
}

/** A network in the hands of Gradlens. It has no plain product of all Jacobians: the exact chain stands in its place. */
class Ours {
  constructor(Computation, text) {
    this.depth = JSON.parse(text).layers.length;
    this.computation = Computation.of(text);
    this.done(OUTLINE);
    this.jobs = {
      values: { per: this.depth, run: () => this.oneByOne() },
      layers: { per: 1, run: () => this.layers() },
      norms: { per: 1, run: () => this.norms() },
      chain: { per: 1, run: () => this.chain() },
    };
  }

  /** The pieces of a task; a step may have none. */
  done(task) {
    const pieces = [];
    this.computation.begin(task);
    for (let piece = this.computation.step(); piece; piece = this.computation.step()) if (piece.length > 0) pieces.push(piece);
    return pieces;
  }

  /** The spectrum of one layer, without the norm of its weights, which would be the next step. */
  spectrum(layer) {
    this.computation.begin(layersTask(layer, layer + 1));
    return this.computation.step();
  }

  oneByOne() {
    return Array.from({ length: this.depth }, (_, layer) => this.spectrum(layer));
  }

  /** Both passes anew, then every layer. */
  layers() {
    this.computation.rewind();
    return [this.done(OUTLINE), this.oneByOne()];
  }

  /** The same, and the norms of all weights. */
  norms() {
    this.computation.rewind();
    return [this.done(OUTLINE), this.done(layersTask(0, this.depth))];
  }

  /** Both passes anew, then the walks: each goes only once along a network. */
  chain() {
    this.computation.rewind();
    return WALKS.map((walk) => this.done(walk));
  }

  /** The spectra, to be compared before anything is timed. */
  results() {
    return { spectra: this.oneByOne().map(singularValues) };
  }

  free() {
    this.computation.free();
  }
}

/** The side: { name, load(text of a network file) }; `glue` is the JavaScript file of dist/, beside its WebAssembly. */
export async function ours(glue) {
  const module = await import(address(glue));
  await module.default({ module_or_path: await bytes(glue.replace(/\.js$/, '_bg.wasm')) });
  return { name: 'Gradlens', load: (text) => new Ours(module.Computation, text) };
}

// Stands between www/worker.js and the JavaScript of the built page (?glue=ADDRESS), and changes two things: before a task marked by a leading
// AGAIN both passes are done anew, which the worker's own messages can only ask for by sending the network again; and of layers only the
// spectra are computed, as by the other sides.
const real = await import(new URL(import.meta.url).searchParams.get('glue'));

/** No task of the page begins with it. */
const AGAIN = 1000n;

/** The task of layers, see src/state/task.rs. */
const LAYERS = 1n;

export class Computation {
  /** The layers whose spectra are still to come: [next, end]; null in other tasks. */
  layers = null;

  constructor(inner) {
    this.inner = inner;
  }

  static of(text) {
    return new Computation(real.Computation.of(text));
  }

  reusing(old) {
    return new Computation(this.inner.reusing(old.inner));
  }

  begin([first, ...others]) {
    if (first === AGAIN) this.inner.rewind();
    const task = BigUint64Array.from(first === AGAIN ? others : [first, ...others]);
    this.layers = task[0] === LAYERS ? task.slice(1) : null;
    if (!this.layers) this.inner.begin(task);
  }

  step() {
    if (!this.layers) return this.inner.step();
    const [next, end] = this.layers;
    if (next === end) return undefined;
    // The first piece of this task is the spectrum; a step may have none.
    this.inner.begin(BigUint64Array.of(LAYERS, next, next + 1n));
    const piece = this.inner.step();
    if (piece.length > 0) this.layers[0] += 1n;
    return piece;
  }

  free() {
    this.inner.free();
  }
}

export default real.default;

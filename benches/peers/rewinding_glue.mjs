// Stands between www/worker.js and the JavaScript of the built page (?glue=ADDRESS), and adds one thing: before a task marked by a
// leading AGAIN both passes are done anew. The worker's own messages can only ask for that by sending the network again, and
// reading it would then be measured too.
const real = await import(new URL(import.meta.url).searchParams.get('glue'));

/** No task of the page begins with it. */
const AGAIN = 1000;

export class Computation {
  static of(text) {
    const wrapped = new Computation();
    wrapped.inner = real.Computation.of(text);
    return wrapped;
  }

  renew(text) {
    this.inner.renew(text);
  }

  begin([first, ...others]) {
    if (first === AGAIN) this.inner.rewind();
    this.inner.begin(first === AGAIN ? others : [first, ...others]);
  }

  step() {
    return this.inner.step();
  }

  free() {
    this.inner.free();
  }
}

export default real.default;

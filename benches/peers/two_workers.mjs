// Gradlens with two workers of the built page that share the layers: the other side of "ours", only in a browser.
import { address, bytes } from './files.mjs';
import { layersTask, OUTLINE, singularValues } from './ours.mjs';

/** Marks a task before which both passes are done anew, see rewinding_glue.mjs. */
const AGAIN = 1000n;

/** A worker of the built page; it does one task at a time. */
class Worker {
  static async of(glue, module) {
    const worker = new Worker();
    worker.thread = new globalThis.Worker(address('www/worker.js'), { type: 'module' });
    await worker.answered({ glue, module }, ({ ready }) => ready);
    return worker;
  }

  /** Says something; the messages until the one that ends the answer. */
  answered(message, isLast) {
    return new Promise((resolve, reject) => {
      const messages = [];
      this.thread.onerror = (event) => reject(new Error(`a worker failed: ${event.message}`));
      this.thread.onmessage = ({ data }) => {
        messages.push(data);
        if (isLast(data)) resolve(messages);
      };
      this.thread.postMessage(message);
    });
  }

  /** The pieces of a task. The text goes along where it is new. */
  async done(task, text) {
    const head = text === undefined ? {} : { text };
    const messages = await this.answered({ ...head, job: 1, task: BigUint64Array.from(task) }, ({ done }) => done);
    return messages.flatMap(({ pieces }) => pieces);
  }
}

/** A network in the hands of two workers. */
class Shared {
  constructor(workers, depth) {
    this.workers = workers;
    this.depth = depth;
    this.jobs = { layers: { per: 1, waits: true, run: () => this.layers() } };
  }

  /** The pieces of all layers, in order. */
  async layers() {
    const half = this.depth >> 1;
    const [first, second] = this.workers;
    const head = async () => {
      await first.done([AGAIN, ...OUTLINE]);
      return first.done(layersTask(0, half));
    };
    return (await Promise.all([head(), second.done([AGAIN, ...layersTask(half, this.depth)])])).flat();
  }

  /** The spectra, to be compared before anything is timed. */
  async results() {
    return { spectra: (await this.layers()).map(singularValues) };
  }

  free() {}
}

/** The side: { name, load(text of a network file) }; `glue` is the JavaScript file of dist/, beside its WebAssembly. */
export async function twoWorkers(glue) {
  const module = await WebAssembly.compile(await bytes(glue.replace(/\.js$/, '_bg.wasm')));
  const shim = `${address('benches/peers/rewinding_glue.mjs')}?glue=${encodeURIComponent(address(glue))}`;
  const workers = [await Worker.of(shim, module), await Worker.of(shim, module)];
  return {
    name: 'Gradlens, two workers',
    async load(text) {
      await Promise.all(workers.map((worker) => worker.done(OUTLINE, text)));
      return new Shared(workers, JSON.parse(text).layers.length);
    },
  };
}

// Answers requests for the sides that are JavaScript or WebAssembly; the same in Node and in the browser.
import { measured, warmed } from './clock.mjs';
import { bytes, text } from './files.mjs';
import { ours } from './ours.mjs';
import { peers } from './peers.mjs';
import { twoWorkers } from './two_workers.mjs';

/** Reads the sides in, then answers { load }, { results }, { warm }, { time }, { peak } and { unload }. */
export class Desk {
  sides = [];
  loaded = new Map();

  /** `glue` is null where Gradlens is left out. Answers with the names of the sides. */
  async start({ packages, glue }) {
    this.sides = await peers(packages);
    if (glue) this.sides.unshift(await ours(glue));
    // Node has other workers, and the page has no use for those.
    if (glue && globalThis.Worker) this.sides.unshift(await twoWorkers(glue));
    return this.sides.map(({ name }) => name);
  }

  /** Gives a network file to every side; answers with the jobs that each side offers. */
  async load(file) {
    const network = await text(file);
    for (const side of this.sides) this.loaded.set(side.name, await side.load(network));
    return Object.fromEntries([...this.loaded].map(([name, { jobs }]) => [name, Object.keys(jobs)]));
  }

  unload() {
    for (const side of this.loaded.values()) side.free();
    this.loaded.clear();
    return null;
  }

  results(side) {
    return this.loaded.get(side).results();
  }

  async warm([side, job]) {
    await warmed(this.loaded.get(side).jobs[job]);
    return null;
  }

  time([side, job]) {
    return measured(this.loaded.get(side).jobs[job]);
  }

  /** Operations in a second of the loop in this file, the best of a few tries. */
  async peak({ file, operations }) {
    const { instance } = await WebAssembly.instantiate(await bytes(file));
    const turns = 5_000_000;
    const job = { per: 1, run: () => instance.exports.run(turns) };
    await warmed(job);
    let best = Infinity;
    for (let tries = 5; tries > 0; tries -= 1) best = Math.min(best, await measured(job));
    return (turns * operations * 1000) / best;
  }

  /** One request is an object with one key, its name, and one value. */
  async answer(request) {
    const [[name, value]] = Object.entries(request);
    return this[name](value);
  }
}

// Answers requests for the sides that run in Chromium.
import { measured, warmed } from '../clock.mjs';
import { text } from '../files.mjs';
import { gradlens } from './gradlens.mjs';
import { tensorflow } from './tensorflow.mjs';

/** Reads the sides in, then answers { load }, { losses }, { norms }, { warm } and { time }. */
export class Desk {
  trainings = new Map();
  jobs = new Map();

  /** Answers with the names of the sides. */
  async start({ packages, program }) {
    this.sides = [await gradlens(program), ...(await tensorflow(packages))];
    return this.sides.map(({ name }) => name);
  }

  /** Gives a case to every side; answers with an object that has their names as keys. */
  async load(file) {
    const written = await text(file);
    for (const training of this.trainings.values()) await training.free();
    this.trainings.clear();
    for (const side of this.sides) {
      const training = await side.load(written);
      this.trainings.set(side.name, training);
      this.jobs.set(side.name, { per: 1, run: () => training.take() });
    }
    return Object.fromEntries(this.sides.map(({ name }) => [name, null]));
  }

  async losses([side, count]) {
    return Array.from(await this.trainings.get(side).losses(count));
  }

  async norms(side) {
    return Array.from(await this.trainings.get(side).norms());
  }

  async warm(side) {
    await warmed(this.jobs.get(side));
    return null;
  }

  time(side) {
    return measured(this.jobs.get(side));
  }

  /** One request is an object with one key, its name, and one value. */
  async answer(request) {
    const [[name, value]] = Object.entries(request);
    return this[name](value);
  }
}

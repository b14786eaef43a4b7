// Controls the workers of a page, so that a test can lose, hold and count them.

/** Runs in the page before its own scripts (`before: withCrew()`) and defines `window.crew`. */
function rule() {
  const Thread = window.Worker;
  const crew = {
    /** Every worker ever started. */
    all: [],
    /** Kinds of tasks whose results reach the page, see src/state/task.rs; `null` for all of them. */
    pass: null,
    /** Called with the address of a new worker; returns the address to use, or throws. */
    address: (given) => given,
    /** Called with a worker that has just been given a task. */
    given: () => {},
    /** Called with a worker and its message, before the page receives it. */
    says: () => {},
    /** Lets the results of other kinds through, first those that were held back. */
    release(pass) {
      crew.pass = pass;
      for (const worker of crew.all) worker.held.splice(0).forEach(({ hear, event }) => worker.tell(hear, event));
    },
    alive: () => crew.all.filter((worker) => worker.isAlive),
  };
  window.crew = crew;
  window.Worker = class extends Thread {
    constructor(given, options) {
      const address = crew.address(String(given));
      super(address, options);
      Object.assign(this, { place: address, isAlive: true, task: null, job: null, held: [], hearing: new Map() });
      crew.all.push(this);
    }
    postMessage(message) {
      super.postMessage(message);
      if (message.glue) return;
      // A task comes as words of 64 bits; its kinds and layers are small numbers.
      [this.task, this.job] = [message.task ? Array.from(message.task, Number) : null, message.job];
      if (this.task) crew.given(this);
    }
    terminate() {
      this.isAlive = false;
      super.terminate();
    }
    addEventListener(type, hear) {
      const heard = type === 'message' ? (event) => this.tell(hear, event) : hear;
      this.hearing.set(hear, heard);
      super.addEventListener(type, heard);
    }
    removeEventListener(type, hear) {
      super.removeEventListener(type, this.hearing.get(hear));
      this.held = this.held.filter((one) => one.hear !== hear);
    }
    tell(hear, event) {
      const { job } = event.data;
      if (job !== undefined && job === this.job && this.task && crew.pass && !crew.pass.includes(this.task[0])) {
        this.held.push({ hear, event });
      } else {
        crew.says(this, event.data);
        hear(event);
      }
    }
  };
  // A worker whose results are held back is slow, not dead: it keeps saying that there is nothing
  // new.
  setInterval(() => {
    for (const worker of crew.all) {
      const [first] = worker.held;
      if (first) first.hear(new MessageEvent('message', { data: { job: worker.job, pieces: [], done: false } }));
    }
  }, 500);
}

/** For `before` of a page: `harm` runs in the page and may change `window.crew`. */
export const withCrew = (harm = () => {}, given) => async (page) => {
  await page.addInitScript(rule);
  await page.addInitScript(harm, given);
};

/** For `before` of a page: there are no workers at all. */
export const withoutWorkers = (page) => page.addInitScript(() => { delete window.Worker; });

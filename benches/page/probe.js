// Runs in the page before its own scripts and only notes times, in milliseconds since navigation: edits, frames, what workers are
// told and say, and the memory of WebAssembly.
(() => {
  const probe = { edits: [], frames: [], told: [], heard: [], memories: [], shown: [], pictures: [], watching: false };
  window.probe = probe;

  /** Calls `act` after the frame that is being made: a message is handled when its drawing and layout are done. */
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()(performance.now());
  const afterFrame = (act) => {
    waiting.push(act);
    channel.port2.postMessage(0);
  };

  // The event that the reader caused comes before the one of the control; its time is that of the browser's receiving it.
  let cause = 0;
  let began = 0;
  for (const name of ['pointermove', 'pointerdown', 'keydown']) addEventListener(name, (event) => (cause = event.timeStamp), true);
  const noteEdit = (event) => {
    const edit = { cause, at: event.timeStamp };
    probe.edits.push(edit);
    requestAnimationFrame(() => {
      edit.begun = began;
      afterFrame((now) => (edit.frame = now));
    });
  };
  addEventListener('input', noteEdit, true);
  // A word of the sentence is changed by the page itself, between the two phases of the event.
  for (const name of ['pointermove', 'keydown']) {
    let before;
    addEventListener(name, ({ target }) => (before = target.value), true);
    addEventListener(name, (event) => {
      if (event.target.matches?.('#recipe input') && event.target.value !== before) noteEdit(event);
    });
  }
  // The page moves the gain itself, and the handle of the strip with it in the next frame.
  const MOVES = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];
  addEventListener('keydown', (event) => {
    if (event.target.matches?.('#gain-slider') && MOVES.includes(event.key)) noteEdit(event);
  });

  /** Notes when the frame is over that first shows the newest edit's numbers, and when all of them. */
  const noteDrawn = (name, isShown) => {
    if (!isShown) return;
    const edits = probe.edits.filter((edit) => !edit[name] && !edit[`${name} waits`]);
    for (const edit of edits) edit[`${name} waits`] = true;
    if (edits.length) afterFrame((now) => edits.forEach((edit) => (edit[name] = now)));
  };
  document.addEventListener('DOMContentLoaded', () => {
    const root = document.documentElement;
    const [flow, strip] = ['flow', 'strip'].map((id) => document.getElementById(id));
    const look = () => {
      const isReady = root.dataset.gradlens === 'ready';
      if (isReady && probe.firstReady === undefined) {
        probe.firstReady = null;
        afterFrame((now) => (probe.firstReady = now));
      }
      noteDrawn('first', isReady || flow.dataset.fresh !== 'old');
      noteDrawn('all', isReady);
      noteDrawn('whole', flow.dataset.fresh === '');
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { attributeFilter: ['data-gradlens'] });
    // The verdict is written when there are other numbers to draw, be they those of settings that are older by now.
    const verdict = new MutationObserver(() => probe.pictures.push(performance.now()));
    verdict.observe(document.getElementById('verdict'), { childList: true });
    observer.observe(flow, { attributeFilter: ['data-fresh'] });
    const columns = new MutationObserver(() => {
      noteDrawn('coarse', ['some', 'all'].includes(strip.dataset.columns));
      noteDrawn('fine', strip.dataset.columns === 'all');
    });
    columns.observe(strip, { attributeFilter: ['data-columns'] });
  });

  // The browser's own measure, from key press to pixels, rounded to 8 ms; what takes less than 16 is not told.
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') probe.shown.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });

  // Asked for in the frame before, so it comes first.
  const frame = (time) => {
    if (!probe.watching) return;
    began = performance.now();
    probe.frames.push(time);
    requestAnimationFrame(frame);
  };
  probe.watch = () => {
    Object.assign(probe, { edits: [], frames: [], told: [], heard: [], shown: [], pictures: [], watching: true });
    requestAnimationFrame(frame);
  };
  /** An edit without a hand, for whole jobs. */
  probe.apply = (link) => {
    probe.edits = [{ at: performance.now() }];
    window.gradlens.apply(link);
  };

  let workers = 0;
  window.Worker = class extends window.Worker {
    number = (workers += 1);

    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        probe.heard.push({ worker: this.number, at: performance.now(), job: data.job, done: Boolean(data.done) });
      });
    }

    postMessage(message, ...rest) {
      probe.told.push({ worker: this.number, at: performance.now(), job: message.job, hasTask: message.task !== undefined });
      super.postMessage(message, ...rest);
    }
  };

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      // Its name may have been shortened.
      const exported = Object.values((made.instance ?? made).exports);
      probe.memories.push(...exported.filter((one) => one instanceof WebAssembly.Memory));
      return made;
    };
  }
})();

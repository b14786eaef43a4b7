// Reports to the page around a frame which network it shows: at most ten times a second while
// dragging, and once more at the end.

const PAUSE = 100;

/** Starts reporting; `now()` returns the current state as a message. */
export function reporter(post) {
  const root = document.documentElement;
  // Another program may take the place of the one that is there now.
  const link = () => window.gradlens.link();
  let told = link();
  let isResting = false;
  let timer;

  const isReady = () => root.dataset.gradlens === 'ready';
  const now = () => ({ type: 'state', link: link(), verdict: isReady() ? document.getElementById('verdict').textContent : null, ready: isReady() });

  function tell() {
    timer = undefined;
    const state = now();
    if (state.link !== told || state.ready !== isResting) {
      [told, isResting] = [state.link, state.ready];
      post(state);
    }
    if (root.dataset.gradlens === 'busy') wait();
    else if (root.dataset.gradlens === 'failed') post({ type: 'error', message: document.querySelector('#failure [data-sentence]').textContent });
  }
  const wait = () => { timer ??= setTimeout(tell, PAUSE); };

  new MutationObserver(wait).observe(root, { attributeFilter: ['data-gradlens'] });
  wait();
  return { now };
}

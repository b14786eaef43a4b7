// Tells the page around a frame how high the page in it is. The height depends on the width only, so that this comes to an end.

/** Changes below this many pixels are not told. */
const LEAST = 2;
/** So many taller heights in so many milliseconds may mean that frame and page drive each other up: then nothing is told for as long, and twice as long next time. */
const RUNAWAY = 20;
const WINDOW = 2000;

/** Begins to tell. */
export function heights(post) {
  // What a WordPress page gives to know its frame again.
  const [, secret] = /[#&?]secret=(\w+)/.exec(location.hash) ?? [];
  let told = 0;
  let grown = [];
  let pause = WINDOW;
  let timer;

  function tell(height) {
    told = height;
    post({ type: 'resize', height });
    // The same for learning platforms, for WordPress, and for browsers that size frames themselves.
    window.parent.postMessage({ subject: 'lti.frameResize', height }, '*');
    if (secret) window.parent.postMessage({ message: 'height', value: height, secret }, '*');
    try {
      window.requestResize?.();
    } catch {
      // Some browsers have it and forbid it where the page came from a file.
    }
  }

  /** Whether this height is one of too many; it is looked at again when the pause is over, because a hand on a window asks for as many. */
  function isRunaway(height) {
    const now = performance.now();
    grown = grown.filter((time) => now - time < WINDOW);
    if (height < told || grown.push(now) <= RUNAWAY) return false;
    timer = setTimeout(() => {
      [timer, grown] = [undefined, []];
      look();
    }, pause);
    pause *= 2;
    return true;
  }

  function look() {
    const box = document.body.getBoundingClientRect();
    const height = Math.ceil(box.height);
    // Hidden frames have no size.
    if (box.width === 0 || height === 0 || Math.abs(height - told) < LEAST) return;
    if (timer === undefined && !isRunaway(height)) tell(height);
  }

  new ResizeObserver(look).observe(document.body, { box: 'border-box' });
}

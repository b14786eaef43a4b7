// Reports the height of the page in a frame to the page around it. The height depends on the width
// only, so this terminates.

/** Changes below this many pixels are not reported. */
const LEAST = 2;
/**
 * This many increases in this many milliseconds may mean that frame and page drive each other up:
 * then nothing is reported for that long, and twice that long next time.
 */
const RUNAWAY = 20;
const WINDOW = 2000;

/** Starts reporting. */
export function heights(post) {
  // The key by which a WordPress page recognises its frame.
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
      // Some browsers have it but forbid it if the page was loaded from a file.
    }
  }

  /**
   * Whether this height is one of too many; it is checked again after the pause, because dragging a
   * window edge causes just as many.
   */
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

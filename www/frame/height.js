// Tells the page around a frame how high the page in it is. The height depends on the width only, so that this comes to an end.

/** Changes below this many pixels are not told. */
const LEAST = 2;
/** So many taller heights in so many milliseconds mean that frame and page drive each other up. */
const RUNAWAY = 20;
const WINDOW = 2000;

/** Begins to tell. */
export function heights(post) {
  // What a WordPress page gives to know its frame again.
  const [, secret] = /[#&?]secret=(\w+)/.exec(location.hash) ?? [];
  let [told, width] = [0, 0];
  let grown = [];

  function tell(height) {
    told = height;
    post({ type: 'resize', height });
    // The same for learning platforms, for WordPress, and for browsers that size frames themselves.
    window.parent.postMessage({ subject: 'lti.frameResize', height }, '*');
    if (secret) window.parent.postMessage({ message: 'height', value: height, secret }, '*');
    window.requestResize?.();
  }

  new ResizeObserver(([{ target }]) => {
    const box = target.getBoundingClientRect();
    const height = Math.ceil(box.height);
    // Hidden frames have no size.
    if (box.width === 0 || height === 0) return;
    if (box.width !== width) grown = [];
    width = box.width;
    if (Math.abs(height - told) < LEAST) return;
    const now = performance.now();
    grown = grown.filter((time) => now - time < WINDOW);
    if (height > told && grown.push(now) > RUNAWAY) return;
    tell(height);
  }).observe(document.body);
}

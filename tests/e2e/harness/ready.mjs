// Waits until a page is idle.

/** How long that may take, in milliseconds; generous, for a busy machine. */
export const PATIENCE = 60_000;

/**
 * Waits until the page shows what its settings say, and stays so: what has just been drawn can
 * change the size of a picture, which is then redrawn.
 */
export async function ready(page) {
  const isAtRest = () => {
    // The texts of the lesson come when it is first shown.
    const isReady = () => document.documentElement.dataset.gradlens === 'ready' && !('loads' in document.documentElement.dataset) && !document.querySelector('#lesson:not([hidden]):is([data-waits], [data-later^="."])');
    return isReady() && new Promise((done) => { setTimeout(() => done(isReady()), 50); });
  };
  await page.waitForFunction(isAtRest, null, { timeout: PATIENCE });
}

/**
 * The pixels of the canvas of a plot as an address, once they have stayed the same for a second: the frame of the fan
 * waits until the reader lets go, and glides, after the page is ready.
 */
export const still = (page, id) => page.locator(`#${id} .plot canvas`).evaluate(async (canvas) => {
  for (let [last, since] = [null, 0]; ;) {
    const now = canvas.toDataURL();
    if (now !== last) [last, since] = [now, performance.now()];
    else if (performance.now() - since > 1000) return now;
    await new Promise((done) => { requestAnimationFrame(done); });
  }
});

/**
 * Waits until a page (or frame) has done all that it had to do within this many milliseconds:
 * its own timer fires after every other that was due before, however slow the machine is. For tests
 * that something does not happen.
 */
export const lapse = (page, milliseconds) => page.evaluate((milliseconds) => new Promise((resolve) => {
  setTimeout(() => setTimeout(resolve), milliseconds);
}), milliseconds);

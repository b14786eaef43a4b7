// When a page has come to rest.

/** How long that may take, in milliseconds; generous, for a busy machine. */
export const PATIENCE = 60_000;

/** Waits until the page shows what its settings say, and stays so: what has just been drawn can change the size of a picture, which is then drawn anew. */
export async function ready(page) {
  const isAtRest = () => {
    const isReady = () => document.documentElement.dataset.gradlens === 'ready';
    return isReady() && new Promise((done) => { setTimeout(() => done(isReady()), 50); });
  };
  await page.waitForFunction(isAtRest, null, { timeout: PATIENCE });
}

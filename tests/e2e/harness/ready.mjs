// When a page has come to rest.

/** How long that may take, in milliseconds; generous, for a busy machine. */
export const PATIENCE = 60_000;

/** Waits until the page shows what its settings say. */
export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready', null, { timeout: PATIENCE });
}

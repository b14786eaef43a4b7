// The built page in Chromium, served as the tests serve it.
import { fileURLToPath } from 'node:url';
import { serve } from '../../tests/e2e/harness/server.mjs';
import { launch } from '../shared/browser.mjs';
import { glue, ROOT } from '../shared/dist.mjs';

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));
/** How long anything may take, in milliseconds: a broken page must not hang the measurement. */
const PATIENCE = 120_000;
/** How long the page is left alone before something is measured. */
export const PAUSE = 800;

export class Place {
  static async start() {
    glue();
    const place = new Place();
    place.server = await serve(`${ROOT}/dist`);
    place.browser = await launch();
    return place;
  }

  /** A page with nothing in its caches that shows a link; closed by `close`. */
  async open(link = '') {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => console.error(`page: uncaught on the page: ${error.stack ?? error}`));
    await page.addInitScript({ path: PROBE });
    await page.goto(this.server.url + (link && `?${link}`));
    await atRest(page);
    return page;
  }

  async stop() {
    await this.browser.close();
    await this.server.close();
  }
}

export const close = (page) => page.context().close();

/** Waits until everything is computed and drawn, and the frame is over. */
export async function atRest(page) {
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready' && window.probe.firstReady, null, { polling: 50 });
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Takes pictures of every state of the built page at six sizes, light and dark. usage: screens.mjs [FOLDER [STATE...]]
// The states are in tests/e2e/harness/states.mjs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { FLAGS, chromiumPath } from '../tests/e2e/harness/chromium.mjs';
import { serve } from '../tests/e2e/harness/server.mjs';
import { STATES, enter } from '../tests/e2e/harness/states.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SIZES = [[1920, 1080], [1440, 900], [1280, 720], [800, 520], [390, 844], [360, 740]];

const [folder = join(ROOT, 'target/screens'), ...names] = process.argv.slice(2);
const states = STATES.filter(({ name }) => names.length === 0 || names.includes(name));
mkdirSync(folder, { recursive: true });
const server = await serve(join(ROOT, 'dist'));
const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const [width, height] of SIZES) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', hasTouch: width < 500 });
      for (const state of states) {
        await enter(page, state, server.url);
        await page.screenshot({ path: join(folder, `${state.name}-${width}-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
  console.log(`${states.length * SIZES.length * 2} pictures in ${folder}`);
} finally {
  await browser.close();
  await server.close();
}

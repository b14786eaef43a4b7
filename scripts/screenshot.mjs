// Takes the picture of README.md: the page at 1280x720, in light colours. usage: screenshot.mjs [FILE]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../tests/e2e/harness/chromium.mjs';
import { serve } from '../tests/e2e/harness/server.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The state that is shown: the default network. */
const LINK = 'v=1&seed=1';

const server = await serve(`${ROOT}dist`);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' });
  await page.goto(`${server.url}?${LINK}`);
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready');
  const path = process.argv[2] ?? `${ROOT}docs/screenshot.png`;
  writeFileSync(path, await page.screenshot());
  console.log(path);
} finally {
  await browser.close();
  await server.close();
}

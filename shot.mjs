import { serve } from '/work/wt/lesson/tests/e2e/harness/server.mjs';
import { chromium } from 'playwright-core';
import { FLAGS, chromiumPath } from '/work/wt/lesson/tests/e2e/harness/chromium.mjs';
const server = await serve('/work/wt/lesson/dist');
const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
const jobs = process.argv.slice(2).map((s) => s.split('|'));  // name|WxH|scheme|query|script
for (const [name, size, scheme, query, script] of jobs) {
  const [width, height] = size.split('x').map(Number);
  const c = await browser.newContext({ serviceWorkers: 'block', viewport: { width, height }, colorScheme: scheme || 'light', deviceScaleFactor: 1 });
  const page = await c.newPage();
  page.on('pageerror', (e) => console.log(name, 'ERR', e.message, e.stack?.slice(0, 600)));
  page.on('console', (m) => { if (m.type() === 'error') console.log(name, 'CON', m.text().slice(0, 800)); });
  await page.goto(server.url + (query ? '?' + query : ''));
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready', null, { timeout: 8000 }).catch((e) => console.log(name, 'not ready'));
  if (script) await page.evaluate(script).then((r) => r !== undefined && console.log(name, JSON.stringify(r)));
  await page.waitForTimeout(700);
  await page.screenshot({ path: `/tmp/shots/${name}.png` });
  await c.close();
}
await browser.close(); await server.close?.();

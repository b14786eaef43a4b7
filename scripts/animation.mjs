// Takes the animation of README.md: the gradient on its way back through the fan, place by place. usage: animation.mjs [FILE]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import gifenc from 'gifenc';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../tests/e2e/harness/chromium.mjs';
import { serve } from '../tests/e2e/harness/server.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LINK = 'v=1&seed=1';
/** Milliseconds of each place, and of the whole picture at the end. */
const PLACE = 110;
const WHOLE = 2600;
/** At most so many colours. */
const COLORS = 128;

/** The fan as it is on the canvas. */
const taken = (page) => page.locator('#flow .plot canvas').evaluate(async (canvas) => {
  await new Promise(requestAnimationFrame);
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  let text = '';
  for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
  return { width, height, data: btoa(text) };
});

const server = await serve(`${ROOT}dist`);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(`${server.url}?${LINK}`);
  await page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready');
  const depth = await page.evaluate(() => window.gradlens.report().depth);
  const frames = [];
  // From the loss to the input, then the whole picture.
  for (let step = 0; step <= depth + 1; step += 1) {
    await page.locator('#step').click();
    frames.push(await taken(page));
  }
  const { GIFEncoder, quantize, applyPalette } = gifenc;
  const pixels = frames.map(({ data }) => Uint8Array.from(Buffer.from(data, 'base64')));
  const palette = quantize(pixels.at(-1), COLORS);
  const gif = GIFEncoder();
  for (const [i, { width, height }] of frames.entries()) {
    const delay = i + 1 === frames.length ? WHOLE : PLACE;
    gif.writeFrame(applyPalette(pixels[i], palette), width, height, { palette: i === 0 ? palette : undefined, delay });
  }
  gif.finish();
  const path = process.argv[2] ?? `${ROOT}docs/fan.gif`;
  writeFileSync(path, gif.bytes());
  console.log(path);
} finally {
  await browser.close();
  await server.close();
}

// Frames of another site's page with the built page in them, and what a reader does there.
import assert from 'node:assert/strict';
import { PATIENCE } from './ready.mjs';

/** The frames of a page that contain an embed, once there are this many. */
export async function figures(page, count) {
  const ours = () => page.frames().filter((one) => one !== page.mainFrame() && /embed=1/.test(one.url()));
  const until = Date.now() + PATIENCE;
  while (ours().length < count && Date.now() < until) await page.waitForTimeout(20);
  assert.equal(ours().length, count, page.frames().map((one) => one.url()).join(' '));
  return ours();
}

/** Frames by their permissions, as further attributes of the element. */
export const KINDS = {
  plain: '',
  'allow-scripts': 'sandbox="allow-scripts"',
  '+ same-origin': 'sandbox="allow-scripts allow-same-origin"',
  allow: 'allow="clipboard-write; fullscreen"',
};

/** A frame in a frame of another page. */
export const nested = (html) => `<iframe title="outer" style="width:100%;height:640px;border:0" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;

/** The result of pasting into the box `selector` of a page. */
export async function pasted(page, selector) {
  await page.locator(selector).fill('');
  await page.locator(selector).focus();
  await page.keyboard.press('Control+V');
  return page.locator(selector).inputValue();
}

/** Puts a text on the clipboard as a reader would. */
export async function copied(page, selector, text) {
  await page.locator(selector).fill(text);
  await page.locator(selector).selectText();
  await page.keyboard.press('Control+C');
}

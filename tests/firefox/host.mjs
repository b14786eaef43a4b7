// A page of somebody else's with the page in frames: on another origin, which hears what the frames say and gives them the height they ask for.
import { createServer } from 'node:http';
import { openTab, ready } from './harness.mjs';

const HEAR = `<script>
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    const frames = [...document.querySelectorAll('iframe')];
    const place = frames.findIndex((frame) => frame.contentWindow === source);
    if (place < 0 || data?.gradlens !== 1) return;
    heard.push({ place, ...data });
    if (data.type === 'resize') frames[place].style.height = data.height + 'px';
  });
</script>`;

/** A frame in such a page; `more`: further attributes. */
export const frame = (address, more = '') => `<iframe src="${address.replaceAll('&', '&amp;')}" title="Gradlens" style="border: 0; display: block; width: 100%; height: 600px" ${more}></iframe>`;

async function hostOf(t) {
  const host = { html: '' };
  const server = createServer((request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(host.html));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(host, { home: `http://127.0.0.1:${server.address().port}/` });
}

/** A tab with such a page; `body` gives its text, from the address of the folder that holds the built page. Its frames are at rest.
 * `options`: as for a tab. */
export async function openHost(t, body, options) {
  const host = await hostOf(t);
  const page = await openTab(t, { homes: [host.home], ...options });
  host.html = `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,">${HEAR}</head><body>${body(page.site.url)}</body></html>`;
  await page.goto(host.home);
  const frames = await page.evaluate(() => document.querySelectorAll('iframe').length);
  for (let place = 0; place < frames; place += 1) await page.within(place, ready);
  return page;
}

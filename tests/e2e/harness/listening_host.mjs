// Pages of another origin with the built page in frames; they record the frames' messages.
import { createServer } from 'node:http';

/**
 * Runs in such a page before everything else: `heard` is all that frames send, `say` sends to a
 * frame by its index, `ask` returns the answer.
 */
function hear() {
  window.heard = [];
  const frames = () => [...document.querySelectorAll('iframe')];
  const place = (source) => frames().findIndex((frame) => frame.contentWindow === source);
  addEventListener('message', ({ source, data }) => window.heard.push({ place: place(source), data }));
  window.say = (message, place = 0) => frames()[place].contentWindow.postMessage(message, '*');
  let last = 0;
  window.ask = (message, place = 0) => new Promise((done) => {
    last += 1;
    const id = `asked ${last}`;
    const take = ({ data }) => {
      if (data?.id !== id || data.type === 'notice') return;
      removeEventListener('message', take);
      done(data);
    };
    addEventListener('message', take);
    window.say({ gradlens: 1, id, ...message }, place);
  });
}

/**
 * Serves a page with this body on a free loopback port until the test `t` ends; returns its
 * address.
 */
export async function serveHost(t, body) {
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><script>(${hear})()</script></head><body>${body}</body></html>`;
  const server = createServer((request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A frame in such a page; `more`: further attributes. */
export const frameOf = (address, more = '') => `<iframe src="${address.replaceAll('&', '&amp;')}" title="Gradlens" style="display: block; border: 0; width: 100%; height: 600px" ${more}></iframe>`;

/** The frame with this index, once it listens to the page around it. */
export async function inside(page, place = 0) {
  await page.waitForFunction((place) => window.heard.some((one) => one.place === place && one.data?.type === 'ready'), place);
  return (await page.locator('iframe').nth(place).elementHandle()).contentFrame();
}

/** The messages of a type from the frame with this index. */
export const heard = (page, type, place = 0) =>
  page.evaluate(([type, place]) => window.heard.filter((one) => one.place === place && one.data?.type === type).map(({ data }) => data), [type, place]);

/** Asks the frame with this index; returns its answer. */
export const ask = (page, message, place = 0) => page.evaluate(([message, place]) => window.ask(message, place), [message, place]);

// Addresses of what is shown: pure functions of what the page knows.

/** The keys of a link about the page around the network, in the order of links. */
const KEYS = ['embed', 'show', 'hide', 'lock', 'theme', 'motion'];

/**
 * The folder of the site, or null if this page does not know it. `inside`: what a saved page
 * carries.
 */
export function homeOf(address, inside) {
  if (inside) return inside;
  return /^https?:/.test(address) ? new URL('.', address).href : null;
}

/**
 * `frame`: { embed, show, hide, lock, theme, motion }, each a text or a list or nothing; as the end
 * of a link.
 */
export function frameText(frame) {
  const value = (key) => [frame[key] ?? []].flat().join(',');
  return KEYS.filter(value).map((key) => `&${key}=${value(key)}`).join('');
}

/**
 * The part of the page's own address that is kept: colours, motion, and what a task hides and
 * locks. `text`: "&show=flow&theme=dark".
 */
export function lasting(text) {
  const given = new URLSearchParams(text);
  return { hide: given.get('hide'), lock: given.get('lock'), theme: given.get('theme'), motion: given.get('motion') };
}

/** The address that shows `link` at `home`; `page` is the file there, if not the usual one. */
export const address = (home, link, frame = {}, page = '') => `${home}${page}?${link}${frameText(frame)}`;

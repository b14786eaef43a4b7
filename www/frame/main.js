// What the page does in a frame: it exchanges messages with the page around it, reports its height,
// and lets the keyboard focus leave.
import { address, lasting } from '../share/address.js';
import { heights } from './height.js';
import { listen } from './listen.js';
import { reporter } from './state.js';
import { words } from './words.js';

/**
 * The address of the whole page with what the figure shows. Colours and motion stay with the
 * figure; a task is passed on.
 */
function whole() {
  const { hide, lock } = lasting(window.gradlens.frame(location.search + location.hash));
  return address(location.href.split(/[?#]/)[0], window.gradlens.link() ?? '', { hide, lock });
}

/**
 * Makes the link out of a figure lead to the network that it shows; a sandbox may block it, and
 * then its address is shown.
 */
function lead(link) {
  for (const event of ['pointerdown', 'focus', 'click']) {
    link.addEventListener(event, () => { link.href = whole(); }, true);
  }
  if (origin === 'null') {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      if (!window.open(link.href)) window.gradlens.say(words.noWayOut(link.href));
    });
  }
}

/** Starts; `window.gradlens` must exist. */
export function start() {
  lead(document.getElementById('open-whole'));
  if (window.parent === window) return;
  const post = (message) => window.parent.postMessage({ gradlens: 1, ...message }, '*');
  const tell = reporter(post);
  listen(post, tell);
  if (document.documentElement.dataset.embed !== undefined) heights(post);
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    // The focus leaves the picture first, then the frame.
    if (document.activeElement?.matches('.hand, .cells')) document.getElementById('figure').focus();
    else post({ type: 'exit' });
  });
}

// What the page does in a frame: it talks with the page around it, tells how high it is, and lets the keyboard out again.
import { heights } from './height.js';
import { listen } from './listen.js';
import { reporter } from './state.js';
import { words } from './words.js';

/** What the figure's own link hides and locks, as the end of a link. */
function task() {
  const given = new URLSearchParams(window.gradlens.frame(location.search + location.hash));
  return ['hide', 'lock'].filter((key) => given.has(key)).map((key) => `&${key}=${given.get(key)}`).join('');
}

/** Lets the way out of a figure lead to the network that it shows; a sandbox may close it, and then its address is told. */
function lead(link) {
  for (const event of ['pointerdown', 'focus', 'click']) {
    link.addEventListener(event, () => { link.href = `${location.href.split(/[?#]/)[0]}?${window.gradlens.link() ?? ''}${task()}`; }, true);
  }
  if (origin === 'null') {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      if (!window.open(link.href)) window.gradlens.say(words.noWayOut(link.href));
    });
  }
}

/** Begins; `window.gradlens` is there. */
export function start() {
  lead(document.getElementById('open-whole'));
  if (window.parent === window) return;
  const post = (message) => window.parent.postMessage({ gradlens: 1, ...message }, '*');
  const tell = reporter(post);
  listen(post, tell);
  if (document.documentElement.dataset.embed !== undefined) heights(post);
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    // A picture is left first, then the frame.
    if (document.activeElement?.matches('.hand, .cells')) document.getElementById('figure').focus();
    else post({ type: 'exit' });
  });
}

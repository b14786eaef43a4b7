// What the page does in a frame: it talks with the page around it, tells how high it is, and lets the keyboard out again.
import { heights } from './height.js';
import { listen } from './listen.js';
import { reporter } from './state.js';

/** Begins; `window.gradlens` is there. */
export function start() {
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

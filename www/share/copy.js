// Copies the text of a box, in whatever way the browser allows.
import { copied } from '../dialog.js';
import { words } from './words.js';

/**
 * `box`: a text box on the page, so that it can be selected. Returns a sentence that reports the
 * result.
 */
export const copy = async (box) => ((await copied(box)) ? words.copied : words.notCopied);

/**
 * Copies a text that has no box on the page; if that is not allowed, a box with it appears after
 * `button`.
 */
export async function copyText(text, button) {
  const place = document.createElement('span');
  place.innerHTML = '<textarea readonly rows="2" spellcheck="false"></textarea> <span role="status"></span>';
  button.nextElementSibling?.matches('[data-copying]') && button.nextElementSibling.remove();
  place.dataset.copying = '';
  const [box, status] = place.children;
  box.setAttribute('aria-label', words.address);
  box.value = text;
  button.after(place);
  status.textContent = await copy(box);
  if (status.textContent !== words.copied) return;
  if (document.activeElement === box) button.focus();
  box.remove();
}

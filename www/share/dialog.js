// The dialog: built once, filled again whenever it opens or the page comes to rest below it.
import { dialogOf } from '../dialog.js';
import { copy } from './copy.js';
import { embedPanel } from './embed_panel.js';
import { filesPanel } from './files_panel.js';
import { linkPanel } from './link_panel.js';
import { refusal, shown } from './state.js';
import { studentsPanel } from './students_panel.js';
import { style } from './style.js';
import { tabs } from './tabs.js';
import { markup } from './template.js';

const isBeside = ({ clientX, clientY }, box) => clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;

/**
 * Closes the dialog by its button and by a click beside it; Escape is the browser's own. The focus
 * returns to where it came from.
 */
function closing(dialog) {
  let opener;
  // A drag that begins in a text box and ends beside the dialog is no click beside it.
  let pressedBeside = false;
  dialog.addEventListener('pointerdown', (event) => { pressedBeside = event.target === dialog && isBeside(event, dialog.getBoundingClientRect()); });
  dialog.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]') || (event.target === dialog && pressedBeside)) dialog.close();
  });
  dialog.addEventListener('close', () => opener?.focus());
  return (button) => { opener = button; };
}

/** Returns the function that opens it, for a button. */
export function shareDialog() {
  const dialog = dialogOf({ id: 'share', style, markup });
  const panel = (name) => dialog.querySelector(`[data-panel=${name}]`);
  const say = (sentence) => { dialog.querySelector('[data-said]').textContent = sentence; };
  const { hide, lock } = shown().kept;
  const list = (keys) => (keys ? keys.split(',') : []);
  const chosen = { hide: list(hide), lock: list(lock), names: new Map() };
  const fill = {
    link: linkPanel(panel('link'), say),
    students: studentsPanel(panel('students'), chosen, () => refresh()),
    embed: embedPanel(panel('embed'), chosen),
    files: filesPanel(panel('files'), say),
  };

  function refresh() {
    const state = shown();
    const refused = refusal(state);
    for (const part of dialog.querySelectorAll('[data-refused]')) {
      part.hidden = refused === null;
      part.querySelector('[data-sentence]').textContent = refused ?? '';
    }
    for (const part of dialog.querySelectorAll('[data-given]')) part.hidden = refused !== null;
    for (const [name, show] of Object.entries(fill)) if (refused === null || name === 'files') show(state);
  }

  const choose = tabs(dialog.querySelector('[data-sections]'), (name) => {
    for (const one of dialog.querySelectorAll('[data-panel]')) one.hidden = one.dataset.panel !== name;
    say('');
  });
  choose('link');
  dialog.addEventListener('click', async ({ target }) => {
    const box = target.closest('[data-copy]')?.closest('[data-box]');
    if (box) say(await copy(box.querySelector('textarea')));
    if (!target.closest('[data-to-files]')) return;
    choose('files');
    panel('files').querySelector('[data-get=page]').focus();
  });
  new MutationObserver(() => { if (dialog.open) refresh(); }).observe(document.documentElement, { attributeFilter: ['data-gradlens'] });

  const from = closing(dialog);
  return (opener) => {
    if (dialog.open) return;
    from(opener);
    say('');
    refresh();
    dialog.showModal();
  };
}

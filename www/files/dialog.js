// The dialog: shows what a file can be, takes the reader's choices, and opens the network.
import { copied, dialogOf } from '../dialog.js';
import { arrays, choose, chosenNetwork, turnAll } from './choices.js';
import { comparison, output } from './forward.js';
import { networkOf, partsOf } from './network_of.js';
import { openParts } from './open.js';
import { FileProblem } from './problem.js';
import { pasted, row } from './rows.js';
import { style } from './style.js';
import { markup, network } from './template.js';
import { words as all } from './words.js';

const words = all.dialog;

/** The sentence of a problem; anything else is a fault of the page. */
const sentence = (error) => {
  if (error instanceof FileProblem) return error.message;
  throw error;
};

/** The output of the network beside what the reader has, as a sentence. */
function compared(state) {
  try {
    const { length } = arrays(state).outputs;
    const { text, tensor, row: number } = state.reference;
    const reference = tensor ? row(tensor, number, { length }) : pasted(text, length);
    return comparison(output(networkOf(chosenNetwork(state))), reference).sentence;
  } catch (error) {
    return sentence(error);
  }
}

/** Returns { show(state), refuse(sentence) }, which open the dialog with a file that can be opened, and with one that cannot. */
export function filesDialog() {
  const dialog = dialogOf({ id: 'files', style, markup });
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  let state = null;
  let opener = null;
  const say = (text) => { part('said').textContent = text; };

  function wrong(text) {
    part('wrong').hidden = text === null;
    part('wrong').textContent = text ?? '';
    if (text !== null) part('wrong').scrollIntoView({ block: 'nearest' });
  }

  /** Draws the choices again; the control that had the focus keeps it. */
  function draw() {
    const focus = document.activeElement?.id;
    const open = [...part('network').querySelectorAll('details')].map((fold) => fold.open);
    part('network').innerHTML = state ? network(state, arrays(state)) : '';
    [...part('network').querySelectorAll('details')].forEach((fold, i) => { fold.open ||= open[i] ?? false; });
    if (focus?.startsWith('files-')) document.getElementById(focus)?.focus();
  }

  async function openNetwork() {
    wrong(null);
    const own = state;
    try {
      const refused = await openParts(partsOf(networkOf(chosenNetwork(own))), own.file);
      // Another file may have been opened meanwhile, or the dialog closed.
      if (state !== own) return;
      if (refused === null) dialog.close();
      else wrong(refused);
    } catch (error) {
      wrong(sentence(error));
    }
  }

  dialog.addEventListener('change', ({ target }) => {
    const { set } = target.dataset;
    if (!set || !state) return;
    choose(state, set, target.type === 'checkbox' ? target.checked : target.value);
    // A text box is not built again under the hand that writes in it.
    if (set !== 'reference-text') draw();
  });
  dialog.addEventListener('click', async (event) => {
    event.stopPropagation();
    const { target } = event;
    const is = (name) => target.closest(`[data-${name}]`);
    if (is('cancel')) dialog.close();
    else if (is('open')) await openNetwork();
    else if (is('compare')) part('compared').textContent = compared(state);
    else if (is('copy')) say((await copied(target.closest('[data-box]').querySelector('textarea'))) ? words.copied : words.notCopied);
    else if (is('turn-all')) {
      turnAll(state);
      draw();
    }
  });
  // What lies over the page closes at Escape and at a click beside it, and would hide the button that the focus goes back to.
  dialog.addEventListener('keydown', (event) => { if (event.key === 'Escape') event.stopPropagation(); });
  dialog.addEventListener('close', () => {
    state = null;
    part('network').textContent = '';
    opener?.focus();
    if (document.activeElement !== opener) document.getElementById('figure')?.focus();
  });

  function show(next, problem) {
    if (!dialog.open) opener = document.activeElement;
    state = next;
    say('');
    wrong(problem);
    part('open').hidden = state === null;
    part('cancel').textContent = state ? words.cancel : words.close;
    part('lines').open = state === null;
    draw();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector('.files-inside').scrollTop = 0;
    part(state ? 'open' : 'cancel').focus({ preventScroll: true });
  }
  return { show: (next) => show(next, null), refuse: (problem) => show(null, problem) };
}

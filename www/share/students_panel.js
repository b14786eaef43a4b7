// The third panel: which settings students find, and which of them they can change.
import { address } from './address.js';
import { locks } from './template.js';
import { words } from './words.js';

/**
 * The settings of the sentence and the form by their names there, and those that are chosen elsewhere on the page.
 */
function settings() {
  const label = (control) => control.querySelector('label').firstChild.textContent.trim();
  const form = [...document.querySelectorAll('#recipe > [data-of], #controls [data-of], .which[data-of]')].map((control) => [control.dataset.of, label(control)]);
  return [...form, ['view', words.view], ['step', words.step]];
}

/**
 * `chosen`: where { hide, lock, names } is kept; `changed` is called when the reader changes it.
 */
export function studentsPanel(panel, chosen, changed) {
  const list = panel.querySelector('[data-locks]');
  const all = settings();
  chosen.names = new Map(all);
  list.innerHTML = locks(all);
  for (const way of ['hide', 'lock']) for (const key of chosen[way]) list.querySelector(`[data-way=${way}][data-setting=${key}]`).checked = true;
  const keys = (way) => all.map(([key]) => key).filter((key) => list.querySelector(`[data-way=${way}][data-setting=${key}]`).checked);
  list.addEventListener('change', ({ target }) => {
    const other = list.querySelector(`[data-setting=${target.dataset.setting}]:not([data-way=${target.dataset.way}])`);
    if (target.checked) other.checked = false;
    chosen.hide = keys('hide');
    chosen.lock = keys('lock');
    changed();
  });
  return (state) => {
    const { hide, lock } = chosen;
    panel.querySelector('textarea').value = address(state.home, state.link, { ...state.kept, hide, lock });
  };
}

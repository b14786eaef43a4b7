// Tabs as the keyboard expects them: one stop, arrows move and choose.

const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Makes a list of tabs work; `choose` is called with the value of `data-tab` when another one is
 * chosen. Gives a function that chooses.
 */
export function tabs(list, choose) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const show = (tab) => {
    for (const one of all) {
      one.setAttribute('aria-selected', String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
    }
    choose(tab.dataset.tab);
  };
  list.addEventListener('click', ({ target }) => {
    const tab = target.closest('[role=tab]');
    if (tab) show(tab);
  });
  list.addEventListener('keydown', (event) => {
    const last = all.length - 1;
    const at = all.indexOf(event.target);
    const to = { Home: 0, End: last }[event.key] ?? (at + MOVES[event.key] + all.length) % all.length;
    if (!(to >= 0)) return;
    event.preventDefault();
    all[to].focus();
    show(all[to]);
  });
  return (name) => show(all.find((tab) => tab.dataset.tab === name));
}

// The second panel: what to paste into a page, for each kind of host.
import { address } from './address.js';
import { snippets } from './snippets.js';
import { tabs } from './tabs.js';
import { box, escaped, parts } from './template.js';
import { hosts, words } from './words.js';

/** Characters in a line of a box on a wide screen, and the most lines of one. */
const LINE = 66;
const LINES = 7;
const HEIGHT = { least: 200, most: 1200, usual: 600 };

/** The height that is given, within the limits; the usual one if it is not a number. */
function height(input) {
  const given = Math.round(Number(input.value));
  return given > 0 ? Math.min(Math.max(given, HEIGHT.least), HEIGHT.most) : HEIGHT.usual;
}

/** Settings by name, such as "hidden: Gain, Seed". */
function restrictions({ hide, lock }, names) {
  const list = (keys) => keys.map((key) => names.get(key)).join(', ');
  return [hide.length && words.hidden(list(hide)), lock.length && words.locked(list(lock))].filter(Boolean).join('; ');
}

/** `chosen`: { hide, lock, names } of the panel for students. */
export function embedPanel(panel, chosen) {
  const find = (selector) => panel.querySelector(selector);
  find('[data-parts]').innerHTML = parts();
  const all = [...panel.querySelectorAll('[data-panel-name]')];
  const [theme, still, tall] = ['[data-theme-choice]', '[data-still]', '[data-height]'].map(find);
  let host;
  let state;
  const usual = all.filter((one) => !(one.dataset.panelName in words.extras));
  for (const one of usual) one.checked = true;

  function frame() {
    const isUsual = all.every((one) => one.checked === usual.includes(one));
    const show = isUsual ? [] : all.filter((one) => one.checked).map((one) => one.dataset.panelName);
    const { hide, lock } = chosen;
    return { show, hide, lock, theme: theme.value === 'auto' ? null : theme.value, motion: still.checked ? 'reduce' : null };
  }

  function write() {
    if (!state || !host) return;
    const { home, link, title, preset, kept } = state;
    const shown = frame();
    const texts = snippets(host, { home, link, title, preset, kept, height: height(tall), frame: shown });
    const several = texts.length > 1;
    find('[data-snippets]').innerHTML = texts.map(([name, text]) => box(`${words.snippet}: ${name}`, Math.min(LINES, Math.ceil(text.length / LINE) + 1), several ? name : '')).join('');
    panel.querySelectorAll('[data-snippets] textarea').forEach((area, i) => { area.value = texts[i][1]; });
    find('[data-no-panels]').hidden = all.some((one) => one.checked);
    const restricted = restrictions(chosen, chosen.names);
    find('[data-restricted]').hidden = !restricted;
    find('[data-restricted]').textContent = words.restricted(restricted);
    find('[data-look]').href = address(location.href.split(/[?#]/)[0], link, { ...kept, ...shown, embed: '1' });
  }

  const choose = tabs(find('[data-hosts]'), (name) => {
    host = name;
    find('#share-snippets').setAttribute('aria-labelledby', `share-host-${name}`);
    find('[data-hint]').innerHTML = escaped(hosts[name][1]);
    write();
  });
  choose('html');
  find('details').addEventListener('input', write);
  tall.addEventListener('change', () => { tall.value = height(tall); });
  return (shown) => {
    if (!state) {
      theme.value = shown.kept.theme ?? 'auto';
      still.checked = shown.kept.motion === 'reduce';
    }
    state = shown;
    write();
  };
}

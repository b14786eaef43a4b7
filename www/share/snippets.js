// What to paste where: one or two texts for each host. Pure.
import { address, frameText } from './address.js';
import { escaped } from './template.js';
import { kinds, words } from './words.js';

const attributes = (list) => list.map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join('');

/** Markdown keeps no brackets in the text of a link. */
const plain = (text) => text.replaceAll(/[[\]\\]/g, '');

function frame(state, source, extra = []) {
  return `<iframe${attributes([
    ...extra,
    ['src', source],
    ['title', state.title],
    ['width', '100%'],
    ['height', state.height],
    ['style', 'border:0'],
    ['loading', 'lazy'],
    ['allow', 'clipboard-write; fullscreen'],
  ])}></iframe>`;
}

/** A link that remains if frames are removed. */
const fallback = (state) => `<p><a href="${escaped(state.whole)}">${words.openSimulation}</a></p>`;

const framed = (state, source, extra) => `${frame(state, source, extra)}\n${fallback(state)}`;

function element(state) {
  const all = new URLSearchParams(`${state.link}${frameText({ ...state.inside, embed: null })}`);
  // The element brings the version of links itself.
  const own = [...all].filter(([key]) => key !== 'v');
  return [
    `<grad-lens${attributes([...own, ['title', state.title]])}><a href="${escaped(state.whole)}">${words.openSimulation}</a></grad-lens>`,
    `<script src="${escaped(state.home)}embed.js" async></script>`,
  ].join('\n');
}

function markdown(state) {
  if (!state.preset) return `[${plain(state.title)}](${state.whole})`;
  const picture = `${state.home}p/${state.preset}/picture.png`;
  return `[![${words.alternative}${plain(state.title)}](${picture})](${state.whole})\n\n[${words.openSimulation}](${state.whole})`;
}

const HOSTS = {
  html: (state) => [[kinds.frame, framed(state, state.source)], [kinds.element, element(state)]],
  lms: (state) => [[kinds.frame, framed(state, state.source)]],
  quarto(state) {
    const text = framed(state, state.source, [['data-external', '1']]);
    return [[kinds.quarto, `\`\`\`{=html}\n${text}\n\`\`\``], [kinds.reveal, text]];
  },
  myst: (state) => [[kinds.frame, `:::{iframe} ${state.source}\n:width: 100%\n${plain(state.title)}. [${words.openSimulation}](${state.whole})\n:::`]],
  wordpress(state) {
    const block = [kinds.block, framed(state, state.single)];
    return state.preset ? [block, [kinds.address, `${state.home}p/${state.preset}/`]] : [block];
  },
  markdown: (state) => [[kinds.frame, markdown(state)]],
};

/**
 * The texts for a host: [[name, text], ...]. `given`: { home, link, title, preset: its id or null, height, frame: what the embed shows,
 * kept: what every link keeps }.
 */
export function snippets(host, given) {
  const { home, link, frame: shown, kept } = given;
  const inside = { ...kept, ...shown, embed: '1' };
  return HOSTS[host]({
    ...given,
    inside,
    // Whoever leaves the figure keeps the task.
    whole: address(home, link, { ...kept, hide: shown.hide, lock: shown.lock }),
    source: address(home, link, inside),
    single: address(home, link, inside, 'gradlens.html'),
  });
}

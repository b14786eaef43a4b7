// Links as they arrive, from a seed: published ones with harmless damage, and others of arbitrary
// characters.
import { DEFAULTS, HALF, KEYS } from './judge.mjs';

/** Random numbers from a seed: { below(n), pick(list), chance(share) }. */
export function stream(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, pick: (list) => list[below(list.length)], chance: (share) => next() < share };
}

const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const code = (byte) => `%${byte.toString(16).padStart(2, '0')}`;

/** Values other than the defaults, for keys that a published link leaves out. */
const MORE = { gain: ['0.5', '2', '1.6666666666666667'], bias: ['0.1', '2.5', '5'], loss: ['mse', 'worst'], input: ['ones', 'unit'], view: ['spectrum', 'bound', 'outputs'], chips: ['none', 'bound'], step: ['1', '9', '16', '20', '27'], inputs: ['3', '128'], layer: ['1'] };
/**
 * Values that their keys do not allow; those whose meaning is clear, or that are beyond a limit,
 * with what is used instead.
 */
const BAD = {
  width: ['16~', 'tanh', 'NaN', ['0', '1'], ['12e1', '120']],
  inputs: ['one', '0x8', ['4097', '4096'], ['-1', '1'], ['3.5', '4']],
  act: ['tan', 'tanh~x', '__proto__', 'relu6', ['swish', 'silu'], ['LeakyReLU', 'leaky-relu'], ['leaky%5C_relu', 'leaky-relu'], ['identity', 'linear']],
  init: ['', 'constructor', 'lecun-uniform', ['he', 'he-normal'], ['kaiming_uniform_', 'he-uniform'], ['glorot-uniform', 'xavier-uniform'], ['he%E2%80%91normal', 'he-normal', 0]],
  gain: ['NaN', '--1', '1~0x5', ['11', '10'], ['0', '0.01'], ['-3', '0.01'], ['1,5', '1.5', 1, '2'], ['1e999', '10']],
  bias: ['nan', '0.1.2', ['-0.1', '0'], ['5.1', '5'], ['1e999', '5'], ['0,25', '0.25']],
  input: ['zero', '\u0661', ['all-ones', 'ones']],
  loss: ['l3', 'toString', ['l2', 'mse']],
  layer: ['last', ['0', '1']],
  view: ['all', '🐟', ['singular_values', 'spectrum']],
  chips: ['strands', 'all'],
  step: ['one', ['28', '27'], ['0', '1']],
};
const UNKNOWN = ['foo', 'dpeth', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', '🐟', '<img src', '<script>', 'depth[]', 'v1', 'embed2', 'a'.repeat(90), 'ünits', '%00', '%E2%80%AE'];
const SILENT = ['utm_source=x', 'UTM_Campaign=depth', 'fbclid=abc', 'gclid=1', 'msclkid=2', 'mc_eid=3', 'secret=4', 'redirect=5', 'theme=dark', 'motion=reduce', 'show=flow,gradients,spectrum,bound,outputs', 'hide=seed', 'lock=act'];

/** The same pair as mail programs, forms and people write it. */
function disguised(random, key, value) {
  const upper = (text) => (random.chance(0.2) ? text.toUpperCase() : text);
  const coded = (text) => (random.chance(0.3) ? text.replaceAll(/[\x21-\x7e]/g, (letter) => (random.chance(0.5) ? code(letter.charCodeAt(0)) : letter)) : text);
  const spaced = (text) => (random.chance(0.1) ? `+${text}%20` : text);
  return `${upper(key)}=${spaced(coded(upper(value)))}`;
}

/**
 * Whether this setting can be added and keeps its meaning: a step opens its own chart if the link
 * has none, and one layer leaves no choice.
 */
function canHave(values, key) {
  if (key === 'step') return values.has('view');
  if (key === 'inputs') return !values.has('width');
  return key !== 'layer' || values.get('depth') !== '1';
}

/**
 * A published link, perhaps with more settings, as it returns from the wild: { text, link,
 * notices }, where `link` is its meaning, written canonically, and `notices` the number of values
 * that cannot be used as given.
 */
export function damaged(random, published) {
  const values = new Map(random.pick(published).split('&').map((pair) => pair.split('=')));
  values.delete('v');
  values.set('seed', random.chance(0.5) ? String(random.below(2 ** 32)) : values.get('seed') ?? '1');
  let notices = 0;
  const units = [];
  /** What is used instead of the bad values. */
  const means = new Map();
  for (const key of KEYS.filter((key) => !values.has(key) && key in BAD)) {
    if (random.chance(0.1) && key in MORE && canHave(values, key) && !(key === 'inputs' && means.has('width'))) values.set(key, random.pick(MORE[key]));
    else if (random.chance(0.05)) {
      const [given, used, told = 1, depthOfLists] = [random.pick(BAD[key])].flat();
      if (used !== undefined && (!canHave(values, key) || means.has('width') && key === 'inputs' || values.get('depth') === depthOfLists)) continue;
      units.push(`${key}=${given}`);
      if (used !== undefined) means.set(key, used);
      notices += told;
    }
  }
  for (const [key, value] of values) {
    const again = random.below(10);
    const pair = disguised(random, key, value);
    const more = again === 0 ? [pair] : again === 1 ? [`${key}=another`] : [];
    notices += Number(again === 1);
    units.push([pair, ...more].join('&'));
  }
  for (let count = random.below(3); count > 0; count -= 1) units.push(random.pick(SILENT));
  for (let count = random.chance(0.2) ? 1 + random.below(3) : 0; count > 0; count -= 1) {
    units.push(`${random.pick(UNKNOWN)}=${random.pick(['1', '', 'depth=3', '<b>x</b>', '%'])}`);
    notices += 1;
  }
  if (random.chance(0.8)) units.push(random.pick(['v=1', 'V=1', 'v=%31']));
  return { text: joined(random, shuffled(random, units)), link: canonical(new Map([...values, ...means])), notices };
}

/**
 * The canonical form of a link: keys in order, no defaults, and values of all layers with the
 * last count written, too.
 */
function canonical(values) {
  const counted = (value) => value.replace(/(?<=,)[^,~]+$/, (last) => {
    const rest = Number(values.get('depth')) - value.split(',').slice(0, -1).reduce((sum, run) => sum + Number(run.split('~')[1] ?? 1), 0);
    return rest > 1 ? `${last}~${rest}` : last;
  });
  return ['v=1', ...KEYS.filter((key) => values.has(key) && values.get(key) !== DEFAULTS[key]).map((key) => `${key}=${counted(values.get(key))}`)].join('&');
}

function shuffled(random, list) {
  const rest = [...list];
  return times(list.length, () => rest.splice(random.below(rest.length), 1)[0]);
}

/** Pairs as a query, a query and a hash, or a whole address, with what surrounds links in texts. */
function joined(random, units) {
  const and = () => random.pick(['&', '&', '&', '&amp;', '&amp;amp;', '&&', '?']);
  const whole = (list) => list.reduce((text, unit, i) => text + (i > 0 ? and() : '') + unit, '');
  const cut = random.chance(0.3) ? random.below(units.length + 1) : units.length;
  const hash = cut < units.length || random.chance(0.1) ? random.pick(['#', '%23', '#?', '#&']) + whole(units.slice(cut)) : '';
  const before = random.pick(['', '?', '?', 'https://host.example/p/?', 'host.example/index.html?', '%3F', '%3f']);
  return random.pick(['', ' ', '\n']) + before + whole(units.slice(0, cut)) + hash + random.pick(['', '', '.', ').', '>', ';', ', ']);
}

const NUMBERS = ['0', '-0', '-1', '+5', '1.5', '1e400', '1e-400', '-1e308', 'Infinity', 'NaN', '0x10', '1_000', '0.1.2', '٣', '５', '4294967295', '4294967296', '99999999999999999999', '9'.repeat(500), '0'.repeat(300), '1e', '.', '1~0', '1~200', '1~201', '3~99999999999999999999', '~', ',', '5,,5', '1~-1', '128', '200'];
const NAMES = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__', 'then', 'length', 'tanh', 'sigmoid', 'he-normal', 'orthogonal', 'unit', 'worst', 'bound', 'null', 'undefined', '[object Object]', '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '{{7*7}}', '${7*7}', '../../etc/passwd', "' OR 1=1 --"];
const PERCENT = ['%', '%f', '%zz', '%%', '%C3%28', '%00', '%F0%9F', '%FF%FE', '%ED%A0%80', '%C0%AF', '%E2%80%AE', '%25', '%2525', '%26', '%3D', '%23', '%3F', '%0A', '%u0041', '+', '%2B'];
const SIGNS = ['=', '=', '=', '&', '&', '&', '?', '#', '~', ',', '.', '-', 'amp;', '&amp;', ' ', '\t', '\r\n', '\0', '\u2028', '\u202e', '\ufeff', 'é', '🐟', 'ß', 'İ', 'K', HALF];

const piece = (random) => random.pick(random.pick([KEYS, KEYS, NUMBERS, NAMES, PERCENT, SIGNS, SIGNS]));
const soup = (random, most) => times(random.below(most), () => piece(random)).join('');
const letter = (random) => String.fromCodePoint(random.pick([() => random.below(0x80), () => random.below(0x3000), () => 0x10000 + random.below(0xffff)])());
const runs = (random, most) => times(1 + random.below(most), () => `${random.pick(['1', '16', '128', '0.5', 'tanh', 'relu', '0', ''])}${random.pick(['', '', '~1', '~3', '~0', '~200', '~'])}`).join(',');

/** Up to this many characters are read; longer texts must not break anything. */
const LONG = 10_000;

/** Kinds of links whose meaning is not known in advance. */
const WILD = [
  (random, published) => {
    const letters = [...random.pick(published)];
    for (let count = 1 + random.below(8); count > 0; count -= 1) letters.splice(random.below(letters.length + 1), random.below(3), ...times(random.below(3), () => piece(random)));
    return letters.join('');
  },
  (random) => soup(random, 40),
  (random) => times(random.below(60), () => letter(random)).join(''),
  (random) => times(random.below(30), () => random.pick([...PERCENT, '=', '&', 'depth'])).join(''),
  (random) => times(1 + random.below(13), () => `${random.pick(KEYS)}=${random.pick(NUMBERS)}`).join('&'),
  (random) => times(1 + random.below(13), () => `${random.pick([...KEYS, ...NAMES])}=${random.pick(NAMES)}`).join('&'),
  (random) => times(2 + random.below(60), () => `${random.pick(KEYS.slice(0, 4))}=${random.below(250)}`).join('&'),
  (random) => `depth=${1 + random.below(200)}&${random.pick(['width', 'act', 'gain'])}=${runs(random, 30)}&width=${runs(random, 8)}&layer=${random.below(220)}`,
  (random) => `v=${random.pick([...NUMBERS, '2', 'one'])}&seed=${random.below(2 ** 32)}#${soup(random, 12)}`,
];
const LENGTHY = [
  (random) => `width=${runs(random, 3000)}`,
  (random) => '&'.repeat(random.below(LONG)),
  (random) => `depth=7&${'x'.repeat(random.below(LONG))}`,
  (random) => `depth=7&${'amp;'.repeat(random.below(LONG / 4))}gain=2`,
  (random) => times(random.below(LONG / 10), () => piece(random)).join(''),
  (random) => `seed=${'9'.repeat(random.below(LONG))}&gain=${'%41'.repeat(random.below(LONG / 6))}`,
];

/** A link of unknown meaning: { text }. */
export const wild = (random, published) => ({ text: random.pick(random.chance(0.02) ? LENGTHY : WILD)(random, published).slice(0, LONG) });

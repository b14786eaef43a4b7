// Shows links in the page and says what is wrong with the result. Its source runs there, so it must
// not depend on anything else.

/** The keys of settings, in the order of links. */
export const KEYS = ['depth', 'width', 'inputs', 'act', 'init', 'gain', 'bias', 'skip', 'norm', 'place', 'tied', 'slope', 'input', 'loss', 'turn', 'samples', 'seed', 'layer', 'view', 'chips', 'step'];
/** The defaults, which links leave out. */
export const DEFAULTS = { depth: '20', width: '16', act: 'sigmoid', init: 'xavier-normal', gain: '1', bias: '0', skip: '0', norm: 'none', place: 'inside', tied: '0', slope: '0.01', samples: '1', input: 'normal', loss: 'unit', view: 'gradients' };
/** Stands for an unpaired surrogate, which cannot be sent out of this program. */
export const HALF = '\ue000';

const whole = (low, high) => (text) => /^(0|[1-9]\d*)$/.test(text) && Number(text) >= low && Number(text) <= high;
const real = (low, high) => (text) => /^(?!-0$)-?\d+(\.\d+)?$/.test(text) && Number(text) >= low && Number(text) <= high;
const name = (...names) => (text) => names.includes(text);
const ACTS = name('linear', 'sigmoid', 'tanh', 'relu', 'leaky-relu', 'elu', 'selu', 'gelu', 'silu', 'softplus', 'softsign', 'erf', 'mish', 'sin', 'arctan');
const INITS = name('xavier-normal', 'xavier-uniform', 'he-normal', 'he-uniform', 'lecun-normal', 'orthogonal', 'normal', 'identity', 'zeros', 'pytorch', 'constant');
const LIMITS = { depth: whole(1, 200), width: whole(1, 1024), inputs: whole(1, 4096), act: ACTS, init: INITS, gain: real(0.01, 10), bias: real(0, 5), skip: real(0, 10), norm: name('none', 'layer', 'rms'), place: name('before', 'inside', 'after'), tied: name('0', '1'), slope: real(0, 1), samples: whole(1, 256), input: name('normal', 'ones', 'unit'), loss: name('unit', 'mse', 'best', 'worst', 'cross-entropy', 'sum'), turn: real(-180, 180), seed: whole(0, 2 ** 32 - 1), layer: whole(1, 200), view: name('gradients', 'spectrum', 'bound', 'outputs'), chips: (text) => /^(none|(gradient|directions|bound|weights|plain)(,(directions|bound|weights|plain))*)$/.test(text), step: whole(1, 27) };
const WEIGHTS = 50_000_000;

/** Values of all layers: [value, count]. */
const runsOf = (text) => text.split(',').map((run) => run.split('~')).map(([value, count = '1']) => [value, Number(count)]);
function wrongRuns(key, text, depth) {
  if (!/[~,]/.test(text)) return !LIMITS[key](text);
  const runs = runsOf(text);
  const sum = runs.reduce((sum, [, count]) => sum + count, 0);
  return sum !== depth || runs.length < 2 || runs.some(([value, count], i) => !LIMITS[key](value) || count < 1 || value === runs[i - 1]?.[0]);
}
/** Why this is not a link in canonical form, or null. */
function wrongLink(link) {
  const [version, ...pairs] = link.split('&').map((pair) => pair.split('='));
  if (version.join('=') !== 'v=1') return 'it has no version';
  const given = Object.fromEntries(pairs);
  if (pairs.some((pair) => pair.length !== 2) || pairs.map(([key]) => key).join() !== KEYS.filter((key) => Object.hasOwn(given, key)).join()) return 'its keys are not those of the table, in order';
  if (given.seed === undefined) return 'it has no seed';
  const { depth = 20, width = '16' } = given;
  for (const [key, value] of pairs) {
    if (value === DEFAULTS[key]) return `${key} is the default`;
    if (['width', 'act', 'gain', 'skip', 'norm', 'place'].includes(key) ? wrongRuns(key, value, Number(depth)) : !LIMITS[key](value)) return `${key} is out of its limits`;
  }
  if (Number(given.layer) > Number(depth)) return 'there is no such layer';
  const widths = /[~,]/.test(width) ? runsOf(width).flatMap(([h, count]) => Array(count).fill(Number(h))) : Array(Number(depth)).fill(Number(width));
  const weights = widths.reduce((sum, h, j) => sum + h * (widths[j - 1] ?? (given.inputs ? Number(given.inputs) : h)), 0);
  return weights > WEIGHTS ? 'it has too many weights' : null;
}

const PARTS = 'field,given,used,allowed,text';
function wrongNotice(notice) {
  const { field, given, used, allowed, text } = notice;
  if (Object.keys(notice).join() !== PARTS || Object.values(notice).some((part) => typeof part !== 'string')) return 'it has not these parts';
  if (!field || !allowed || [field, given].some((part) => [...part].length > 41 || /[\0-\x1f\x7f-\x9f]/.test(part))) return 'a part of it is empty, too long or not printable';
  const refused = `${field}: "${given}" is not allowed (${allowed}); ${used ? `${used} is used.` : 'it is ignored.'}`;
  const understood = `${field}: "${given}" is taken as ${used} (${allowed}).`;
  return text === refused || (used && text === understood) ? null : 'its text is another one';
}

/** What the page says about them. */
function wrongBox(notices) {
  const box = document.getElementById('notices');
  if (box.hidden !== (notices.length === 0)) return 'the box of notices is not as they are';
  const rows = box.querySelectorAll('tbody tr');
  if (rows.length !== Math.min(notices.length, 10)) return `${rows.length} rows`;
  if (box.querySelectorAll('tbody *').length !== 5 * rows.length) return 'there is markup in the rows';
  return [...rows].some((row, i) => row.cells[0].textContent !== notices[i].field || row.cells[1].textContent !== (notices[i].given || 'nothing')) ? 'a row says something else' : null;
}

const known = new Set();
function verdict(text, expected) {
  const { gradlens } = window;
  const notices = gradlens.apply(text);
  const link = gradlens.link();
  for (const notice of notices) if (wrongNotice(notice)) return `${wrongNotice(notice)}: ${JSON.stringify(notice)}`;
  const wrong = wrongLink(link) ?? wrongBox(notices);
  if (wrong) return `${wrong}: ${link}`;
  if (expected && (link !== expected.link || notices.length !== expected.notices)) return `${link} with ${notices.length} notices, not ${expected.link} with ${expected.notices}: ${notices.map(({ text }) => text)}`;
  if (!/^(&(embed|show|hide|lock|theme|motion)=[a-z0-9,]+)*$/.test(gradlens.frame(text))) return `the frame is ${gradlens.frame(text)}`;
  if (known.has(link)) return null;
  known.add(link);
  const again = gradlens.apply(link);
  return again.length > 0 || gradlens.link() !== link ? `${link} comes back as ${gradlens.link()} with ${again.length} notices` : null;
}

/** Shows links; returns what is wrong with the results, at most five sentences. */
export const judge = (links) => links.flatMap(({ text, link, notices }) => {
  const given = text.replaceAll(HALF, '\ud83d');
  try {
    const wrong = verdict(given, link && { link, notices });
    return wrong ? [`${JSON.stringify(text)}: ${wrong}`] : [];
  } catch (error) {
    return [`${JSON.stringify(text)}: ${error.stack ?? error}`];
  }
}).slice(0, 5);

// What names of tensors tell: what a tensor is, what belongs to it, what comes first.

/** Words that tell where in a network a part is; all others are between the first and the last ones. */
const ORDER = [[/^(stem|embed\w*|inputs?|in|in_proj|encoder|enc|first)$/i, -1], [/^(decoder|dec)$/i, 1], [/^(head|heads|outputs?|out|out_proj|classifier|final|last|predict\w*|logits|readout)$/i, 2]];

const rank = (word) => ORDER.find(([pattern]) => pattern.test(word.replace(/[_\d]+$/, '')))?.[1] ?? 0;

const pieces = (name) => name.split(/[./]/).flatMap((word) => [rank(word), ...word.split(/(\d+)/).filter(Boolean)]);

/** Compares names as people count: layers.10 after layers.2, the encoder before the decoder, the head last. */
export function natural(a, b) {
  const [own, other] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.min(own.length, other.length); i += 1) {
    const difference = Number(own[i]) - Number(other[i]);
    if (difference) return difference;
    if (Number.isNaN(difference) && own[i] !== other[i]) return String(own[i]) < String(other[i]) ? -1 : 1;
  }
  return own.length - other.length;
}

/** The last word of a name: what it says the tensor is, and who writes so. */
const ENDINGS = [
  [/^(.*?)[./]?weight$/, 'weight', 'torch'],
  [/^(.*?)[./]?bias$/, 'bias', null],
  [/^(.*?)[./]?kernel$/, 'weight', 'keras'],
  [/^(.*?)[./]?(?:gamma|scale)$/, 'gain', 'keras'],
  [/^(.*?)[./]?beta$/, 'shift', 'keras'],
  [/^(.*?)[./]?running_mean$/, 'mean', 'torch'],
  [/^(.*?)[./]?running_var$/, 'variance', 'torch'],
  [/^(.*?)[./]?moving_mean$/, 'mean', 'keras'],
  [/^(.*?)[./]?moving_variance$/, 'variance', 'keras'],
  [/^(.*?)[./]?num_batches_tracked$/, 'counter', 'torch'],
];
const NUMBERED = [
  [/^(.*?)coefs?_*[./]?(\d+)$/i, 'weight', 'sklearn'],
  [/^(.*?)intercepts?_*[./]?(\d+)$/i, 'bias', 'sklearn'],
  [/^(.*?)(?:w|weights?|kernel|theta)_?(\d+)$/i, 'weight', 'numbered'],
  [/^(.*?)(?:b|bias|biases)_?(\d+)$/i, 'bias', 'numbered'],
];

/**
 * { stem, role, family }: the stem is shared by what belongs together; the role is weight, bias, gain, shift, mean, variance,
 * counter, or null where the name tells nothing; the family says whose way of naming it is.
 */
export function told(name) {
  const plain = name.replace(/:\d+$/, '');
  const nameless = /^arr_(\d+)$/.exec(plain);
  if (nameless) return { stem: nameless[1], role: null, family: 'arrays' };
  for (const [pattern, role, family] of ENDINGS) {
    const match = pattern.exec(plain);
    if (match) return { stem: match[1], role, family };
  }
  for (const [pattern, role, family] of NUMBERED) {
    const match = pattern.exec(plain);
    if (match) return { stem: `${match[1]}${match[2]}`, role, family };
  }
  return { stem: plain, role: null, family: null };
}

/** The name without its last word: "encoder" of "encoder.4". */
export const parent = (stem) => /^(.*)[./]/.exec(stem)?.[1] ?? '';
/** The number at the end of a name, or null: 4 of "encoder.4", 2 of "fc2". */
export const number = (stem) => (/(\d+)$/.test(stem) ? Number(/(\d+)$/.exec(stem)[1]) : null);
/** Whether the last word is nothing but a number, as in a Sequential. */
export const isIndexed = (stem) => /(^|[./])\d+$/.test(stem);

/** Parts whose matrices are no layers of a chain: [pattern, key of the words for it]. */
const OTHERS = [[/(^|[./_])(weight|bias)_(ih|hh)_l\d/, 'recurrent'], [/recurrent_kernel$/, 'recurrent'], [/embed|(^|[./])w[tp]e([./]|$)/i, 'embedding'], [/in_proj_weight$|(^|[./])(q|k|v)_proj[./]/, 'attention']];
export const other = (name) => OTHERS.find(([pattern]) => pattern.test(name))?.[1] ?? null;

const ACTIVATIONS = [[/leaky_?relu/i, 'leaky-relu'], [/(^|[^a-z])relu/i, 'relu'], [/sigmoid/i, 'sigmoid'], [/tanh/i, 'tanh'], [/gelu/i, 'gelu'], [/selu/i, 'selu'], [/(^|[^sgr])elu/i, 'elu'], [/silu|swish/i, 'silu'], [/softplus/i, 'softplus'], [/softsign/i, 'softsign'], [/mish/i, 'mish'], [/siren|(^|[^a-z])sine?([^a-z]|$)/i, 'sin']];
/** The activation that a name has in it, or null. */
export const activation = (name) => ACTIVATIONS.find(([pattern]) => pattern.test(name))?.[1] ?? null;

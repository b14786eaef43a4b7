// Norms with their own scale and shift, as weights and biases. MODEL.md has the formulas.
import { FileProblem, quoted } from './problem.js';
import { words } from './words.js';

const filled = (length, value) => new Float64Array(length).fill(value);
const isAll = (vector, value) => vector.every((x) => x === value);

/** v -> scale v + shift of a batch norm in evaluation mode. */
function batch({ unit, eps }) {
  const { width, gain, shift, mean, variance } = unit;
  const scale = filled(width, 1).map((one, i) => (gain ? gain.data[i] : 1) / Math.sqrt(variance.data[i] + eps));
  return { scale, shift: scale.map((s, i) => (shift ? shift.data[i] : 0) - mean.data[i] * s) };
}

const own = ({ unit }) => ({ scale: unit.gain?.data ?? filled(unit.width, 1), shift: unit.shift?.data ?? filled(unit.width, 0) });
const refuse = (norm, problem) => { throw new FileProblem(problem, words.norm(quoted(norm.unit.stem))); };

/** Scale and shift of what enters a layer: w' = diag(scale) w, b' = b + w^T shift. */
function folded({ w, b, ...layer }, { scale, shift }) {
  const { outputs } = layer;
  const bias = b ? b.slice() : filled(outputs, 0);
  const weights = w.slice();
  for (const [i, s] of scale.entries()) {
    for (let j = 0; j < outputs; j += 1) {
      bias[j] += shift[i] * w[i * outputs + j];
      weights[i * outputs + j] *= s;
    }
  }
  return { ...layer, w: weights, b: b || !isAll(bias, 0) ? bias : null };
}

/** Scale and shift of what a layer makes before its activation: w' = w diag(scale), b' = scale b + shift. */
function foldedBehind({ w, b, ...layer }, { scale, shift }) {
  const { outputs } = layer;
  return { ...layer, w: w.map((x, i) => x * scale[i % outputs]), b: shift.map((c, j) => (b ? b[j] * scale[j] : 0) + c) };
}

/** A norm without scale and shift, as a network file has it. */
const plain = ({ kind, eps }, place) => ({ kind, place, eps });

/** Whether scale and shift change nothing but the next weights, once the activation has passed them. */
function passes({ activation }, { scale, shift }) {
  if (activation === 'linear') return true;
  return (activation === 'relu' || activation === 'leaky-relu') && isAll(shift, 0) && scale.every((s) => s > 0);
}

/** A norm of the vector before an activation. Returns the layer, and what the next weights have to take. */
function before(layer, norm) {
  if (norm.kind === 'batch') return [foldedBehind(layer, batch(norm)), null];
  const affine = own(norm);
  const isPlain = isAll(affine.scale, 1) && isAll(affine.shift, 0);
  if (layer.norm) refuse(norm, words.twoNorms);
  if (!isPlain && !passes(layer, affine)) refuse(norm, words.notExact(layer.activation));
  return [{ ...layer, norm: plain(norm, 'pre-activation') }, isPlain ? null : affine];
}

/** A norm behind an activation. Returns this layer, and what the next one takes: { affine, norm }. */
function behind(layer, norm, hasRoom) {
  const affine = norm.kind === 'batch' ? batch(norm) : own(norm);
  if (norm.kind === 'batch') return [layer, { affine }];
  if (hasRoom) return [layer, { affine, norm: plain(norm, 'input') }];
  if (!layer || layer.norm) refuse(norm, words.twoNorms);
  return [{ ...layer, norm: plain(norm, 'output') }, { affine }];
}

/** The last layer has no next one: only what its own weights can take is left. */
function atEnd(layer, norm) {
  if (norm.kind === 'batch') {
    if (layer.activation !== 'linear') refuse(norm, words.atEnd);
    return foldedBehind(layer, batch(norm));
  }
  const { scale, shift } = own(norm);
  if (!isAll(scale, 1) || !isAll(shift, 0)) refuse(norm, words.atEnd);
  if (layer.norm) refuse(norm, words.twoNorms);
  return { ...layer, norm: plain(norm, 'output') };
}

/** One norm at each place at most: [before, after] of layers 0..K. */
function byPlace(norms, depth) {
  const found = Array.from({ length: depth + 1 }, () => ({ before: null, after: null }));
  for (const norm of norms) {
    const { layer, side } = norm.place;
    if (found[layer][side]) refuse(norm, words.samePlace(quoted(found[layer][side].unit.stem)));
    found[layer][side] = norm;
  }
  return found;
}

/**
 * Layers { w, b, inputs, outputs, activation } with these norms in them, exactly: batch norms by their statistics, the scale and shift
 * of others in the weights behind them. Throws a FileProblem that names a norm for which that cannot be.
 */
export function withNorms(layers, norms) {
  const at = byPlace(norms, layers.length);
  const isLayerNorm = (norm) => norm && norm.kind !== 'batch';
  const done = [];
  let next = null;
  if (at[0].after) [, next] = behind(null, at[0].after, !isLayerNorm(at[1].before));
  for (const [j, given] of layers.entries()) {
    let layer = next ? { ...folded(given, next.affine), ...(next.norm && { norm: next.norm }) } : given;
    next = null;
    const norm = at[j + 1];
    const isLast = j === layers.length - 1;
    if (norm.before) {
      const [own, affine] = before(layer, norm.before);
      if (affine && (isLast || norm.after)) refuse(norm.before, isLast ? words.atEnd : words.twoNorms);
      layer = own;
      next = affine && { affine };
    }
    if (norm.after && isLast) layer = atEnd(layer, norm.after);
    else if (norm.after) [layer, next] = behind(layer, norm.after, !isLayerNorm(at[j + 2].before));
    done.push(layer);
  }
  return done;
}

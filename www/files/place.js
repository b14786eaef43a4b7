// Where norms act in a chain. Numbers in a Sequential tell; elsewhere a place is proposed and the reader decides.
import { isIndexed, number, parent } from './names.js';
import { words } from './words.js';

/** eps where a framework says nothing else. */
const EPS = { batch: { torch: 1e-5, keras: 1e-3 }, layer: { torch: 1e-5, keras: 1e-3 }, rms: { torch: 2 ** -23, keras: 1e-6 } };
export const epsOf = ({ kind, family }) => EPS[kind][family === 'keras' || family === 'arrays' ? 'keras' : 'torch'];

/** Every place where a norm of this width fits: { layer, side }, with side "before" or "after" the activation of layer 1..K, or "after" 0. */
export function places(layers, width) {
  const found = layers[0].inputs === width ? [{ layer: 0, side: 'after' }] : [];
  for (const [j, { outputs }] of layers.entries()) {
    if (outputs === width) found.push({ layer: j + 1, side: 'before' }, { layer: j + 1, side: 'after' });
  }
  return found;
}

/** By the gaps of a Sequential: an activation needs an index of its own. */
function byIndex(layers, { stem, family }) {
  // Arrays without names are counted, not layers.
  if (family === 'arrays') return null;
  const own = number(stem);
  const isBeside = (layer) => isIndexed(layer.unit.stem) && parent(layer.unit.stem) === parent(stem);
  if (!isIndexed(stem) || !layers.every(isBeside)) return null;
  const index = ({ unit }) => number(unit.stem);
  const j = layers.filter((layer) => index(layer) < own).length;
  if (j === 0) return { layer: 0, side: 'after', isTold: true };
  const [from, to] = [own - index(layers[j - 1]) - 1, j < layers.length ? index(layers[j]) - own - 1 : Infinity];
  if (from === 0) return { layer: j, side: 'before', isTold: true };
  return { layer: j, side: to === 0 ? 'after' : 'before', isTold: to === 0 };
}

/** By the same number at the end of another word: bn1 belongs to fc1. */
function byNumber(layers, { stem }) {
  const own = number(stem);
  if (own === null || isIndexed(stem)) return null;
  const j = layers.findIndex(({ unit }) => number(unit.stem) === own && parent(unit.stem) === parent(stem));
  return j < 0 ? null : { layer: j + 1, side: 'before', isTold: false };
}

/** By where it is in the file: behind the layer before it, or in front of the layer that it shares a name with. */
function byOrder(layers, { stem, at }) {
  const j = layers.filter(({ unit }) => unit.at < at).length;
  const isWith = (layer) => layer && parent(layer.unit.stem) === parent(stem);
  const isNext = isWith(layers[j]) && !isWith(layers[j - 1]);
  return { layer: j, side: isNext || j === 0 ? 'after' : 'before', isTold: false };
}

/** The nearest place that fits what was found. */
function fitting(all, { layer, side, isTold }) {
  const exact = all.find((place) => place.layer === layer && place.side === side);
  if (exact) return { ...exact, isTold };
  // pre-norm blocks count norm1 and fc1 alike: what does not fit behind a layer may fit in front of it.
  const before = all.find((place) => place.layer === layer - 1 && place.side === 'after');
  return { ...(before ?? all.find((place) => place.layer >= layer) ?? all[0]), isTold: false };
}

/**
 * The norms of a chain, each with its place: { norms: [{ unit, places, place, isTold, kind, eps, why }], left: what fits nowhere, with a
 * reason }.
 */
export function placed(layers, norms) {
  const found = [];
  const left = [];
  for (const unit of norms) {
    const taken = new Set(found.map(({ place }) => `${place.layer} ${place.side}`));
    const all = places(layers, unit.width);
    const free = all.filter(({ layer, side }) => !taken.has(`${layer} ${side}`));
    if (free.length === 0) {
      left.push(...unit.tensors.map((tensor) => ({ name: tensor.name, shape: tensor.shape, tensor, why: words.skipped.noPlace(unit.width) })));
      continue;
    }
    const { isTold, ...place } = fitting(free, byIndex(layers, unit) ?? byNumber(layers, unit) ?? byOrder(layers, unit));
    found.push({ unit, places: all, place, isTold, kind: unit.kind, eps: epsOf(unit), why: isTold ? words.why.index : words.why.asked });
  }
  return { norms: found, left };
}

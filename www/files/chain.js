// Which tensors are the layers of a network, in which order and which way round. There may be several chains in a file; the longest
// one is proposed.
import { activation, parent } from './names.js';
import { isTurned, orientation, run, sizes } from './orientation.js';
import { placed } from './place.js';
import { FileProblem, quoted } from './problem.js';
import { units } from './units.js';
import { words } from './words.js';

/** The most chains that are offered. */
const MOST_CHAINS = 20;
/** So many tries to put layers in an order by their shapes alone. */
const MOST_TRIES = 20000;

/** Layers in this order, cut where one cannot follow; `most` of a chain are stored in an unusual way. */
function runs(layers, most = Infinity) {
  const found = [];
  for (let from = 0; from < layers.length;) {
    const count = run(layers.slice(from), most);
    // A layer that fits no way round is a chain by itself, so that what is wrong with it can be said.
    if (count > 0 || most > 0) found.push(layers.slice(from, from + Math.max(1, count)));
    from += Math.max(1, count);
  }
  return found;
}

/** All layers in some order in which they fit as they are usually stored, or null: for names that tell no order. */
function byShapes(layers) {
  let tries = 0;
  const extend = (chain, rest) => {
    if (rest.length === 0) return chain;
    for (const next of rest) {
      tries += 1;
      if (tries > MOST_TRIES) return null;
      const longer = [...chain, next];
      if (run(longer, 0) < longer.length) continue;
      const whole = extend(longer, rest.filter((one) => one !== next));
      if (whole) return whole;
    }
    return null;
  };
  return layers.length <= 24 ? extend([], layers) : null;
}

/** Layers that have the beginning of their names in common. */
function families(layers) {
  const groups = new Map();
  for (const layer of layers) {
    const first = layer.stem.split(/[./]/)[0];
    if (first !== layer.stem) groups.set(first, [...(groups.get(first) ?? []), layer]);
  }
  return groups.size > 1 ? [...groups.values()] : [];
}

const numbers = (layers) => layers.reduce((sum, { weight }) => sum + weight.data.length, 0);
const key = (layers) => layers.map(({ stem }) => stem).join('\n');

/**
 * Chains of these layers, the most likely one first: those of several layers that are all stored as usual, then the longest ones. Turning
 * matrices around until they fit would tie networks together that only share a size.
 */
function candidates(layers) {
  const inFile = [...layers].sort((a, b) => a.at - b.at);
  const orders = [layers, inFile, ...families(layers)];
  const usual = orders.flatMap((order) => runs(order, 0));
  const byShape = usual[0]?.length === layers.length ? [] : byShapes(layers) ?? [];
  const all = [...usual, ...orders.flatMap((order) => runs(order)), byShape].filter((chain) => chain.length > 0);
  const found = [...new Map(all.map((chain) => [key(chain), chain])).values()];
  const isLikely = (chain) => Number(chain.length > 1 && (run(chain, 0) === chain.length || isTurned(chain)));
  return found.sort((a, b) => isLikely(b) - isLikely(a) || b.length - a.length || numbers(b) - numbers(a)).slice(0, MOST_CHAINS);
}

/** The activation behind each layer: what its name says, linear where nothing lies between it and the next one, linear at the end. */
function activations(layers) {
  return layers.map(({ stem, family }, j) => {
    const named = activation(stem);
    if (named) return { activation: named, whyActivation: words.why.named };
    if (j === layers.length - 1) return { activation: 'linear', whyActivation: words.why.last };
    const index = (name) => (parent(name) === parent(stem) && /(^|[./])\d+$/.test(name) ? Number(/\d+$/.exec(name)[0]) : NaN);
    if (family === 'torch' && index(layers[j + 1].stem) === index(stem) + 1 && isSequential(layers)) return { activation: 'linear', whyActivation: words.why.adjacent };
    return { activation: 'relu', whyActivation: words.why.assumed };
  });
}

/** Whether indices leave room for activations somewhere: in a list of layers alone they are simply counted. */
function isSequential(layers) {
  const indices = layers.map(({ stem }) => Number(/(?:^|[./])(\d+)$/.exec(stem)?.[1] ?? NaN));
  return indices.some((index, j) => j > 0 && index > indices[j - 1] + 1);
}

/** The layer with which a norm shares most of its name; of several the last one before it in the file. */
function owner({ stem, at }, linears) {
  const own = stem.split(/[./]/);
  const common = (name) => {
    const words = name.split(/[./]/);
    const end = own.findIndex((word, i) => word !== words[i]);
    return end < 0 ? own.length : end;
  };
  const most = Math.max(...linears.map((one) => common(one.stem)));
  const near = linears.filter((one) => common(one.stem) === most).sort((a, b) => a.at - b.at);
  return near.findLast((one) => one.at < at) ?? near[0];
}

function chainOf(layers, norms) {
  const ways = orientation(layers);
  const acts = activations(layers);
  const chain = layers.map((unit, j) => ({ unit, ...ways[j], ...sizes(unit, ways[j].isTransposed), ...acts[j] }));
  return { layers: chain, ...placed(chain, norms) };
}

/**
 * What a file can be as a network: { chains: [{ layers: [{ unit, isTransposed, isCertain, why, inputs, outputs, activation, whyActivation }],
 * norms: [...], skipped: [...] }], skipped: [{ name, shape, why }] }, the proposed chain first. Throws a FileProblem if nothing can be a layer.
 */
export function chains(tensors) {
  const { linears, norms, skipped } = units(tensors);
  if (linears.length === 0) throw new FileProblem(words.noLayers(tensors.length));
  const found = candidates(linears).map((layers) => {
    const others = norms.filter((norm) => !layers.includes(owner(norm, linears)));
    const { layers: own, norms: placedNorms, left } = chainOf(layers, norms.filter((norm) => !others.includes(norm)));
    // A matrix whose name says nothing may be data rather than weights: its rows can be chosen.
    const isData = ({ family }) => family === null;
    const rest = [...linears.filter((one) => !layers.includes(one)), ...others].flatMap((one) => one.tensors.map(({ name, shape }, i) => ({ name, shape, tensor: isData(one) ? one.tensors[i] : null, why: words.skipped.otherChain })));
    return { layers: own, norms: placedNorms, skipped: [...skipped, ...rest, ...left] };
  });
  return { chains: found };
}

/** The sizes of a chain with these ways round, and the first place where they do not fit: { inputs, outputs }[] or throws. */
export function resized(layers) {
  let before = null;
  return layers.map((layer) => {
    const { name } = layer.unit.weight;
    const own = sizes(layer.unit, layer.isTransposed);
    if (before !== null && own.inputs !== before) throw new FileProblem(words.noFit(before, own.inputs), words.tensor(quoted(name)));
    if (layer.unit.bias && layer.unit.bias.data.length !== own.outputs) throw new FileProblem(words.noBiasFit(layer.unit.bias.data.length, own.outputs), words.tensor(quoted(name)));
    before = own.outputs;
    return { ...layer, ...own };
  });
}

// Which way round the matrices are stored. Shapes and biases decide where they can, names where they cannot.
import { words } from './words.js';

/** Ways of storing: inputs x outputs as in a network file, or transposed. */
const WAYS = [false, true];
/** Who stores outputs x inputs. */
const TRANSPOSED = { torch: true };

/** { inputs, outputs } of a matrix stored this way; a vector is a column. */
export function sizes({ weight: { shape, data } }, isTransposed) {
  const [rows, columns] = shape.length === 2 ? shape : [data.length, 1];
  return isTransposed && shape.length === 2 ? { inputs: columns, outputs: rows } : { inputs: rows, outputs: columns };
}

const isUsual = ({ family }, way) => (TRANSPOSED[family] ?? false) === way;
const fitsBias = (layer, way) => (!layer.bias || layer.bias.data.length === sizes(layer, way).outputs) && (layer.weight.shape.length === 2 || !way);

/** Whether these layers can follow each other all turned around, in names that do not say who stores them. */
export function isTurned(layers) {
  const fits = (layer, j) => fitsBias(layer, true) && (j === 0 || sizes(layers[j - 1], true).outputs === sizes(layer, true).inputs);
  return layers.every(({ family }) => family === null || family === 'numbered') && layers.every(fits);
}

/** Which ways of this layer can follow these of the layer before, with the least number of unusual ones: [cost, cost]. */
function costs(layer, before) {
  return WAYS.map((way) => {
    if (!fitsBias(layer, way)) return Infinity;
    const from = before ? Math.min(...WAYS.map((other, i) => (sizes(before.layer, other).outputs === sizes(layer, way).inputs ? before.costs[i] : Infinity))) : 0;
    return from + (isUsual(layer, way) ? 0 : 1);
  });
}

/** How many of these layers, from the first one on, can follow each other; `most`: so many may be stored in an unusual way. */
export function run(layers, most = Infinity) {
  let before = null;
  for (const [i, layer] of layers.entries()) {
    const own = costs(layer, before).map((cost) => (cost > most ? Infinity : cost));
    if (own.every((cost) => cost === Infinity)) return i;
    before = { layer, costs: own };
  }
  return layers.length;
}

/** Whether each way of each layer occurs in some chain of all of them. */
function possible(layers) {
  const forward = layers.map(() => [false, false]);
  for (const [j, layer] of layers.entries()) {
    WAYS.forEach((way, i) => {
      const follows = j === 0 || WAYS.some((other, k) => forward[j - 1][k] && sizes(layers[j - 1], other).outputs === sizes(layer, way).inputs);
      forward[j][i] = fitsBias(layer, way) && follows;
    });
  }
  for (let j = layers.length - 2; j >= 0; j -= 1) {
    WAYS.forEach((way, i) => {
      forward[j][i] &&= WAYS.some((other, k) => forward[j + 1][k] && sizes(layers[j], way).outputs === sizes(layers[j + 1], other).inputs);
    });
  }
  return forward;
}

/**
 * The ways of a chain of layers that can follow each other, with the fewest unusual ones: [{ isTransposed, isCertain, why }]. It is
 * certain where only one way fits.
 */
export function orientation(layers) {
  const steps = [];
  for (const layer of layers) steps.push({ layer, costs: costs(layer, steps.at(-1)) });
  const both = possible(layers);
  const ways = [];
  for (let j = layers.length - 1; j >= 0; j -= 1) {
    const fits = WAYS.map((way) => j === layers.length - 1 || sizes(layers[j], way).outputs === sizes(layers[j + 1], ways[0]).inputs);
    const [straight, turned] = steps[j].costs.map((cost, i) => (fits[i] ? cost : Infinity));
    ways.unshift(turned < straight);
  }
  return ways.map((isTransposed, j) => {
    const isCertain = !(both[j][0] && both[j][1]);
    return { isTransposed, isCertain, why: isCertain ? words.why.shapes(isUsual(layers[j], isTransposed)) : words.why[layers[j].family] ?? words.why.unknown };
  });
}

// A chain and the reader's choices as a network, and that as what the program takes.
import { resized } from './chain.js';
import { withNorms } from './fold.js';
import { FileProblem, quoted } from './problem.js';
import { normal, unit } from './random.js';
import { row } from './rows.js';
import { words } from './words.js';

/** The longest name in a network file, in characters. */
const LONGEST_NAME = 200;

/** The weights of a layer as inputs x outputs, row-major. */
function straight({ unit: { weight }, isTransposed, inputs, outputs }) {
  if (!isTransposed) return weight.data.slice();
  const w = new Float64Array(weight.data.length);
  for (let i = 0; i < inputs; i += 1) for (let j = 0; j < outputs; j += 1) w[i * outputs + j] = weight.data[j * inputs + i];
  return w;
}

/** Refuses what is not finite, and says where in the file it is. */
function finite({ name, data, shape }) {
  const at = data.findIndex((x) => !Number.isFinite(x));
  if (at < 0) return;
  const columns = shape.at(-1) ?? 1;
  const place = shape.length > 1 ? words.entryAt(Math.floor(at / columns) + 1, (at % columns) + 1) : words.numberAt(at + 1);
  throw new FileProblem(words.notFinite(data[at]), words.tensor(quoted(name)), place);
}

/** A norm must be as wide as the vector at its place, which a transposed matrix may have changed. */
function fits({ unit: { stem, width }, place: { layer } }, sized) {
  const here = layer === 0 ? sized[0].inputs : sized[layer - 1].outputs;
  if (here !== width) throw new FileProblem(words.noNormFit(width, here), words.norm(quoted(stem)));
}

/** The numbers of the input: { kind: "normal" | "ones" | "row", seed, tensor, row, scale }. */
function inputOf({ kind, seed, tensor, row: number, scale }, length) {
  if (kind === 'ones') return new Float64Array(length).fill(1);
  if (kind === 'normal') return normal(seed, length);
  finite(tensor);
  return row(tensor, number, { length, scale });
}

/** Where the gradient starts: { kind: "unit" | "sum" | "target", seed, tensor, row }. The seed of a random one is the next one. */
function lossOf({ kind, seed, tensor, row: number }, length) {
  if (kind === 'sum') return { gradient: new Float64Array(length).fill(1) };
  if (kind === 'unit') return { gradient: unit(seed + 1, length) };
  finite(tensor);
  return { target: row(tensor, number, { length }) };
}

/**
 * The network of a chain of `chains`, as the reader has it: { name, layers: [{ w, inputs, outputs, b, activation, skip?, norm? }], input,
 * target | gradient }. All numbers are Float64Arrays; w is row-major and has a row for each unit of the layer before. `input` and
 * `loss` as above. `skip`: of every layer that is as wide as what enters it, 0 for none. Throws a FileProblem.
 */
export function networkOf({ name, chain, skip = 0, input, loss }) {
  const sized = resized(chain.layers);
  const used = [...chain.layers.flatMap((layer) => layer.unit.tensors), ...chain.norms.filter(({ place }) => place).flatMap((norm) => norm.unit.tensors)];
  used.forEach(finite);
  chain.norms.filter(({ place }) => place).forEach((norm) => fits(norm, sized));
  const plain = sized.map((layer) => ({ w: straight(layer), inputs: layer.inputs, outputs: layer.outputs, b: layer.unit.bias?.data ?? null, activation: layer.activation, ...(skip !== 0 && layer.inputs === layer.outputs && { skip }) }));
  const layers = withNorms(plain, chain.norms.filter(({ place }) => place));
  for (const [j, { w, b }] of layers.entries()) if (!w.every(Number.isFinite) || (b && !b.every(Number.isFinite))) throw new FileProblem(words.foldedBeyond, words.layer(j + 1));
  return { name: [...name].slice(0, LONGEST_NAME).join(''), layers, input: inputOf(input, sized[0].inputs), ...lossOf(loss, sized.at(-1).outputs) };
}

/** The shortest decimal that gives the number again; JSON.stringify would lose the sign of a zero. */
const decimal = (x) => (Object.is(x, -0) ? '-0' : String(x));
const list = (numbers) => `[${Array.from(numbers, decimal).join(',')}]`;

function layerHeader({ inputs, outputs, b, activation, slope, skip, norm }) {
  const more = [slope !== undefined && `,"params":{"slope":${decimal(slope)}}`, skip !== undefined && skip !== null && `,"skip":${decimal(skip)}`, norm && `,"norm":${JSON.stringify(norm)}`];
  return `{"shape":[${inputs},${outputs}],"b":${b ? 'true' : 'null'},"activation":${JSON.stringify(activation)}${more.filter(Boolean).join('')}}`;
}

/** Such a network as a header, the text of a network file without its weights and biases, and these as one Float64Array. */
export function partsOf({ name, layers, input, target, gradient }) {
  const loss = target ? `"target":${list(target)}` : `"gradient":${list(gradient)}`;
  const header = `{"gradlens_network":1,"name":${JSON.stringify(name)},"input":${list(input)},${loss},"layers":[${layers.map(layerHeader).join(',')}]}`;
  const numbers = new Float64Array(layers.reduce((sum, { w, b }) => sum + w.length + (b?.length ?? 0), 0));
  let at = 0;
  for (const part of layers.flatMap(({ w, b }) => (b ? [w, b] : [w]))) {
    numbers.set(part, at);
    at += part.length;
  }
  return { header, numbers };
}

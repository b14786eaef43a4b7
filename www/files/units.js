// Tensors put together into what they are parts of: weights with a bias, norms with their statistics; and what is neither, with a
// reason.
import { natural, number, other, told } from './names.js';
import { words } from './words.js';

const isNumeric = ({ dtype }) => dtype !== 'text';
const length = (tensor) => tensor.data.length;
const axes = ({ shape }) => shape.filter((size) => size !== 1).length;
/** A matrix, or one with a row or a column. */
const isMatrix = ({ shape }) => shape.length === 2 && shape[0] > 0 && shape[1] > 0;
const isVector = (tensor) => axes(tensor) <= 1 && length(tensor) > 0 && tensor.shape.length <= 2;

const NORM = /(^|[./_])(batch_?norm\w*|bn\d*|layer_?norm\w*|ln_?\w*|rms_?norm\w*|norm\w*)([./]|$)|normalization/i;
const isRms = (stem) => /rms/i.test(stem);

/** Why a tensor is left out. */
function reason({ name, shape, dtype }, role) {
  const kind = other(name);
  if (kind) return words.skipped[kind];
  if (role === 'counter') return words.skipped.counter;
  if (dtype === 'text') return words.skipped.text;
  if (shape.includes(0)) return words.skipped.empty;
  if (shape.length > 2) return words.skipped.axes(shape.length);
  return shape.length === 2 ? words.skipped.matrix : words.skipped.vector;
}

/** A norm of these parts, or null: statistics make it a batch norm. */
function norm(stem, { gain, shift, mean, variance }, family) {
  const all = [gain, shift, mean, variance].filter(Boolean);
  if (all.length === 0 || !all.every(isVector) || new Set(all.map(length)).size > 1) return null;
  if (Boolean(mean) !== Boolean(variance)) return null;
  const isBatch = Boolean(mean);
  const kind = isBatch ? 'batch' : isRms(stem) || (!shift && !NORM.test(stem)) ? 'rms' : 'layer';
  // The slope of a PReLU has the same name and is one number.
  if (!isBatch && !NORM.test(stem) && length(all[0]) === 1) return null;
  return { stem, kind, width: length(all[0]), gain, shift, mean, variance, family, tensors: all };
}

function linear(stem, { weight, bias }, family) {
  if (!weight || (bias && !isVector(bias))) return null;
  return { stem, weight, bias: bias ?? null, family, tensors: [weight, bias].filter(Boolean) };
}

/** The parts of one stem as a linear layer or a norm. */
function unit(stem, parts, family) {
  const { weight, bias } = parts;
  const isColumn = weight && !isMatrix(weight) && isVector(weight) && (family === 'sklearn' || family === 'numbered' || family === 'keras');
  if (weight && (isMatrix(weight) || isColumn) && !parts.mean && !other(weight.name)) return { linear: linear(stem, { weight, bias }, family) };
  if (weight && !isVector(weight)) return {};
  return { norm: norm(stem, { gain: parts.gain ?? weight, shift: parts.shift ?? bias, mean: parts.mean, variance: parts.variance }, family) };
}

/** Names as they tell it: stem -> { family, parts: { role: tensor } }. */
function grouped(tensors) {
  const groups = new Map();
  for (const tensor of tensors) {
    const { stem, role, family } = told(tensor.name);
    if (role === 'counter' || !isNumeric(tensor)) continue;
    const as = role ?? (isMatrix(tensor) ? 'weight' : null);
    if (!as) continue;
    const group = groups.get(stem) ?? groups.set(stem, { family: null, parts: {} }).get(stem);
    group.family ??= family;
    group.parts[as] ??= tensor;
  }
  return groups;
}

/** What follows a matrix in a list without names, by how many vectors there are: Keras' order of a Dense and a norm behind it. */
const ROLES = { 1: ['bias'], 2: ['gain', 'shift'], 3: ['bias', 'gain', 'shift'], 4: ['gain', 'shift', 'mean', 'variance'], 5: ['bias', 'gain', 'shift', 'mean', 'variance'] };

/** Units of arrays without names, by their order. */
function inOrder(tensors) {
  const units = [];
  const sorted = [...tensors].sort((a, b) => number(a.name) - number(b.name));
  const runs = [];
  for (const tensor of sorted) {
    if (isMatrix(tensor) || runs.length === 0) runs.push({ matrix: isMatrix(tensor) ? tensor : null, rest: isMatrix(tensor) ? [] : [tensor] });
    else runs.at(-1).rest.push(tensor);
  }
  const isBare = runs.slice(0, -1).every(({ rest }) => rest.length === 0) && runs.length > 1;
  for (const { matrix, rest } of runs) {
    const vectors = rest.filter((tensor) => isNumeric(tensor) && isVector(tensor) && tensor.shape.length === 1);
    const column = lastColumn(matrix, vectors, isBare);
    const roles = ROLES[column ? column.from : vectors.length] ?? (matrix ? ['bias'] : []);
    const parts = Object.fromEntries(roles.map((role, i) => [role, vectors[i]]));
    if (matrix) units.push({ linear: linear(told(matrix.name).stem, { weight: matrix, bias: parts.bias }, 'arrays') });
    const first = parts.gain ?? parts.mean;
    if (first) units.push({ norm: norm(told(first.name).stem, parts, 'arrays') });
    if (column) units.push({ linear: linear(told(column.weight.name).stem, column, 'arrays') });
  }
  return units;
}

/**
 * A last weight of one output, which is saved as a vector: after matrices without a bias, or after a matrix with its bias, where one
 * number follows. { from: how many vectors belong to the matrix, weight, bias }, or null.
 */
function lastColumn(matrix, vectors, isBare) {
  const [first, second, third] = vectors;
  if (!matrix) return null;
  if (isBare && vectors.length === 1 && length(first) > 1 && matrix.shape.includes(length(first))) return { from: 0, weight: first };
  if (vectors.length === 3 && length(second) > 1 && length(first) === length(second) && length(third) === 1) return { from: 1, weight: second, bias: third };
  return null;
}

/** All units of a file. `tensors` in its order. Returns { linears, norms, skipped: [{ name, shape, why }] }, in natural order. */
export function units(tensors) {
  const nameless = tensors.filter(({ name }) => told(name).family === 'arrays');
  const named = tensors.filter((tensor) => !nameless.includes(tensor));
  const found = [...[...grouped(named)].map(([stem, { family, parts }]) => unit(stem, parts, family)), ...inOrder(nameless)];
  const by = (a, b) => natural(a.stem, b.stem);
  const place = new Map(tensors.map((tensor, i) => [tensor, i]));
  const all = (kind) => found.map((one) => one[kind]).filter(Boolean).map((one) => ({ ...one, at: Math.min(...one.tensors.map((tensor) => place.get(tensor))) })).sort(by);
  const [linears, norms] = [all('linear'), all('norm')];
  const used = new Set([...linears, ...norms].flatMap((one) => one.tensors));
  const left = tensors.filter((tensor) => !used.has(tensor)).sort((a, b) => natural(a.name, b.name));
  return { linears, norms, skipped: left.map((tensor) => ({ name: tensor.name, shape: tensor.shape, tensor, why: reason(tensor, told(tensor.name).role) })) };
}

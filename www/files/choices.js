// The reader's choices about a file: what each control changes.
import { chains } from './chain.js';
import { sizes } from './orientation.js';
import { places } from './place.js';
import { quoted } from './problem.js';
import { rowCount } from './rows.js';
import { words } from './words.js';

/** The first choices about a file: { file, tensors, skipped, companions }. Throws a FileProblem where nothing can be a layer. */
export function choices({ file, tensors, skipped, companions }) {
  const found = chains(tensors).chains.map((chain) => ({ ...chain, skipped: [...chain.skipped, ...skipped] }));
  return {
    file,
    count: tensors.length,
    companions,
    chains: found,
    chosen: 0,
    skip: 0,
    notes: tensors.filter(({ isRounded }) => isRounded).map(({ name }) => words.rounded(quoted(name))),
    input: { kind: 'normal', seed: 1, row: 1, isDivided: true },
    loss: { kind: 'unit', seed: 1, row: 1, isDivided: true },
    reference: { text: '', row: 1, tensor: null },
  };
}

export const chosen = (state) => state.chains[state.chosen];

/** Arrays that have rows for the input, and for the output: of files beside the weights, and of what the chain has left over. */
export function arrays(state) {
  const { layers, skipped } = chosen(state);
  const all = [...state.companions, ...skipped.map(({ tensor }) => tensor).filter(Boolean)];
  const of = (length) => ({ arrays: all.filter((tensor) => rowCount(tensor, length) > 0), length });
  return { inputs: of(layers[0].inputs), outputs: of(layers.at(-1).outputs) };
}

function turn(layer, isTransposed) {
  Object.assign(layer, { isTransposed }, sizes(layer.unit, isTransposed), { isCertain: true });
}

/** Norms stay where they fit; others go to the first place that does, or are left out. */
function replace({ layers, norms }) {
  for (const norm of norms) {
    norm.places = places(layers, norm.unit.width);
    const is = norm.place && norm.places.find(({ layer, side }) => layer === norm.place.layer && side === norm.place.side);
    norm.place = norm.place && (is ?? norm.places[0] ?? null);
  }
}

const whole = (value) => Math.max(0, Math.trunc(Number(value)) || 0);

/** Which arrays a part of the network takes rows of. */
const arraysOf = (state, part) => arrays(state)[part === 'input' ? 'inputs' : 'outputs'].arrays;

/** What the controls of a part change: input, loss or reference. */
function part(state, [name, key], value) {
  const own = state[name];
  if (key === 'kind') Object.assign(own, { kind: value, tensor: own.tensor ?? arraysOf(state, name)[0] });
  else if (key === 'array') own.tensor = arraysOf(state, name)[Number(value)] ?? null;
  else if (key === 'bytes') own.isDivided = value;
  else own[key] = key === 'text' ? value : whole(value);
}

function ofLayer(layers, [key, number], value) {
  if (number === 'all') layers.slice(0, -1).forEach((layer) => Object.assign(layer, { activation: value || layer.activation, whyActivation: null }));
  else if (key === 'turned') turn(layers[number], value);
  else Object.assign(layers[number], { activation: value, whyActivation: null });
}

function ofNorm(norm, key, value) {
  if (key === 'kind') norm.kind = value;
  else if (key === 'eps') norm.eps = Number(value);
  else norm.place = norm.places[Number(value)] ?? null;
  norm.why = '';
}

/** Changes a choice; `name` is that of its control. */
export function choose(state, name, value) {
  const keys = name.split('-');
  const { layers, norms } = chosen(state);
  if (name === 'chain') state.chosen = Number(value);
  else if (name === 'skip') state.skip = Number(value) || 0;
  else if (keys[0] === 'activation' || keys[0] === 'turned') ofLayer(layers, keys, value);
  else if (state[keys[0]]) part(state, keys, value);
  else ofNorm(norms[keys[1]], keys[0], value);
  settle(state);
}

/** Turns every matrix of the chain around. */
export function turnAll(state) {
  for (const layer of chosen(state).layers) turn(layer, !layer.isTransposed);
  settle(state);
}

/** After a change of shapes: norms and rows that still fit. */
function settle(state) {
  replace(chosen(state));
  for (const name of ['input', 'loss', 'reference']) {
    const all = arraysOf(state, name);
    const own = state[name];
    if (own.tensor && !all.includes(own.tensor)) own.tensor = null;
    if (own.kind !== 'row' && own.kind !== 'target') continue;
    own.tensor ??= all[0] ?? null;
    if (!own.tensor) own.kind = name === 'input' ? 'normal' : 'unit';
  }
}

/** The choices as `networkOf` takes them. */
export function chosenNetwork(state) {
  const scaled = (own) => ({ ...own, scale: own.tensor?.dtype === 'uint8' && own.isDivided ? 1 / 255 : 1 });
  return { name: state.file, chain: chosen(state), skip: state.skip, input: scaled(state.input), loss: scaled(state.loss) };
}

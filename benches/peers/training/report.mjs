// The measurements of training as a section of Markdown, and what is aimed at.
import { digits, median, minimum, table } from '../../shared/tables.mjs';
import { atLeast } from '../../shared/targets.mjs';
import { OURS } from './gradlens.mjs';

const TRAINING = 7;
const TORCH = 'PyTorch';
const STACKED = 'PyTorch, all layers in one tensor';
/** How many times as many steps in a second. */
const AIMS = [
  { name: '20 x 16, batch 32', torch: 8, tensorflow: 5 },
  { name: '50 x 64, batch 64', torch: 1.5, tensorflow: 5 },
];

const side = ({ sides }, name) => sides.find((it) => it.side === name);
const isTensorflow = ({ side: name }) => name.startsWith('TensorFlow.js');
/** TensorFlow.js with its fastest backend. */
const fastest = ({ sides }) => sides.filter(isTensorflow).reduce((best, it) => (minimum(it) < minimum(best) ? it : best));

/** The rows of the table of targets. */
export function targets(results) {
  return AIMS.flatMap(({ name, torch, tensorflow }) => {
    const one = results.find((it) => it.name === name);
    const times = (other) => minimum(other) / minimum(side(one, OURS));
    const row = (what, other, limit) => atLeast(TRAINING, `${name}: times as many steps as ${what}`, times(other), limit);
    return [
      row('PyTorch', side(one, TORCH), torch),
      row('PyTorch with all layers in one tensor', side(one, STACKED), torch),
      row('TensorFlow.js with its fastest backend', fastest(one), tensorflow),
    ];
  });
}

/** Milliseconds of a step, minimum / median, and how many times as long as ours. */
function times(results) {
  const names = results[0].sides.map((it) => it.side);
  const cell = (one, name) => {
    const it = side(one, name);
    const ratio = (measure) => digits(measure(it) / measure(side(one, OURS)));
    return [`${digits(minimum(it))} / ${digits(median(it))}`, `${ratio(minimum)} / ${ratio(median)}`];
  };
  const head = results.flatMap(({ name }) => [`${name}: ms`, 'times ours']);
  return table(['', ...head], names.map((name) => [name, ...results.flatMap((one) => cell(one, name))]));
}

/** What is aimed at, of minima. */
function aims(results) {
  return table(['', 'measured', 'target', ''], targets(results).map(({ what, measured, aim, met }) => [what, measured, aim, met ? 'met' : '**missed**']));
}

/** The largest relative differences from ours. */
function differences(results) {
  const shown = (value) => (value ? value.toExponential(1) : value === 0 ? '0' : '');
  const rows = results[0].differences.map(({ side: name }, place) => [
    name,
    ...results.flatMap((one) => [one.differences[place].losses, one.differences[place].norms].map(shown)),
  ]);
  return table(['', ...results.flatMap(({ name }) => [`${name}: losses`, 'norms'])], rows);
}

/** The whole section. `words` are the options of the command. */
export function report({ machine, results, rounds, steps, load, words }) {
  const ways = results.map((one) => `${one.name}: ${one.sides.filter((it) => it.way).map((it) => it.way).join(' and ')}`);
  return `## Steps of a training

\`${['node benches/peers/training/run.mjs', ...words].join(' ')}\`: a step is forward, backward, Adam, and all norms that a step writes down
(gradients of weights, biases and outputs, weights, updates). tanh and a linear last layer, weights N(0, 1/H), mean squared error; the same weights
and batches for every side. ${rounds} rounds in shuffled order; each value is a batch of at least 30 ms after a warm-up. *Gradlens* and TensorFlow.js run in
Chromium, *Gradlens, native* and PyTorch natively with one thread. Gradlens, native and as WebAssembly, and PyTorch compute in double,
TensorFlow.js in float32. Its wasm backend has simd and one thread, as every page has that is not isolated; WebGL is done by software here and measured once.

${machine.map((line) => `* ${line}`).join('\n')}
* Load of the machine before and after: ${load.join(' and ')}. Only ratios of one run mean something.

Targets, of minima:

${aims(results)}

Milliseconds of a step, minimum / median:

${times(results)}

PyTorch's Adam has two ways, and the quicker one counts (${ways.join('; ')}). In *${STACKED}* the layers are slices of one tensor
of weights, so that Adam and the norms of all layers are a few calls; it needs layers of one width.

Before anything is timed, the losses of ${steps} steps and then all norms are compared with ours. Largest relative differences:

${differences(results)}
`;
}

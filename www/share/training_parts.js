// What the programs of a training share: their head, data, parameters, batches, and the comparison with the page. Pure.
import { isBlock, options } from './blocks.js';
import { description, weights } from './network.js';
import { comment, isLong, literal, matrix, vector } from './python.js';
import { program } from './words.js';

/** Whole numbers in a line. */
const IN_A_LINE = 24;

/** A list of whole numbers. */
export function wholes(numbers) {
  const lines = [];
  for (let from = 0; from < numbers.length; from += IN_A_LINE) lines.push(`    ${numbers.slice(from, from + IN_A_LINE).join(', ')},\n`);
  return `[\n${lines.join('')}]`;
}

/** `training`: { parts, report }, as the page gives them. */
export function head({ parts }, library, address) {
  const { layers, labels } = parts;
  return comment([
    program.trained(library, description(weights(layers).map(({ w }) => w[0].length), layers.map(({ activation }) => activation))),
    program.link + address,
    '',
    ...program.training,
    ...(labels ? program.classes : program.values),
    ...program.comparison,
  ]);
}

/** How steps are taken, from step 0 on and from each branch on. */
const stretches = ({ stretches: later = [], ...parts }) => [{ from: 0, ...parts }, ...later];

const isShuffled = ({ batches }) => batches !== 'full';

/** Names of the numbers of a rule. */
const NAMES = { momentum: 'MOMENTUM', beta1: 'BETA1', beta2: 'BETA2', eps: 'EPS' };

/** A stretch as Python. */
function stretch({ from, optimizer: { kind, lr }, clip, batches }) {
  const limit = clip === null ? 'None' : literal(clip);
  return `    {"from": ${from}, "rule": "${kind}", "lr": ${literal(lr)}, "clip": ${limit}, "batch": ${batches.size ?? 'None'}},\n`;
}

/** Step size, rule, clip, batches. */
export function settings({ parts, report }) {
  const all = stretches(parts);
  const { records, settings: { steps } } = report;
  const numbers = Object.assign({}, ...all.map(({ optimizer: { kind, lr, ...rest } }) => rest));
  const [{ optimizer, clip, batches }] = all;
  const hasBranched = all.length > 1;
  return [
    `STEPS = ${records.at(-1)?.step || steps}`,
    ...(hasBranched ? [] : [`LR = ${literal(optimizer.lr)}`]),
    ...Object.entries(numbers).map(([name, value]) => `${NAMES[name]} = ${literal(value)}`),
    ...(hasBranched || clip === null ? [] : [`CLIP = ${literal(clip)}`]),
    ...(hasBranched || !isShuffled(all[0]) ? [] : [`BATCH = ${batches.size}`]),
    ...all.filter(isShuffled).slice(0, 1).map((one) => `SEED = ${one.batches.seed}`),
    ...(hasBranched ? ['# The training has branched: these settings hold from a step on. No clip and no batch: None.', `STRETCHES = [\n${all.map(stretch).join('')}]`, ''] : []),
    ...(hasBranched ? ['', 'def settings_at(step):', '    return [one for one in STRETCHES if one["from"] <= step][-1]'] : []),
  ].join('\n');
}

/** Whether it needs the order of the rows. */
const isInOrder = (parts) => !stretches(parts).some(isShuffled);

/** X and T: the rows that are learned from. */
export function data({ inputs, labels, targets }, array) {
  const given = labels ? `${array}(${wholes(labels)})  # the class of each row, counted from 0` : matrix(targets, array);
  return `X = ${matrix(inputs, array)}\nT = ${given}`;
}

/** Layers have biases, or none of them has. */
const hasBiases = ({ layers }) => layers.some(({ b }) => b);

/**
 * The list of all parameters, and of the layers with the places of w and b, if it has one, in it: tied layers share a place. `zeros`: an array of them;
 * `names`: how a layer names its function; `suffixes`: the functions of a norm by the endings of their names.
 */
export function parameters({ layers }, { array, zeros, names, suffixes }) {
  const all = weights(layers);
  const more = (layer) => (layers.some(isBlock) ? `, ${options(layer, literal, suffixes)}` : '');
  const places = [];
  let count = 0;
  const parts = layers.map((layer, i) => {
    const { w, of } = all[i];
    const isOwn = of === null;
    const biases = layer.b ? [layer.b.every((b) => Object.is(b, 0)) ? zeros(layer.b.length) : vector(layer.b, array)] : [];
    places.push(isOwn ? count : places[of - 1]);
    count += (isOwn ? 1 : 0) + biases.length;
    const own = [places[i], ...biases.map(() => count - 1)];
    return [
      `# layer ${i + 1}${isOwn ? '' : `, with the weights of layer ${of}`}`,
      ...(isOwn ? [`parameters.append(${matrix(w, array)})`] : []),
      ...biases.map((bias) => `parameters.append(${bias})`),
      `layers.append((${own.join(', ')}, ${names(layer.activation, layer.params?.slope)}${more(layer)}))`,
    ].join('\n');
  });
  return ['parameters = []', 'layers = []', ...parts].join('\n');
}

/** Whether any array is packed. */
const isPacked = ({ parts: { inputs, targets, layers }, report }) => [inputs.flat(), targets?.flat() ?? [], report.records, ...weights(layers).map(({ w }) => w.flat()), ...layers.map(({ b }) => b ?? [])].some(isLong);

/** What a program needs; `ofBiases`: its first text if layers have biases, or its second one; `kinds`: the norms that it can have, by name. */
export function needs(training, kinds) {
  const { parts } = training;
  const { layers } = parts;
  const all = stretches(parts);
  const isPackedAny = isPacked(training);
  return {
    isClipped: all.some(({ clip }) => clip !== null),
    hasBranched: all.length > 1,
    hasBlocks: layers.some(isBlock),
    ofBiases: (text, other = '') => (hasBiases(parts) ? text : other),
    isPacked: isPackedAny,
    rules: [...new Set(all.map(({ optimizer }) => optimizer.kind))],
    names: [...new Set(layers.map(({ activation }) => activation))],
    norms: Object.entries(kinds).filter(([kind]) => layers.some((layer) => layer.norm?.kind === kind)),
    imports: [...(isPackedAny ? ['base64'] : []), ...(isInOrder(parts) ? [] : ['functools']), 'math', 'sys'],
  };
}

/** Which rows a step sees. The streams are those of src/network/random.rs. */
export const batches = (parts) => (isInOrder(parts) ? `def batch(step):
    return np.arange(len(X))  # every step sees all rows
` : `def random_numbers(seed, stream, purpose, count):
    """Uniform numbers in (0, 1): ChaCha with 8 rounds, as the page has it, so that its batches are the same."""
    blocks = -(-count // 8)
    start = np.zeros((16, blocks), dtype=np.uint32)
    start[:4] = np.frombuffer(b"expand 32-byte k", dtype="<u4")[:, None]
    start[4:12] = np.frombuffer(seed.to_bytes(4, "little") + b"gradlens random streams, v=1", dtype="<u4")[:, None]
    start[12] = np.arange(blocks)
    start[14], start[15] = stream, purpose
    x = start.copy()

    def quarter_round(a, b, c, d):
        for to, by, mixed, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[to] += x[by]
            x[mixed] ^= x[to]
            x[mixed] = (x[mixed] << np.uint32(turn)) | (x[mixed] >> np.uint32(32 - turn))

    for _ in range(4):
        for i in range(4):
            quarter_round(i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter_round(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    low, high = (x + start).T.reshape(-1, 2).T.astype(np.uint64)
    words = low | (high << np.uint64(32))
    return ((words >> np.uint64(12)) + 0.5) / 2.0**52


@functools.lru_cache(maxsize=1)
def order(epoch):
    """A new order of all rows for each epoch, by Fisher and Yates."""
    rows = np.arange(len(X))
    numbers = random_numbers(SEED, epoch, 7, len(rows))
    for last, number in zip(range(len(rows) - 1, 0, -1), numbers):
        other = min(int(number * (last + 1)), last)
        rows[[last, other]] = rows[[other, last]]
    return rows


def batch(step):
    """The rows of a step: the order of its epoch is cut into pieces, the last of which may be smaller."""
${parts.stretches ? BRANCHED : ''}    epoch, piece = divmod(step, -(-len(X) // ${parts.stretches ? 'size' : 'BATCH'}))
    return order(epoch)[piece * ${parts.stretches ? 'size' : 'BATCH'} : (piece + 1) * ${parts.stretches ? 'size' : 'BATCH'}]
`);

/** Batches of other sizes. */
const BRANCHED = `    size = settings_at(step)["batch"]
    if size is None:
        return np.arange(len(X))  # all rows
`;

/** The records; the batch of a step that was only looked at is another one if the training branches there. */
function seen({ parts, report: { records } }) {
  const last = records.at(-1);
  const isOther = last?.update_ratio === null && stretches(parts).some(({ from }) => from > 0 && from === last.step);
  return isOther ? records.slice(0, -1) : records;
}

/** Steps 0, d, 2d, ... and the latest one, as a list. */
function steps(all, interval) {
  const regular = all.slice(0, -1);
  if (!regular.every((step, i) => step === i * interval)) return wholes(all);
  return `[*range(0, ${regular.length * interval}, ${interval}), ${all.at(-1)}]`;
}

/**
 * Trains, prints both curves and how far they are apart. `array`: makes one of a list; `changed`: all parameters, each changed in its last
 * place.
 */
export const comparison = (training, array, changed) => compared(seen(training), training.report.interval, array, changed);

const compared = (records, interval, array, changed) => `# The curve of the page: the steps that it keeps, and L at each of them.
PAGE_STEPS = ${steps(records.map(({ step }) => step), interval)}
PAGE_LOSSES = ${vector(records.map(({ loss }) => loss), array)}.tolist()


def curve(start):
    """L at the steps of the page, inf where a number before it is not finite."""
    losses = train(start, STEPS)
    return [losses[step] if step < len(losses) else math.inf for step in PAGE_STEPS]


def difference(losses, others):
    """The largest relative difference of two curves; inf if one of them ends before the other."""
    pairs = [(a, b) for a, b in zip(losses, others) if a != b]
    return max((abs(a - b) / max(a, b) if max(a, b) < math.inf else math.inf for a, b in pairs), default=0.0)


losses = curve(parameters)
for step, own, page in zip(PAGE_STEPS, losses, PAGE_LOSSES):
    print(f"loss {step}: {own!r} {page!r}")
apart = difference(losses, PAGE_LOSSES)
print(f"relative difference: {apart!r}")
if apart > 1e-9:
    first = next(i for i in range(len(losses)) if difference(losses[: i + 1], PAGE_LOSSES) > 1e-9)
    print(f"above 1e-9 from step on: {PAGE_STEPS[first]}")
    # A training may amplify roundings. How much it does is seen when every parameter is changed in its last place.
    shaken = curve(${changed})
    for step, own in zip(PAGE_STEPS, shaken):
        print(f"changed {step}: {own!r}")
    print(f"what a change in the last place does: {difference(losses, shaken)!r}")

if "--plot" in sys.argv:
    import matplotlib.pyplot as plt

    plt.semilogy(PAGE_STEPS, PAGE_LOSSES, linewidth=4, alpha=0.4, label="the page")
    plt.semilogy(PAGE_STEPS, losses, label="this program")
    plt.xlabel("step")
    plt.ylabel("loss")
    plt.legend()
    plt.show()
`;

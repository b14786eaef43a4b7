// A training as a program in NumPy, with the passes by hand. Pure.
import { numpyFunctions, numpyNames } from './activations.js';
import { NUMPY_UNPACKED } from './python.js';
import { batches, comparison, data, head, needs, parameters, settings } from './training_parts.js';

/** Norms of a batch: over the units of a row, or, of the kind "batch", over its rows. */
const NORMS = {
  layer: { axis: 1, isCentred: true },
  rms: { axis: 1, isCentred: false },
  batch: { axis: 0, isCentred: true },
};

function norm([kind, { axis, isCentred }]) {
  const mean = (of) => `${of}.mean(axis=${axis}, keepdims=True)`;
  const divisor = `np.sqrt(${isCentred ? `v.var(axis=${axis}, keepdims=True)` : mean('(v * v)')} + eps)`;
  return `def ${kind}_norm(v, eps):
    return ${isCentred ? `(v - ${mean('v')})` : 'v'} / ${divisor}


def ${kind}_norm_back(v, eps, g):
    # The Jacobian of the norm, which is symmetric, times g.
    q = ${kind}_norm(v, eps)
    return (g${isCentred ? ` - ${mean('g')}` : ''} - q * ${mean('(q * g)')}) / ${divisor}


`;
}

const LOSSES = {
  mse: `def loss_and_gradient(y, target):
    """L = mean over the rows of 1/2 ||y - t||^2, and dL/dy."""
    error = y - target
    return (error * error).sum(axis=1).mean() / 2, error / len(y)
`,
  'cross-entropy': `def loss_and_gradient(y, target):
    """L = mean over the rows of -log softmax(y)_c, c the class, and dL/dy = softmax(y), less 1 at the class."""
    rows = np.arange(len(y))
    ahead = y - y[rows, target][:, None]  # y_k - y_c
    losses = np.logaddexp.reduce(ahead, axis=1)  # log of the sum of exp(y_k - y_c)
    gradient = np.exp(ahead - losses[:, None])
    # A share minus 1 would lose digits: it is minus the sum of the other shares.
    gradient[rows, target] = 0
    gradient[rows, target] = -gradient.sum(axis=1)
    return losses.mean(), gradient / len(y)
`,
};

/** `b`: its first text, or its second one where layers have no biases, see `needs`. */
const plain = (b) => `def passes(parameters, rows):
    """L of these rows, and its gradient for every parameter."""
    # Forward: Z[h] are the outputs of layer h, slopes[h] is A'(a).
    Z, slopes = [X[rows]], [None]
    for w${b(', b')}, activation, derivative in layers:
        a = Z[-1] @ parameters[w]${b(' + parameters[b]')}
        Z.append(activation(a))
        slopes.append(derivative(a))
    loss, G = loss_and_gradient(Z[-1], T[rows])
    # Backward: G is dL/dZ[h], from the last layer down.
    gradients = [np.zeros_like(p) for p in parameters]
    for h in range(len(layers), 0, -1):
        ${b('w, b = layers[h - 1][:2]', 'w = layers[h - 1][0]')}
        delta = slopes[h] * G  # dL/da
        gradients[w] += Z[h - 1].T @ delta  # dL/dw; the gradient of tied weights is the sum over their layers
${b('        gradients[b] += delta.sum(axis=0)\n')}        G = delta @ parameters[w].T
    return loss, gradients
`;

const blocks = (b) => `def forward(layer, parameters, z):
    """What enters the weights, the pre-activation, what the activation is applied to, and the sum with the skip; then what leaves the layer."""
    w${b(', b')}, activation, derivative, skip, place, norm, norm_back, eps = layer
    e = norm(z, eps) if place == "before" else z
    a = e @ parameters[w]${b(' + parameters[b]')}
    u = norm(a, eps) if place == "inside" else a
    v = activation(u) if skip is None else z + skip * activation(u)
    return (e, a, u, v), norm(v, eps) if place == "after" else v


def passes(parameters, rows):
    """L of these rows, and its gradient for every parameter."""
    # Forward: Z[h] are the outputs of layer h, inside[h] is what it keeps for the way back.
    Z, inside = [X[rows]], [None]
    for layer in layers:
        kept, z = forward(layer, parameters, Z[-1])
        inside.append(kept)
        Z.append(z)
    loss, G = loss_and_gradient(Z[-1], T[rows])
    # Backward: G is dL/dZ[h], from the last layer down.
    gradients = [np.zeros_like(p) for p in parameters]
    for h in range(len(layers), 0, -1):
        w${b(', b')}, activation, derivative, skip, place, norm, norm_back, eps = layers[h - 1]
        e, a, u, v = inside[h]
        if place == "after":
            G = norm_back(v, eps, G)
        delta = derivative(u) * (G if skip is None else skip * G)
        if place == "inside":
            delta = norm_back(a, eps, delta)
        gradients[w] += e.T @ delta  # dL/dw; the gradient of tied weights is the sum over their layers
${b('        gradients[b] += delta.sum(axis=0)\n')}        branch = delta @ parameters[w].T
        if place == "before":
            branch = norm_back(Z[h - 1], eps, branch)
        G = branch if skip is None else G + branch
    return loss, gradients
`;

const CLIPPED = `def clipped(gradients, limit):
    """All gradients times min(1, limit / n), n the length of all of them together."""
    largest = max(np.abs(g).max() for g in gradients)
    if largest == 0:
        return gradients
    # Squares of numbers of at most 1 do not overflow.
    n = largest * math.sqrt(sum(((g / largest) ** 2).sum() for g in gradients))
    return [min(1.0, limit / n) * g for g in gradients]


`;

/** What each rule keeps of the gradients before, and how it changes the parameters. */
const RULES = {
  sgd: ['', `for p, g in zip(parameters, gradients):
            p -= LR * g`],
  momentum: [`
    velocity = [np.zeros_like(p) for p in start]`, `for p, v, g in zip(parameters, velocity, gradients):
            v[...] = MOMENTUM * v + g
            p -= LR * v`],
  adam: [`
    means, squares = ([np.zeros_like(p) for p in start] for _ in range(2))`, `t = step + 1
        for p, m, v, g in zip(parameters, means, squares, gradients):
            m[...] = BETA1 * m + (1 - BETA1) * g
            v[...] = BETA2 * v + (1 - BETA2) * g * g
            p -= LR * (m / (1 - BETA1**t)) / (np.sqrt(v / (1 - BETA2**t)) + EPS)`],
};

const train = ([kept, update], isClipped) => `def train(start, steps):
    """L of the batch of steps 0 to \`steps\`, each before its update, as far as all numbers are finite."""
    parameters = [p.copy() for p in start]${kept}
    losses = []
    for step in range(steps + 1):
        loss, gradients = passes(parameters, batch(step))
        if not all(np.isfinite(numbers).all() for numbers in (loss, *gradients)):
            break
        losses.append(float(loss))
${isClipped ? '        gradients = clipped(gradients, CLIP)\n' : ''}        ${update}
    return losses
`;

/** The same after branches. */
const UPDATES = {
  sgd: `for p, g in zip(parameters, gradients):
                p -= lr * g
`,
  momentum: `for p, v, g in zip(parameters, first, gradients):
                v[...] = MOMENTUM * v + g
                p -= lr * v
`,
  adam: `t = step - since + 1
            for p, m, v, g in zip(parameters, first, second, gradients):
                m[...] = BETA1 * m + (1 - BETA1) * g
                v[...] = BETA2 * v + (1 - BETA2) * g * g
                p -= lr * (m / (1 - BETA1**t)) / (np.sqrt(v / (1 - BETA2**t)) + EPS)
`,
};

const trainBranched = (rules, isClipped) => `def train(start, steps):
    """L of the batch of steps 0 to \`steps\`, each before its update, as far as all numbers are finite."""
    parameters = [p.copy() for p in start]
    rule, losses = None, []
    for step in range(steps + 1):
        now = settings_at(step)
        lr = now["lr"]
        if now["rule"] != rule:
            # Another rule knows nothing of earlier gradients.
            rule, since = now["rule"], step
            first, second = ([np.zeros_like(p) for p in start] for _ in range(2))
        loss, gradients = passes(parameters, batch(step))
        if not all(np.isfinite(numbers).all() for numbers in (loss, *gradients)):
            break
        losses.append(float(loss))
${isClipped ? '        if now["clip"] is not None:\n            gradients = clipped(gradients, now["clip"])\n' : ''}${rules.map((rule) => `        if rule == "${rule}":\n            ${UPDATES[rule]}`).join('')}    return losses
`;

/** The program; `training`: { parts, report } as the page gives them, `address`: where it can be seen. */
export function numpyTraining(training, address) {
  const { parts } = training;
  const { isClipped, hasBranched, hasBlocks, ofBiases, isPacked, rules, names, norms, imports } = needs(training, NORMS);
  return [
    head(training, 'NumPy', address),
    ...imports.map((name) => `import ${name}`),
    '',
    'import numpy as np',
    '',
    '# exp may overflow to infinity, and 1 / (1 + infinity) = 0 is right. A training ends before the first number that is not finite.',
    'np.seterr(all="ignore")',
    '',
    settings(training),
    '',
    '',
    `${isPacked ? NUMPY_UNPACKED : ''}${norms.map(norm).join('')}${numpyFunctions(names)}`,
    '',
    '# The rows that are learned from.',
    data(parts, 'np.array'),
    '',
    '# The parameters before the first step; a layer has the places of its w and b among them, and A with its derivative.',
    parameters(parts, { array: 'np.array', zeros: (count) => `np.zeros(${count})`, names: numpyNames, suffixes: ['', '_back'] }),
    '',
    '',
    batches(parts),
    '',
    LOSSES[parts.loss],
    '',
    (hasBlocks ? blocks : plain)(ofBiases),
    '',
    `${isClipped ? CLIPPED : ''}${hasBranched ? trainBranched(rules, isClipped) : train(RULES[rules[0]], isClipped)}`,
    '',
    comparison(training, 'np.array', '[np.nextafter(p, np.inf) for p in parameters]'),
  ].join('\n');
}

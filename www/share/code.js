// The shown network as a Python program with exactly its numbers. Pure.
import { numpyFunctions, numpyNames, torchFunctions, torchName } from './activations.js';
import { isBlock, numpyBlocks, numpyNorms, options, torchLayer, torchNorms } from './blocks.js';
import { description, weights } from './network.js';
import { comment, isLong, literal, matrix, NUMPY_UNPACKED, TORCH_UNPACKED, vector } from './python.js';
import { program } from './words.js';

function head(network, library, address) {
  return comment([
    program.made(library, description(weights(network.layers).map(({ w }) => w[0].length), network.layers.map(({ activation }) => activation))),
    address === null ? program.file(network.name) : program.link + address,
    '',
    ...program.text,
  ]);
}

const isPacked = ({ input, layers }) => [input, ...weights(layers).map(({ w }) => w.flat()), ...layers.map(({ b }) => b ?? [])].some(isLong);

/**
 * x, the numbers of every layer with its function, and what the gradient starts from. Tied layers have equal weights, and each its own copy:
 * the gradients are those of every layer alone.
 */
function data({ input, layers, target, gradient, class: place }, { array, zeros, names, copied, suffixes }) {
  const all = weights(layers);
  const more = (layer) => (layers.some(isBlock) ? `, ${options(layer, literal, suffixes)}` : '');
  const parts = layers.map((layer, i) => [
    `# layer ${i + 1}`,
    `w = ${all[i].of === null ? matrix(all[i].w, array) : `layers[${all[i].of - 1}][0]${copied}  # as in layer ${all[i].of}`}`,
    `b = ${layer.b ? vector(layer.b, array) : zeros(all[i].w[0].length)}`,
    `layers.append((w, b, ${names(layer.activation, layer.params?.slope)}${more(layer)}))`,
  ].join('\n'));
  const ends = target ? `target = ${vector(target, array)}` : `start = ${vector(gradient ?? [], array)}`;
  const end = place ? `target = ${place - 1}  # the class, counted from 0` : ends;
  return [`x = ${vector(input, array)}`, 'layers = []', ...parts, end].join('\n');
}

/** What the gradient starts from. */
const start = ({ target, class: place }) => (place ? 'class' : target ? 'mse' : 'direction');

const NUMPY = {
  import: 'import numpy as np',
  unpacked: NUMPY_UNPACKED,
  // The lengths of gradients that have nearly vanished: their squares would be 0.
  measures: `def norm(values):
    # Unlike the root of a sum of squares this does not underflow.
    return math.hypot(*np.ravel(values))


def singular_values(matrix):
    if not np.isfinite(matrix).all():
        return ["not finite"]
    return np.linalg.svd(matrix, compute_uv=False).tolist()


`,
  mse: ['error = z[K] - target', 'print("loss:", repr(float(error @ error) / 2))', 'gradient = error  # dL/dy* of L = 1/2 ||y* - target||^2'],
  class: ['shares = np.exp(z[K] - z[K].max())', 'gradient = shares / shares.sum()', 'print("loss:", repr(float(-np.log(gradient[target]))))', 'gradient[target] -= 1  # dL/dy* of the cross-entropy: softmax, less 1 at the class'],
  direction: ['gradient = start  # dL/dy*'],
};

const numpyRun = (first) => `
K = len(layers)

# Forward: z[h] is the output of layer h, slopes[h] the diagonal of diag[A'].
z = [x]
slopes = [None]
for w, b, activation, derivative in layers:
    a = w.T @ z[-1] + b
    z.append(activation(a))
    slopes.append(derivative(a))

# Backward: from dL/dz(K) down to dL/dz(0).
${first.join('\n')}
print(f"dL/dz {K}: {norm(gradient)!r}")
for h in range(K, 0, -1):
    w = layers[h - 1][0]
    delta = slopes[h] * gradient  # dL/da(h)
    print(f"dL/dw {h}: {norm(np.outer(z[h - 1], delta))!r}")
    gradient = w @ delta  # dL/dz(h-1)
    print(f"dL/dz {h - 1}: {norm(gradient)!r}")

# The Jacobians, and the chain as their plain product.
chain = np.eye(len(x))
for h in range(1, K + 1):
    jacobian = slopes[h][:, None] * layers[h - 1][0].T
    print(f"J {h}:", *singular_values(jacobian))
    chain = jacobian @ chain
print("P 0:", *singular_values(chain))
`;

/**
 * The program in NumPy, with forward and backward pass by hand. `address`: where the network can be
 * seen, or null for a network from a file.
 */
export function numpyProgram(network, address) {
  const names = [...new Set(network.layers.map(({ activation }) => activation))];
  const imports = [...(isPacked(network) ? ['import base64'] : []), 'import math', '', NUMPY.import];
  return [
    head(network, 'NumPy', address),
    imports.join('\n'),
    '',
    '# exp may overflow to infinity, and 1 / (1 + infinity) = 0 is right. Other numbers that overflow are printed as inf or nan.\nnp.seterr(over="ignore", invalid="ignore")\n\n',
    `${isPacked(network) ? NUMPY.unpacked : ''}${NUMPY.measures}${numpyNorms(network.layers)}${numpyFunctions(names)}\n`,
    data(network, { array: 'np.array', zeros: (count) => `np.zeros(${count})`, names: numpyNames, copied: '.copy()', suffixes: ['', '_back'] }),
    (network.layers.some(isBlock) ? numpyBlocks : numpyRun)(NUMPY[start(network)]),
  ].join('\n');
}

const TORCH = {
  unpacked: TORCH_UNPACKED,
  measures: `def norm(values):
    # Unlike the root of a sum of squares this does not underflow.
    return math.hypot(*values.flatten().tolist())


def singular_values(matrix):
    if not torch.isfinite(matrix).all():
        return ["not finite"]
    return torch.linalg.svdvals(matrix).tolist()


`,
  mse: ['loss = ((z[K] - target) ** 2).sum() / 2', 'print("loss:", repr(loss.item()))'],
  class: ['loss = F.cross_entropy(z[K][None], torch.tensor([target]))', 'print("loss:", repr(loss.item()))'],
  direction: ['loss = z[K] @ start  # a loss whose gradient dL/dy* is start'],
};

const PLAIN_LAYER = `def layer(h, entering):
    w, b, activation = layers[h - 1]
    return activation(w.T @ entering + b)
`;

const torchRun = (layer, first) => `
K = len(layers)
for w, *others in layers:
    w.requires_grad_()


${layer}

z = [x.requires_grad_()]
for h in range(1, K + 1):
    z.append(layer(h, z[-1]))
    z[h].retain_grad()

${first.join('\n')}
loss.backward()
for h in range(K, -1, -1):
    print(f"dL/dz {h}: {norm(z[h].grad)!r}")
    if h > 0:
        print(f"dL/dw {h}: {norm(layers[h - 1][0].grad)!r}")

# The Jacobians, and the chain as their plain product.
chain = torch.eye(len(x))
for h in range(1, K + 1):
    jacobian = torch.autograd.functional.jacobian(lambda entering: layer(h, entering), z[h - 1].detach())
    print(f"J {h}:", *singular_values(jacobian))
    chain = jacobian @ chain
print("P 0:", *singular_values(chain))
`;

/** The program in PyTorch, with the gradients of autograd. */
export function torchProgram(network, address) {
  const names = [...new Set(network.layers.map(({ activation }) => activation))];
  const imports = [...(isPacked(network) ? ['import base64'] : []), 'import math', '', 'import torch', 'import torch.nn.functional as F'];
  return [
    head(network, 'PyTorch', address),
    imports.join('\n'),
    '\ntorch.set_default_dtype(torch.float64)\n\n',
    `${isPacked(network) ? TORCH.unpacked : ''}${TORCH.measures}${torchNorms(network.layers)}${torchFunctions(names)}\n`,
    data(network, { array: 'torch.tensor', zeros: (count) => `torch.zeros(${count})`, names: torchName, copied: '.clone()', suffixes: [''] }),
    torchRun(network.layers.some(isBlock) ? torchLayer : PLAIN_LAYER, TORCH[start(network)]),
  ].join('\n');
}

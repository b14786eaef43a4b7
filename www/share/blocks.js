// Layers with skips and norms in the programs in Python. Pure.

/** Whether a layer has more than weights and an activation. */
export const isBlock = ({ skip, norm }) => typeof skip === 'number' || Boolean(norm);

/** Where a norm acts, by its names in network files. */
const PLACES = { input: 'before', 'pre-activation': 'inside', output: 'after' };
/** Where it acts and how large it is if the file says neither, see the format of network files. */
const PLACE = 'pre-activation';
const EPS = 1e-5;

/**
 * What a layer has besides weights and activation: skip, place of the norm, norm, eps. `literal`: how a number is written; `suffixes`: the
 * functions of a norm by the endings of their names.
 */
export function options({ skip, norm }, literal, suffixes) {
  const scale = typeof skip === 'number' ? literal(skip) : 'None';
  const none = ['None', ...suffixes.map(() => 'None'), 'None'];
  const own = norm && [`"${PLACES[norm.place ?? PLACE]}"`, ...suffixes.map((suffix) => `${norm.kind}_norm${suffix}`), literal(norm.eps ?? EPS)];
  return [scale, ...(own ?? none)].join(', ');
}

const NUMPY_NORMS = {
  layer: `def layer_norm(v, eps):
    return (v - v.mean()) / np.sqrt(v.var() + eps)


def layer_norm_back(v, eps, g):
    # The Jacobian of the norm, which is symmetric, times g.
    q = layer_norm(v, eps)
    return (g - g.mean() - q * (q * g).mean()) / np.sqrt(v.var() + eps)


`,
  rms: `def rms_norm(v, eps):
    return v / np.sqrt((v * v).mean() + eps)


def rms_norm_back(v, eps, g):
    # The Jacobian of the norm, which is symmetric, times g.
    q = rms_norm(v, eps)
    return (g - q * (q * g).mean()) / np.sqrt((v * v).mean() + eps)


`,
};

const TORCH_NORMS = {
  layer: `def layer_norm(v, eps):
    return (v - v.mean()) / torch.sqrt(v.var(correction=0) + eps)


`,
  rms: `def rms_norm(v, eps):
    return v / torch.sqrt((v * v).mean() + eps)


`,
};

const norms = (layers, all) => Object.keys(all).filter((kind) => layers.some(({ norm }) => norm?.kind === kind)).map((kind) => all[kind]).join('');

/** The norms that these layers use, as Python functions. */
export const numpyNorms = (layers) => norms(layers, NUMPY_NORMS);
export const torchNorms = (layers) => norms(layers, TORCH_NORMS);

/** Both passes and the spectra; `start`: what the gradient begins with. */
export const numpyBlocks = (start) => `
K = len(layers)


def forward(h, z):
    """What enters the weights of layer h, its pre-activation, what the activation is applied to, and the sum with the skip; then what leaves it."""
    w, b, activation, derivative, skip, place, norm, norm_back, eps = layers[h - 1]
    e = norm(z, eps) if place == "before" else z
    a = w.T @ e + b
    u = norm(a, eps) if place == "inside" else a
    v = activation(u) if skip is None else z + skip * activation(u)
    return (e, a, u, v), norm(v, eps) if place == "after" else v


def backward(h, z, g):
    """From dL/dz(h) = g, where z enters layer h, to dL/dw(h) and dL/dz(h-1)."""
    w, b, activation, derivative, skip, place, norm, norm_back, eps = layers[h - 1]
    e, a, u, v = forward(h, z)[0]
    if place == "after":
        g = norm_back(v, eps, g)
    delta = derivative(u) * (g if skip is None else skip * g)
    if place == "inside":
        delta = norm_back(a, eps, delta)
    branch = w @ delta
    if place == "before":
        branch = norm_back(z, eps, branch)
    return np.outer(e, delta), branch if skip is None else g + branch


z = [x]
for h in range(1, K + 1):
    z.append(forward(h, z[-1])[1])

# Backward: from dL/dz(K) down to dL/dz(0).
${start.join('\n')}
print(f"dL/dz {K}: {norm(gradient)!r}")
for h in range(K, 0, -1):
    weights, gradient = backward(h, z[h - 1], gradient)
    print(f"dL/dw {h}: {norm(weights)!r}")
    print(f"dL/dz {h - 1}: {norm(gradient)!r}")

# The Jacobians, a row for each output, and the chain as their plain product.
chain = np.eye(len(x))
for h in range(1, K + 1):
    jacobian = np.array([backward(h, z[h - 1], row)[1] for row in np.eye(len(z[h]))])
    print(f"J {h}:", *singular_values(jacobian))
    chain = jacobian @ chain
print("P 0:", *singular_values(chain))
`;

/** One layer of the program in PyTorch. */
export const torchLayer = `def layer(h, entering):
    w, b, activation, skip, place, norm, eps = layers[h - 1]
    a = w.T @ (norm(entering, eps) if place == "before" else entering) + b
    out = activation(norm(a, eps) if place == "inside" else a)
    if skip is not None:
        out = entering + skip * out
    return norm(out, eps) if place == "after" else out
`;

// A training as a program in PyTorch, with the gradients of autograd and its own optimisers. Pure.
import { torchFunctions, torchName } from './activations.js';
import { TORCH_UNPACKED } from './python.js';
import { batches, comparison, data, head, needs, parameters, settings } from './training_parts.js';

/** Norms of a batch: over the units of a row, or, of the kind "batch", over its rows. */
const NORMS = {
  layer: `def layer_norm(v, eps):
    return (v - v.mean(1, keepdim=True)) / torch.sqrt(v.var(1, unbiased=False, keepdim=True) + eps)


`,
  rms: `def rms_norm(v, eps):
    return v / torch.sqrt((v * v).mean(1, keepdim=True) + eps)


`,
  batch: `def batch_norm(v, eps):
    return (v - v.mean(0)) / torch.sqrt(v.var(0, unbiased=False) + eps)


`,
};

const LOSSES = {
  mse: `def loss_of(y, target):
    """L = mean over the rows of 1/2 ||y - t||^2."""
    return ((y - target) ** 2).sum(1).mean() / 2
`,
  'cross-entropy': `def loss_of(y, target):
    """L = mean over the rows of -log softmax(y)_c, c the class: F.cross_entropy(y, target), with all digits where it is small."""
    others = torch.ones_like(y).scatter(1, target[:, None], 0) > 0
    ahead = (y - y.gather(1, target[:, None]))[others].reshape(len(y), -1)  # y_k - y_c of all other classes
    return F.softplus(torch.logsumexp(ahead, 1), threshold=500).mean()
`,
};

/** `b`: its first text, or its second one where layers have no biases, see `needs`. */
const plain = (b) => `def network(parameters, z):
    for w${b(', b')}, activation in layers:
        z = activation(z @ parameters[w]${b(' + parameters[b]')})
    return z
`;

const blocks = (b) => `def network(parameters, z):
    for w${b(', b')}, activation, skip, place, norm, eps in layers:
        entering = z
        a = (norm(z, eps) if place == "before" else z) @ parameters[w]${b(' + parameters[b]')}
        z = activation(norm(a, eps) if place == "inside" else a)
        if skip is not None:
            z = entering + skip * z
        if place == "after":
            z = norm(z, eps)
    return z
`;

const CLIPPED = `def clip(parameters, limit):
    """All gradients times min(1, limit / n), n the length of all of them together; torch.nn.utils.clip_grad_norm_ adds 1e-6 to n."""
    largest = max(p.grad.abs().max().item() for p in parameters)
    if largest == 0:
        return
    # Squares of numbers of at most 1 do not overflow.
    n = largest * math.sqrt(sum(((p.grad / largest) ** 2).sum().item() for p in parameters))
    for p in parameters:
        p.grad *= min(1.0, limit / n)


`;

const RULES = {
  sgd: 'torch.optim.SGD(parameters, lr=LR)',
  momentum: 'torch.optim.SGD(parameters, lr=LR, momentum=MOMENTUM)',
  adam: 'torch.optim.Adam(parameters, lr=LR, betas=(BETA1, BETA2), eps=EPS)',
};

/** The beginning of a training, and what every step does before its update. */
const BEGIN = `def train(start, steps):
    """L of the batch of steps 0 to \`steps\`, each before its update, as far as all numbers are finite."""
    parameters = [p.clone().requires_grad_() for p in start]
`;
const GRADIENTS = `        rows = torch.from_numpy(batch(step))
        optimizer.zero_grad()
        loss = loss_of(network(parameters, X[rows]), T[rows])
        loss.backward()
        if not all(torch.isfinite(numbers).all() for numbers in (loss, *(p.grad for p in parameters))):
            break
        losses.append(loss.item())
`;

const train = (rule, isClipped) => `${BEGIN}    optimizer = ${rule}
    losses = []
    for step in range(steps + 1):
${GRADIENTS}${isClipped ? '        clip(parameters, CLIP)\n' : ''}        optimizer.step()
    return losses
`;

/** The same after branches. */
const trainBranched = (rules, isClipped) => `OPTIMIZERS = {
${rules.map((rule) => `    "${rule}": lambda parameters: ${RULES[rule].replace('LR', '1.0')},\n`).join('')}}


${BEGIN}    rule, losses = None, []
    for step in range(steps + 1):
        now = settings_at(step)
        if now["rule"] != rule:
            # Another rule knows nothing of earlier gradients.
            rule, optimizer = now["rule"], OPTIMIZERS[now["rule"]](parameters)
        for group in optimizer.param_groups:
            group["lr"] = now["lr"]
${GRADIENTS}${isClipped ? '        if now["clip"] is not None:\n            clip(parameters, now["clip"])\n' : ''}        optimizer.step()
    return losses
`;

/** The program; `training`: { parts, report } as the page gives them, `address`: where it can be seen. */
export function torchTraining(training, address) {
  const { parts } = training;
  const { isClipped, hasBranched, hasBlocks, ofBiases, isPacked, rules, names, norms, imports } = needs(training, NORMS);
  return [
    head(training, 'PyTorch', address),
    ...imports.map((name) => `import ${name}`),
    '',
    'import numpy as np',
    'import torch',
    'import torch.nn.functional as F',
    '',
    'torch.set_default_dtype(torch.float64)',
    '',
    settings(training),
    '',
    '',
    `${isPacked ? TORCH_UNPACKED : ''}${norms.map(([, text]) => text).join('')}${torchFunctions(names)}`,
    '',
    '# The rows that are learned from.',
    data(parts, 'torch.tensor'),
    '',
    '# The parameters before the first step; a layer has the places of its w and b among them, and A.',
    parameters(parts, { array: 'torch.tensor', zeros: (count) => `torch.zeros(${count})`, names: torchName, suffixes: [''] }),
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
    comparison(training, 'torch.tensor', '[torch.nextafter(p, torch.full_like(p, math.inf)) for p in parameters]'),
  ].join('\n');
}

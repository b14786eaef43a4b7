// The activation functions in Python: value and derivative side by side. Derivatives are written so
// that they keep their digits where the function is flat: sigmoid(a) * sigmoid(-a), never s * (1 -
// s).

/** name in links: [name in Python, value, derivative, functions it needs]. */
const NUMPY = {
  linear: ['linear', 'a', 'np.ones_like(a)'],
  sigmoid: ['sigmoid', '1 / (1 + np.exp(-a))', 'sigmoid(a) * sigmoid(-a)'],
  tanh: ['tanh', 'np.tanh(a)', '4 * sigmoid(2 * a) * sigmoid(-2 * a)', ['sigmoid']],
  relu: ['relu', 'np.where(a > 0, a, 0.0)', 'np.where(a > 0, 1.0, 0.0)'],
  'leaky-relu': ['leaky_relu', 'np.where(a > 0, a, 0.01 * a)', 'np.where(a > 0, 1.0, 0.01)'],
  elu: ['elu', 'np.where(a > 0, a, np.expm1(np.minimum(a, 0)))', 'np.exp(np.minimum(a, 0))'],
  selu: ['selu', 'SCALE * np.where(a > 0, a, ALPHA * np.expm1(np.minimum(a, 0)))', 'SCALE * np.where(a > 0, 1.0, ALPHA * np.exp(np.minimum(a, 0)))', ['SELU']],
  gelu: ['gelu', 'a * normal(a)', 'normal(a) + a * np.exp(-a * a / 2) / math.sqrt(2 * math.pi)', ['normal']],
  silu: ['silu', 'a * sigmoid(a)', 'sigmoid(a) * (1 + a * sigmoid(-a))', ['sigmoid']],
  softplus: ['softplus', 'np.logaddexp(0, a)', 'sigmoid(a)', ['sigmoid']],
  softsign: ['softsign', 'a / (1 + np.abs(a))', '1 / (1 + np.abs(a)) ** 2'],
  erf: ['erf', 'np.vectorize(math.erf)(a)', '2 / math.sqrt(math.pi) * np.exp(-a * a)'],
  mish: ['mish', 'a * np.tanh(np.logaddexp(0, a))', 'np.tanh(np.logaddexp(0, a)) + a * sigmoid(a) / np.cosh(np.minimum(np.logaddexp(0, a), 300)) ** 2', ['sigmoid']],
  sin: ['sin', 'np.sin(a)', 'np.cos(a)'],
  arctan: ['arctan', 'np.arctan(a)', '1 / (1 + a * a)'],
};

const SELU = 'ALPHA, SCALE = 1.6732632423543772, 1.0507009873554805';
const lines = (name, body) => `def ${name}(a):\n    return ${body}\n`;

const NEEDED = {
  sigmoid: lines('sigmoid', NUMPY.sigmoid[1]),
  normal: lines('normal', '0.5 * np.vectorize(math.erfc)(-a / math.sqrt(2))'),
  SELU: `${SELU}\n`,
};

/** Value and derivative of these functions as Python functions over arrays. */
export function numpyFunctions(names) {
  const needed = new Set(names.flatMap((name) => NUMPY[name][3] ?? []));
  const before = [...needed].filter((name) => !names.includes(name)).map((name) => NEEDED[name]);
  const own = names.map((name) => {
    const [python, value, derivative] = NUMPY[name];
    return `${lines(python, value)}\n\n${lines(`${python}_derivative`, derivative)}`;
  });
  return [...before, ...own].join('\n\n');
}

/** How a layer names its function: "sigmoid, sigmoid_derivative"; `slope`: that of leaky ReLU on the left, where it is not the usual one. */
export function numpyNames(name, slope) {
  if (slope !== undefined && name === 'leaky-relu') return `lambda a: np.where(a > 0, a, ${slope} * a), lambda a: np.where(a > 0, 1.0, ${slope})`;
  return `${NUMPY[name][0]}, ${NUMPY[name][0]}_derivative`;
}

/** The same functions of PyTorch. */
const TORCH = {
  linear: 'lambda a: a',
  sigmoid: 'torch.sigmoid',
  tanh: 'torch.tanh',
  relu: 'torch.relu',
  'leaky-relu': 'lambda a: F.leaky_relu(a, 0.01)',
  elu: 'F.elu',
  selu: 'F.selu',
  gelu: 'F.gelu',
  silu: 'F.silu',
  // Past the usual threshold of 20 it would be linear, which is right to nine digits only.
  softplus: 'lambda a: F.softplus(a, threshold=500)',
  softsign: 'F.softsign',
  erf: 'torch.erf',
  mish: 'F.mish',
  sin: 'torch.sin',
  arctan: 'torch.arctan',
};

export const torchFunctions = (names) => names.map((name) => `${torchName(name)} = ${TORCH[name]}\n`).join('');
export const torchName = (name, slope) => (slope !== undefined && name === 'leaky-relu' ? `lambda a: F.leaky_relu(a, ${slope})` : NUMPY[name][0]);

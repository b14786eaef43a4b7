// The activation functions of the page in plain doubles, for comparing an output with that of another program. What the page shows
// comes from the program, which has them more exactly.

/** erf by its series below 2.5, where no term exceeds 400 times the sum, and by the continued fraction of erfc above. */
export function erf(x) {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  return size < 2.5 ? series(x) : Math.sign(x) * (1 - tail(size));
}

/** erf x = 2/sqrt(pi) exp(-x^2) x (1 + 2x^2/3 (1 + 2x^2/5 (1 + ...))): all terms have one sign (DLMF 7.6.2). */
function series(x) {
  let term = x;
  let sum = x;
  for (let n = 1; n < 100 && Math.abs(term) > 1e-18 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc x for x >= 2.5 by its continued fraction from the inside (DLMF 7.9.1). */
function tail(x) {
  if (x > 28) return 0;
  let rest = x;
  for (let n = 60; n > 0; n -= 1) rest = x + n / 2 / rest;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / rest;
}

/** The normal distribution function; the left tail keeps its digits. */
function distribution(a) {
  const x = a / Math.SQRT2;
  return x < -2.5 ? tail(-x) / 2 : (1 + erf(x)) / 2;
}

const ELU = 1;
const SELU = [1.6732632423543772, 1.0507009873554805];
const sigmoid = (a) => (a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a)));
const softplus = (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));

/** name in network files: the function. */
export const ACTIVATIONS = {
  linear: (a) => a,
  sigmoid,
  tanh: Math.tanh,
  relu: (a) => (a > 0 ? a : 0),
  'leaky-relu': (a) => (a > 0 ? a : 0.01 * a),
  elu: (a) => (a > 0 ? a : ELU * Math.expm1(a)),
  selu: (a) => SELU[1] * (a > 0 ? a : SELU[0] * Math.expm1(a)),
  gelu: (a) => a * distribution(a),
  silu: (a) => a * sigmoid(a),
  softplus,
  softsign: (a) => a / (1 + Math.abs(a)),
  erf,
  mish: (a) => a * Math.tanh(softplus(a)),
  sin: Math.sin,
  arctan: Math.atan,
};

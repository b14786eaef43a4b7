// The digest of a report, as tests/golden.rs says.

const LAYER = ['layer', 'activation', 'log10_output_norm', 'log10_diag_norm', 'log10_weight_norm', 'log10_bound', 'log10_sup_bound'];
const GRADIENT = ['log10_output', 'log10_preactivation', 'log10_weight'];
const MASK = (1n << 64n) - 1n;

/** The bytes of a value. */
function bytesOf(value) {
  if (value === null) return [0];
  if (Array.isArray(value)) return value.flatMap(bytesOf);
  if (typeof value === 'string') return [2, ...new TextEncoder().encode(value), 0];
  if (typeof value !== 'number') throw new Error(`${value} has no digest`);
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, Math.floor(value * 1e6 + 0.5), true);
  return [1, ...new Uint8Array(bytes.buffer)];
}

const members = (object, names) => names.flatMap((name) => bytesOf(object[name]));
const spectrum = (object) => members(object, ['rank', 'log10_singular_values']);

/** FNV-1a of 64 bits, in hexadecimal digits. */
export function digestOf(report) {
  const bytes = [
    ...members(report, ['depth', 'widths', 'log10_input_gradient']),
    ...members(report.loss, ['kind', 'log10']),
    ...report.layers.flatMap((layer) => [...members(layer, LAYER), ...spectrum(layer.jacobian), ...members(layer.gradient, GRADIENT)]),
    ...report.chain.flatMap((suffix) => [...members(suffix, ['from', 'log10_bound']), ...spectrum(suffix)]),
    ...members(report.verdict, ['state', 'decades', 'per_layer', 'first_bad_layer']),
  ];
  let sum = 0xcbf29ce484222325n;
  for (const byte of bytes) sum = ((sum ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return sum.toString(16).padStart(16, '0');
}

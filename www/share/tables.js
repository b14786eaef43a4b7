// The report as tables: CSV as in RFC 4180, numbers with all their digits. Pure.

/** A value of the report: an exact zero is null there, its logarithm minus infinity. */
const magnitude = (value) => (value === null ? '-inf' : typeof value === 'number' ? String(value) : 'nan');

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = (rows) => rows.map((row) => `${row.map((cell) => quoted(String(cell ?? ''))).join(',')}\r\n`).join('');

const LAYER = ['layer', 'width', 'activation', 'log10_output_norm', 'log10_diag_norm', 'log10_weight_norm', 'log10_bound', 'log10_sup_bound'];
const GRADIENT = ['log10_gradient_output', 'log10_gradient_preactivation', 'log10_gradient_weight', 'gradient_resolved'];
const VALUES = ['rank', 'resolved'];

const numbered = (count) => Array.from({ length: count }, (_, i) => `log10_singular_value_${i + 1}`);
const most = (spectra) => Math.max(...spectra.map((spectrum) => spectrum.log10_singular_values.length));

/** Rank, resolved and the singular values, with empty cells where other rows have more. */
function spectrum({ rank, resolved, log10_singular_values: values }, columns) {
  return [rank, resolved, ...values.map(magnitude), ...Array(columns - values.length).fill('')];
}

/**
 * One row for the input and each layer: norms, bounds, gradients, the singular values of its
 * Jacobian.
 */
export function layersTable(report) {
  const columns = most(report.layers.map(({ jacobian }) => jacobian));
  const input = [0, report.widths[0], ...Array(LAYER.length - 2).fill(''), magnitude(report.log10_input_gradient), '', '', report.input_gradient_resolved];
  const rows = report.layers.map((layer) => [
    layer.layer,
    report.widths[layer.layer],
    layer.activation,
    ...LAYER.slice(3).map((name) => magnitude(layer[name])),
    ...['log10_output', 'log10_preactivation', 'log10_weight'].map((name) => magnitude(layer.gradient[name])),
    layer.gradient.resolved,
    ...spectrum(layer.jacobian, columns),
  ]);
  return csv([
    [...LAYER, ...GRADIENT, ...VALUES, ...numbered(columns)],
    [...input, ...Array(VALUES.length + columns).fill('')],
    ...rows,
  ]);
}

/**
 * One row for each start of the chain: the singular values from the output of that layer to the
 * end.
 */
export function chainTable(report) {
  const columns = most(report.chain);
  const rows = report.chain.map((chain) => [chain.from, magnitude(chain.log10_bound), ...spectrum(chain, columns)]);
  return csv([['from', 'log10_bound', ...VALUES, ...numbered(columns)], ...rows]);
}

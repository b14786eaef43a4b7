// Small pieces of the report.

export const minimum = ({ times }) => Math.min(...times);

export function median({ times }) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A Markdown table; all columns but the first are numbers. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Three digits, and no exponents. */
export const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

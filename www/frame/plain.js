// Whether a message is small and plain. It is measured without being copied, and only as far as it
// is allowed to go.

/** The most characters of a message, its names and separators included. */
const LARGEST = 8000;
const DEEPEST = 8;

/**
 * Whether it consists of plain objects, lists, texts, numbers, flags and nulls, and is small
 * enough.
 */
export function isSmallAndPlain(value) {
  let left = LARGEST;
  const fits = (value, depth) => {
    left -= 4;
    if (left < 0 || depth > DEEPEST) return false;
    if (typeof value === 'string') {
      left -= value.length;
      return left >= 0;
    }
    if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) return true;
    if (Array.isArray(value)) return value.length <= left && value.every((entry) => fits(entry, depth + 1));
    if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
    for (const name in value) {
      left -= name.length;
      if (!fits(value[name], depth + 1)) return false;
    }
    return true;
  };
  return fits(value, 0);
}

// Numbers from a seed for the input and the loss of a network from a file. The generator is Marsaglia's xorshift with 32 bits
// (2003): x ^= x << 13, x ^= x >>> 17, x ^= x << 5; each x divided by 2^32 is uniform in (0, 1). It starts at
// (seed * 2654435761 + 1) mod 2^32, or 1 where that is 0, and the first 16 numbers are left out. Pairs of them give normal numbers
// by Box and Muller (1958): sqrt(-2 ln u) cos(2 pi v), then the same with sin.

/** The multiplier spreads neighbouring seeds: 2^32 divided by the golden ratio. */
const SPREAD = 2654435761;
const SKIPPED = 16;

function uniform(seed) {
  let x = (Math.imul(seed, SPREAD) + 1) >>> 0 || 1;
  const next = () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < SKIPPED; i += 1) next();
  return next;
}

/** So many normal numbers of this seed. */
export function normal(seed, length) {
  const next = uniform(seed);
  const found = new Float64Array(length);
  for (let i = 0; i < length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(next()));
    const angle = 2 * Math.PI * next();
    found[i] = radius * Math.cos(angle);
    if (i + 1 < length) found[i + 1] = radius * Math.sin(angle);
  }
  return found;
}

/** A vector of length 1 in a direction of this seed. */
export function unit(seed, length) {
  const vector = normal(seed, length);
  const size = Math.hypot(...vector);
  return vector.map((x) => x / size);
}

// The networks of the self-check, drawn a second time: the page only describes them in words,
// without all their settings.

const MASK = (1n << 64n) - 1n;

/** splitmix64 (Steele, Lea, Flood 2014) from a state: the next 64 bits. */
function stream(start) {
  let state = start;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  };
}

const XAVIER = 'xavier-normal';

/**
 * The network that `attempt` 0, 1, ... draws for question `place` 0, 1, ... of a seed: its link,
 * and what the question may mention.
 */
export function drawn(seed, place, attempt) {
  const bits = stream((BigInt(seed) << 32n) | (BigInt(attempt) << 8n) | BigInt(place));
  const whole = (least, most) => least + Number(bits() % BigInt(most - least + 1));
  const deep = whole(6, 20);
  const depth = place === 3 && deep % 2 === 0 ? 1 : place === 7 ? 10 * whole(2, 8) : deep;
  const width = whole(3, 9);
  const layer = whole(1, Math.max(depth, 2) - 1);
  const isSigmoid = (place === 3 || place === 6) && whole(0, 1) === 0;
  const [act, init, gains] = {
    2: ['linear', 'orthogonal', [0.1, 0.5, 2, 10]],
    3: [isSigmoid ? 'sigmoid' : 'tanh', XAVIER, [0.5, 1]],
    6: isSigmoid ? ['sigmoid', XAVIER, [0.5, 1, 2, 4]] : ['tanh', XAVIER, [0.3, 0.5, 1, 2]],
    7: ['linear', XAVIER, [0.5, 1, 2]],
  }[place] ?? ['tanh', XAVIER, [1, 1.5]];
  const gain = gains[whole(0, gains.length - 1)];
  const first = place === 0 ? whole(1, depth - 1) : depth;
  const widths = first < depth ? `${width}~${first},12~${depth - first}` : width;
  const own = bits() & 0xffffffffn;
  const link = (act) => `v=1&depth=${depth}&width=${widths}&act=${act}&init=${init}&gain=${gain}&seed=${own}&layer=${layer}`;
  return { link: link(act), withOther: link(act === 'sigmoid' ? 'tanh' : 'sigmoid'), act, gain, first, width };
}

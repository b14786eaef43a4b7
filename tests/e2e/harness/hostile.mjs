// Messages that are malicious or mistaken.

/**
 * Runs in a page around a frame: sends `count` of them to the frame, drawn from a seed. None of
 * them may change anything: what is set is never a link, and what is shown is never the name of a
 * preset.
 */
export function hostile({ seed, count }) {
  let state = seed;
  // mulberry32, in the public domain.
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const html = '<img src=x onerror="parent.hacked = window.hacked = 1"><script>window.hacked = 1</script>';
  const texts = ['', html, `depth=5&act=${html}`, 'javascript:window.hacked=1', 'https://example.org/?v=1&depth=5', '//example.org/', 'data:text/html,<script>hacked=1</script>', '\0', '\u2028', '\ud800', '../../', '${hacked}', 'depth=5;seed', 'depth=5\nseed=2', 'ｄｅｐｔｈ＝５', 'x'.repeat(7900), `${'<'.repeat(20000)}`, 'NaN;', '{"gradlens":1}', 'depth', '&', '=5', 'depth=5&', 'depth=5#seed=2'];
  const nested = (depth) => (depth === 0 ? value(0) : random() < 0.5 ? [nested(depth - 1)] : { [pick(['type', 'link', 'id', 'toString', 'valueOf', '__proto__', 'constructor', 'length'])]: nested(depth - 1) });
  const cyclic = () => {
    const ring = { list: [] };
    ring.list.push(ring);
    return ring;
  };
  const strange = [
    () => NaN, () => Infinity, () => -0, () => 2 ** 53, () => null, () => undefined, () => true, () => 10n ** 100n,
    () => new Date(NaN), () => /(a+)+$/, () => new Map([[1, cyclic()]]), () => new Set([html]), () => new Error(html), () => new Blob([html], { type: 'text/html' }),
    () => new ArrayBuffer(64), () => new Float64Array([NaN]), () => new Array(2 ** 31), () => new Array(5000).fill(0), () => new String('state'), () => new DOMRect(),
    () => JSON.parse('{"__proto__": {"gradlens": 1, "type": "reset"}}'), () => cyclic(), () => nested(5), () => nested(200), () => Object.fromEntries(texts.map((text, place) => [place, text])),
  ];
  const value = (depth = 1) => (depth > 0 && random() < 0.5 ? pick(strange)() : pick(texts));
  const types = ['set', 'set', 'get', 'preset', 'hello', 'focus', 'reset', 'ready', 'state', 'resize', 'error', 'toString', '__proto__', 'hasOwnProperty'];
  const shape = () => {
    // Most of the strange ones make the page ignore the whole message.
    const part = random() < 0.7 ? () => pick(texts.slice(0, 15)) : value;
    const mixed = { gradlens: 1, type: pick(types), link: pick([part, () => `depth=5;${pick(texts)}`])(), what: part(), name: part(), picture: part(), id: part(), [pick(['height', '__proto__', 'then', 'toJSON'])]: part() };
    if (random() < 0.2) mixed.type = part();
    if (random() < 0.1) mixed.gradlens = value();
    return mixed;
  };
  for (let said = 0; said < count; said += 1) {
    const message = random() < 0.9 ? shape() : value();
    try {
      window.say(message);
    } catch {
      // What one window cannot send to another.
      window.say({ gradlens: 1, type: 'get', what: html });
    }
  }
}

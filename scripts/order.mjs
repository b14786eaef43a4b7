// An order of the functions of a WebAssembly module in which like stands beside like, so that gzip, which looks back 32 kB, finds what
// repeats: each next function is the one that shares most with those just before it.
const RUN = 8;
const WINDOW = 28_000;
const CODE = 10;

/** The code of the functions that the module itself defines. */
function functions(module) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= module.length) throw new Error('order: the module ends before its code');
      const byte = module[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  for (;;) {
    const [section, size] = [module[at++], number()];
    if (section !== CODE) at += size;
    else return Array.from({ length: number() }, () => {
      const length = number();
      return module.subarray(at, (at += length));
    });
  }
}

/** Which runs of bytes a function has, of those that some others have too. */
function sharedRuns(bodies) {
  const holders = new Map();
  const runs = bodies.map((body) => {
    const own = new Set();
    for (let i = 0; i + RUN <= body.length; i++) own.add(body.toString('latin1', i, i + RUN));
    return own;
  });
  runs.forEach((own, i) => { for (const run of own) holders.get(run)?.push(i) ?? holders.set(run, [i]); });
  for (const [run, all] of holders) if (all.length < 2 || all.length > 200) holders.delete(run);
  return { holders, runs: runs.map((own) => [...own].filter((run) => holders.has(run))) };
}

/** Places of functions in that order, the largest one first. */
function placed(bodies) {
  const { holders, runs } = sharedRuns(bodies);
  const near = new Map();
  const shared = new Float64Array(bodies.length);
  const turn = (i, by) => {
    for (const run of runs[i]) {
      const count = (near.get(run) ?? 0) + by;
      near.set(run, count);
      // It comes into sight, or goes out of it.
      if (count === (by > 0 ? 1 : 0)) for (const other of holders.get(run)) shared[other] += by;
    }
  };
  const left = new Set(bodies.keys());
  const best = (measure) => [...left].reduce((a, b) => (measure(b) > measure(a) ? b : a));
  const order = [];
  let [bytes, oldest] = [0, 0];
  while (left.size > 0) {
    const next = best((i) => (order.length === 0 ? bodies[i].length : shared[i] / bodies[i].length ** 0.7));
    left.delete(next);
    order.push(next);
    turn(next, 1);
    bytes += bodies[next].length;
    for (; bytes > WINDOW && oldest < order.length - 1; oldest++) {
      turn(order[oldest], -1);
      bytes -= bodies[order[oldest]].length;
    }
  }
  return order;
}

const varint = (value) => (value < 128 ? [value] : [value & 127 | 128, ...varint(value >>> 7)]);
const vector = (bytes) => [...varint(bytes.length), ...bytes];
const text = (string) => vector([...Buffer.from(string)]);

/** The module with names for its functions, which sorted are in that order. */
export function named(module) {
  const bodies = functions(module);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module));
  const imported = imports.filter(({ kind }) => kind === 'function').length;
  const names = [];
  placed(bodies).forEach((i, place) => { names[i] = [...varint(imported + i), ...text(String(place).padStart(6, '0'))]; });
  const section = [...text('name'), 1, ...vector([...varint(bodies.length), ...names.flat()])];
  return Buffer.concat([module, Buffer.from([0, ...vector(section)])]);
}

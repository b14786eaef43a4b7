// A WebAssembly loop that does nothing but add and multiply pairs of f64: what simd128 can reach at most on this machine.
import { writeFileSync } from 'node:fs';
import binaryen from 'binaryen';

/** Independent sums, and as many products: enough to hide the latency of each, and few enough for 16 registers. */
const CHAINS = 7;
/** How often they go on in one turn, so that the counter of the loop costs little. */
const STEPS = 2;
/** Operations of one turn: every step changes two lanes of each sum and of each product. */
export const OPERATIONS = STEPS * CHAINS * 4;

function source() {
  const numbers = Array.from({ length: CHAINS }, (_, place) => place);
  const names = numbers.flatMap((place) => [`$sum${place}`, `$product${place}`]);
  const next = (name, what) => `(local.set ${name} (f64x2.${what} (local.get ${name}) (local.get $one)))`;
  const step = numbers.map((place) => next(`$sum${place}`, 'add') + next(`$product${place}`, 'mul')).join('\n');
  const all = names.map((name) => `(local.get ${name})`).reduce((left, right) => `(f64x2.add ${left} ${right})`);
  return `(module (func (export "run") (param $turns i32) (result f64)
    (local $one v128) ${names.map((name) => `(local ${name} v128)`).join(' ')}
    (local.set $one (f64x2.splat (f64.const 1)))
    (loop $again
      ${step.repeat(STEPS)}
      (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
      (br_if $again (local.get $turns)))
    (f64x2.extract_lane 0 ${all})))`;
}

/** Writes the loop as a WebAssembly file. */
export function writePeak(path) {
  const module = binaryen.parseText(source());
  module.setFeatures(binaryen.Features.SIMD128);
  writeFileSync(path, module.emitBinary());
  module.dispose();
}

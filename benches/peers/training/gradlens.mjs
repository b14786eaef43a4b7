// Gradlens as WebAssembly: steps/lib.rs, compiled as the page is.
import { address, bytes } from '../files.mjs';

export const OURS = 'Gradlens';

/** The side: { name, load(text of a case) }; `program` is the JavaScript file beside its WebAssembly. */
export async function gradlens(program) {
  const module = await import(address(program));
  await module.default({ module_or_path: await bytes(program.replace(/\.js$/, '_bg.wasm')) });
  return {
    name: OURS,
    load(text) {
      const steps = module.Steps.of(text);
      return {
        losses: (count) => steps.losses(count),
        norms: () => steps.norms(),
        take: () => steps.take(1),
        free: () => steps.free(),
      };
    },
  };
}

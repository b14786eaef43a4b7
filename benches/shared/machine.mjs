// What the measurements ran on and with: no names, no paths.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type } from 'node:os';

/** The fields of lscpu, or none where there is no lscpu. */
function lscpu() {
  try {
    const lines = execFileSync('lscpu', { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).split('\n');
    return Object.fromEntries(lines.map((line) => line.split(/:\s+/, 2)));
  } catch {
    return {};
  }
}

/** Processor, memory and system as one line. */
export function processor() {
  const { 'Model name': model, 'CPU family': family, Model: number, 'L2 cache': second, 'L3 cache': third } = lscpu();
  const name = (model ?? cpus()[0].model).trim();
  const exact = family ? ` (family ${family}, model ${number})` : '';
  const caches = second ? `, L2 ${second}, L3 ${third}` : '';
  return `Processor: ${name}${exact}, ${cpus().length} cores${caches}; ${Math.round(totalmem() / 2 ** 30)} GiB of memory; ${type()}`;
}

/** How busy the machine is: the load average of the last minute. */
export const load = () => loadavg()[0].toFixed(2);

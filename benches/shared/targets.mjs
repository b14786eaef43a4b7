// What Gradlens aims at, and whether it was reached: each command leaves what it has measured, the table shows all of it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './dist.mjs';
import { writeSection } from './results.mjs';
import { table } from './tables.mjs';

const GROUPS = [
  'Per-layer job',
  'Exact chain for every h, with its check',
  "The reader's hand",
  'The largest network',
  'Loading',
  'Wide networks, from a link and from a file',
  'Steps of a training',
  'The law',
];
const COMMANDS = ['peers', 'training', 'page'];
const file = (command) => join(ROOT, `target/bench/${command}.json`);

/** A target that is a limit from above: `group` counts from 1, `value` and `limit` have the unit, none for ratios. */
export const atMost = (group, what, value, limit, unit = '') => row(group, what, value, `at most ${limit}${unit}`, value <= limit, unit);

/** One that is a limit from below. */
export const atLeast = (group, what, value, limit, unit = '') => row(group, what, value, `at least ${limit}${unit}`, value >= limit, unit);

/** One that is reached or not, without a limit. */
export const reached = (group, what, measured, aim, met) => ({ group, what, measured, aim, met });

function row(group, what, value, aim, met, unit) {
  const shown = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  return { group, what, measured: `${shown}${unit}`, aim, met };
}

/** Keeps what one command has measured, with the head that says how, and writes the table. */
export function record(command, rows, machine) {
  mkdirSync(dirname(file(command)), { recursive: true });
  writeFileSync(file(command), JSON.stringify({ rows, machine }));
  writeSection('targets', section());
}

function section() {
  const runs = COMMANDS.filter((command) => existsSync(file(command))).map((command) => JSON.parse(readFileSync(file(command), 'utf8')));
  const rows = runs.flatMap((run) => run.rows);
  const machine = [...new Set(runs.flatMap((run) => run.machine))];
  const tables = GROUPS.map((name, place) => {
    const own = rows.filter(({ group }) => group === place + 1);
    const cells = own.map(({ what, measured, aim, met }) => [what, measured, aim, met ? 'met' : '**missed**']);
    return `**${place + 1}. ${name}**\n\n${own.length ? table(['', 'measured', 'target', ''], cells) : 'Not measured.'}`;
  });
  return `Written by \`make bench\`, or in parts by \`scripts/bench peers\` and \`scripts/bench page\`. Times of one run are not those of the
next: ratios are of two sides measured in turn in the same run. Nothing else should run on the machine meanwhile.

${machine.map((line) => `* ${line}`).join('\n')}

## Targets

${tables.join('\n\n')}`;
}

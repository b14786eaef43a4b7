// Installs the peers below target/ when they are missing or their list has changed, and says so.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Runs a command; its output goes to standard error, because standard output is the report. */
export function run(command, args, options, hint) {
  const { status } = spawnSync(command, args, { ...options, stdio: ['ignore', process.stderr, process.stderr] });
  if (status !== 0) throw new Error(`"${command} ${args.join(' ')}" failed. ${hint}`);
}

const same = (one, other) => existsSync(other) && readFileSync(one).equals(readFileSync(other));

/** Calls `work` unless the list was installed before; the copy of the list is written last. */
function once(list, stamp, work) {
  if (same(list, stamp)) return;
  mkdirSync(dirname(stamp), { recursive: true });
  work();
  copyFileSync(list, stamp);
}

/** NumPy in a virtual environment; the path of its Python. */
export function python(root) {
  const list = join(root, 'benches/peers/requirements.txt');
  const home = join(root, 'target/peers-venv');
  const program = join(home, 'bin/python');
  once(list, join(home, 'installed.txt'), () => {
    console.error('peers: installing the Python packages of benches/peers/requirements.txt into target/peers-venv');
    run('python3', ['-m', 'venv', home], {}, 'Python 3.11 or later with venv is needed (Debian, Ubuntu: sudo apt-get install python3-venv).');
    run(program, ['-m', 'pip', 'install', '--quiet', '--requirement', list], {}, 'NumPy could not be installed; it needs Python 3.11 or later.');
  });
  return program;
}

/** The npm packages; their folder, from the root of the repository. */
export function packages(root) {
  const here = join(root, 'benches/peers');
  const home = join(root, 'target/peers/npm');
  once(join(here, 'package-lock.json'), join(home, 'installed.json'), () => {
    console.error('peers: installing the npm packages of benches/peers/package-lock.json into target/peers/npm');
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(here, name), join(home, name));
    run('npm', ['ci', '--no-fund', '--no-audit', '--ignore-scripts'], { cwd: home }, 'The npm packages could not be installed.');
  });
  return 'target/peers/npm/node_modules';
}

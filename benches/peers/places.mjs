// Where the sides run: two child processes that speak JSON lines, and a page in Chromium. Each place has ask(request) and
// stop(); only one of them computes at a time.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { serve } from '../../tests/e2e/harness/server.mjs';
import { launch } from '../shared/browser.mjs';

/** The variables of a process whose linear algebra has one thread and chooses its kernels by itself. */
export function oneThread() {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...rest } = process.env;
  return { ...rest, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
}

/** A child process: one JSON line in, one out. */
export class Child {
  constructor(name, command, script, env) {
    this.name = name;
    this.process = spawn(command, script ? [script] : [], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
    this.failed = new Promise((_, reject) => this.process.once('error', reject));
    this.failed.catch(() => {});
    // A child that has ended is noticed where its answer is missing.
    this.process.stdin.on('error', () => {});
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async ask(request) {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await Promise.race([this.lines.next(), this.failed]);
    if (done) throw new Error(`${this.name} ended before it answered.`);
    const { answer, error } = JSON.parse(value);
    if (error) throw new Error(`${this.name}: ${error}`);
    return answer;
  }

  /** A child ends when its input does. */
  async stop() {
    this.process.stdin.end();
    await this.ended;
  }
}

/** A page of Chromium, from the server of the tests, whose root here is the repository. */
export class Page {
  name = 'Chromium';

  static async of(root, path = 'benches/peers/page.html') {
    const place = new Page();
    place.browser = await launch();
    place.server = await serve(root);
    try {
      await place.open(path);
    } catch (error) {
      await place.stop();
      throw error;
    }
    return place;
  }

  async open(path) {
    this.page = await this.browser.newPage();
    this.page.on('pageerror', (error) => console.error(`Chromium: ${error.stack ?? error}`));
    await this.page.goto(`${this.server.url}${path}`);
    await this.page.waitForFunction(() => window.desk);
  }

  ask(request) {
    return this.page.evaluate((given) => window.desk.answer(given), request);
  }

  async stop() {
    await this.browser.close();
    await this.server.close();
  }
}

/** NumPy, Node and Chromium, in this order. */
export async function start(root, python) {
  const numpy = new Child('NumPy', python, `${root}/benches/peers/numpy_peer.py`, oneThread());
  const node = new Child('Node', process.execPath, `${root}/benches/peers/node_peer.mjs`, process.env);
  try {
    return { numpy, node, chromium: await Page.of(root) };
  } catch (error) {
    await Promise.all([numpy.stop(), node.stop()]);
    throw error;
  }
}

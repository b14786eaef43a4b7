// What a page costs: time on its thread, memory.
import assert from 'node:assert/strict';

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * The longest task on the thread of a page while `work` goes on, in milliseconds of that
 * thread's own time.
 *
 * Not in wall time, and so not by `PerformanceObserver`: if workers and other programs share two
 * cores, a task of 5 ms that has to wait for a core takes 150 ms of wall time.
 */
export async function longestTask(page, work) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  // A task is traced when it ends: an answer may come from within it.
  await page.evaluate(() => new Promise((done) => { setTimeout(done); }));
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const names = traceEvents.filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain');
  const mains = new Set(names.map(thread));
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && event.tdur !== undefined && mains.has(thread(event)));
  assert.ok(tasks.length > 0, 'the browser tells the time of the tasks of a thread');
  return Math.max(...tasks.map((task) => task.tdur)) / 1000;
}

/**
 * The bytes that one script thread holds after garbage collection: its objects with their buffers,
 * and its WebAssembly. `glue`: the address of its program, which is running in it already.
 *
 * Not by `Runtime.queryObjects`, which finds every memory: it crashes the browser in a worker.
 */
async function heap(send, glue) {
  await send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await send('Runtime.getHeapUsage');
  const expression = `import(${JSON.stringify(glue)}).then((program) => program.default()).then(({ memory }) => memory.buffer.byteLength)`;
  const { result: memory } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  assert.equal(memory.type, 'number', JSON.stringify(memory));
  return { objects: usedSize + backingStorageSize, memory: memory.value };
}

/**
 * What a page and each of its workers hold, in bytes: [{ objects, memory }, ...], the page first.
 */
export async function holdings(page) {
  const glue = await page.evaluate(() => new URL(`./${document.documentElement.dataset.program}.js`, document.baseURI).href);
  const session = await page.context().newCDPSession(page);
  const workers = [];
  const waiting = new Map();
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => targetInfo.type === 'worker' && workers.push(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
  });
  // Else nobody answers, and the test waits for ever.
  session.on('Target.detachedFromTarget', () => waiting.forEach(({ reject }) => reject(new Error('a worker is gone'))));
  const toWorker = (sessionId) => (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = waiting.size + 1;
      waiting.set(id, { resolve, reject });
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const all = [await heap((method, params) => session.send(method, params), glue)];
  for (const worker of workers) all.push(await heap(toWorker(worker), glue));
  await session.detach();
  return all;
}

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
 * The bytes that one script thread holds after garbage collection: its objects, their buffers and
 * its WebAssembly.
 */
async function heap(send) {
  await send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await send('Runtime.getHeapUsage');
  const { result: prototype } = await send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId });
  const { result: memory } = await send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }',
    returnByValue: true,
  });
  await send('Runtime.releaseObject', { objectId: objects.objectId });
  await send('Runtime.releaseObject', { objectId: prototype.objectId });
  return { objects: usedSize + backingStorageSize, memory: memory.value };
}

/**
 * What a page and each of its workers hold, in bytes: [{ objects, memory }, ...], the page first.
 */
export async function holdings(page) {
  const session = await page.context().newCDPSession(page);
  const workers = [];
  const waiting = new Map();
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => targetInfo.type === 'worker' && workers.push(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    waiting.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
  });
  const toWorker = (sessionId) => (method, params = {}) =>
    new Promise((resolve) => {
      const id = waiting.size + 1;
      waiting.set(id, resolve);
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const all = [await heap((method, params) => session.send(method, params))];
  for (const worker of workers) all.push(await heap(toWorker(worker)));
  await session.detach();
  return all;
}

// The tasks of the page's main thread, from the browser's own trace.
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'v8'];
const MARK = 'gradlens-bench';
/** What the page itself does in a task: handlers, callbacks of frames and messages. The rest is the browser's. */
const SCRIPT = ['FunctionCall', 'EvaluateScript'];
const LAYOUT = ['UpdateLayoutTree', 'Layout'];
/** What the browser does in a task, by the names of its trace. */
const PARTS = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit', 'MinorGC', 'MajorGC', 'ParseHTML'];

/** Traces while `act` runs; the tasks of the page's main thread, those that took most of
 * the processor first: { length, busy, script, parts }, in milliseconds. `busy` and `script` are processor time, so that what
 * else runs on the machine does not count; `script` is without the layout that scripts force. */
export async function traced(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: CATEGORIES });
  let buffer;
  try {
    await page.evaluate((name) => performance.mark(name), MARK);
    await act();
  } finally {
    buffer = await browser.stopTracing();
  }
  return tasks(JSON.parse(buffer.toString()).traceEvents);
}

function tasks(events) {
  const mark = events.find(({ name, cat }) => name === MARK && cat.includes('blink.user_timing'));
  if (!mark) throw new Error('the trace does not show the page.');
  const own = events.filter(({ pid, tid, ph }) => pid === mark.pid && tid === mark.tid && ph === 'X').sort((a, b) => a.ts - b.ts);
  const found = own.filter(({ name }) => name === 'RunTask').map((task) => ({ start: task.ts, end: task.ts + task.dur, busy: task.tdur ?? task.dur, inner: [] }));
  let at = 0;
  for (const event of own) {
    if (event.name === 'RunTask') continue;
    while (at < found.length && found[at].end <= event.ts) at += 1;
    if (found[at] && event.ts >= found[at].start) found[at].inner.push(event);
  }
  return found.map(described).sort((a, b) => b.busy - a.busy);
}

function described({ start, end, busy, inner }) {
  const outermost = (names) => outer(inner.filter(({ name }) => names.includes(name)));
  const scripts = outermost(SCRIPT);
  const forced = outermost(LAYOUT).filter((layout) => scripts.some((script) => script.ts <= layout.ts && layout.ts < script.ts + script.dur));
  const others = inner.filter((event) => !forced.includes(event));
  const parts = Object.fromEntries(PARTS.map((name) => [name, total(outer(others.filter((event) => event.name === name)))]));
  return { length: (end - start) / 1000, busy: busy / 1000, script: total(scripts) - total(forced), forced: total(forced), parts };
}

/** Those that are not inside of another; they come in order. */
function outer(events) {
  let end = -Infinity;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

/** Milliseconds of processor time. */
const total = (events) => events.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000;

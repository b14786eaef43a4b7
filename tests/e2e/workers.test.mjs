// Workers do long analyses. Whatever happens to them, the page ends with the right report and stays
// usable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCrew, withoutWorkers } from './harness/crew.mjs';
import { holdings, longestTask } from './harness/measure.mjs';
import { openPage, ready } from './harness/page.mjs';
import { assertRightReport, assertSame, onCommandLine, withoutEstimates } from './harness/report.mjs';

/** Long enough for workers. */
const LONG = 'v=1&depth=50&width=64&act=tanh&seed=1';
/** A short task takes at most this part of what all of a computation takes in one. */
const PART = 1 / 3;

const show = (page, link) => page.evaluate((link) => void window.gradlens.apply(link), link);
const crew = (page) => page.evaluate(() => window.crew.all.map(({ place, isAlive }) => ({ place, isAlive })));
const LONGER = 'v=1&depth=100&width=64&act=tanh&gain=2&seed=300';
/** The time of a longer computation in a single task of the page, with which its tasks are compared: both on the same machine, as fast as it is now. */
const atOnce = (page) => longestTask(page, () => page.evaluate((link) => void window.gradlens.analyze(link), LONGER));
const isQuiet = async (page) => assert.equal(await page.locator('#notices').isVisible(), false, 'nothing is said to the reader');

test('workers give the report of the page and of the command line', async (t) => {
  const page = await openPage(t, { query: LONG, before: withCrew() });
  const report = await assertRightReport(t, page, LONG);
  assertSame(withoutEstimates(structuredClone(report)), withoutEstimates(onCommandLine(LONG)), LONG);
  const given = await page.evaluate(() => window.crew.all.length);
  assert.ok(given >= 1 && given <= 4, `${given} workers`);
});

test('a worker that is gone without a word is replaced', async (t) => {
  const killed = () => {
    window.crew.says = (worker, { pieces, done }) => {
      if (window.crew.lost || !pieces?.length || done) return;
      window.crew.lost = worker;
      // Without `isAlive`: the page has not requested this.
      Object.getPrototypeOf(Object.getPrototypeOf(worker)).terminate.call(worker);
    };
  };
  const page = await openPage(t, { query: LONG, before: withCrew(killed) });
  assert.ok(await page.evaluate(() => Boolean(window.crew.lost) && !window.crew.lost.isAlive), 'it was lost, and the page knows');
  await assertRightReport(t, page, LONG);
  await isQuiet(page);
  // The next ones find all workers again.
  const other = LONG.replace('seed=1', 'seed=2');
  await show(page, other);
  await ready(page);
  await assertRightReport(t, page, other);
});

/** Ways in which a worker fails, and the scripts that cause it. */
const BREAKDOWNS = {
  'reports an error': () => {
    window.crew.given = (worker) => {
      if (window.crew.lost) return;
      window.crew.lost = worker;
      setTimeout(() => worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true })));
    };
  },
  'says what cannot be read': () => {
    window.crew.given = (worker) => {
      if (window.crew.lost) return;
      window.crew.lost = worker;
      setTimeout(() => worker.dispatchEvent(new MessageEvent('messageerror')));
    };
  },
  'says what is no piece': () => {
    window.crew.given = (worker) => {
      if (window.crew.lost) return;
      window.crew.lost = worker;
      const data = { job: worker.job, pieces: [new BigUint64Array([99n, 1n, 2n])], done: true };
      setTimeout(() => worker.dispatchEvent(new MessageEvent('message', { data })));
    };
  },
  'throws an error': () => {
    window.crew.address = (given) => {
      if (window.crew.all.length > 0) return given;
      const script = `import ${JSON.stringify(new URL(given, document.baseURI).href)};
        addEventListener('message', ({ data }) => { if (data.task) setTimeout(() => { throw new Error('broken'); }); });`;
      return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    };
    window.crew.given = (worker) => { window.crew.lost ??= worker === window.crew.all[0] ? worker : undefined; };
  },
};

for (const [breakdown, harm] of Object.entries(BREAKDOWNS)) {
  test(`a worker that ${breakdown} is replaced`, async (t) => {
    const page = await openPage(t, { query: LONG, before: withCrew(harm) });
    await assertRightReport(t, page, LONG);
    assert.ok(await page.evaluate(() => Boolean(window.crew.lost) && !window.crew.lost.isAlive), 'it was lost, and the page knows');
    await page.waitForFunction(() => window.crew.alive().length === window.crew.all.length - 1);
    await isQuiet(page);
  });
}

test('after a sleep of the machine the workers are as good as before', async (t) => {
  const sleep = () => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 4 });
    // An hour passes while all workers have tasks, and on waking up the timers come first.
    const [now, wait] = [performance.now.bind(performance), window.setTimeout.bind(window)];
    window.slept = 0;
    performance.now = () => now() + window.slept;
    window.setTimeout = (call, ...rest) => wait(() => {
      const { all } = window.crew;
      if (all.length === 4 && all.every((worker) => worker.task)) window.slept = 3_600_000;
      call();
    }, ...rest);
  };
  const page = await openPage(t, { before: withCrew(sleep) });
  const link = 'v=1&depth=100&width=128&act=tanh&seed=1';
  await show(page, link);
  await ready(page);
  assert.ok(await page.evaluate(() => window.slept > 0), 'it slept');
  await isQuiet(page);
  assert.ok(await page.evaluate(() => window.crew.alive().length > 0), 'there are workers still');
  await assertRightReport(t, page, link);
});

/** Places without workers: options of a page. */
const REFUSALS = {
  'a browser without workers': { before: withoutWorkers },
  'a browser that allows no workers': {
    before: (page) => page.addInitScript(() => {
      window.Worker = function () { throw new DOMException('Workers are not allowed here.', 'SecurityError'); };
    }),
  },
  'a site that forbids workers': { folder: 'without-workers', problemsAllowed: true },
};

for (const [place, options] of Object.entries(REFUSALS)) {
  test(`${place} computes on the page, in short tasks`, async (t) => {
    const page = await openPage(t, options);
    const longest = await longestTask(page, async () => {
      await show(page, LONG);
      await ready(page);
    });
    await assertRightReport(t, page, LONG);
    const whole = await atOnce(page);
    assert.ok(longest < PART * whole, `the longest task took ${longest} ms, and all in one ${whole} ms`);
    await isQuiet(page);
    for (const problem of page.problems) assert.match(problem, /worker/i);
  });
}

test('where files may not be workers, blobs are', async (t) => {
  const refuse = () => {
    window.crew.address = (given) => {
      if (!given.startsWith('blob:')) throw new DOMException('Only blobs are allowed here.', 'SecurityError');
      return given;
    };
  };
  const page = await openPage(t, { query: LONG, before: withCrew(refuse) });
  await assertRightReport(t, page, LONG);
  await isQuiet(page);
  const workers = await crew(page);
  assert.ok(workers.length > 0 && workers.every(({ place, isAlive }) => isAlive && place.startsWith('blob:')), JSON.stringify(workers));
});

test('where the file of the workers is missing, blobs are workers', async (t) => {
  const astray = () => {
    window.crew.address = (given) => (given.startsWith('blob:') ? given : `missing/${given}`);
  };
  const page = await openPage(t, { query: LONG, before: withCrew(astray), problemsAllowed: true });
  await assertRightReport(t, page, LONG);
  await isQuiet(page);
  const alive = (await crew(page)).filter(({ isAlive }) => isAlive);
  assert.ok(alive.length > 0 && alive.every(({ place }) => place.startsWith('blob:')), JSON.stringify(alive));
  for (const problem of page.problems) assert.match(problem, /missing|404/);
});

test('where workers keep dying the page says so and computes by itself', async (t) => {
  // Not while they warm up: the page would say it then, and the next settings would take it away.
  const deadly = () => {
    window.crew.given = (worker) => {
      if (window.isDeadly) setTimeout(() => worker.dispatchEvent(new ErrorEvent('error', { cancelable: true })));
    };
  };
  const page = await openPage(t, { before: withCrew(deadly) });
  const longest = await longestTask(page, async () => {
    await page.evaluate((link) => {
      window.isDeadly = true;
      window.gradlens.apply(link);
    }, LONG);
    await ready(page);
  });
  await assertRightReport(t, page, LONG);
  const whole = await atOnce(page);
  assert.ok(longest < PART * whole, `the longest task took ${longest} ms, and all in one ${whole} ms`);
  assert.equal(await page.evaluate(() => window.crew.alive().length), 0);
  const box = page.locator('#notices');
  assert.match(await box.locator('[data-sentence]').innerText(), /background computation keeps stopping.*computes by itself/);
  assert.equal(await box.locator('tr').filter({ visible: true }).count(), 0);
  await box.getByRole('button', { name: 'Dismiss' }).click();
  const started = (await crew(page)).length;
  await show(page, LONG.replace('seed=1', 'seed=2'));
  await ready(page);
  await assertRightReport(t, page);
  await isQuiet(page);
  assert.equal((await crew(page)).length, started, 'no more workers are started');
});

test('a page that is not seen computes too', async (t) => {
  const unseen = async (page) => {
    await withCrew()(page);
    await page.addInitScript(() => {
      Object.defineProperty(Document.prototype, 'hidden', { get: () => true });
      window.requestAnimationFrame = () => 1;
    });
  };
  const page = await openPage(t, { before: unseen, rest: false });
  // Not by animation frames: there are none.
  const rest = () => page.waitForFunction(() => document.documentElement.dataset.gradlens === 'ready', null, { polling: 50 });
  await rest();
  for (const link of ['v=1&depth=3&width=4&seed=1', LONG]) {
    await show(page, link);
    await rest();
    await assertRightReport(t, page, link);
  }
});

test('a frame that may run scripts and nothing else has workers from blobs', async (t) => {
  const host = async (page) => {
    await withCrew()(page);
    const body = `<!doctype html><iframe sandbox="allow-scripts" width="1000" height="700" src="?${LONG}"></iframe>`;
    await page.route((url) => url.pathname === '/for-everyone/' && url.search === '', (route) => route.fulfill({ contentType: 'text/html', body }));
  };
  const page = await openPage(t, { folder: 'for-everyone', rest: false, before: host });
  const frame = page.frames().find((frame) => frame !== page.mainFrame());
  await frame.waitForFunction(() => ['ready', 'failed'].includes(document.documentElement.dataset.gradlens));
  assert.equal(await frame.evaluate(() => window.origin), 'null');
  await assertRightReport(t, frame, LONG);
  assert.equal(await frame.locator('#notices').isVisible(), false);
  const workers = await frame.evaluate(() => window.crew.alive().map((worker) => worker.place));
  assert.ok(workers.length > 0 && workers.every((place) => place.startsWith('blob:')), `workers: ${workers.join(', ')}`);
});

/** Sizes from short to long. */
const SIZES = ['depth=10&width=8', 'depth=20&width=16', 'depth=50&width=64', 'depth=100&width=64'];

/**
 * In the page: 300 edits in three seconds, by the words and by links; the last one is a link of
 * the largest size.
 */
const edit = (sizes) =>
  new Promise((resolve) => {
    const start = performance.now();
    let edits = 0;
    const write = (name, text) => {
      const word = document.getElementById(name);
      word.value = text;
      word.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const one = (n) => {
      const size = sizes[n % 20 === 19 ? 3 : Math.floor(n / 4) % 4];
      if (n % 4 === 1) write('gain', `${0.5 + (n % 60) / 40}`);
      else if (n % 4 === 2) write('width', `${1 + 2 * (n % 30)}`);
      else window.gradlens.apply(`v=1&${size}&act=tanh&gain=${1 + n / 300}&seed=${n}`);
    };
    const timer = setInterval(() => {
      for (const due = Math.min(300, (performance.now() - start) / 10); edits < due; edits += 1) one(edits);
      if (edits < 300) return;
      clearInterval(timer);
      resolve(performance.now() - start);
    }, 5);
  });

/** Presses arrow keys on a number until `other` is done. */
async function pressKeysDuring(page, other) {
  let isOver = false;
  const over = other.finally(() => { isOver = true; });
  await page.locator('#depth').focus();
  for (let n = 0; !isOver; n += 1) {
    await page.keyboard.press(n % 2 ? 'ArrowDown' : 'ArrowUp');
    await page.waitForTimeout(40);
  }
  return over;
}

test('300 edits in three seconds end with the last one, in short tasks and without a trace in the memory', async (t) => {
  const page = await openPage(t, { before: withCrew() });
  const hurry = async () => {
    await pressKeysDuring(page, page.evaluate(edit, SIZES));
    await show(page, LONGER);
    await ready(page);
    await page.waitForURL(/seed=300/);
  };
  // Code that is used a lot is compiled a second time, and memory is kept for reuse: what is needed at once
  // differs from round to round. After some rounds all of that has happened; with a leak it never has.
  await hurry();
  let before = await holdings(page);
  for (let round = 0, isCalm = false; round < 4 && !isCalm; round += 1) {
    await hurry();
    const now = await holdings(page);
    isCalm = now.every(({ memory }, i) => memory <= before[i].memory);
    before = now;
  }
  const longest = await longestTask(page, hurry);
  const after = await holdings(page);
  const whole = await atOnce(page);
  assert.ok(longest < PART * whole, `the longest task took ${longest} ms, and one of the networks at once ${whole} ms`);
  assert.equal(after.length, before.length, 'as many workers as before');
  assert.equal(await page.evaluate(() => window.crew.all.length), before.length - 1, 'no worker had to be replaced');
  for (const [i, { objects, memory }] of after.entries()) {
    const text = `thread ${i}: ${JSON.stringify(before[i])} before, ${JSON.stringify(after[i])} after`;
    assert.ok(objects <= 1.1 * before[i].objects && memory <= 1.1 * before[i].memory, text);
  }
  await isQuiet(page);
  await assertRightReport(t, page, LONGER);
});

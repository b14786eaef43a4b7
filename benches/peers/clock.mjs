// Measures a job in batches that are long for the clock: browsers round it to a tenth of a millisecond. A job is { per, run };
// `per` jobs are one run; `waits` says that a run gives a promise. Only then is anything awaited, because that takes time too.

/** The shortest batch that counts, and how long a job runs before it counts, in milliseconds. */
const BATCH = 30;
const WARM = 300;

async function batch({ run, waits, repetitions }) {
  const start = performance.now();
  if (waits) for (let left = repetitions; left > 0; left -= 1) await run();
  else for (let left = repetitions; left > 0; left -= 1) run();
  return performance.now() - start;
}

/** Milliseconds of one job, from the first batch that is long enough. The job remembers how many runs that took. */
export async function measured(job) {
  job.repetitions ??= 1;
  for (;;) {
    const milliseconds = await batch(job);
    if (milliseconds >= BATCH) return milliseconds / job.repetitions / job.per;
    const wanted = (1.3 * BATCH) / Math.max(milliseconds, 0.1);
    job.repetitions = Math.ceil(job.repetitions * Math.min(10, wanted));
  }
}

/** Runs a job until the compilers have seen enough of it. */
export async function warmed(job) {
  const start = performance.now();
  do await measured(job);
  while (performance.now() - start < WARM);
}

// The measurements of the page as a section of Markdown.
import { table } from '../shared/tables.mjs';
import { delays, firstInNextFrame, frames as framesOf, inNextFrame, joined, longestGap, middle, missedFrames, percent, percentile, withinFrame } from './figures.mjs';

const SHARES = [0.5, 0.75, 0.95, 0.99];
/** So long does the page's own code take at least where it draws, in milliseconds. */
const REDRAW = 2;

const at = (values, shares) => joined(shares.map((share) => percentile(values, share)));

function latencies(scenes) {
  const rows = scenes.map(({ name, edits, frames, pictures, shown }) => {
    const { missed, due } = missedFrames(frames);
    // What the browser does not tell took less than 16 ms.
    const keys = shown.length ? `${percentile([...shown, ...Array(Math.max(0, edits.length - shown.length)).fill(0)], 0.95)}` : '';
    return [
      name,
      edits.length,
      at(delays(edits, 'at', 'frame'), SHARES),
      at(delays(edits, 'at', 'first'), SHARES),
      at(delays(edits, 'at', 'whole'), [0.5, 0.95]),
      at(delays(edits, 'at', 'all'), [0.5, 0.95]),
      percent(withinFrame(edits)),
      percent(inNextFrame(edits)),
      percent(firstInNextFrame(edits)),
      at(delays(edits, 'begun', 'frame'), [0.5, 0.95]),
      `${((1000 * pictures.length) / (frames.at(-1) - frames[0])).toFixed(0)}, ${longestGap(pictures, frames).toFixed(0)} ms`,
      at(delays(edits, 'cause', 'first'), [0.95]),
      keys,
      `${missed} of ${due}`,
    ];
  });
  const head = ['', 'edits', 'next frame', 'first picture', 'whole picture', 'with the card', 'whole within 16.7 ms', 'whole in the next frame', 'gradient in the next frame', 'work of the next frame', 'pictures in a second, longest wait', 'hand to first picture, 95 %', 'key to pixels, 95 %', 'frames missed'];
  return table(head, rows);
}

/** The parts of a task that take most, with their milliseconds. */
function parts({ script, forced, parts: others }) {
  const all = Object.entries({ script, 'forced layout': forced, ...others });
  return all.filter(([, value]) => value >= 0.5).sort((a, b) => b[1] - a[1]).slice(0, 5).map(([name, value]) => `${name} ${value.toFixed(1)}`).join(', ');
}

/** The middle one of the tasks in which the page draws; they come in order. */
function typical(all) {
  const redraws = all.filter(({ script }) => script > REDRAW);
  return redraws[redraws.length >> 1] ?? all[0];
}

function tasks(runs) {
  const rows = runs.map(({ name, tasks: all }) => {
    const count = (what, limit) => all.filter((task) => task[what] > limit).length;
    const most = (what) => Math.max(...all.map((task) => task[what]));
    const redraw = typical(all);
    const longest = joined([most('length'), most('busy')]);
    const own = framesOf(all).map(({ script }) => script);
    return [name, count('length', 8), count('length', 50), longest, count('script', 8), joined([most('script')]), at(own, SHARES), joined([redraw.busy]), parts(redraw)];
  });
  const head = ['', '> 8 ms', '> 50 ms', 'longest, clock / processor', 'own code > 8 ms', 'longest own code', 'own code in a frame', 'a typical redraw', 'its parts'];
  return table(head, rows);
}

function memories(found) {
  const change = (before, after, digits) => (before === null ? '' : `${before.toFixed(digits)} → ${after.toFixed(digits)}`);
  const rows = found.map(({ name, what, before, after }) => [
    name,
    what,
    ...['heap', 'wasm', 'resident'].map((what) => change(before[what], after[what], 1)),
    ...['nodes', 'listeners'].map((what) => change(before[what], after[what], 0)),
  ]);
  return table(['', 'between', 'JavaScript heap, MiB', 'WebAssembly of the page, MiB', 'renderers resident, MiB', 'DOM nodes', 'listeners'], rows);
}

/** The medians of the first and of the whole picture of each list. */
const lawful = (lists) => lists.flatMap((times) => ['first', 'whole'].map((what) => joined([middle(times.map((time) => time[what]))])));

/** The whole section. */
export function report({ versions, load, scenes, stops, larges, strips, cold, warm, navigations, wides, maps, many, trainings, memory }) {
  return `## The page

\`node benches/page/run.mjs\`: the built page in Chromium, without a GPU, in a window of 1280 x 720; a mouse that moves 125 times in a second and
arrow keys 30 times, both through the browser's own input. Load of the machine before and after: ${load.join(' and ')}.

* ${versions}

### From the hand to the picture

Milliseconds, ${SHARES.map((share) => percent(share)).join(' / ')} of the edits, or 50 % / 95 %. From the time stamp of the control's \`input\` event to the end
of a frame's work on the main thread (scripts, layout, painting, handing over to the compositor): the *next frame*, in which the control moves;
that with the *first picture* of the new numbers, the gradient; that with the *whole picture*, which is the fan with all that it
shows; that *with the card* of the selected layer, which is written at most every 80 ms while edits keep coming. An edit that a newer one overtakes counts until the picture
of the newer one. An event comes at any moment of a frame and waits for the next; *work of the next frame* is without this waiting. *Pictures in a
second*: how often other numbers are shown while the hand moves, be they those of an edit before the last one. *Hand*: from the browser's receiving the mouse or key. *Key to pixels*: the browser's own measure (Event Timing), in steps of
8 ms and with what comes after the main thread.

${latencies(scenes)}

### Tasks of the main thread

From the browser's trace of the same acts done once more; tracing makes them somewhat longer. Clock time; *own code* is processor time in handlers
and callbacks of the page (computing, drawing, changing the document) without the layout it forces. A *typical redraw*: the median, in processor time.

${tasks([...scenes, ...larges])}

### Older jobs, large networks, loading

* 100 x 128, an edit by an arrow key while workers are at work: each worker's last word about the older job arrives ${at(stops.edited, SHARES)} ms later, at most ${joined([Math.max(...stops.edited)])} ms
  (${SHARES.map((share) => percent(share)).join(' / ')} of ${stops.edited.length}; includes its way to the main thread; 0 for a worker between two slices). After the button Stop: at most ${joined([Math.max(...stops.stopped)])} ms.
* Navigation to the end of the frame with the first complete picture, nothing cached: median ${joined([middle(navigations)])} ms, slowest ${joined([Math.max(...navigations)])} ms of ${navigations.length}.
* 50 x 64, a whole job from link to picture: ${joined([middle(cold)])} ms when it is the first after loading, ${joined([middle(warm)])} ms when it is a later one (medians).

${table(['', 'first picture, ms', 'everything, ms'], larges.map(({ name, first, whole }) => [name, joined([first]), joined([whole])]))}

Another seed: from the edit to the picture of it, to the coarse and to the fine columns of the strip of gains, medians of ${strips[0].times.length}. Nobody waits
for the strip, so it comes after everything else.

${table(['', 'everything, ms', 'strip, coarse', 'strip, fine'], strips.map(({ name, times }) => [name, ...['whole', 'coarse', 'fine'].map((what) => joined([middle(times.map((time) => time[what]))]))]))}

### Wide networks

From the navigation, or from the button of the dialog in which a file is opened, to the verdict and to everything; the most memory of the renderer with its workers.

${table(['', 'verdict, ms', 'everything, ms', 'resident, MiB'], wides.map(({ name, what, verdict, whole, resident }) => [`${name}, ${what}`, joined([verdict]), joined([whole]), resident.toFixed(0)]))}

### A training that is watched

Its own code in a frame, from the trace, and edits of the gain, dragged in the sentence while it runs.

${table(['', 'steps in four seconds', `own code in a frame, ms: ${SHARES.map((share) => percent(share)).join(' / ')}`, 'longest', 'edits', 'gradient in the next frame'], trainings.map(({ name, steps, tasks, edits }) => [name, steps, at(framesOf(tasks).map(({ script }) => script), SHARES), joined([Math.max(...tasks.map(({ script }) => script))]), edits.length, percent(firstInNextFrame(edits))]))}

### The law

Medians of ${maps[0].openings.length}, 20 x 16. The map: from the click that opens it in a new page, which loads the large program before, or from another seed while it is open, to its first picture and to all of it. A
hundred networks beside the fan, with another gain: from the edit to their gradients, and to the table with their directions, which is written at rest.

${table(['', 'map opened: first, ms', 'all', 'another seed: first', 'all', '100 networks: gradients', 'directions'], maps.map(({ name, openings, changes }, at) => [name, ...lawful([openings, changes, many[at].times])]))}

### Memory

Before and after so many edits by arrow keys, a hundred of which come before, or at two steps of a training; after a garbage collection.

${memories(memory)}
`;
}

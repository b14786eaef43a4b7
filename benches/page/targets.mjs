// What Gradlens aims at on the page.
import { atLeast, atMost, reached } from '../shared/targets.mjs';
import { isSteered } from './dragging.mjs';
import { firstInNextFrame, frames, middle, percentile } from './figures.mjs';

const HAND = 3;
const LARGEST = 4;
const LOADING = 5;
const WIDE = 6;
const WATCHED = 7;
const LAW = 8;
const MS = ' ms';

/** The rows of the table of targets. */
export function targets({ scenes, stops, larges, strips, cold, warm, navigations, wides, maps, many, trainings }) {
  const steered = scenes.filter(isSteered).flatMap(({ name, edits, tasks }) => [
    atLeast(HAND, `${name}: the new gradient is in the very next frame`, 100 * firstInNextFrame(edits), 99, ' %'),
    atMost(HAND, `${name}: the page's own code in a frame, 95 %`, percentile(frames(tasks).map(({ script }) => script), 0.95), 6, MS),
  ]);
  const [small, large] = strips.map(({ times }) => (what) => middle(times.map((time) => time[what] - time.whole)));
  const scripts = [...scenes, ...larges].map(({ name, tasks }) => ({ name, script: Math.max(...tasks.map((task) => task.script)) }));
  const longest = scripts.reduce((one, other) => (other.script > one.script ? other : one));
  const largest = larges.at(-1);
  return [
    ...steered,
    atMost(HAND, '20 x 16: strip of 96 gains, fine, after the picture of the edit: median', small('fine'), 60, MS),
    atMost(HAND, '100 x 128: the same, coarse', large('coarse'), 100, MS),
    atMost(HAND, '100 x 128: the same, fine', large('fine'), 1500, MS),
    atMost(HAND, `longest the page's own code holds the main thread, at any size (here: ${longest.name})`, longest.script, 8, MS),
    atMost(HAND, '100 x 128: an older job stops after an edit, the longest of all', Math.max(...stops.edited), 50, MS),
    reached(LARGEST, `${largest.name}: completes`, `after ${(largest.whole / 1000).toFixed(2)} s`, 'completes', largest.whole > 0),
    reached(LARGEST, `${largest.name}: progress bar`, `${largest.steps} different values seen`, 'moves', largest.steps > 2),
    reached(LARGEST, '100 x 128: Stop at any time', `workers rest after ${middle(stops.stopped).toFixed(1)} ms, at most ${Math.max(...stops.stopped).toFixed(1)} ms`, 'stops', stops.stopped.length > 0),
    atMost(LOADING, 'navigation to the first complete picture, nothing cached, loopback: median', middle(navigations), 1000, MS),
    atMost(LOADING, 'the same, slowest', percentile(navigations, 1), 1000, MS),
    atMost(LOADING, '50 x 64: first job after loading, times a later one (medians)', middle(cold) / middle(warm), 2),
    ...trainings.flatMap(({ name, tasks, edits }) => [
      atMost(WATCHED, `${name}, watched while it trains: longest own code of the page`, Math.max(...tasks.map(({ script }) => script)), 8, MS),
      atLeast(WATCHED, `${name}: an edit meanwhile is answered in the very next frame`, 100 * firstInNextFrame(edits), 99, ' %'),
    ]),
    ...maps.flatMap(({ name, changes }) => [
      atMost(LAW, `map of 49 gains x depths 1..100 x 8 seeds at width 16, ${name}: first picture of another seed, median`, middle(changes.map(({ first }) => first)), 150, MS),
      atMost(LAW, `the same, ${name}: whole, median`, middle(changes.map(({ whole }) => whole)), 2000, MS),
    ]),
    ...many.map(({ name, times }) => atMost(LAW, `100 networks of 20 x 16 with the spectra of their chains, ${name}: median`, middle(times.map(({ whole }) => whole)), 600, MS)),
    ...wides.flatMap(({ name, what, verdict, whole, resident }) => [
      atMost(WIDE, `${name}, ${what}: the verdict`, verdict, 2000, MS),
      atMost(WIDE, `${name}, ${what}: everything`, whole, 15_000, MS),
      atMost(WIDE, `${name}, ${what}: resident memory of the renderer with its workers`, resident, 1000, ' MiB'),
    ]),
  ];
}

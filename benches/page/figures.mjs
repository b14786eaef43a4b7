// From times to figures.

/** One frame of a screen that shows sixty in a second, in milliseconds. */
export const FRAME = 1000 / 60;
/** Moments nearer to each other belong to the same frame, in milliseconds. */
const SAME = 2;

/** The value below which a share of all values lies (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const middle = (values) => percentile(values, 0.5);

/** Milliseconds from one moment of each edit to another; edits that never got there are left out. */
export const delays = (edits, from, to) => edits.filter((edit) => edit[to]).map((edit) => edit[to] - edit[from]);

/** The share of edits whose whole picture was there within a frame. */
export function withinFrame(edits) {
  return edits.filter(({ at, whole }) => whole - at <= FRAME).length / edits.length;
}

/** The share of edits whose whole picture was there in the first frame after them. */
export const inNextFrame = (edits) => edits.filter(({ frame, whole }) => whole - frame <= SAME).length / edits.length;

/** The share of edits whose gradient was there in the first frame after them. */
export const firstInNextFrame = (edits) => edits.filter(({ frame, first }) => first - frame <= SAME).length / edits.length;

/** The tasks in which a frame was made. */
export const frames = (tasks) => tasks.filter(({ parts }) => parts.Commit > 0);

/** The longest time between two moments of a list, from the first frame to the last. */
export function longestGap(moments, frames) {
  const all = [frames[0], ...moments, frames.at(-1)];
  return Math.max(...all.slice(1).map((moment, place) => moment - all[place]));
}

/** How many frames were missed, and how many there should have been. */
export function missedFrames(frames) {
  const due = Math.round((frames.at(-1) - frames[0]) / FRAME);
  return { missed: Math.max(0, due - (frames.length - 1)), due };
}

/** "1.2 / 3.4", with one decimal below 100. */
export const joined = (values) => values.map((value) => (Number.isNaN(value) ? '–' : value.toFixed(value < 100 ? 1 : 0))).join(' / ');

export const percent = (share) => `${(100 * share).toFixed(0)} %`;

// A worker that computes pieces of an analysis. It receives the address of the program, then a
// network (a link as text, or numbers as u64 words) and tasks; it answers with words of pieces, in
// slices, so that it can receive a newer network between them.
const SLICE = 8;
let program;
let computation;
let job;
let busy = false;
let waiting = false;
const pause = new MessageChannel();
pause.port1.onmessage = turn;

function soon() {
  if (!waiting) pause.port2.postMessage(0);
  waiting = true;
}

async function load({ glue, module }) {
  // In the one-file page the program comes before this script.
  program = self.gradlensProgram ?? await import(glue);
  await program.default({ module_or_path: module });
  postMessage({ ready: true });
}

/** Switches to another network; what it has in common with the one before is not drawn again. */
function renew(next) {
  computation = computation ? next.reusing(computation) : next;
}

onmessage = ({ data }) => {
  if (data.glue) {
    // Errors are thrown outside of the promise, so that the page is notified.
    load(data).catch((error) => setTimeout(() => { throw error; }));
    return;
  }
  if (data.text !== undefined) renew(program.Computation.of(data.text));
  if (data.words !== undefined) renew(program.Computation.ofWords(data.words));
  job = data.job;
  busy = data.task !== undefined;
  if (busy) {
    computation.begin(data.task);
    soon();
  }
};

function turn() {
  waiting = false;
  if (!busy) return;
  const end = performance.now() + SLICE;
  const pieces = [];
  do {
    const words = computation.step();
    if (words === undefined) busy = false;
    else if (words.length > 0) pieces.push(words);
  } while (busy && performance.now() < end);
  postMessage({ job, pieces, done: !busy }, pieces.map((words) => words.buffer));
  if (busy) soon();
}

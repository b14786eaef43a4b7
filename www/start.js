// Starts the program that boot.js has chosen: the small one, or the whole one in its place once it is needed. WHOLE is put in when the
// page is built.
const root = document.documentElement;
// All texts that it may show.
const words = {
  notLoaded: 'The rest of this page could not be loaded. Please check the connection and try again.',
};

/** The program that is running; none where another page takes over. */
let running = window.gradlensEarly && (async ([script, module]) => {
  const program = await script;
  await program.default({ module_or_path: module });
  return program;
})(window.gradlensEarly);
let whole = running && root.dataset.program === WHOLE ? running.then(() => {}) : undefined;

/** The styles of what the whole program alone has; the page in one file has them. */
function dress() {
  const style = document.getElementById('acts-style');
  if (style) style.disabled = false;
}
if (whole) dress();

// A hand on the page may hold a slider, which the other program draws anew.
let isHeld = false;
for (const name of ['pointerdown', 'pointerup', 'pointercancel']) addEventListener(name, () => { isHeld = name === 'pointerdown'; }, true);
const letGo = async () => {
  while (isHeld) await new Promise((done) => { setTimeout(done, 50); });
};

/** The focus, and what is typed there, in a part of the page that is drawn anew. */
function keepFocus() {
  const { id, value, selectionStart, selectionEnd } = document.activeElement;
  const isText = document.activeElement.matches('input[type=text], input:not([type]), input[type=number]');
  return () => {
    const element = id && document.getElementById(id);
    // The program may have moved it.
    if (!element || document.activeElement !== document.body) return;
    element.focus({ preventScroll: true });
    if (!isText) return;
    element.value = value;
    // Boxes for numbers have no selection.
    if (selectionStart !== null) element.setSelectionRange(selectionStart, selectionEnd);
  };
}

/** The whole program goes on where the small one leaves; if it cannot be loaded, that one stays. */
async function change() {
  const small = await running;
  dress();
  let program;
  let module;
  try {
    const fetched = await fetch(`./${WHOLE}_bg.wasm`);
    if (!fetched.ok) throw new Error(fetched.status);
    [program, module] = await Promise.all([import(`./${WHOLE}.js`), WebAssembly.compile(await fetched.arrayBuffer())]);
  } catch {
    whole = undefined;
    small.stay(words.notLoaded);
    throw new Error(words.notLoaded);
  }
  await letGo();
  const focus = keepFocus();
  // At once, so that nobody meets a page without a program.
  window.gradlensLeft = small.leave();
  root.dataset.program = WHOLE;
  try {
    program.initSync({ module });
  } catch (error) {
    // Uncaught, so that it is reported: nothing runs here any more.
    setTimeout(() => { throw error; });
    throw error;
  }
  running = program;
  if (window.gradlensTexts) window.gradlens.lesson(window.gradlensTexts);
  focus();
}

window.gradlensWhole = () => {
  if (!whole) {
    root.dataset.loads = '';
    whole = change().finally(() => { delete root.dataset.loads; });
  }
  // Who only wishes for it has been told already.
  whole.catch(() => {});
  return whole;
};

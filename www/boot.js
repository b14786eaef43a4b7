// Runs before everything else and needs nothing: whatever keeps the page from starting is reported
// in one sentence. SMALL and WHOLE, the two programs, are put in when the page is built.
(() => {
  // All texts that it may show; the other texts of the page are in index.html and src/words.
  const words = {
    broken: 'Gradlens hit an error and stopped. The pictures no longer follow the settings; loading the page again starts afresh.',
    noWasm: 'This browser has no WebAssembly, which computes everything here. Any browser of the last few years has it.',
    forbidden: 'The security policy of this site forbids WebAssembly ("wasm-unsafe-eval"), which computes everything here.',
    notWasm: 'The server sent something else in place of the WebAssembly of this page.',
    tooOld: 'This browser cannot run the WebAssembly of this page (it needs the SIMD instructions of 2021 and later). Please use a newer one.',
    oneFile: 'In this place only the page in one file can start, which is called gradlens.html.',
    notLoaded: 'A part of this page could not be loaded. Please check the connection and load the page again.',
    slow: 'Still loading; this takes unusually long.',
    details: 'Details: ',
  };
  const root = document.documentElement;
  // Before anything is painted.
  const [, theme] = /[?&#;]theme=(dark|light)/i.exec(location.href) ?? [];
  if (theme) root.dataset.theme = theme.toLowerCase();
  if (/[?&#;]embed(=1)?(?![^&#])/i.test(location.href)) root.dataset.embed = '';
  // The first visit, without a link: the gradient is sent back once by itself.
  try {
    if (!localStorage.getItem('gradlens') && !location.search && !location.hash) root.dataset.first = '';
    localStorage.setItem('gradlens', 'seen');
  } catch {
    // Nothing is kept in this place, so that no visit is known to be the first.
  }
  const said = () => root.dataset.gradlens === 'failed';
  const started = () => root.dataset.gradlens !== 'loading';
  root.dataset.gradlens = 'loading';

  function say(sentence, detail) {
    if (said()) return;
    root.dataset.gradlens = 'failed';
    if (window.parent !== window) window.parent.postMessage({ gradlens: 1, type: 'error', message: sentence }, '*');
    const show = () => {
      const box = document.getElementById('failure');
      box.hidden = false;
      box.querySelector('[data-sentence]').textContent = sentence;
      box.querySelector('[data-detail]').textContent = detail ? words.details + detail : '';
    };
    if (document.getElementById('failure')) show();
    else document.addEventListener('DOMContentLoaded', show);
  }

  function reason(error) {
    const text = String((error && error.message) || error || '');
    if (typeof WebAssembly !== 'object') return words.noWasm;
    if (/unsafe-eval|Content Security Policy|disallowed by embedder/i.test(text)) return words.forbidden;
    if (/magic|\\0asm/.test(text)) return words.notWasm;
    if (/CompileError|compil|simd|invalid (value|opcode)|validat/i.test(`${error && error.name} ${text}`)) return words.tooOld;
    return words.notLoaded;
  }

  // Modules cannot be loaded in a sandbox without an origin, nor from a file: there the page in one
  // file takes over.
  if (root.dataset.single === undefined && (origin === 'null' || location.protocol === 'file:')) {
    location.replace(`gradlens.html${location.search}${location.hash}`);
    // A browser may refuse even that.
    setTimeout(say, 10000, words.oneFile);
    return;
  }

  // The small program opens the page; for a link that needs the whole one it would only be a detour. What else needs it, the small one
  // finds out itself. Both of its files are asked for before anything else.
  if (root.dataset.single === undefined) {
    const needs = [/[?&#;](skip|norm|tied|samples|slope|step|data|modes|start|batch-norm|rule|lr|batch|clip|steps|below|before|at|against)=/i, /[?&#;]show=[^&#;]*(training|map)/i, /[?&#;]chips=[^&#;]*(theory|seeds|formats)/i, /[?&#;]init=(pytorch|constant)/i, /[?&#;]loss=(cross-entropy|sum)/i, /[?&#;](width|inputs)=[^&#;]*\b(129|1[3-9]\d|[2-9]\d\d|\d{4})/i];
    const program = needs.some((one) => one.test(location.href)) ? WHOLE : SMALL;
    root.dataset.program = program;
    window.gradlensEarly = [import(`./${program}.js`), fetch(`./${program}_bg.wasm`)];
    // Whoever waits for them is told.
    for (const one of window.gradlensEarly) one.catch(() => {});
  }

  const fail = (error) => {
    const detail = String((error && error.message) || '');
    if (!started()) say(reason(error), detail);
    // An uncaught exception leaves WebAssembly in an unfinished state; errors of other scripts are
    // not ours.
    else if (/wasm/.test((error && error.stack) || '')) say(words.broken, detail);
  };
  // Capturing, because the failure to load a script is reported to its element and does not bubble.
  addEventListener('error', (event) => fail(event.error || event), true);
  addEventListener('unhandledrejection', (event) => fail(event.reason));
  if (typeof WebAssembly !== 'object') fail();
  setTimeout(() => {
    const verdict = document.getElementById('verdict');
    if (verdict && !started()) verdict.textContent = words.slow;
  }, 20000);
})();

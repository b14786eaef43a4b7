// Loads what only some readers need, when they need it: sharing, files of pictures and networks,
// and what a page in a frame does.
(() => {
  // All texts that it may show.
  const words = {
    notLoaded: 'This part of the page could not be loaded. Please check the connection and try again.',
    pasted: 'pasted.json',
  };
  const root = document.documentElement;
  // In the one-file build the parts are already loaded.
  const parts = {
    share: async () => window.gradlensShare ?? import('./share.js'),
    frame: async () => window.gradlensFrame ?? import('./frame.js'),
    files: async () => window.gradlensFiles ?? import('./files.js'),
  };
  window.gradlensParts = parts;

  /** Settles when the program is loaded; earlier requests wait for it. */
  const here = new Promise((done) => { begun(done); });
  const tell = (sentence) => window.gradlens?.say(sentence);
  const use = (act, say = tell) => Promise.all([parts.share(), here]).then(([share]) => act(share), () => say(words.notLoaded));
  const useFiles = (act) => Promise.all([parts.files(), here]).then(([files]) => act(files), () => tell(words.notLoaded));

  addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-use], [data-save]');
    if (!button) return;
    const file = document.getElementById('file');
    if (button.dataset.use === 'file') file.click();
    else if (button.dataset.use === 'link') use((share) => share.copyLink(button));
    else if (button.dataset.use) use((share) => share.share(button));
    else use((share) => share.save(button), (sentence) => { button.closest('.picture, .inside, .act').querySelector('[data-saved]').textContent = sentence; });
  });

  /** The text of a file of the page. */
  async function fetched(file) {
    const response = await fetch(file);
    if (!response.ok) throw new Error(response.status);
    return response.text();
  }

  // The explanations are loaded when they are opened, by the reader or by the address of an entry;
  // then the address is followed and their marks are drawn.
  async function explain(fold) {
    const place = fold.querySelector('[data-later]');
    if (!place?.dataset.later) return;
    const { later } = place.dataset;
    place.dataset.later = '';
    try {
      place.innerHTML = await fetched(later);
    } catch {
      place.dataset.later = later;
      place.textContent = words.notLoaded;
      return;
    }
    fold.dispatchEvent(new Event('toggle'));
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
  addEventListener('toggle', ({ target }) => {
    if (target.id === 'about' && target.open) explain(target);
  }, true);

  // The texts and the styles of the lesson come when it is first shown; `data-waits` says that they are on their way.
  const style = document.getElementById('lesson-style');
  /** Settles when the styles are there, which the page in one file has from the beginning. */
  const dress = async () => style && !style.sheet && new Promise((done, fail) => {
    style.onload = done;
    style.onerror = (problem) => {
      style.disabled = true;
      fail(problem);
    };
    style.disabled = false;
  });
  // A link into the lesson covers the answers from the first picture on.
  if (/[?&#;]step=/i.test(location.href)) dress().catch(() => {});
  begun(() => {
    const lesson = document.getElementById('lesson');
    async function teach() {
      if (lesson.hidden || !lesson.dataset.later) return;
      const { later } = lesson.dataset;
      lesson.dataset.later = '';
      lesson.dataset.waits = '';
      try {
        const inside = document.getElementById('lesson-texts');
        const [texts] = await Promise.all([inside ? inside.textContent : fetched(later), dress()]);
        // Another program in this place needs them as well.
        window.gradlensTexts = texts;
        window.gradlens.lesson(texts);
      } catch {
        lesson.dataset.later = later;
        tell(words.notLoaded);
      }
      delete lesson.dataset.waits;
    }
    new MutationObserver(teach).observe(lesson, { attributeFilter: ['hidden'] });
    teach();
  });

  // A network file is opened at once; of every other file it is asked how it is meant. Files that are opened together are one network.
  const isNetworkFile = ({ name, type }) => /\.json$/i.test(name) || type === 'application/json';
  const open = (list) => {
    const files = [...list];
    if (files.length === 0) return;
    if (files.length === 1 && isNetworkFile(files[0])) use((share) => share.openFile(files[0]));
    else useFiles((part) => part.openFiles(files));
  };
  addEventListener('change', ({ target }) => {
    if (target.id !== 'file') return;
    open(target.files);
    // The same file may be chosen again.
    target.value = '';
  });
  addEventListener('paste', (event) => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    // What is pasted into a box is that box's.
    if (event.target.closest?.('input, textarea, [contenteditable]')) return;
    if (files.length > 0) open(files);
    else if (/^\s*\{/.test(text) && text.includes('"gradlens_network"')) useFiles((part) => part.openText(text, words.pasted));
    else return;
    event.preventDefault();
  });
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
  addEventListener('dragover', (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    open(event.dataTransfer.files);
  });

  /** Calls back once the page has started, or never if it cannot. */
  function begun(call) {
    const observer = new MutationObserver(() => {
      if (!window.gradlens) return;
      observer.disconnect();
      call();
    });
    observer.observe(root, { attributeFilter: ['data-gradlens'] });
  }

  const isFramed = window.parent !== window;
  if (isFramed || root.dataset.embed !== undefined) begun(() => parts.frame().then((frame) => frame.start(), () => {}));
  else if (root.dataset.single === undefined) {
    // Offline from the second visit on, where the browser and the site allow it; nothing depends on
    // it.
    begun(() => navigator.serviceWorker?.register('./sw.js').catch(() => {}));
  }
  // A saved page can carry a network file. An address with a version is complete by itself and
  // takes precedence.
  if (root.dataset.single !== undefined) {
    begun(() => {
      const network = document.getElementById('network');
      if (network && !/[?&#]v=/i.test(location.search + location.hash)) window.gradlens.inside(network.textContent, document.title);
    });
  }
})();

// The requests that the page around a frame may send, see www/embed.d.ts. Any other message changes
// nothing.
import { isSmallAndPlain } from './plain.js';
import { words } from './words.js';

/** The most messages that are read in a second. */
const MOST = 60;
/** Settings as a link: pairs, without an address and without anything that could be one. */
const LINK = /^\??[a-z0-9]+=[\w.~,-]*(&[a-z0-9]+=[\w.~,-]*)*$/i;
/** The most characters of it. */
const LONGEST = 4096;

const refuse = (sentence) => { throw new Error(sentence); };
/** Whether a text is one of these names; a list of one text would pass for it. */
const isIn = (names, given) => typeof given === 'string' && Object.hasOwn(names, given);

/**
 * The answer to each type of message; failures are thrown as an Error. `first` is the link of the
 * beginning.
 */
const answers = (tell, first) => ({
  hello: () => ready(),
  async set({ link }) {
    if (typeof link !== 'string' || link.length > LONGEST || !LINK.test(link)) refuse(words.link(link));
    const notices = window.gradlens.apply(link);
    await arrived();
    return { ...tell.now(), ...(notices.length > 0 && { notices }) };
  },
  get: ({ what, picture = 'chart' }) => (isIn(GIVEN, what) ? GIVEN[what](picture, tell) : refuse(words.what(what))),
  async preset({ name }) {
    const show = () => typeof name === 'string' && window.gradlens.preset(name);
    // Only the whole program has it.
    const isShown = show() ?? (await window.gradlensWhole(), show());
    if (!isShown) refuse(words.preset(name));
    return tell.now();
  },
  async reset() {
    if (first === null) document.getElementById('reset').click();
    else window.gradlens.apply(first);
    await arrived();
    return tell.now();
  },
  focus() {
    document.getElementById('figure').focus();
    return tell.now();
  },
});

const root = document.documentElement;
/** Waits for the whole program, if it is on its way: what was asked for may be left to it. Fails if it cannot be loaded. */
const arrived = async () => {
  if (root.dataset.loads !== undefined) await window.gradlensWhole();
};

/** Waits until everything is computed; fails if nothing more will be. */
const settled = async () => arrived().catch(() => {}).then(() => new Promise((done, fail) => {
  const look = () => {
    if (!['ready', 'stopped', 'failed'].includes(root.dataset.gradlens)) return;
    observer.disconnect();
    if (root.dataset.gradlens === 'ready') done();
    else fail(new Error(words.notComputed));
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { attributeFilter: ['data-gradlens'] });
  look();
}));

/** The types that change the page. */
const CHANGES = { set: true, preset: true, reset: true };

/** What can be asked for. */
const GIVEN = {
  state: (picture, tell) => tell.now(),
  async report() {
    await settled();
    return { type: 'report', report: window.gradlens.report() };
  },
  async svg(picture) {
    await settled();
    return { type: 'svg', ...drawn(picture) };
  },
  async png(picture) {
    await settled();
    const { name, svg } = drawn(picture);
    return { type: 'png', name, png: await (await window.gradlensParts.share()).png(svg) };
  },
  async csv() {
    await settled();
    const { chainTable, layersTable } = await window.gradlensParts.share();
    const report = window.gradlens.report();
    return { type: 'csv', layers: layersTable(report), chain: chainTable(report) };
  },
};

const drawn = (picture) => (['flow', 'chart'].includes(picture) ? window.gradlens.picture(picture) : refuse(words.picture(picture)));

const ready = () => ({ type: 'ready', version: window.gradlens.version, link: window.gradlens.link(), title: document.title });

/** Listens only to the page around. */
export async function listen(post, tell) {
  // The address may need the whole program.
  await arrived().catch(() => {});
  const by = answers(tell, window.gradlens.link());
  /** What changes the page does so in the order of the messages; other answers wait for what was asked before. */
  let last = Promise.resolve();
  const inOrder = (type, act) => {
    const own = last.then(act);
    if (isIn(CHANGES, type)) last = own.catch(() => {});
    return own;
  };
  /**
   * When the last messages were read, the oldest first; never more of them, or a flood would drown
   * the page in its own bookkeeping.
   */
  const read = [];
  const isTooMuch = (now) => {
    if (read.length === MOST && now - read[0] < 1000) return true;
    read.push(now);
    if (read.length > MOST) read.shift();
    return false;
  };

  async function answer(message) {
    const { type } = message;
    const id = ['string', 'number'].includes(typeof message.id) ? { id: message.id } : {};
    try {
      if (!isIn(by, type)) refuse(words.type(type));
      const { notices, ...said } = await inOrder(type, () => by[type](message));
      if (notices) post({ type: 'notice', notices, ...id });
      post({ ...said, ...id });
    } catch (error) {
      post({ type: 'error', message: error.message, ...id });
    }
  }

  addEventListener('message', ({ source, data }) => {
    // Other scripts of the page around talk to its frames too; their messages do not count.
    if (source !== window.parent || data?.gradlens !== 1 || isTooMuch(performance.now())) return;
    if (isSmallAndPlain(data)) answer(data);
  });
  post(ready());
}

// <grad-lens depth="50" act="tanh" seed="42"><a href="...">Open the simulation</a></grad-lens>: a figure of Gradlens in any page. The
// program runs in a frame of its own; docs/ beside this file has the full documentation.
(() => {
  // All texts that it may show.
  const words = {
    title: 'Gradlens: why gradients vanish or explode',
    gone: 'The figure was loaded again or taken away before it could answer.',
  };
  const SETTINGS = ['depth', 'width', 'inputs', 'act', 'init', 'gain', 'bias', 'skip', 'norm', 'place', 'tied', 'slope', 'input', 'loss', 'turn', 'samples', 'seed', 'layer', 'view', 'step'];
  const AROUND = ['show', 'hide', 'lock', 'theme', 'motion'];
  const EVENTS = ['ready', 'state', 'notice', 'error', 'exit'];
  /** The height of a frame that has not reported one, and the most that it may ask for, in pixels. */
  const [USUAL, MOST] = [600, 6000];
  /** Milliseconds between two messages: a frame drops more than 60 in a second. */
  const PAUSE = 20;
  if (customElements.get('grad-lens')) return;
  const script = document.currentScript?.src || document.querySelector('script[src*="embed.js"]')?.src || location.href;
  // A folder on a disk answers with its list.
  const base = new URL(script.startsWith('file:') ? 'gradlens.html' : './', script);
  const all = new Set();

  class GradLens extends HTMLElement {
    static observedAttributes = [...SETTINGS, ...AROUND];
    state = null;
    #frame;
    #isReady = false;
    #timer;
    #waiting = [];
    #asked = new Map();
    #last = 0;

    #link(keys) {
      const given = keys.filter((key) => this.hasAttribute(key));
      // An attribute is one value: no sign in it may begin another one, however it is coded.
      const value = (key) => this.getAttribute(key).replace(/[^\w.~,-]/g, '_');
      return ['v=1', ...given.map((key) => `${key}=${value(key)}`)].join('&');
    }

    #load() {
      this.#leave();
      this.#frame.src = `${base.href}?${this.#link(GradLens.observedAttributes)}&embed=1`;
    }

    /** Messages sent to the frame are lost; those still waiting are for the next one. */
    #leave() {
      this.#isReady = false;
      for (const { fail } of this.#asked.values()) fail(new Error(words.gone));
      this.#asked.clear();
    }

    connectedCallback() {
      all.add(this);
      if (this.#frame) {
        if (this.#frame.src) this.#load();
        return;
      }
      const frame = document.createElement('iframe');
      this.#frame = frame;
      frame.title = this.title || words.title;
      frame.allow = 'clipboard-write; fullscreen';
      frame.style.cssText = `display:block;border:0;width:100%;height:${USUAL}px`;
      this.prepend(frame);
      new IntersectionObserver((entries, observer) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        this.#load();
      }, { rootMargin: '100px' }).observe(frame);
    }

    disconnectedCallback() {
      all.delete(this);
      this.#leave();
    }

    attributeChangedCallback(key, before, now) {
      if (!this.#frame?.src || before === now) return;
      if (SETTINGS.includes(key)) this.set(this.#link(SETTINGS)).catch(() => {});
      else this.#load();
    }

    #ask(message) {
      const last = this.#waiting.at(-1);
      // Of settings that the frame has not seen, only the newest count.
      if (message.type === 'set' && last?.message.type === 'set') {
        last.message = message;
        return last.answer;
      }
      const one = { message };
      one.answer = new Promise((done, fail) => { Object.assign(one, { done, fail }); });
      this.#waiting.push(one);
      this.#say();
      return one.answer;
    }

    #say() {
      if (!this.#isReady || this.#timer || this.#waiting.length === 0) return;
      const id = ++this.#last;
      const one = this.#waiting.shift();
      this.#asked.set(id, one);
      this.#frame.contentWindow.postMessage({ gradlens: 1, ...one.message, id }, '*');
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#say();
      }, PAUSE);
    }

    /** Shows the settings of a link. */
    set(link) { return this.#ask({ type: 'set', link: String(link).replaceAll('%2C', ',') }); }
    /** Gives state, report, svg, png or csv. */
    get(what, picture) { return this.#ask({ type: 'get', what, picture }); }
    /** Shows a preset. */
    preset(name) { return this.#ask({ type: 'preset', name }); }
    /** Shows what was shown at first. */
    reset() { return this.#ask({ type: 'reset' }); }
    focus() {
      this.#frame?.focus();
      this.#ask({ type: 'focus' }).catch(() => {});
    }

    #hear({ gradlens, type, id, ...said }) {
      if (type === 'ready') this.#isReady = true;
      if ('link' in said) this.state = said.link;
      if (type === 'resize' && said.height > 0) this.#frame.style.height = `${Math.min(Math.ceil(said.height), MOST)}px`;
      const one = type !== 'notice' && this.#asked.get(id);
      if (one) {
        this.#asked.delete(id);
        if (type === 'error') one.fail(new Error(said.message));
        else one.done(said);
      }
      // A frame that cannot start no longer answers.
      if (type === 'error' && id === undefined && !this.#isReady) {
        for (const { fail } of this.#waiting.splice(0)) fail(new Error(said.message));
      }
      if (EVENTS.includes(type)) this.dispatchEvent(new CustomEvent(type, { detail: said }));
      this.#say();
    }

    /** Whether a message comes from its frame; then it is heard. */
    hears({ source, origin, data }) {
      const isOurs = this.#frame && source === this.#frame.contentWindow && [base.origin, 'null'].includes(origin);
      if (isOurs && data?.gradlens === 1) this.#hear(data);
      return isOurs;
    }
  }

  addEventListener('message', (event) => {
    for (const one of all) if (one.hears(event)) break;
  });
  customElements.define('grad-lens', GradLens);
})();

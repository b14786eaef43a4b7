// <grad-lens depth="50" act="tanh" seed="42"><a href="...">Open the simulation</a></grad-lens>: a figure of Gradlens in any page. The
// program runs in a frame of its own; docs/ beside this file tells everything.
(() => {
  const SETTINGS = ['depth', 'width', 'inputs', 'act', 'init', 'gain', 'bias', 'input', 'loss', 'seed', 'layer', 'view', 'step'];
  const AROUND = ['show', 'hide', 'lock', 'theme', 'motion'];
  const EVENTS = ['ready', 'state', 'notice', 'error', 'exit'];
  /** Pixels of a frame that has not told its height, and the most that it may ask for. */
  const [USUAL, MOST] = [600, 6000];
  if (customElements.get('grad-lens')) return;
  const script = document.currentScript?.src ?? document.querySelector('script[src*="embed.js"]')?.src ?? location.href;
  const base = new URL('./', script);
  const all = new Set();

  class GradLens extends HTMLElement {
    static observedAttributes = [...SETTINGS, ...AROUND];
    #frame;
    #isReady = false;
    #waiting = [];
    #asked = new Map();
    #last = 0;
    state = null;

    #link(keys) {
      const given = keys.filter((key) => this.hasAttribute(key));
      return ['v=1', ...given.map((key) => `${key}=${encodeURIComponent(this.getAttribute(key))}`)].join('&');
    }

    #load() {
      this.#isReady = false;
      this.#frame.src = `${base.href}?${this.#link([...SETTINGS, ...AROUND])}&embed=1`;
    }

    connectedCallback() {
      all.add(this);
      if (this.#frame) return this.#load();
      const frame = document.createElement('iframe');
      this.#frame = frame;
      frame.title = this.title || 'Gradlens: why gradients vanish or explode';
      frame.allow = 'clipboard-write; fullscreen';
      frame.style.cssText = `display:block;border:0;width:100%;height:${USUAL}px`;
      this.style.display = 'block';
      this.prepend(frame);
      new IntersectionObserver((entries, observer) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        this.#load();
      }, { rootMargin: '100px' }).observe(frame);
    }

    disconnectedCallback() {
      all.delete(this);
    }

    attributeChangedCallback(key, before, now) {
      if (!this.#frame?.src || before === now) return;
      if (SETTINGS.includes(key)) this.set(this.#link(SETTINGS)).catch(() => {});
      else this.#load();
    }

    #ask(message) {
      const id = ++this.#last;
      return new Promise((done, fail) => {
        this.#asked.set(id, { done, fail });
        this.#say({ ...message, id });
      });
    }

    #say(message) {
      if (this.#isReady) this.#frame.contentWindow.postMessage({ gradlens: 1, ...message }, '*');
      else this.#waiting.push(message);
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
      this.#say({ type: 'focus' });
    }

    #hear(said) {
      const { gradlens, type, id, ...rest } = said;
      if (type === 'ready') {
        this.#isReady = true;
        for (const message of this.#waiting.splice(0)) this.#say(message);
      }
      if (typeof rest.link === 'string') this.state = rest.link;
      if (type === 'resize') {
        if (rest.height > 0) this.#frame.style.height = `${Math.min(Math.ceil(rest.height), MOST)}px`;
      } else if (type !== 'notice' && this.#asked.has(id)) {
        const { done, fail } = this.#asked.get(id);
        this.#asked.delete(id);
        if (type === 'error') fail(new Error(rest.message));
        else done(rest);
      }
      if (EVENTS.includes(type)) this.dispatchEvent(new CustomEvent(type, { detail: rest }));
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

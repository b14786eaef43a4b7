// The service worker: the page works offline once it has been visited. VERSION, OPENING and LATER
// are put in when the page is built: what opening the page loads, and what a reader may ask for.
const CACHE = `gradlens ${VERSION}`;
const FILES = [...OPENING, ...LATER];

/**
 * Files named by their content come from the browser's own cache, because the page has just loaded
 * them.
 */
const request = (name) => new Request(name, { cache: 'force-cache' });

/**
 * Keeps what opening the page loads. The page itself, by its usual address, may be newer on the
 * server.
 */
async function keepOpening() {
  const cache = await caches.open(CACHE);
  await cache.addAll(OPENING.map(request));
  const page = await fetch('./', { cache: 'no-cache' });
  if (page.status !== 200) throw new Error(`the page has the status ${page.status}`);
  await cache.put('index.html', page);
}

addEventListener('install', (event) => {
  event.waitUntil(keepOpening());
  skipWaiting();
});

addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('gradlens ') && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim()));
});

/** From the network, and kept for the next time; what was kept if there is none. */
async function fresh(asked, kept) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(asked);
    if (response.status === 200) await cache.put(kept, response.clone());
    return response;
  } catch (error) {
    const response = await cache.match(kept);
    if (response) return response;
    throw error;
  }
}

/** What was kept, which a name by content allows for ever; otherwise from the network, and kept. */
const kept = async (asked) => (await caches.match(asked)) ?? fresh(asked, asked);

/**
 * Keeps what a reader may ask for later: on a second visit, so that the first one loads nothing
 * that it does not show.
 */
async function keepLater() {
  const cache = await caches.open(CACHE);
  const missing = await Promise.all(LATER.map(async (name) => !(await cache.match(name)) && name));
  await cache.addAll(missing.filter(Boolean).map(request));
}

addEventListener('fetch', (event) => {
  const { request: asked } = event;
  const address = new URL(asked.url);
  const scope = new URL(registration.scope);
  if (asked.method !== 'GET' || address.origin !== scope.origin || !address.pathname.startsWith(scope.pathname)) return;
  const name = address.pathname.slice(scope.pathname.length);
  if (!/^(|index\.html|gradlens\.html|embed\.\w+|(docs|p)\/.*)$/.test(name) && !FILES.includes(name)) return;
  if (FILES.includes(name)) event.respondWith(kept(asked));
  // The settings in the address do not concern the server.
  else event.respondWith(fresh(asked, new URL(name || 'index.html', scope).href));
  // Without a network nothing can be loaded, and the next visit tries again.
  if (asked.mode === 'navigate') event.waitUntil(keepLater().catch(() => {}));
});

// The service worker: the page works offline once it has been visited. VERSION and FILES are put in when the page is built.
const CACHE = `gradlens ${VERSION}`;

/** Files named by their content come from the browser's cache, where the page has just put them; the page itself may be newer on the server. */
const request = (name) => new Request(name, { cache: name === 'index.html' ? 'no-cache' : 'force-cache' });

addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map(request))));
  skipWaiting();
});

addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name.startsWith('gradlens ') && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim()));
});

/** From the network, and kept for the next time; what was kept where there is none. */
async function fresh(request, kept) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.status === 200) await cache.put(kept, response.clone());
    return response;
  } catch (error) {
    const response = await cache.match(kept);
    if (response) return response;
    throw error;
  }
}

addEventListener('fetch', (event) => {
  const { request: asked } = event;
  const address = new URL(asked.url);
  const scope = new URL(registration.scope);
  if (asked.method !== 'GET' || address.origin !== scope.origin || !address.pathname.startsWith(scope.pathname)) return;
  const name = address.pathname.slice(scope.pathname.length);
  if (!/^(|index\.html|gradlens\.html|embed\.\w+|(docs|p)\/.*)$/.test(name) && !FILES.includes(name)) return;
  // A name by its content always means the same.
  if (FILES.includes(name) && name !== 'index.html') event.respondWith(caches.match(asked).then((kept) => kept ?? fetch(asked)));
  // The settings in the address are no matter of the server.
  else event.respondWith(fresh(asked, new URL(name || 'index.html', scope).href));
});

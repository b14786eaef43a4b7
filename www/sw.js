// The service worker: the page works offline once it has been visited. VERSION and FILES are put in when the page is built.
const CACHE = `gradlens ${VERSION}`;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((name) => new Request(name, { cache: 'reload' })))));
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
  const { request } = event;
  const address = new URL(request.url);
  const scope = new URL(registration.scope);
  if (request.method !== 'GET' || address.origin !== scope.origin || !address.pathname.startsWith(scope.pathname)) return;
  const name = address.pathname.slice(scope.pathname.length);
  if (!/^(|index\.html|gradlens\.html|embed\.\w+|(docs|p)\/.*)$/.test(name) && !FILES.includes(name)) return;
  // A name by its content always means the same.
  if (FILES.includes(name) && name !== 'index.html') event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  // The settings in the address are no matter of the server.
  else event.respondWith(fresh(request, new URL(name || 'index.html', scope).href));
});

// Lets the desk open without a network: the page and its parts as they were last seen. Data are the rooms' own affair.
const CACHE = 'motcua-desk';
const PAGE = '/';
const MOST = 300;
/** A network that is there and brings nothing: after this long the page as it was last seen is better than none. */
const PATIENCE_MS = 3_000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) =>
        Promise.all([
          cache.add('/icon.svg'),
          cache.add(new Request('/sign-in', { headers: { Accept: 'text/html' } })),
        ]),
      )
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  // What the map is drawn of is public, and as good tomorrow.
  if (url.pathname.startsWith('/v1/map/')) return event.respondWith(freshOrKnown(request));
  if (/^\/(v1|auth|dev|docs|track|queue|unsubscribe|healthz|readyz|metrics)(\/|$)/.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(part(request));
  else if (url.pathname === '/icon.svg') event.respondWith(freshOrKnown(request));
});

/** Named by what is in it: what is there is right for ever. */
async function part(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const fresh = await fetch(request);
  if (fresh.ok) {
    await cache.put(request, fresh.clone());
    // Parts of older editions go, the oldest first.
    const kept = await cache.keys();
    await Promise.all(kept.slice(0, -MOST).map((old) => cache.delete(old)));
  }
  return fresh;
}

async function freshOrKnown(request) {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request.url, fresh.clone());
    return fresh;
  } catch (error) {
    const known = await cache.match(request.url);
    if (known) return known;
    throw error;
  }
}

/** Every address is the same page. */
async function page(request) {
  const cache = await caches.open(CACHE);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html')) await cache.put(PAGE, answer.clone());
    return answer;
  });
  const known = (await cache.match(PAGE)) ?? (await cache.match('/sign-in'));
  if (!known) return fresh;
  const late = new Promise((resolve) => setTimeout(() => resolve(known), PATIENCE_MS));
  return Promise.race([fresh.catch(() => known), late]);
}

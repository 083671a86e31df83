// The service worker: pages that open without a line, and listings that are sent when it is back.
// The server puts `self.PRECACHE` (addresses) and `self.VERSION` before this file.
import { everyOne, send, waits } from "./listings_store.js";

const FILES = `files-${self.VERSION}`;
const PAGES = "pages";
const OFFLINE = "/offline/";
// Pages a producer may need where there is no line, kept as they were last seen.
const KEPT = [/^\/products\/new\/$/, /^\/listings\/[0-9a-f-]{36}\/$/, /^\/my\/products\/$/];
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(FILES).then((cache) => cache.addAll([...self.PRECACHE, OFFLINE])).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== FILES && name !== PAGES) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (self.PRECACHE.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
  }
});

const page = async (request, url) => {
  const keeps = KEPT.some((pattern) => pattern.test(url.pathname));
  const impatience = new AbortController();
  const timer = keeps && (await caches.match(url.pathname)) ? setTimeout(() => impatience.abort(), PATIENCE) : 0;
  try {
    const answer = await fetch(request, { signal: impatience.signal });
    if (keeps && answer.ok && !answer.redirected) {
      const cache = await caches.open(PAGES);
      await cache.put(url.pathname, answer.clone());
    }
    return answer;
  } catch {
    return (await caches.match(url.pathname)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
};

const sendAll = async (token, user) => {
  for (const record of await everyOne()) {
    if (waits(record) && (!user || record.user === user)) await send(record, token);
  }
};

self.addEventListener("message", (event) => {
  const { send: token, user, keep, signedOut } = event.data ?? {};
  if (token) event.waitUntil(sendAll(token, user));
  if (signedOut) event.waitUntil(caches.delete(PAGES));
  if (keep) {
    event.waitUntil(caches.open(PAGES).then(async (cache) => (await cache.match(keep)) ?? cache.add(keep)).catch(() => {}));
  }
});

// The browser's own reminder, also when no page is open. The server refuses another person's.
self.addEventListener("sync", (event) => {
  if (event.tag !== "listings" || !self.cookieStore) return;
  event.waitUntil(self.cookieStore.get("csrftoken").then((cookie) => cookie && sendAll(cookie.value)));
});

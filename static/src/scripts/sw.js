// The service worker: pages that open without a line, and listings that are sent when it is back.
// The server puts `self.PRECACHE` (addresses) and `self.VERSION` before this file.
import { send as sayAtTheDoor } from "./door_queue.js";
import { everyOne, send, waits } from "./listings_store.js";

const FILES = `files-${self.VERSION}`;
const PAGES = "pages-"; // + whose pages they are: there is never more than one person's
const OFFLINE = "/offline/";
const STATIC = "/static/";
// Files may lie on a server of their own, which must allow this one to read them (CORS); else they are not kept.
const HOSTS = new Set([self.location.origin, ...self.PRECACHE.map((file) => new URL(file, self.location).origin)]);
const nameOf = (url) => (url.origin === self.location.origin ? url.pathname : url.href);
// Pages one may need where there is no line, kept as they were last seen.
const KEPT = [/^\/products\/new\/$/, /^\/listings\/[0-9a-f-]{36}\/$/, /^\/my\/products\/$/, /^\/my\/agenda\/$/, /^\/forums\/\d+\/door\/$/];
const PATIENCE = 8000;
const MOST_KEPT = 12;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(FILES).then((cache) => Promise.all([
      cache.add(new Request(OFFLINE, { credentials: "omit" })),
      // One that another host does not let us read is left out; one of ours that is cut off is tried again whole.
      ...self.PRECACHE.map((file) => cache.add(file).catch((error) => { if (file.startsWith("/")) throw error; })),
    ])).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== FILES && !name.startsWith(PAGES)) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (!HOSTS.has(url.origin)) return;
  const ours = url.origin === self.location.origin;
  if (request.mode === "navigate") {
    if (ours) event.respondWith(page(request, url));
  } else if (self.PRECACHE.includes(nameOf(url))) {
    event.respondWith(caches.match(nameOf(url)).then((kept) => kept ?? fetch(request)));
  } else if (request.destination === "script" && (!ours || url.pathname.startsWith(STATIC))) {
    event.respondWith(script(request, nameOf(url)));
  }
});

// The script of a page that is kept is kept with it. Its name changes with what is in it.
const script = async (request, name) => {
  const kept = await caches.match(name);
  if (kept) return kept;
  // As it may be read: of what another host gives to a plain script element nothing can be kept.
  const answer = await fetch(name).catch(() => fetch(request));
  if (answer.ok) await (await caches.open(FILES)).put(name, answer.clone());
  return answer;
};

// The cache of the person signed in, as the last opened page said; none for a visitor.
const personal = async () => {
  const name = (await caches.keys()).find((each) => each.startsWith(PAGES));
  return name ? caches.open(name) : null;
};

const becomes = async (user) => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + user) await caches.delete(name);
  }
  if (user) await caches.open(PAGES + user);
};

const page = async (request, url) => {
  const keeps = KEPT.some((pattern) => pattern.test(url.pathname));
  const impatience = new AbortController();
  const own = keeps ? await personal() : null;
  const timer = (await own?.match(url.pathname)) ? setTimeout(() => impatience.abort(), PATIENCE) : 0;
  try {
    const answer = await fetch(request, { signal: impatience.signal });
    // A page that shows a part only (one badge, one name) is not the page one needs without a line.
    if (own && answer.ok && !answer.redirected && !/[?&](badge|q)=/.test(url.search)) {
      await own.put(url.pathname, answer.clone());
      const kept = await own.keys();
      if (kept.length > MOST_KEPT) await own.delete(kept.find((each) => new URL(each.url).pathname.startsWith("/listings/")) ?? kept[0]);
    }
    return answer;
  } catch {
    return (await own?.match(url.pathname)) ?? (await caches.match(OFFLINE)) ?? Response.error();
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
  const { send: token, user, keep } = event.data ?? {};
  event.waitUntil((async () => {
    if (user !== undefined) await becomes(user);
    const own = await personal();
    if (keep && own && !(await own.match(keep))) await own.add(keep).catch(() => {});
    if (token) await Promise.all([sendAll(token, user), sayAtTheDoor(token, { user })]);
  })());
});

// The browser's own reminder, also when no page is open. The server refuses another person's.
const SENDERS = { listings: sendAll, door: sayAtTheDoor };
self.addEventListener("sync", (event) => {
  const sends = SENDERS[event.tag];
  if (!sends || !self.cookieStore) return;
  event.waitUntil(self.cookieStore.get("csrftoken").then((cookie) => cookie && sends(cookie.value)));
});

// What a door said, kept on the phone until the server has it. Used by the page and by the service worker.
//
// record: { key, seq, forum, url, user, door, page, mono, wall, sent: { kind, badge | registration | walk_in } }
// The server takes each key once, so sending twice changes nothing.
import { createStore, del, entries, set } from "idb-keyval";

const store = createStore("ovop-door", "said");
const LONGEST_SLEEP = 4 * 3600_000;

export const waiting = async (user) =>
  (await entries(store)).map(([, record]) => record).filter((record) => !user || record.user === user).sort((a, b) => a.seq - b.seq);

export const keep = (record) => set(record.key, record, store);

// How long ago it was said, in seconds. The phone's clock may be set meanwhile: while the page lives its own
// steady count is believed, unless the clock is ahead of it by no more than the phone may have slept.
const ago = (record, page) => {
  const wall = Math.max(0, Date.now() - record.wall);
  if (record.page !== page) return wall / 1000;
  const mono = Math.max(0, performance.now() - record.mono);
  return (wall > mono && wall - mono < LONGEST_SLEEP ? wall : mono) / 1000;
};

const AT_ONCE = 50;

// Sends what waits for `forum`'s door, oldest first. Resolves to { outcome: sent | offline | sign-in | refused,
// results, people, latest } and never rejects.
export const send = (token, { user, since = 0, page = "" } = {}) => {
  const now = () => sendNow(token, user, since, page).catch(() => ({ outcome: "offline", results: [], people: [] }));
  return self.navigator.locks ? self.navigator.locks.request("door-queue", now) : now();
};

const sendNow = async (token, user, since, page) => {
  const told = { outcome: "sent", results: [], people: [], latest: since };
  for (;;) {
    const all = await waiting(user);
    if (!all.length) return told;
    const batch = all.filter((record) => record.url === all[0].url).slice(0, AT_ONCE);
    const response = await fetch(batch[0].url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({
        user: batch[0].user, door: batch[0].door, since,
        said: batch.map((record) => ({ key: record.key, ago: ago(record, page), ...record.sent })),
      }),
    });
    if (response.type === "opaqueredirect" || response.status === 403 || response.status === 409) return { ...told, outcome: "sign-in" };
    if (response.status === 404) return { ...told, outcome: "refused" };
    if (!response.ok) return { ...told, outcome: "offline" };
    const answer = await response.json();
    for (const { key } of answer.results) await del(key, store);
    told.results.push(...answer.results);
    told.people.push(...answer.people);
    told.latest = answer.latest;
    if (!answer.results.length) return { ...told, outcome: "refused" };
  }
};

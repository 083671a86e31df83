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

// Sends what waits, oldest first, each forum's and each person's by itself: what one of them refuses does not hold up
// the others. Resolves to { outcome: sent | offline | sign-in | refused, results, people, latest } and never rejects;
// `people` and `latest` are those of the page's own forum (`url`).
export const send = (token, { user, url = "", since = 0, page = "" } = {}) => {
  const now = () => sendNow(token, user, url, since, page).catch(() => ({ outcome: "offline", results: [], people: [] }));
  return self.navigator.locks ? self.navigator.locks.request("door-queue", now) : now();
};

const sendNow = async (token, user, url, since, page) => {
  const told = { outcome: "sent", results: [], people: [], latest: since };
  const groups = new Map();
  for (const record of await waiting(user)) {
    const key = `${record.url} ${record.user}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  for (const records of groups.values()) {
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const outcome = await sendBatch(token, records.slice(start, start + AT_ONCE), url, page, told);
      if (outcome === "offline") return { ...told, outcome };
      if (outcome !== "sent") { told.outcome = outcome; break; }
    }
  }
  return told;
};

const sendBatch = async (token, batch, url, page, told) => {
  const [first] = batch;
  const own = first.url === url;
  const response = await fetch(first.url, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify({
      user: first.user, door: first.door, since: own ? told.latest : 0,
      said: batch.map((record) => ({ key: record.key, ago: ago(record, page), ...record.sent })),
    }),
  });
  if (response.type === "opaqueredirect" || response.status === 409) return "sign-in";
  if (response.status === 403 || response.status === 404) return "refused";
  if (!response.ok) return "offline";
  const answer = await response.json();
  for (const { key } of answer.results) await del(key, store);
  told.results.push(...answer.results);
  if (own) {
    told.people.push(...answer.people);
    told.latest = answer.latest;
  }
  return answer.results.length ? "sent" : "refused";
};

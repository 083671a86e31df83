// Listings being written, kept on the phone until the server has them. Used by the page and by the
// service worker. A record is the whole state of one listing, not a list of steps: sending it twice,
// or late, changes nothing on the server, which knows its id and its revision.
//
// record: { id, user, producer, url, data: [[name, value]], at, revision, sent, finish,
//           photos: [{ key, blob, name, sent }], errors }
import { createStore, del, get, update, values } from "idb-keyval";

const store = createStore("ovop-listings", "listings");

export const read = (id) => get(id, store);
export const forget = (id) => del(id, store);
export const everyOne = async () => (await values(store)).filter(Boolean);

// Change a record in one transaction: the page, another tab and the service worker may all be at it,
// and what one of them writes must not undo the other. Resolves to the record as it is then.
export const change = async (id, edit) => {
  let made;
  await update(id, (old) => (made = edit(old)), store);
  return made;
};

export const waits = (record) =>
  Boolean(record.finish) || record.revision > record.sent || record.photos.some((photo) => !photo.sent);

const post = (url, body, record, token) =>
  fetch(url, {
    method: "POST",
    body,
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": token, "X-Listing-User": record.user },
  });

// Whatever is not JSON from our view: the sign-in page, a closed account, an error page of a proxy.
const answerOf = async (response) => {
  if (response.type === "opaqueredirect" || response.status === 403) return { outcome: "sign-in" };
  if (response.status >= 500) return { outcome: "offline" };
  if (response.status === 404 || response.status === 409) return { outcome: "refused" };
  return { outcome: response.ok ? "sent" : "wrong", ...(await response.json()) };
};

const form = (record, extra = {}) => {
  const body = new FormData();
  for (const [name, value] of record.data) body.append(name, value);
  const rest = { producer: record.producer, at: record.at, revision: record.revision, ...extra };
  for (const [name, value] of Object.entries(rest)) body.set(name, value);
  return body;
};

// Send what the server does not have yet. Resolves to { outcome: sent | offline | sign-in | refused |
// wrong, product, errors, step } and never rejects.
export const send = (record, token) =>
  (self.navigator.locks
    ? self.navigator.locks.request(`listing-${record.id}`, () => sendNow(record.id, token))
    : sendNow(record.id, token)
  ).catch(() => ({ outcome: "offline" }));

const sendNow = async (id, token) => {
  const record = await read(id);
  if (!record) return { outcome: "sent" };
  for (const photo of record.photos.filter((each) => !each.sent)) {
    const body = form(record, { key: photo.key });
    body.append("photos", photo.blob, photo.name);
    const answer = await answerOf(await post(`${record.url}photos/`, body, record, token));
    if (answer.outcome !== "sent" && answer.outcome !== "wrong") return answer;
    await change(id, (now) => now && {
      ...now,
      photos: now.photos.map((each) => (each.key === photo.key ? { ...each, sent: true, blob: null } : each)),
    });
    if (answer.outcome === "wrong") return { ...answer, step: 1 };
  }
  if (!record.finish && record.revision <= record.sent) return { outcome: "sent" };
  const body = form(record, record.finish ? { [record.finish]: "1" } : {});
  const answer = await answerOf(await post(record.url, body, record, token));
  if (answer.product) {
    await forget(id);
    return answer;
  }
  if (answer.outcome === "sent" || answer.outcome === "wrong") {
    const wrong = answer.outcome === "wrong" ? { finish: "", errors: answer.errors, at: answer.step } : {};
    await change(id, (now) => now && { ...now, ...wrong, sent: Math.max(now.sent, record.revision) });
  }
  return answer;
};

// Listings being written, kept on the phone until the server has them. Used by the page and by the
// service worker. A record is the whole state of one listing, not a list of steps: sending it twice,
// or late, changes nothing on the server, which knows its id and its revision.
//
// record: { id, user, producer, url, data: [[name, value]], at, revision, sent, finish,
//           base (the server's revision it was written on), dirty (names typed since then),
//           parked, photos: [{ key, blob, name, sent, removed, refused }], errors }
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

const photoWaits = (photo) => !photo.refused && (photo.removed ? photo.sent : !photo.sent);

export const waits = (record) =>
  Boolean(record.finish) || record.revision > record.sent || record.photos.some(photoWaits);

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
  if (response.status === 404) return { outcome: "refused" };
  const outcome = { 409: "older", 410: "gone" }[response.status] ?? (response.ok ? "sent" : "wrong");
  return { ...(await response.json()), outcome };
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
  const photos = await sendPhotos(record, token);
  if (photos.outcome !== "sent") return photos;
  const answer = await sendForm(id, token);
  return photos.errors.length ? { ...answer, photoErrors: photos.errors } : answer;
};

// One after the other; a refused one is marked and does not hold up the rest.
const sendPhotos = async (record, token) => {
  const errors = [];
  for (const photo of record.photos.filter(photoWaits)) {
    const body = form(record, photo.removed ? { key: photo.key, remove: "1" } : { key: photo.key });
    if (!photo.removed) body.append("photos", photo.blob, photo.name);
    const answer = await answerOf(await post(`${record.url}photos/`, body, record, token));
    if (answer.outcome === "gone") await forget(record.id);
    if (answer.outcome !== "sent" && answer.outcome !== "wrong") return answer;
    const news = answer.outcome === "wrong" ? { refused: true, blob: null } : { sent: !photo.removed, blob: null };
    if (answer.outcome === "wrong") errors.push(...(answer.errors ?? []));
    await change(record.id, (now) => now && {
      ...now,
      photos: now.photos.map((each) => (each.key === photo.key ? { ...each, ...news } : each)),
    });
  }
  return { outcome: "sent", errors: [...new Set(errors)] };
};

const TRIES = 3;

const sendForm = async (id, token) => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const record = await read(id);
    if (!record || (!record.finish && record.revision <= record.sent)) return { outcome: "sent" };
    const body = form(record, record.finish ? { [record.finish]: "1" } : {});
    body.set("base", record.base ?? 0);
    for (const name of record.dirty ?? []) body.append("dirty", name);
    const answer = await answerOf(await post(record.url, body, record, token));
    if (answer.product || answer.outcome === "gone") await forget(id);
    if (answer.outcome === "older") {
      // Another phone's clock, or another device, is ahead: what is typed here is newer than that.
      await change(id, (now) => now && { ...now, revision: Math.max(now.revision, answer.revision + 1) });
      continue;
    }
    if (!answer.product && (answer.outcome === "sent" || answer.outcome === "wrong")) {
      const wrong = answer.outcome === "wrong" ? { finish: "", errors: answer.errors, at: answer.step } : {};
      await change(id, (now) => now && {
        ...now, ...wrong, sent: Math.max(now.sent, record.revision), base: answer.revision ?? record.revision,
        dirty: now.revision === record.revision ? [] : now.dirty,
      });
    }
    return answer;
  }
  return { outcome: "offline" };
};

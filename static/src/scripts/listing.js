// The listing form on a phone: turns its own pages, keeps every keystroke, sends when it can.
import { change, everyOne, forget, read, send, waits } from "./listings_store.js";
import { pressed, putIn, uuid } from "./older.js";
import { intoView } from "./steps.js";

const form = document.querySelector("form[data-listing]");
const status = document.querySelector("[data-listing-status]");
const steps = [...form.querySelectorAll("[data-step]")];
const tray = form.querySelector("[data-photo-tray]");
const text = (name) => form.dataset[`text${name}`];
const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
const OURS = new Set(["csrfmiddlewaretoken", "photos", "producer", "at", "revision"]);

const dirty = new Set(); // names of what was typed in this tab

let record; // a mirror of what is stored; `remember` is the only way it changes
let timer;
let closed = false; // it has become a product: nothing more is kept

const say = (words, tone = "") => {
  status.textContent = words;
  status.dataset.tone = tone;
};

const typed = () =>
  [...new FormData(form)].filter(([name, value]) => !OURS.has(name) && typeof value === "string");

const fresh = () => ({
  id: form.dataset.listing, user: form.dataset.user, producer: form.elements.producer.value,
  url: form.dataset.url, data: typed(), at: Number(form.elements.at.value),
  revision: Number(form.elements.revision.value || 0), sent: Number(form.elements.revision.value || 0),
  base: Number(form.elements.revision.value || 0), dirty: [], finish: "", photos: [],
});

// --- pages -------------------------------------------------------------------------------------

const show = (number, { focus = true } = {}) => {
  for (const step of steps) step.hidden = Number(step.dataset.step) !== number;
  for (const button of document.querySelectorAll("[data-go]")) {
    const own = Number(button.dataset.go);
    if (own === number) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
    button.classList.toggle("is-done", own < number);
    if (own === number) intoView(button);
  }
  const bar = document.querySelector("[data-listing-progress]");
  bar.value = number;
  bar.nextElementSibling.textContent = steps[number - 1].dataset.progress;
  form.elements.at.value = number;
  if (focus) {
    steps[number - 1].querySelector("h2").focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }
};

// What must be there before going on: groups of names of which one is enough.
const missing = (number) => {
  const filled = new Set(typed().filter(([, value]) => value.trim()).map(([name]) => name));
  const groups = (steps[number - 1].dataset.needs ?? "").split(" ").filter(Boolean);
  return groups.some((group) => !group.split("|").some((name) => filled.has(name)));
};

const go = (wanted) => {
  const at = Number(form.elements.at.value);
  const problem = steps[at - 1].querySelector("[data-step-problem]");
  const stays = wanted > at && missing(at);
  problem.hidden = !stays;
  if (stays) {
    problem.scrollIntoView({ block: "center" });
    return;
  }
  show(wanted);
  keep().then(deliver);
};

// --- keeping and sending ------------------------------------------------------------------------

const remember = async (edit) => {
  const base = record;
  record = await change(base.id, (stored) => edit(stored ?? base));
};

const keep = async (more = {}) => {
  clearTimeout(timer);
  if (closed) return;
  const at = Number(form.elements.at.value);
  const seen = record.revision;
  let merged = null;
  await remember((stored) => {
    // Another tab has written meanwhile: what was typed there stays, but for what was typed here.
    const others = stored.revision > seen ? stored.data.filter(([name]) => !dirty.has(name)) : null;
    merged = others && [...others, ...typed().filter(([name]) => dirty.has(name))];
    const names = [...new Set([...(stored.dirty ?? []), ...dirty])];
    return { ...stored, ...more, data: merged ?? typed(), dirty: names, at, revision: Math.max(Date.now(), stored.revision + 1) };
  });
  if (merged) fill(merged);
  if (!navigator.onLine) say(text("Phone"), "phone");
};

const deliver = async () => {
  if (closed || !waits(record)) return { outcome: "sent" };
  say(text("Sending"));
  const answer = await send(record, token());
  const stored = await read(record.id);
  if (closed) return answer;
  if (answer.data) {
    // Another phone wrote into the same listing: its fields come in beside what was typed here.
    const here = new Set(stored?.dirty ?? []);
    fill([...Object.entries(answer.data).flatMap(([name, values]) => values.map((value) => [name, value])).filter(([name]) => !here.has(name)), ...typed().filter(([name]) => here.has(name))]);
  }
  if (answer.product && !record.finish && (record.dirty ?? []).length) {
    closed = true;
    document.querySelector("[data-listing-elsewhere]").hidden = false;
    document.querySelector("[data-listing-elsewhere] a").href = answer.product;
    say("");
    return answer;
  }
  // Whichever message brought the end, and be it the service worker's: the page goes on from here.
  if (answer.product || (!stored && record.finish)) {
    closed = true;
    window.location.assign(answer.product ?? form.dataset.after);
    return answer;
  }
  record = stored ?? record;
  if (!(record.dirty ?? []).length) settle();
  if (answer.photoErrors) await dropRefused(answer.photoErrors);
  if (answer.outcome === "gone") {
    closed = true;
    window.location.assign(form.dataset.after);
  } else if (answer.outcome === "sent") say(text("Saved"), "saved");
  else if (answer.outcome === "sign-in") {
    say(text("SignIn"), "phone");
    document.querySelector("[data-listing-sign-in]").hidden = false;
  }
  else if (answer.outcome === "wrong") complain(answer);
  else if (answer.outcome === "refused") say(text("Refused"), "phone");
  else await later();
  return answer;
};

// The server has what was typed here: the next word from elsewhere about these fields is newer.
const settle = () => {
  const valuesOf = (pairs, name) => JSON.stringify(pairs.filter(([each]) => each === name));
  const now = typed();
  for (const name of [...dirty]) {
    if (valuesOf(now, name) === valuesOf(record.data, name)) dirty.delete(name);
  }
};

const later = async () => {
  say(text("Phone"), "phone");
  const worker = await navigator.serviceWorker?.getRegistration();
  worker?.sync?.register("listings").catch(() => {});
};

const complain = ({ errors = [], step }) => {
  if (step) show(step);
  tell(errors);
  say(text("Saved"), "saved");
};

const tell = (errors) => {
  const list = document.querySelector("[data-listing-errors]");
  putIn(list, ...errors.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  list.parentElement.hidden = errors.length === 0;
  list.parentElement.scrollIntoView({ block: "center" });
};

const finish = async (how, button) => {
  const at = steps.findIndex((_step, index) => missing(index + 1));
  if (at >= 0) {
    show(at + 1);
    steps[at].querySelector("[data-step-problem]").hidden = false;
    return;
  }
  button.classList.add("is-busy");
  await keep({ finish: how });
  const answer = await deliver();
  button.classList.remove("is-busy");
  if (answer.outcome === "offline") document.querySelector("[data-listing-later]").hidden = false;
};

// --- photos -------------------------------------------------------------------------------------

const WIDEST = 1600;

// A phone's photo of 5 MB becomes 300 KB before it goes over a slow line. What this browser cannot
// read (HEIC) goes as it is; the server can.
const smaller = async (file) => {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return { blob: file, canvas: null };
  const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height));
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale), className: "picture",
  });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return { blob: blob && blob.size < file.size ? blob : file, canvas };
};

const frame = (photo, canvas) => {
  const item = document.createElement("li");
  item.className = "photo-tray__item";
  item.dataset.key = photo.key;
  item.append(canvas ?? Object.assign(document.createElement("div"), { className: "picture picture--wait" }));
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: text("Remove") });
  button.addEventListener("click", async () => {
    item.remove();
    await remember((stored) => ({
      ...stored,
      photos: stored.photos.map((each) => (each.key === photo.key ? { ...each, removed: true } : each)),
    }));
    await deliver();
  });
  item.append(button);
  tray.append(item);
};

const dropRefused = async (errors) => {
  for (const photo of record.photos.filter((each) => each.refused)) {
    tray.querySelector(`[data-key="${photo.key}"]`)?.remove();
  }
  await remember((stored) => ({ ...stored, photos: stored.photos.filter((each) => !each.refused) }));
  tell(errors);
};

const addPhotos = async (input) => {
  const room = Number(form.dataset.mostPhotos) - tray.children.length;
  const files = [...input.files];
  input.value = "";
  if (files.length > room) tell([text("TooMany")]);
  for (const file of files.slice(0, Math.max(0, room))) {
    const { blob, canvas } = await smaller(file);
    const photo = { key: uuid(), blob, name: file.name || "photo.jpg", sent: false };
    await remember((stored) => ({ ...stored, photos: [...stored.photos, photo] }));
    frame(photo, canvas);
  }
  await keep();
  await deliver();
};

// --- opening ------------------------------------------------------------------------------------

const fill = (data) => {
  const sent = new Map();
  for (const [name, value] of data) sent.set(name, [...(sent.get(name) ?? []), value]);
  for (const element of form.elements) {
    if (!element.name || OURS.has(element.name) || element.type === "submit" || element.type === "file") continue;
    const given = sent.get(element.name);
    if (element.type === "checkbox" || element.type === "radio") element.checked = Boolean(given?.includes(element.value));
    else if (given && (element.tagName !== "SELECT" || [...element.options].some((option) => option.value === given[0]))) element.value = given[0];
  }
  form.querySelector("input[name=category]:checked")?.closest("details")?.setAttribute("open", "");
};

const adopt = (id) => {
  form.dataset.listing = id;
  form.dataset.url = form.dataset.url.replace(/[0-9a-f-]{36}/, id);
  form.action = form.dataset.url;
};

const LAST = "ovop-listing-last";

// What the page before this one could only write in haste, put into its record.
const takeLast = async () => {
  const last = JSON.parse(localStorage.getItem(LAST) ?? "null");
  localStorage.removeItem(LAST);
  if (!last || !last.dirty.length) return;
  await change(last.id, (stored) => stored && {
    ...stored, data: last.data, at: last.at, revision: Math.max(Date.now(), stored.revision + 1),
    dirty: [...new Set([...(stored.dirty ?? []), ...last.dirty])],
  });
};

// The button works from when it is seen: sending what waits, which comes next, may take long without a line.
const offerNew = () => {
  document.querySelector("[data-listing-new]").addEventListener("click", async () => {
    await remember((stored) => ({ ...stored, parked: true }));
    closed = true;
    window.location.reload();
  });
  document.querySelector("[data-listing-continued]").hidden = false;
};

const open = async () => {
  await takeLast().catch(() => {});
  const own = (await everyOne()).filter(
    (each) => each.user === form.dataset.user && each.producer === form.elements.producer.value,
  );
  const isNew = form.dataset.fresh === "yes";
  const begun = isNew
    ? own.filter((each) => !each.finish && !each.parked).sort((a, b) => b.revision - a.revision)[0]
    : own.find((each) => each.id === form.dataset.listing);
  const complete = own.filter((each) => each.finish && each.id !== form.dataset.listing);
  document.querySelector("[data-listing-waiting]").hidden = complete.length === 0;
  const newer = begun && (isNew || begun.revision > Number(form.elements.revision.value || 0));
  if (newer) {
    record = begun;
    adopt(begun.id);
    fill(begun.data);
    for (const photo of begun.photos.filter((each) => !each.removed && !each.refused)) {
      const { canvas } = photo.blob ? await smaller(photo.blob) : { canvas: null };
      frame(photo, canvas);
    }
    show(begun.at, { focus: false });
    if (isNew) offerNew();
    if (begun.errors?.length) complain({ errors: begun.errors });
  } else {
    // The page may be the one kept for days without a line: its id may be used up.
    if (isNew) adopt(uuid());
    record = fresh();
  }
  if (waits(record) && record.revision) await deliver();
};

const listen = () => {
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    if (event.target.name) dirty.add(event.target.name);
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "photos") addPhotos(event.target);
  });
  // Before the page's own handler, which would send the form.
  document.addEventListener("submit", (event) => {
    const button = pressed(event);
    if (event.target !== form || !button || button.name === "_refresh" || button.name.endsWith("_photo")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button.name === "go") go(Number(button.value));
    else finish(button.name, button);
  }, true);
  window.addEventListener("online", deliver);
  // A page that is left has no time for IndexedDB: what is newest goes where it is written at once.
  window.addEventListener("pagehide", () => {
    if (closed) return;
    try {
      localStorage.setItem(LAST, JSON.stringify({ id: record.id, at: Number(form.elements.at.value), data: typed(), dirty: [...dirty] }));
    } catch { /* a full or forbidden store: the last 150 milliseconds are lost */ }
    keep();
  });
  form.querySelector("[data-find-category]")?.addEventListener("input", findCategory);
  document.querySelector("form[data-discard]")?.addEventListener("submit", () => {
    closed = true;
    forget(record.id);
  });
  form.dataset.ready = "yes";
};

const plain = (words) => words.normalize("NFC").toLowerCase().replace(/[\s\u200b]/g, "");

const findCategory = (event) => {
  const wanted = plain(event.target.value);
  for (const group of form.querySelectorAll(".category-field")) {
    let any = false;
    for (const kind of group.querySelectorAll("[data-words]")) {
      kind.hidden = wanted !== "" && !plain(kind.dataset.words).includes(wanted);
      any ||= !kind.hidden;
    }
    group.hidden = !any;
    group.open = any && wanted !== "";
  }
};

// Without the phone's own store (a private window) the form simply works as the server made it.
if (window.indexedDB) open().then(listen, () => say(""));

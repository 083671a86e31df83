// The door: scans badges with the camera, finds names while one types, and keeps everything on the phone until the
// server has it. Without this script the page's forms do the same, one page at a time.
import decodeQR from "qr/decode.js";
import { keep, send, waiting } from "./door_queue.js";
import { uuid, valuesOf } from "./older.js";

const root = document.querySelector("[data-door]");
const words = root.dataset;
const page = uuid();
const user = document.body.dataset.user;
const people = new Map(JSON.parse(document.getElementById("door-people").textContent).map((person) => [person.id, person]));
let latest = Number(words.latest);
const saidHere = new Map(); // key -> what the phone answered before the server did
const told = root.querySelector("[data-told]");
const tell = (text, tone) => {
  told.textContent = text;
  told.className = `door__told door__told--${tone}`;
  told.hidden = !text;
};
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name] ?? "");
const clock = () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Phnom_Penh" }).format(new Date());

// --- what is seen ---------------------------------------------------------------------------
const list = root.querySelector("[data-people]");
const rowOf = (id) => list.querySelector(`[data-person="${id}"]`);
const show = (person) => {
  let row = rowOf(person.id);
  if (!row) {
    row = document.getElementById("door-person").content.firstElementChild.cloneNode(true);
    row.dataset.person = person.id;
    row.querySelector("[name=registration]").value = person.id;
    row.querySelector("[name=organisation]").value = person.organisation;
    row.querySelector("[data-name]").textContent = person.name;
    row.querySelector("[data-other]").textContent = person.other;
    row.querySelector("[data-side]").textContent = person.side;
    list.append(row);
  }
  row.classList.toggle("is-there", Boolean(person.at));
  row.classList.toggle("is-placeless", person.state !== "approved");
  row.querySelector("[data-at]").textContent = person.at;
  row.querySelector("[data-first]").textContent = person.first;
  row.querySelector("[data-told-state]").textContent = person.state === "approved" ? "" : person.told;
};
const count = () => {
  const coming = [...people.values()].filter((person) => person.state === "approved");
  const there = coming.filter((person) => person.at).length;
  root.querySelector("[data-count]").textContent = fill(words.counted, { there, expected: coming.length });
  const bar = root.querySelector("progress");
  bar.max = Math.max(coming.length, 1);
  bar.value = there;
};
const learn = (fresh) => {
  for (const person of fresh) {
    people.set(person.id, person);
    show(person);
  }
  if (fresh.length) { count(); choose(); }
};

// --- finding a name -------------------------------------------------------------------------
const box = root.querySelector("[name=q]");
const plain = (text) => text.toLowerCase().replace(/[០-៩]/g, (digit) => digit.charCodeAt(0) - 0x17e0).replace(/\s+/g, " ").trim();
let only = "all";
const choose = () => {
  const asked = plain(box.value);
  let any = false;
  for (const person of people.values()) {
    const text = plain(`${person.name} ${person.other} ${person.badge}`);
    const found = !asked || text.includes(asked) || person.phone.includes(asked.replace(/\s/g, ""));
    const fits = only === "all" || (only === "there") === Boolean(person.at);
    const row = rowOf(person.id);
    if (row) row.hidden = !(found && fits);
    any ||= found && fits;
  }
  root.querySelector("[data-nobody-found]").hidden = any;
};
box.addEventListener("input", choose);
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = badgeIn(box.value);
  if (code && [...people.values()].some((person) => person.badge === code)) {
    box.value = "";
    say({ kind: "in", badge: code });
  }
  choose();
});
root.querySelector("[data-filters]").hidden = false;
for (const chip of root.querySelectorAll("[data-only]")) {
  chip.addEventListener("click", () => {
    only = chip.dataset.only;
    for (const other of root.querySelectorAll("[data-only]")) other.setAttribute("aria-pressed", String(other === chip));
    choose();
  });
}

// --- saying it ------------------------------------------------------------------------------
const badgeIn = (text) => text.trim().toUpperCase().match(/(?:^|\/)([2-9A-HJKMNP-Z]{8})\/?$/)?.[1] ?? "";
let seq = Date.now();
const say = async (sent) => {
  const record = {
    key: uuid(), seq: (seq += 1), forum: words.door, url: words.url, user, door: door.value.trim(), page,
    mono: performance.now(), wall: Date.now(), sent,
  };
  try {
    await keep(record);
  } catch {
    tell(words.full, "bad");
    return;
  }
  answerHere(record);
  await flush(record.key);
};
// What can be said without the server: whom the badge belongs to, and that it is noted.
const answerHere = ({ key, sent }) => {
  const person = sent.registration ? people.get(Number(sent.registration)) : [...people.values()].find((each) => each.badge === badgeIn(sent.badge ?? ""));
  if (sent.kind === "walk_in") tell(fill(words.noted, { who: sent.walk_in.name || person?.name || "" }), "wait");
  else if (!person) tell(words.unknown, "wait");
  else if (person.state !== "approved") tell(fill(words.waits, { who: person.name, state: person.told }), "bad");
  else if (sent.kind === "undo") { person.at = ""; tell(fill(words.undone, { who: person.name }), "wait"); }
  else if (person.at) tell(fill(words.already, { who: person.name, time: person.at }), "wait");
  else { person.at = clock(); tell(fill(words.there, { who: person.name }), "good"); }
  if (person) { show(person); count(); choose(); }
  saidHere.set(key, told.textContent);
  navigator.vibrate?.(80);
};

const status = root.querySelector("[data-queue]");
const flush = async (mine) => {
  const before = await waiting(user);
  if (before.length) status.textContent = fill(words.sending, { n: before.length });
  const got = before.length ? await send(token(), { user, url: words.url, since: latest, page }) : { outcome: "sent", results: [], people: [] };
  latest = got.latest ?? latest;
  learn(got.people);
  for (const { key, result, text } of got.results) {
    // What the server says counts: for the last thing said, or when it is other than the phone thought.
    if (key === mine || (result !== "in" && result !== "already" && saidHere.has(key))) tell(text, { in: "good", undone: "wait", already: "wait" }[result] ?? "bad");
    saidHere.delete(key);
  }
  const left = (await waiting(user)).length;
  status.dataset.waits = left;
  status.textContent = got.outcome === "sign-in" ? fill(words.signIn, { n: left }) : got.outcome === "refused" ? fill(words.refused, { n: left }) : left ? fill(words.kept, { n: left }) : words.allSent;
  status.classList.toggle("is-waiting", left > 0);
  if (left) navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("door")).catch(() => {});
};

// What the other doors said. The answer is "nothing new" in a few bytes most of the time.
const news = async () => {
  const answer = await fetch(`${words.news}?since=${latest}`, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const got = await answer.json();
  latest = got.latest;
  learn(got.people);
};
const tick = async () => {
  await flush();
  if (!document.hidden) await news();
};
setInterval(tick, 8000);
window.addEventListener("online", tick);
document.addEventListener("visibilitychange", () => document.hidden || tick());

// Every form of the page is taken by the queue instead of a page of its own.
root.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-say]")) return;
  event.preventDefault();
  event.stopPropagation();
  const given = valuesOf(event);
  if (form.dataset.say === "walk_in") {
    const walk_in = Object.fromEntries(["name", "side", "phone", "delegates"].map((name) => [name, given.get(name)]));
    if (!walk_in.name.trim()) { form.elements.name.focus(); return; }
    say({ kind: "walk_in", walk_in });
    form.reset();
    form.closest("details").open = false;
  } else if (given.get("kind") === "walk_in") {
    say({ kind: "walk_in", walk_in: { organisation: given.get("organisation") }, registration: given.get("registration") });
  } else {
    say({ kind: given.get("kind"), registration: given.get("registration") });
  }
}, true);

// --- the name of this door, kept on the phone ------------------------------------------------
const door = root.querySelector("[name=door]");
try { door.value = localStorage.getItem("ovop-door") ?? ""; } catch { /* private browsing */ }
door.addEventListener("change", () => { try { localStorage.setItem("ovop-door", door.value); } catch { /* as above */ } });

// --- the camera -----------------------------------------------------------------------------
const camera = root.querySelector("[data-camera]");
const view = root.querySelector("video");
const canvas = document.createElement("canvas");
const AGAIN = 3000, BETWEEN = 120, WIDE = 640;
let stream = null, lastRead = "", lastAt = 0;
const look = () => {
  if (!stream) return;
  if (view.readyState === view.HAVE_ENOUGH_DATA) {
    const scale = Math.min(1, WIDE / view.videoWidth);
    canvas.width = view.videoWidth * scale;
    canvas.height = view.videoHeight * scale;
    const drawn = canvas.getContext("2d", { willReadFrequently: true });
    drawn.drawImage(view, 0, 0, canvas.width, canvas.height);
    let read = "";
    try { read = decodeQR(drawn.getImageData(0, 0, canvas.width, canvas.height)); } catch { /* no code in this picture */ }
    // The same badge held before the camera is one scan.
    if (read && (read !== lastRead || performance.now() - lastAt > AGAIN)) say({ kind: "in", badge: [...read].slice(0, 150).join("") });
    if (read) [lastRead, lastAt] = [read, performance.now()];
  }
  setTimeout(look, BETWEEN);
};
const stop = () => {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  view.hidden = true;
  camera.setAttribute("aria-pressed", "false");
};
if (navigator.mediaDevices?.getUserMedia) {
  camera.hidden = false;
  camera.addEventListener("click", async () => {
    if (stream) { stop(); return; }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch {
      tell(words.noCamera, "bad");
      return;
    }
    view.srcObject = stream;
    view.hidden = false;
    camera.setAttribute("aria-pressed", "true");
    await view.play();
    look();
  });
  window.addEventListener("pagehide", stop);
}

for (const person of people.values()) if (!rowOf(person.id)) show(person);
choose();
tick();

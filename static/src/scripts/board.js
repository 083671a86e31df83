// The hall's screen renews itself: it asks every few seconds and is told "nothing new" in a few bytes. The clock is
// the server's, so a screen whose own clock is wrong counts right.
import { patient } from "./older.js";

const { board, first, last } = document.body.dataset;
const frame = document.querySelector("[data-frame]");
const EVERY = 5000, PATIENCE = 20_000, PAGE_FOR = 12_000, SOON = 120;
let ahead = 0; // the server's clock minus this one, in ms
let heard = performance.now();
let page = 0;

const HERE = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Phnom_Penh" });
const now = () => new Date(Date.now() + ahead);
const two = (n) => String(n).padStart(2, "0");

const mine = () => {
  for (const table of frame.querySelectorAll("[data-table]")) {
    table.classList.toggle("is-elsewhere", Number(table.dataset.table) < Number(first) || Number(table.dataset.table) > Number(last));
  }
  turn(0);
};

// A hall with more tables than fit is shown page by page.
const turn = (step) => {
  const tables = [...frame.querySelectorAll("[data-table]:not(.is-elsewhere)")];
  for (const table of tables) table.hidden = false;
  const list = frame.querySelector(".board__tables");
  if (!list || !tables.length) return;
  const room = window.innerHeight - list.getBoundingClientRect().top - 8;
  const height = Math.max(...tables.map((table) => table.offsetHeight)) + 12;
  const across = getComputedStyle(list).gridTemplateColumns.split(" ").length;
  const fit = Math.max(1, Math.floor(room / height)) * across;
  const pages = Math.ceil(tables.length / fit);
  page = (page + step) % pages;
  tables.forEach((table, n) => { table.hidden = Math.floor(n / fit) !== page; });
};

const renew = async () => {
  try {
    const answer = await fetch(board, { cache: "no-cache", signal: patient(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    const date = Date.parse(answer.headers.get("Date"));
    if (date) ahead = date + 500 - Date.now();
    const html = await answer.text();
    if (html !== renew.shown) {
      frame.innerHTML = html;
      renew.shown = html;
      mine();
    }
    heard = performance.now();
  } catch {
    // The last picture stays; the head says that it is old.
  }
  document.querySelector("[data-stale]").hidden = performance.now() - heard < PATIENCE;
  setTimeout(renew, EVERY);
};

const tick = () => {
  const time = now();
  document.querySelector("[data-clock]").textContent = HERE.format(time);
  const until = Number(frame.querySelector("[data-until]")?.dataset.until);
  const left = document.querySelector("[data-left]");
  const seconds = Math.max(0, Math.round((until - time) / 1000));
  const counted = until && seconds < 6 * 3600;
  left.textContent = counted ? `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : "";
  const running = frame.querySelector(".board__slot--now");
  left.classList.toggle("is-soon", Boolean(counted && running && seconds <= SOON && seconds > 0));
  left.classList.toggle("is-up", Boolean(counted && running && seconds === 0));
};

mine();
tick();
setInterval(tick, 1000);
setInterval(() => turn(1), PAGE_FOR);
window.addEventListener("resize", () => turn(0));
renew();

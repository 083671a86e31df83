// What the pages can do beyond forms and links. Everything works without it.
import htmx from "htmx.org";
import "./asking.js";
import "./waiting.js";
import "./worker.js";
import { press, pressed, putIn } from "./older.js";
import { intoView } from "./steps.js";
import { toast } from "./toasts.js";

window.htmx = htmx;
document.documentElement.classList.add("has-script");
// Our content security policy allows neither inline styles nor evaluated code.
htmx.config.includeIndicatorCSS = false;
htmx.config.includeIndicatorStyles = false;

document.querySelectorAll(".steps [aria-current]").forEach(intoView);

// A form is sent once: the second tap of an impatient thumb does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return; // a search, or the answer to a question
  if (form.matches("[data-file]")) return; // it answers with a file: the page stays, and may ask again
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  pressed(event)?.classList.add("is-busy");
});
// Coming back with the browser's button must find working forms.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
});

// Filters answer while one chooses; without JavaScript their button does.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-auto-submit]");
  if (form && event.target.matches("select")) press(form);
});

// One box for all boxes of a list; it is there with the script only.
for (const form of document.querySelectorAll("form[data-check-all]")) {
  const label = form.querySelector("[data-check-all-box]");
  const boxes = [...form.querySelectorAll('input[name="organisation"]')];
  label.hidden = false;
  const all = label.querySelector("input");
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  form.addEventListener("change", () => { all.checked = boxes.every((box) => box.checked); });
}

// The face over a file box says what was chosen; the browser's own words are in its language, not the page's.
document.addEventListener("change", (event) => {
  const face = event.target.matches?.(".photo-input input[type=file]") && event.target.parentElement.querySelector(".photo-input__face span");
  if (face && event.target.files.length) face.textContent = Array.from(event.target.files, (file) => file.name).join(", ");
});

// A chosen photo is shown at once, before it is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches?.('input[type="file"][accept^="image"]') || !input.files[0]) return;
  const preview = input.closest(".field")?.querySelector(".photo-preview");
  if (!preview || input.closest("[data-listing]")) return;
  createImageBitmap(input.files[0]).then((bitmap) => {
    const scale = Math.min(1, 480 / bitmap.width);
    preview.width = bitmap.width * scale;
    preview.height = bitmap.height * scale;
    preview.getContext("2d").drawImage(bitmap, 0, 0, preview.width, preview.height);
    preview.hidden = false;
  }, () => { preview.hidden = true; });
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});

// Sharing as the phone does it, or else the address into the clipboard.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-share]");
  if (!button) return;
  const { share: url, shareTitle: title } = button.dataset;
  if (navigator.share) navigator.share({ url, title }).catch(() => {});
  else navigator.clipboard?.writeText(url).then(() => toast("copied"), () => {});
});

// While one types into a search field, what it may become is offered as the browser's own list.
let pause;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=search][data-suggest]") || event.inputType === "insertReplacementText") return;
  clearTimeout(pause);
  pause = setTimeout(async () => {
    const list = document.getElementById(input.getAttribute("list"));
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`).catch(() => null);
    if (!list || !answer?.ok) return;
    const { suggestions } = await answer.json();
    putIn(list, ...suggestions.map((value) => Object.assign(document.createElement("option"), { value })));
  }, 150);
});

// A need in plain words fills what is still empty. Whatever was typed while the answer was on its way stays.
document.addEventListener("change", async (event) => {
  const form = event.target.closest?.("[data-propose]")?.closest("form");
  if (!form) return;
  const sent = new FormData(form);
  sent.set("propose", "1");
  const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const { proposed, said, nothing } = await answer.json();
  const now = new FormData(form);
  const fresh = proposed.filter(({ name }) => String(now.getAll(name)) === String(sent.getAll(name)));
  for (const { name, values } of fresh) {
    for (const box of form.querySelectorAll(`[name="${name}"]`)) {
      if (box.type === "checkbox") box.checked = values.includes(box.value);
      else [box.value] = values;
    }
  }
  const told = form.querySelector(".proposed");
  const labels = [...new Set(fresh.map(({ label }) => label))];
  if (labels.length) form.querySelector("details.more").open = true;
  told.lastElementChild.textContent = labels.length ? said.replace("%s", labels.join(", ")) : nothing;
  told.hidden = !told.lastElementChild.textContent;
});

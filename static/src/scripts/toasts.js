// A sentence at the foot of the screen that goes by itself: the page holds the sentences, in its language.
import { putIn } from "./older.js";

const shelf = document.getElementById("toasts");
const STAYS = 6000;

// `name`: which of the shelf's data-… sentences.
export const toast = (name) => {
  const text = shelf?.dataset[name];
  if (!text) return;
  const line = Object.assign(document.createElement("p"), { className: `toast toast--${name}`, textContent: text });
  putIn(shelf, line); // a new one takes the place of the last
  setTimeout(() => line.remove(), STAYS);
};

window.addEventListener("offline", () => toast("offline"));
window.addEventListener("online", () => toast("online"));
// A part of a page that could not be fetched leaves the page as it was; say so.
for (const event of ["htmx:error", "htmx:response:error"]) document.addEventListener(event, () => toast("failed"));

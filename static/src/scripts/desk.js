// The timetable desk with a mouse: a meeting is dragged to a free place. Forms do the same without.
import { press } from "./older.js";

const form = document.querySelector("[data-desk-form]");

const put = (meeting, place) => {
  for (const name of ["request", "seen"]) form.elements[name].value = meeting.dataset[name];
  form.elements.to.value = place;
  press(form);
};

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-request]");
  if (!dragged || !form) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.request);
  document.documentElement.classList.add("is-dragging");
});
document.addEventListener("dragend", () => {
  document.documentElement.classList.remove("is-dragging");
  for (const cell of document.querySelectorAll(".is-over")) cell.classList.remove("is-over");
});
document.addEventListener("dragover", (event) => {
  const cell = event.target.closest?.("[data-place]");
  if (!cell || !dragged) return;
  event.preventDefault();
  for (const other of document.querySelectorAll(".is-over")) other.classList.toggle("is-over", other === cell);
  cell.classList.add("is-over");
});
document.addEventListener("drop", (event) => {
  const cell = event.target.closest?.("[data-place]");
  if (!cell || !dragged) return;
  event.preventDefault();
  put(dragged, cell.dataset.place);
});

// What was chosen is seen at once, however large the hall.
document.querySelector(".grid__meeting[aria-current]")?.scrollIntoView({ block: "center", inline: "center" });

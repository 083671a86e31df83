// Asks before what is hard to take back, in the page's language and with the button's own word for yes.
import { pressed, putIn } from "./older.js";

const dialog = document.getElementById("ask");
let asked = null; // the button whose question is open

const answered = () => {
  const button = asked;
  asked = null;
  if (!button || dialog.returnValue !== "yes") return;
  button.dataset.answered = "yes";
  button.click(); // requestSubmit is younger than dialog
};

// Before any other listener: htmx and the listing form must not send what is still a question.
const question = (event) => {
  const button = pressed(event);
  if (!button?.dataset.confirm) return;
  if (button.dataset.answered) {
    delete button.dataset.answered;
    return;
  }
  if (!dialog?.showModal) {
    // An older browser asks in its own words.
    if (window.confirm(button.dataset.confirm)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  asked = button;
  dialog.returnValue = "";
  dialog.querySelector("h2").textContent = button.dataset.confirm;
  putIn(dialog.querySelector("[value=yes]"), ...[...button.childNodes].map((node) => node.cloneNode(true)));
  dialog.showModal();
};

document.addEventListener("submit", question, true);
dialog?.addEventListener("close", answered);

// Asks before what is hard to take back, in the page's language and with the button's own word for yes.
const dialog = document.getElementById("ask");
let asked = null; // the button whose question is open

const answered = () => {
  const button = asked;
  asked = null;
  if (!button || dialog.returnValue !== "yes") return;
  button.dataset.answered = "yes";
  button.form.requestSubmit(button);
};

// Before any other listener: htmx and the listing form must not send what is still a question.
const question = (event) => {
  const button = event.submitter;
  if (!button?.dataset.confirm || !dialog?.showModal) return;
  if (button.dataset.answered) {
    delete button.dataset.answered;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  asked = button;
  dialog.returnValue = "";
  dialog.querySelector("h2").textContent = button.dataset.confirm;
  dialog.querySelector("[value=yes]").replaceChildren(...[...button.childNodes].map((node) => node.cloneNode(true)));
  dialog.showModal();
};

document.addEventListener("submit", question, true);
dialog?.addEventListener("close", answered);

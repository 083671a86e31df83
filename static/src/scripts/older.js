// The oldest browsers served are those of 2020: Chrome and Android's own (WebView) 80, Safari 14. What they lack is here;
// the build turns newer syntax into theirs.

// Which button sent a form: such browsers do not say.
let last = null;
document.addEventListener("click", (event) => { last = event.target.closest?.("button[type=submit], input[type=submit]") ?? last; }, true);
export const pressed = (event) => event.submitter ?? (last?.form === event.target ? last : null);

// A form's values, those of the button that sent it too.
export const valuesOf = (event) => {
  const values = new FormData(event.target);
  const button = pressed(event);
  if (button?.name) values.set(button.name, button.value);
  return values;
};

export const putIn = (element, ...inside) => {
  element.textContent = "";
  element.append(...inside);
};

// As if somebody had pressed the form's button: `submit()` would ask nobody.
export const press = (form) => {
  if (form.requestSubmit) { form.requestSubmit(); return; }
  const button = Object.assign(document.createElement("button"), { type: "submit", hidden: true });
  form.append(button);
  button.click();
  button.remove();
};

// A fetch that is given up after so many milliseconds.
export const patient = (milliseconds) => {
  const control = new AbortController();
  setTimeout(() => control.abort(), milliseconds);
  return control.signal;
};

// RFC 9562, version 4; browsers have it of their own only where the page came over https.
export const uuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

// What a slow line shows between a tap and its page: a bar at the top, and parts of a page that are on their way.
const SOON = 400; // shorter waits show nothing
let timer;

const leaving = () => {
  clearTimeout(timer);
  timer = setTimeout(() => document.documentElement.classList.add("is-leaving"), SOON);
};
const here = () => {
  clearTimeout(timer);
  document.documentElement.classList.remove("is-leaving");
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== window.location.origin) return;
  if (link.pathname === window.location.pathname && link.hash) return;
  leaving();
  // A link may answer with a file instead of a page: then nobody leaves.
  setTimeout(here, 20_000);
});
document.addEventListener("submit", (event) => { if (!event.defaultPrevented && event.target.method !== "dialog") leaving(); });
window.addEventListener("pageshow", here);

// What a slow line shows between a tap and its page: a bar at the top, and parts of a page that are on their way.
const SOON = 400; // shorter waits show nothing
const LONGEST = 20_000; // what answers with a file leaves the page where it is
const FILE = /[?&]format=|\/(pdf|csv|xlsx|export|template|result|file|evidence|papers|badges|copy|paper)\b|\.(ics|csv|xlsx|pdf)$/;
let timers = [];

const here = () => {
  timers.forEach(clearTimeout);
  document.documentElement.classList.remove("is-leaving");
};
const leaving = (address) => {
  if (FILE.test(address)) return;
  here();
  timers = [setTimeout(() => document.documentElement.classList.add("is-leaving"), SOON), setTimeout(here, LONGEST)];
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.target || link.origin !== window.location.origin) return;
  if (link.pathname === window.location.pathname && link.hash) return;
  leaving(link.pathname + link.search);
});
document.addEventListener("submit", (event) => { if (!event.defaultPrevented && event.target.method !== "dialog" && !event.target.matches("[data-file]")) leaving(new URL(event.target.action, window.location).pathname); });
window.addEventListener("pageshow", here);

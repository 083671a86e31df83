// Starts the service worker, tells it who is here, and when there is a line again.
const start = async () => {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const { user = "", keep } = document.body.dataset;
  const tell = () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    active.postMessage({ user, keep, send: user && navigator.onLine ? token : "" });
  };
  window.addEventListener("online", tell);
  // The page without a line is fetched without knowing who is here: it says nothing about it.
  if (!document.body.hasAttribute("data-nobody")) tell();
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => active.postMessage({ user: "" }));
};

if ("serviceWorker" in navigator) window.addEventListener("load", () => start().catch(() => {}));

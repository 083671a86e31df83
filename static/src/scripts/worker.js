// Starts the service worker and tells it when there is a line again.
const start = async () => {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const { user, keep } = document.body.dataset;
  if (keep) active.postMessage({ keep });
  const tell = () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (user && token && navigator.onLine) active.postMessage({ send: token, user });
  };
  window.addEventListener("online", tell);
  tell();
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => active.postMessage({ signedOut: true }));
};

if ("serviceWorker" in navigator) window.addEventListener("load", () => start().catch(() => {}));

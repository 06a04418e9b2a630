// The quick way out: the page is emptied at once, the session is ended, and a neutral page takes its place. It works as a plain form too.

const TIMES = 3;
const WITHIN = 2_000;
let presses = [];

function leave() {
  const form = document.querySelector("form[data-vanish]");
  const body = new URLSearchParams(new FormData(form));
  const away = form.getAttribute("action");
  for (const kept of ["sessionStorage", "localStorage"]) {
    try {
      window[kept].clear();
    } catch { /* in a frame of others nothing is kept */ }
  }
  document.title = form.dataset.vanish;
  document.body.replaceChildren();
  fetch(away, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(away);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-vanish]")) return;
  event.preventDefault();
  leave();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  presses = [...presses, event.timeStamp].slice(-TIMES);
  if (presses.length === TIMES && presses.at(-1) - presses[0] <= WITHIN) leave();
}, { capture: true });

// A page that the browser had put aside is asked for anew: whoever has left sees nothing of it.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// The counsellor's page goes on to the sheet by itself when the other has come in.
const page = document.querySelector("[data-waits]");
const LOOK_EVERY = 2000;

async function look() {
  if (document.hidden) return;
  try {
    // Looking by itself is no sign that somebody sits there.
    const answer = await fetch(page.dataset.waits, { cache: "no-store", redirect: "manual", headers: { "x-quiet": "1", "x-part": "1" } });
    if (answer.ok && (await answer.json()).in) location.assign(page.dataset.sheet);
  } catch {
    // The line is gone for a moment: the next look tells, and the button works as well.
  }
}

if (page) {
  page.querySelector("[data-goes-on]").hidden = false;
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
}

// Small comforts of the desk: copying a text, shortcuts, an address that can be loaded anew without sending the form again, and a course's page
// that lets go of what was taken back while it stood open.

const once = document.querySelector("[data-address]");
if (once) history.replaceState(null, "", once.dataset.address);

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copy(text);
    button.textContent = copied ? `✓ ${label}` : label;
  });
}

async function copy(text) {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

// Shortcuts are held down with Alt and Shift, so that no single key does anything; the list of them shows those that lead somewhere here.
const reached = (code) => [...document.querySelectorAll(`[data-key="${code}"]`)].filter((one) => one.checkVisibility()).pop();
const keys = document.querySelector("[data-keys]");
if (keys) {
  for (const row of keys.querySelectorAll("[data-for]")) row.hidden = !reached(row.dataset.for);
  keys.hidden = !keys.querySelector("[data-for]:not([hidden])");
  document.addEventListener("keydown", (event) => {
    const target = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && reached(event.code);
    if (!target || event.repeat) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches("section") ? "start" : "nearest" });
    if (target.matches("a, button")) target.click();
  });
}

const LOOK_EVERY = 3000;
const page = document.querySelector("[data-marks]");
if (page) {
  giveBack();
  const shown = page.dataset.shown.split(" ").filter(Boolean);
  const look = async () => {
    if (document.hidden) return;
    const now = await still(page.dataset.marks);
    if (now === null || (now && shown.some((mark) => !now.includes(mark)))) letGo(page);
  };
  look();
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
}

// The marks of what is shared now; null when the page is not for these eyes any more, undefined when nobody knows.
async function still(address) {
  try {
    // Looking by itself is no sign that somebody sits there.
    const answer = await fetch(address, { cache: "no-store", redirect: "manual", headers: { "x-quiet": "1" } });
    if (answer.ok) return await answer.json();
    return answer.status >= 500 ? undefined : null;
  } catch {
    return undefined;
  }
}

// The words go at once, and what the counsellor had typed is there again on the fresh page.
function letGo(page) {
  const typed = new Map();
  for (const field of page.querySelectorAll("textarea[name], input[type=text][name]")) {
    if (field.value !== field.defaultValue) typed.set(`${field.form?.getAttribute("action")} ${field.name}`, field.value);
  }
  history.replaceState({ typed }, "");
  page.replaceChildren();
  location.reload();
}

function giveBack() {
  const typed = history.state?.typed ?? new Map();
  for (const field of document.querySelectorAll("textarea[name], input[type=text][name]")) {
    const words = typed.get(`${field.form?.getAttribute("action")} ${field.name}`);
    if (words === undefined) continue;
    field.value = words;
    field.closest("details")?.setAttribute("open", "");
  }
  if (history.state?.typed) history.replaceState(null, "");
}

// Whoever signs out leaves nothing typed behind.
document.querySelector('form[action="/desk/ud"]')?.addEventListener("submit", () => {
  sessionStorage.clear();
  localStorage.clear();
});

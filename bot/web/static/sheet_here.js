// Who else is here and where they write, what they did said aloud once, and that something new is out of sight.

import { mute, muted } from "./sheet_store.js";
import { headers } from "./sheet_stream.js";

const HEARD_AFTER = 1_000;
const STAYS_IN = 300_000;
const words = document.getElementById("live").dataset;
const news = document.getElementById("live-news");
const muting = document.getElementById("live-mute");
const below = document.getElementById("live-below");

export const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function announce(line) {
  const one = document.createElement("span");
  one.textContent = line;
  news.append(one);
  setTimeout(() => one.remove(), HEARD_AFTER);
}

export function heard(text, note) {
  if (muted()) return;
  announce(say(text, { name: note.dataset.author, text: note.querySelector(".said")?.textContent.trim() ?? "" }));
}

muting.hidden = false;
const pressed = () => muting.setAttribute("aria-pressed", String(muted()));
muting.addEventListener("click", () => { mute(!muted()); pressed(); });
pressed();

let shown = { here: [], busy: {} };

// Drawn again whenever something was: what others do is no part of what they wrote.
export function present(here = shown) {
  shown = here;
  const lines = here.here.map((name) => say(words.also, { name }));
  const line = document.querySelector("[data-here]");
  if (line) line.textContent = lines.join(" ");
  for (const old of document.querySelectorAll("[data-busy]")) old.remove();
  for (const [name, at] of Object.entries(here.busy)) {
    const box = document.getElementById(at);
    if (box) mark(box, say(words.writes, { name }));
  }
}

function mark(box, line) {
  const one = document.createElement("p");
  one.dataset.busy = "";
  one.className = "quiet small";
  one.textContent = line;
  if (box.matches("[data-part]")) box.querySelector("[data-head]").after(one);
  else box.append(one);
}

// One word when somebody begins to write and one when they stop; never a letter of what.
export function tellWhere(address) {
  let at = "";
  let told = Date.now();
  const send = () => {
    told = Date.now();
    fetch(address, { method: "POST", body: new URLSearchParams({ at }), headers: headers(), keepalive: true }).catch(() => {});
  };
  const go = (to) => {
    if (to === at) return;
    at = to;
    send();
  };
  document.addEventListener("focusin", (event) => go(where(event.target)));
  document.addEventListener("focusout", (event) => { if (!event.relatedTarget) go(""); });
  // Whoever only listens in the room is still there.
  const stay = () => { if (Date.now() - told > STAYS_IN) send(); };
  for (const act of ["pointerdown", "keydown", "scroll"]) document.addEventListener(act, stay, { passive: true });
}

function where(field) {
  const form = field.matches("textarea") && field.closest('form[action$="/op"]');
  if (!form) return "";
  const value = (name) => form.querySelector(`input[type=hidden][name=${name}]`)?.value;
  const note = value("note") ?? value("about");
  const part = field.closest("[data-part]")?.dataset.part;
  return note ? `note-${note}` : value("field") ? `field-${value("field")}` : part ?? "";
}

let unseen = null;

export function pointTo(note) {
  const { top, bottom } = note.getBoundingClientRect();
  const under = top > innerHeight - 40;
  if (!under && bottom > 80) return;
  unseen = note;
  below.textContent = under ? words.below : words.above;
  below.hidden = false;
}

below.addEventListener("click", () => {
  below.hidden = true;
  const target = document.getElementById(unseen.id) ?? unseen;
  target.tabIndex = -1;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
});
addEventListener("scroll", () => {
  const top = unseen?.isConnected ? unseen.getBoundingClientRect().top : 0;
  if (top > 0 && top < innerHeight - 40) below.hidden = true;
}, { passive: true });

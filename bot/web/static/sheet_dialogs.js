// The two dialogs: everything one can do with a note, and what to keep when words were changed in two places.

import { restore } from "./sheet_store.js";
import { headers } from "./sheet_stream.js";
import { trusted } from "./trusted.js";

export const more = document.getElementById("live-more");
const inside = more.querySelector("[data-inside]");
const told = document.getElementById("live-told");
const clash = document.getElementById("live-clash");
let opener = null;

// Whether it could be had: without a net the page stays as it is.
export async function open(link) {
  const answer = await fetch(link.href, { headers: headers() }).catch(() => null);
  if (!answer) return false;
  if (answer.status === 410) return gone(link, (await answer.json()).said);
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) location.assign(link.href);
  else show(link, await answer.text());
  return true;
}

// The other was faster.
function gone(link, said) {
  const line = document.createElement("p");
  line.textContent = said;
  inside.replaceChildren(line);
  opener = { link };
  more.showModal();
  return true;
}

function show(link, html) {
  inside.innerHTML = trusted(html);
  restore(inside);
  opener = { link, note: link.closest("li[data-note]")?.id, edit: link.dataset.edit !== undefined };
  more.showModal();
  if (opener.edit) inside.querySelector("#ret")?.focus();
}

export const noteIn = () => (more.open ? inside.querySelector("[data-note-page]")?.dataset.notePage ?? "" : "");

// A line above the words: somebody else has changed them, or taken them away.
export function remark(line) {
  const old = inside.querySelector(".is-aside");
  const one = old ?? document.createElement("p");
  one.className = "notice is-aside";
  one.setAttribute("role", "status");
  one.textContent = line;
  if (!old) inside.prepend(one);
}

// Back to where it was opened from, also when that has been drawn anew since.
more.addEventListener("close", () => {
  inside.replaceChildren();
  if (!opener) return;
  const { link, note, edit } = opener;
  opener = null;
  if (link.isConnected) return link.focus();
  const now = note && document.getElementById(note);
  (now?.querySelector(edit ? "[data-edit]" : "[data-more]") ?? now?.querySelector("a, button"))?.focus();
});

// What is told to whoever did something and to nobody else: help, or a code. It stays until it is closed.
export function tell(html) {
  const inside = told.querySelector("[data-told]");
  inside.innerHTML = trusted(html);
  inside.querySelector("[data-onward]")?.addEventListener("click", (event) => {
    event.preventDefault();
    told.close();
  });
  if (!told.open) told.showModal();
}

told.addEventListener("close", () => told.querySelector("[data-told]").replaceChildren());

// What is to be kept: both, mine or other. Whoever closes it keeps both, so that nothing is lost.
export function asked(mine, now) {
  clash.querySelector("[data-mine]").textContent = mine;
  clash.querySelector("[data-now]").textContent = now;
  clash.returnValue = "";
  clash.showModal();
  return new Promise((answered) => {
    clash.addEventListener("close", () => answered(clash.returnValue || "both"), { once: true });
  });
}

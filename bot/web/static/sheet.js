// The sheet as two write in it: what others do is shown at once, and what one does is sent without leaving the page.
// Everything here works as plain forms too.

import * as dialogs from "./sheet_dialogs.js";
import { dragging } from "./sheet_drag.js";
import { announce, heard, pointTo, present, say, tellWhere } from "./sheet_here.js";
import { place, settle } from "./sheet_place.js";
import { newId, sender, value } from "./sheet_send.js";
import * as store from "./sheet_store.js";
import { follow } from "./sheet_stream.js";

const root = document.querySelector("[data-sheet]");
const base = root.dataset.sheet;
const words = { ...document.getElementById("live").dataset };
const banner = document.getElementById("live-banner");
const saved = document.getElementById("live-saved");
const offline = banner.textContent;
const forms = new Map();
const parts = () => [...document.querySelectorAll("[data-part]")];
let stream = null;

// --- What others do ---

const told = {
  news(note, mended) {
    heard(mended ? words.mended : words.wrote, note);
    pointTo(note);
  },
  aside(note, now) {
    remark(note, say(words.aside, { name: now.dataset.author }));
  },
  gone(note) {
    remark(note, words.gone);
  },
};

function remark(note, line) {
  note.querySelector(".is-aside")?.remove();
  const one = document.createElement("p");
  one.className = "notice is-aside";
  one.textContent = line;
  note.append(one);
}

// While a button is held down nothing is drawn anew, else the press would be lost.
let held = [];
let down = false;
const waits = [];

function take(events) {
  held.push(...events);
  if (!down) show();
}

function show() {
  const events = held;
  held = [];
  const news = events.filter((one) => one.event === "part").map((one) => one.data);
  const note = dialogs.noteIn();
  const version = note && document.getElementById(`note-${note}`)?.dataset.version;
  if (news.length) {
    place(news, told);
    document.querySelector(".begin")?.remove();
    for (const field of document.querySelectorAll(".sheet .is-waiting")) if (!store.queue().length) field.remove();
  }
  if (note) inDialog(note, version);
  present(events.filter((one) => one.event === "here").at(-1)?.data);
}

function inDialog(note, version) {
  const now = document.getElementById(`note-${note}`);
  if (!now) dialogs.remark(words.gone);
  else if (now.dataset.version !== version && ![...forms.values()].some((form) => dialogs.more.contains(form))) {
    dialogs.remark(say(words.aside, { name: now.dataset.author }));
  }
}

function released() {
  down = false;
  document.querySelector(".is-held")?.classList.remove("is-held");
  for (const go of waits.splice(0)) go();
  if (held.length) show();
  settle(document.activeElement);
}

const untouched = () => down && new Promise((go) => waits.push(go));

document.addEventListener("pointerdown", () => {
  down = true;
  // What would fold up when the focus leaves it stays as it is, else the press would land beside.
  document.activeElement?.closest(".adding")?.classList.add("is-held");
}, { capture: true });
for (const end of ["pointerup", "pointercancel", "dragend"]) {
  addEventListener(end, () => setTimeout(released), { capture: true });
}
// Let go outside of the window.
addEventListener("pointermove", (event) => { if (down && !event.buttons) released(); });

// --- What one does ---

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (["/ud", "/desk/ud"].includes(form.getAttribute("action"))) store.forget();
  if (form.getAttribute("action") !== `${base}/op`) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  const values = [...new FormData(form)].filter(([name]) => !["csrf", "op"].includes(name));
  const { name, value: pressed } = event.submitter ?? {};
  if (name) values.push([name, pressed]);
  form.querySelector(".is-fault")?.remove();
  const op = made(values);
  forms.set(op.id, form);
  // A box to add in is free for the next words at once; all else waits for its answer.
  if (value(op, "kind") === "add" && root.contains(form) && !dialogs.more.contains(form)) cleared(form);
  else form.setAttribute("aria-busy", "true");
  out.add(op);
});

// What is to be done, with the field it is about, in case the note is gone when it is sent.
function made(values) {
  const op = { id: newId(), values };
  const note = document.getElementById(`note-${value(op, "note")}`);
  const part = note?.closest("[data-part]")?.dataset.part ?? "";
  return { ...op, field: value(op, "field") || part.replace("field-", "") };
}

const out = sender(`${base}/op`, { told: answered, waits: waiting });

// How an op ended. What is given back takes its place; null stops all sending.
async function answered(op, status, said) {
  const next = await outcome(op, status, said);
  if (said.told) dialogs.tell(said.told);
  if (said.go) location.assign(said.go);
  return next;
}

async function outcome(op, status, said) {
  await untouched();
  const text = value(op, "text");
  if (status === 200) return done(op, said.said);
  if (status === 409 && said.reason === "text") return clashed(op, await dialogs.asked(text, said.now), said.version);
  if (status === 410 && value(op, "kind") === "edit" && text) {
    done(op, words.anew);
    return anew(op);
  }
  if (!said.reason && status < 500) return gone();
  refused(op, said.said || words.refused);
  return undefined;
}

function clashed(op, choice, version) {
  done(op);
  if (choice === "both") return anew(op);
  const values = op.values.map(([name, old]) => [name, name === "base" ? String(version) : old]);
  return choice === "mine" ? { ...op, id: `${op.id}m`, values } : undefined;
}

// The id follows from the old one, so that two tabs that send the same make one note.
function anew(op) {
  const about = { kind: "add", field: op.field, text: value(op, "text"), show: value(op, "show") };
  return { id: `${op.id}b`, field: op.field, values: Object.entries(about) };
}

function done(op, line = "") {
  const form = formOf(op);
  const lang = document.documentElement.lang;
  const time = new Date().toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
  saved.textContent = [line, say(words.saved, { time })].filter(Boolean).join(" ");
  if (line) announce(line);
  if (form?.getAttribute("aria-busy")) ended(form);
  settle(null);
  drawWaiting();
  stream.open();
}

function formOf(op) {
  const form = forms.get(op.id);
  forms.delete(op.id);
  return form;
}

// What was sent does not stand in its box any more.
function cleared(form) {
  store.dropDrafts(form);
  form.reset();
}

function ended(form) {
  form.removeAttribute("aria-busy");
  cleared(form);
  if (dialogs.more.contains(form)) dialogs.more.close();
  const box = form.closest("details");
  if (box && box.querySelector("textarea")) box.open = false;
}

// Nothing typed is lost: it stands where it was typed, or with the fault where that is gone or holds other words by now.
function refused(op, line) {
  const form = formOf(op);
  form?.removeAttribute("aria-busy");
  const one = document.createElement("p");
  one.className = "fault is-fault";
  one.setAttribute("role", "alert");
  one.textContent = line;
  const lost = value(op, "text") || value(op, "what") || value(op, "line");
  const box = form?.querySelector("textarea");
  if (form?.isConnected && (!lost || !box?.value || box.value === lost)) {
    if (lost && box && !box.value) box.value = lost;
    if (box) store.keepDraft(box);
    return form.append(one);
  }
  if (lost) one.append(document.createElement("br"), words.unsent, document.createElement("br"), lost);
  saved.after(one);
}

async function waiting(yes, op) {
  await untouched();
  banner.hidden = !yes;
  banner.textContent = navigator.onLine === false ? offline : words.caught;
  if (op) for (const one of store.queue()) {
    const form = forms.get(one.id);
    formOf(one);
    if (form?.getAttribute("aria-busy")) ended(form);
  }
  drawWaiting(yes);
}

// Words that are not sent yet stand under their field.
function drawWaiting(yes = !banner.hidden) {
  for (const old of document.querySelectorAll(".is-waiting")) old.remove();
  for (const op of yes ? store.queue() : []) {
    const foot = document.querySelector(`[data-part="field-${CSS.escape(op.field)}"] > [data-foot]`);
    if (foot && value(op, "text")) foot.before(waitingNote(value(op, "text")));
  }
}

function waitingNote(text) {
  const note = document.createElement("div");
  const said = document.createElement("div");
  note.className = "note mine is-waiting";
  said.className = "words";
  note.append(said);
  for (const [look, line] of [["said", text], ["quiet small", words.waiting]]) {
    const one = document.createElement("p");
    one.className = look;
    one.dir = "auto";
    one.textContent = line;
    said.append(one);
  }
  return note;
}

// --- The way out, and all else ---

// The words go at once; what to do now is told by the page itself, when it is asked for again.
function gone() {
  stream.close();
  document.title = "Samvej";
  const heading = document.createElement("h1");
  const back = document.createElement("a");
  heading.textContent = words.out;
  back.textContent = words.back;
  back.href = base;
  root.replaceChildren(heading, back);
  document.documentElement.dataset.live = "out";
  return null;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-more], a[data-edit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
  event.preventDefault();
  waiting(!(await dialogs.open(link)));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest('form[action$="/op"]');
  if (!form || !event.target.matches("textarea, input")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button.primary") ?? form.querySelector("button"));
});

document.addEventListener("input", (event) => { if (event.target.form?.getAttribute("action")?.endsWith("/op")) store.keepDraft(event.target); });
document.addEventListener("focusin", (event) => { if (!down) settle(event.target); });

dragging((note, field, after) => out.add(made([["kind", "move"], ["note", note], ["field", field], ["after", after]])));
tellWhere(`${base}/here`);
store.restore(root);
stream = follow(`${base}/events`, {
  have: () => parts().map((part) => part.dataset.digest).join("."),
  take,
  out: gone,
  alive: (yes) => { document.documentElement.dataset.live = yes ? "1" : "0"; },
});
out.drain();

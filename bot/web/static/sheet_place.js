// Puts what is new in its place, and touches nothing that somebody is writing in.

import { changed, fields, restore } from "./sheet_store.js";
import { trusted } from "./trusted.js";

const GLOWS = 3_000;
const NOTE = "li[data-note]";
// What is newer than an open editor shows, until it is closed: by the element, its HTML (empty: it is gone).
const aside = new Map();

const writing = (part) => part.contains(document.activeElement) && document.activeElement.matches("textarea, input:not([type=hidden]), select");
// What is being sent stays before its reader until it is answered, else it would stand in its box again.
const busy = (part) => writing(part) || part.querySelector("form[aria-busy]");
const holds = (note) => writing(note) || fields(note).some(changed);
const partNamed = (name) => document.querySelector(`[data-part="${CSS.escape(name)}"]`);

// Each part brings its whole order. `told` hears of every note of somebody else that is new or has other words.
export function place(parts, told) {
  const before = focused();
  const ours = parts.filter((part) => partNamed(part.part));
  for (const part of ours) fill(partNamed(part.part), part, told);
  // Of a part that has come more than once, the last says what stays: by an earlier one, what is newer would be swept away.
  const last = new Map(ours.map((part) => [part.part, part]));
  for (const part of last.values()) sweep(partNamed(part.part), part, told);
  refocus(before);
}

function fill(section, part, told) {
  swap(section.querySelector(":scope > [data-head]"), part.head);
  swap(section.querySelector(":scope > [data-foot]"), part.foot);
  section.classList.toggle("focus", Boolean(section.querySelector(".now")));
  const list = section.querySelector(":scope > [data-notes]");
  let last = null;
  for (const [id, mark, html] of list ? part.notes : []) {
    const note = renewed(id, mark, html, told);
    if (!note) continue;
    if (note.previousElementSibling !== last || note.parentElement !== list) {
      if (last) last.after(note);
      else list.prepend(note);
    }
    last = note;
  }
  // Said last: what could not be shown is asked for again by the next stream.
  section.dataset.digest = part.digest;
}

// The note as it is now; where somebody writes in it, as it was, with the new one kept aside.
function renewed(id, mark, html, told) {
  const old = document.getElementById(`note-${id}`);
  if (html === null || (old && old.dataset.digest === mark)) return old;
  const now = drawn(html).querySelector(NOTE);
  if (old && holds(old)) {
    aside.set(old, html);
    told.aside(old, now);
    return old;
  }
  if (old) keepOpen(old, now, () => old.replaceWith(now));
  if (now.dataset.mine === undefined) tell(old, now, told);
  return now;
}

function tell(old, now, told) {
  const known = new Set(old ? [old, ...old.querySelectorAll(NOTE)].map((one) => `${one.id} ${one.dataset.version}`) : []);
  const ids = new Set(old ? [old, ...old.querySelectorAll(NOTE)].map((one) => one.id) : []);
  for (const one of [now, ...now.querySelectorAll(NOTE)]) {
    if (one.dataset.mine !== undefined || known.has(`${one.id} ${one.dataset.version}`)) continue;
    one.classList.add("is-new");
    setTimeout(() => one.classList.remove("is-new"), GLOWS);
    told.news(one, ids.has(one.id));
  }
}

// What stands in no part any more goes; where somebody writes in it, when they are done.
function sweep(section, part, told) {
  const stay = new Set(part.notes.map(([id]) => `note-${id}`));
  for (const note of section.querySelectorAll(`:scope > [data-notes] > ${NOTE}`)) {
    if (stay.has(note.id)) continue;
    if (holds(note)) {
      aside.set(note, "");
      told.gone(note);
    } else note.remove();
  }
}

// What was kept aside takes its place where nobody writes any more.
export function settle(target) {
  const before = focused();
  for (const [element, html] of aside) {
    const still = element.matches(NOTE) ? holds(element) : busy(element);
    if (still || element.contains(target)) continue;
    aside.delete(element);
    if (!element.matches(NOTE)) swap(element, html);
    else if (html) element.replaceWith(drawn(html).querySelector(NOTE));
    else element.remove();
  }
  refocus(before);
}

// The head or the foot of a part. What is typed in it and not sent comes back from the drafts.
function swap(element, html) {
  const now = drawn(html);
  if (plain(element.innerHTML) === plain(now.innerHTML)) return aside.delete(element);
  if (busy(element)) return aside.set(element, html);
  aside.delete(element);
  const along = element.querySelector(".chips")?.scrollLeft;
  keepOpen(element, now, () => {
    keepPictures(element, now);
    element.replaceChildren(...now.childNodes);
  });
  if (along) element.querySelector(".chips").scrollLeft = along;
  restore(element);
}

// The ids of what forms do differ each time they are drawn, and what is unfolded is its reader's.
const plain = (html) => html.replace(/ name="op" value="[^"]*"| open=""/g, "").trim();

function keepOpen(old, now, swapped) {
  const kept = [...old.querySelectorAll("details[data-keep][open]")].map((one) => one.dataset.keep);
  for (const one of now.querySelectorAll("details[data-keep]")) one.open = kept.includes(one.dataset.keep);
  swapped();
}

// A picture that is the same stays, so that it is not fetched anew; a new one gets the room of the one before, until it is there.
function keepPictures(old, now) {
  for (const one of now.querySelectorAll("[data-picture]")) {
    const same = old.querySelector(`[data-picture="${CSS.escape(one.dataset.picture)}"]`);
    if (same?.dataset.mark === one.dataset.mark) one.replaceWith(same);
    else if (same) giveRoom(same.querySelector("img"), one.querySelector("img"));
  }
}

function giveRoom(before, image) {
  if (!before.naturalWidth) return;
  image.width = before.naturalWidth;
  image.height = before.naturalHeight;
}

function drawn(html) {
  const held = document.createElement("div");
  held.innerHTML = trusted(html);
  return held;
}

// Where the focus is: the control, and how to find the same one again when it has been drawn anew.
function focused() {
  const one = document.activeElement;
  const part = one?.closest("[data-part]");
  if (!part) return null;
  const box = one.closest(NOTE) ?? part;
  return { one, part, box: box.id, at: alike(box, one).indexOf(one), said: called(one) };
}

const alike = (box, one) => [...box.querySelectorAll(one.tagName)];
const called = (one) => [one.id, one.name, one.getAttribute("aria-label") ?? one.textContent.trim()].join("|");

function refocus(before) {
  if (!before || document.activeElement === before.one) return;
  again(before).focus({ preventScroll: true });
}

function again({ one, part, box, at, said }) {
  if (one.isConnected) return one;
  const now = (box && document.getElementById(box)) || part;
  const same = alike(now, one).filter((other) => !other.disabled);
  const found = same.find((other) => called(other) === said) ?? (now.id === box || !box ? same[at] : null);
  if (found) return found;
  const name = part.querySelector("h1, h2") ?? part;
  name.tabIndex = -1;
  return name;
}

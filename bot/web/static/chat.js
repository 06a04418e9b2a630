// The chat without reloading. Everything here works as plain forms too; this only saves the round trip and keeps what is typed.

import { readAloud, stopReading } from "./aloud.js";
import { deal } from "./cards.js";
import * as drafts from "./drafts.js";
import { trusted } from "./trusted.js";
import { finishRecording, isRecording, offerRecording, stopRecording } from "./voice.js";

const LOOK_EVERY = 15_000;
const HEARD_AFTER = 1_000;
const main = document.getElementById("main");
const fault = document.getElementById("fault");
const announced = document.getElementById("new");
const fine = matchMedia("(pointer: fine)");
let busy = false;

const news = () => [...main.querySelectorAll("[data-new]")].map((one) => one.textContent.trim());

function touched() {
  const files = [...main.querySelectorAll("input[type=file]")];
  return drafts.touched(main) || isRecording() || files.some((file) => file.files.length);
}

function announce(lines) {
  if (!lines.length) return;
  announced.textContent = lines.join("\n");
  setTimeout(() => { announced.textContent = ""; }, HEARD_AFTER);
}

function replaceWith(html, { own }) {
  const before = new Set(news());
  const held = own ? null : document.activeElement;
  const value = held && main.contains(held) ? held.value : null;
  stopReading();
  stopRecording();
  main.innerHTML = trusted(html);
  prepare();
  announce(news().filter((line) => !before.has(line)));
  if (own) arrive();
  else if (held && !document.contains(held)) again(value);
}

function arrive() {
  main.querySelector("#care, #question").focus({ preventScroll: true });
  main.querySelector("#care, #now").scrollIntoView({ block: "start" });
}

function again(value) {
  const same = [...main.querySelectorAll("button")].find((button) => button.value === value);
  (same ?? main.querySelector("#question")).focus({ preventScroll: true });
}

function prepare() {
  drafts.restore(main);
  deal(main);
  readAloud(main, document.documentElement.lang);
  offerRecording(main);
}

async function send(form, button) {
  if (busy) return;
  busy = true;
  main.setAttribute("aria-busy", "true");
  await finishRecording();
  const filled = new FormData(form, button);
  const body = form.enctype === "multipart/form-data" ? filled : new URLSearchParams(filled);
  try {
    const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
    const answer = await fetch(action, { method: "POST", body, headers: { "X-Part": "1" } });
    await take(answer, button);
  } catch {
    failed();
  } finally {
    busy = false;
    main.removeAttribute("aria-busy");
  }
}

async function take(answer, button) {
  if (answer.redirected) return location.assign(answer.url);
  if ([401, 403].includes(answer.status)) return location.reload();
  if (!answer.ok) return failed();
  const html = await answer.text();
  if (!html.includes("data-digest")) return whole(html);
  fault.hidden = true;
  if (keeps(button)) drafts.forget(main);
  replaceWith(html, { own: true });
  const language = main.firstElementChild.lang;
  if (language && language !== document.documentElement.lang) location.reload();
}

function whole(html) {
  sessionStorage.clear();
  main.replaceChildren();
  const page = new DOMParser().parseFromString(trusted(html), "text/html");
  document.body.replaceWith(page.body);
  document.querySelector("main").focus();
}

function keeps(button) {
  return /^t:\d+:(text|save|file|skip|entry|pass|piles|(edit|drop)=\d+)$/.test(button?.value ?? "") || button?.value === "m:park";
}

function failed() {
  fault.textContent = fault.dataset.text;
  fault.hidden = false;
}

// A part that is passing shows what a fresh look would not, such as words that were refused and can still be mended.
function mayLook() {
  const shown = main.firstElementChild?.dataset;
  return shown?.digest && shown.passing === undefined && !busy && !document.hidden && !touched() && !typing();
}

async function look() {
  if (!mayLook()) return;
  const { digest } = main.firstElementChild.dataset;
  // Looking by itself is no sign that somebody sits there.
  const answer = await fetch(`/chat/part?digest=${digest}`, { headers: { "x-quiet": "1" } }).catch(() => null);
  if (answer?.status === 401) return location.reload();
  if (answer?.status !== 200 || !mayLook() || main.firstElementChild.dataset.digest !== digest) return;
  replaceWith(await answer.text(), { own: false });
}

const typing = () => ["TEXTAREA", "INPUT"].includes(document.activeElement?.tagName);

main.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});

main.addEventListener("input", (event) => {
  drafts.keep(main);
  if (!CSS.supports("field-sizing", "content") && event.target.matches("textarea")) grow(event.target);
});

function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 4}px`;
}

// Somebody who asks for one more wants to write it now.
main.addEventListener("click", (event) => {
  const more = event.target.closest(".more > summary")?.parentElement;
  if (more && !more.open) requestAnimationFrame(() => more.querySelector("textarea, input:not([type=hidden])").focus());
});

main.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".entry input.short")) {
    event.preventDefault();
    const all = drafts.fields(main);
    all[all.indexOf(event.target) + 1]?.focus();
  }
});

main.addEventListener("keydown", (event) => {
  const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && fine.matches;
  if (!sends || event.target.dataset.entry !== "text") return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector("button.primary"));
});

document.querySelector("form[data-leave]").addEventListener("submit", () => {
  sessionStorage.clear();
  localStorage.clear();
});
document.addEventListener("visibilitychange", look);
setInterval(look, LOOK_EVERY);
prepare();
document.documentElement.dataset.ready = "1";

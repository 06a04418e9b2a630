// Opens the sheet inside Telegram: hands over what Telegram says of who opens it, and goes on. Nothing of Telegram's own is loaded.

import { trusted } from "./trusted.js";

const TELEGRAM = "https://web.telegram.org";
const main = document.getElementById("main");
const fault = document.getElementById("fault");
const here = location.pathname;
const { sheet } = main.dataset;

// Anybody can send a link that carries launch data of their own, and whoever follows it would write on a stranger's sheet:
// nothing is handed over where no client of Telegram's is around the page, and nothing where two say who opens it.
function handed() {
  const isInside = window.TelegramWebviewProxy || window.parent !== window || typeof window.external?.notify === "function";
  const all = new URLSearchParams(location.hash.slice(1)).getAll("tgWebAppData");
  return isInside && all.length === 1 ? all[0] : "";
}

// Telegram's own script speaks to its client in one of these ways, by where it runs.
function tell(what, about = {}) {
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(what, JSON.stringify(about));
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: what, eventData: about }), TELEGRAM);
  else if (typeof window.external?.notify === "function") window.external.notify(JSON.stringify({ eventType: what, eventData: about }));
}

function say(words) {
  document.getElementById("opening").hidden = true;
  fault.textContent = words;
  fault.hidden = false;
}

async function handOver(by) {
  const data = handed();
  if (!data) throw new Error(main.dataset.outside);
  const headers = { "x-csrf": main.querySelector("[name=csrf]")?.value ?? "" };
  const answer = await fetch(here, { method: "POST", body: new URLSearchParams({ data, by }), headers });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.said ?? main.dataset.fault);
  return told;
}

const hasArrived = async () => (await fetch(here, { headers: { "x-part": "1", "x-quiet": "1" } })).ok;

// Where the browser keeps no cookie in a frame, the session lives in this page alone and goes along with whatever it asks our house.
function sendAlong(session) {
  const ask = window.fetch.bind(window);
  window.fetch = (what, how = {}) => {
    const asked = new Request(what, how);
    if (new URL(asked.url).origin === location.origin) asked.headers.set("x-session", session);
    return ask(asked);
  };
}

async function showHere(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(trusted(await answer.text()), "text/html");
  const styles = [...page.querySelectorAll("link[rel=stylesheet]")].filter((one) => !document.querySelector(`link[href="${one.getAttribute("href")}"]`));
  await Promise.all(styles.map((style) => new Promise((done) => {
    style.onload = done;
    style.onerror = done;
    document.head.append(style);
  })));
  const scripts = [...page.querySelectorAll("script[type=module]")].map((one) => one.getAttribute("src"));
  history.replaceState(null, "", address);
  document.title = page.title;
  document.body.replaceWith(page.body);
  dispatchEvent(new Event("samvej:styles"));
  for (const script of scripts) await import(script);
}

async function open() {
  tell("iframe_ready", { reload_supported: false });
  tell("web_app_ready");
  tell("web_app_expand");
  await handOver("cookie");
  if (await hasArrived()) {
    location.replace(sheet);
    return;
  }
  const { session } = await handOver("header");
  sendAlong(session);
  await showHere(sheet);
}

open().catch((trouble) => {
  if (!document.contains(main)) throw trouble; // the sheet is there already, and says for itself what is wrong
  say(trouble instanceof TypeError ? main.dataset.fault : trouble.message);
});

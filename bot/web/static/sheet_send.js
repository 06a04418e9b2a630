// Sends what was done, one thing after the other, each with an id of its own: what is sent twice is done once. Without a net it waits here.

import { headers } from "./sheet_stream.js";
import { keepQueue, queue } from "./sheet_store.js";

const FIRST = 500;
const LONGEST = 20_000;
const TRIES = 4;
const PATIENCE = 10_000;

// Random ids also where a page came by http, where randomUUID is not to be had.
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `told` hears of each op how it ended (its status and what was answered), `waits` whether something cannot be sent just now.
export function sender(address, { told, waits }) {
  let busy = false;
  let stopped = false;
  let tries = 0;
  let timer = 0;

  async function drain() {
    clearTimeout(timer);
    if (busy || stopped) return;
    busy = true;
    try {
      while (queue().length && (await sent(queue()[0])));
    } finally {
      busy = false;
    }
    if (stopped) return;
    waits(tries > 0);
    if (queue().length) timer = setTimeout(drain, Math.min(LONGEST, FIRST * 2 ** (tries - 1)) * (0.5 + Math.random()));
  }

  // Whether the next may go.
  async function sent(op) {
    const [status, said] = await posted(op);
    // What the server stumbles over again and again must not hold up all that comes after it.
    if (status === 0 || status === 429 || status > 500 || (status === 500 && tries < TRIES)) {
      tries += 1;
      waits(true, op);
      return false;
    }
    tries = 0;
    const more = await told(op, status, said);
    stopped = more === null;
    if (stopped) return false;
    // What follows from it takes its place, so that nothing is lost in between.
    const at = queue().findIndex((one) => one.id === op.id);
    const left = queue();
    left.splice(Math.max(at, 0), at < 0 ? 0 : 1, ...(more ? [more] : []));
    keepQueue(left);
    return true;
  }

  async function posted(op) {
    if (navigator.onLine === false) return [0, {}];
    try {
      const body = new URLSearchParams([...op.values, ["op", op.id]]);
      const answer = await fetch(address, { method: "POST", body, headers: headers(), redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) });
      const json = answer.headers.get("content-type")?.includes("json");
      return [answer.type === "opaqueredirect" ? 401 : answer.status, json ? await answer.json() : {}];
    } catch {
      return [0, {}];
    }
  }

  addEventListener("online", () => { tries = 0; drain(); });
  return {
    drain: () => { tries = 0; return drain(); },
    add(op) {
      keepQueue([...queue(), op]);
      drain();
    },
  };
}

export const value = (op, name) => op.values.find(([one]) => one === name)?.[1] ?? "";

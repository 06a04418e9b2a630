// Reads the stream of events by fetch: it sees why it is refused, notices silence, and comes back by itself.

const SILENCE = 45_000;
const LONGEST = 30_000;
const GONE = [401, 403, 404, 410, 423];
const session = document.documentElement.dataset.session;

export const headers = () => ({
  "x-part": "1",
  ...(document.querySelector("input[name=csrf]") && { "x-csrf": document.querySelector("input[name=csrf]").value }),
  ...(session && { "x-session": session }),
});

// `have` says what the page shows; `take` gets the events that came together; `out` and `alive` are told how it stands.
export function follow(address, { have, take, out, alive }) {
  let control = null;
  let tries = 0;
  let timer = 0;

  async function open() {
    clearTimeout(timer);
    if (control || document.hidden) return;
    const own = control = new AbortController();
    try {
      await listen(own);
    } catch { /* no net, or silence: tried again */ }
    if (control === own) again();
  }

  async function listen(own) {
    const answer = await fetch(`${address}?have=${have()}`, { signal: own.signal, headers: { ...headers(), "x-quiet": "1" } });
    if (GONE.includes(answer.status)) return stop();
    if (!answer.ok) throw new Error(answer.status);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const silent = setTimeout(() => own.abort(), SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(silent));
      if (done || own !== control) return;
      const whole = (rest + value).split("\n\n");
      rest = whole.pop();
      const events = whole.map(parsed).filter(Boolean);
      tries = 0;
      if (events.some((one) => one.event === "out")) return stop();
      take(events);
      alive(true);
    }
  }

  function stop() {
    close();
    out();
  }

  function again() {
    control = null;
    alive(false);
    if (document.hidden) return;
    const wait = Math.min(LONGEST, 250 * 2 ** tries) * (0.5 + Math.random());
    tries += 1;
    timer = setTimeout(open, wait);
  }

  function close() {
    clearTimeout(timer);
    const own = control;
    control = null;
    own?.abort();
    alive(false);
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  // Another net is another line: what is left of the old one may stay silent for ever.
  addEventListener("offline", close);
  addEventListener("online", () => { close(); tries = 0; open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  open();
  return { open: () => { tries = 0; open(); }, close };
}

function parsed(lines) {
  const found = new Map();
  for (const line of lines.split("\n")) {
    const at = line.indexOf(": ");
    if (at > 0) found.set(line.slice(0, at), line.slice(at + 2));
  }
  return found.has("event") && { event: found.get("event"), data: JSON.parse(found.get("data")) };
}

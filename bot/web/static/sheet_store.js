// What is kept in this browser for one person and one sheet: words that are not sent yet, and what is being typed.

const root = document.querySelector("[data-sheet]");
const name = (what) => `ark:${root.dataset.me}:${what}`;

// Where nothing can be kept, as in some private windows and in frames of others, it is held until the page goes.
const memory = new Map();
const shelf = (which) => {
  try {
    return window[which];
  } catch {
    return null;
  }
};
const shared = shelf("localStorage");
const ownTab = shelf("sessionStorage");

function read(kept, key) {
  try {
    return JSON.parse(kept.getItem(key) ?? "null");
  } catch {
    return memory.get(key) ?? null;
  }
}

function write(kept, key, value) {
  memory.set(key, value);
  try {
    if (value === null) kept.removeItem(key);
    else kept.setItem(key, JSON.stringify(value));
  } catch { /* it is in the memory */ }
}

export const queue = () => read(shared, name("queue")) ?? memory.get(name("queue")) ?? [];
export const keepQueue = (ops) => write(shared, name("queue"), ops.length ? ops : null);
export const muted = () => read(shared, "ark:muted") === true;
export const mute = (on) => write(shared, "ark:muted", on || null);

// What is typed: by the form and the field, with the version of the words that it began from.
const typed = ":is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))";
export const fields = (part) => [...part.querySelectorAll(`form[action$="/op"] ${typed}`)];
export const changed = (field) => field.value !== field.defaultValue && field.value.trim() !== "";
export const form = (field) => field.form ?? field.closest("form");

const about = ["kind", "note", "field", "about", "wish", "action"];
const key = (field) => {
  const own = form(field);
  return [...about.map((one) => own.querySelector(`input[type=hidden][name=${one}]`)?.value ?? ""), field.name].join("|");
};
const drafts = () => new Map(Object.entries(read(ownTab, name("drafts")) ?? {}));
const keepAll = (all) => write(ownTab, name("drafts"), Object.fromEntries(all));

export function keepDraft(field) {
  const all = drafts();
  if (changed(field)) all.set(key(field), [field.value, base(field)?.value ?? ""]);
  else all.delete(key(field));
  keepAll(all);
}

export function dropDrafts(own) {
  const all = drafts();
  for (const field of own.querySelectorAll(typed)) all.delete(key(field));
  keepAll(all);
}

export function restore(part) {
  const all = drafts();
  for (const field of fields(part)) {
    const [text, began] = all.get(key(field)) ?? [];
    if (text === undefined || changed(field)) continue;
    field.value = text;
    if (began && base(field)) base(field).value = began;
    field.closest("details")?.setAttribute("open", "");
  }
}

const base = (field) => form(field).querySelector("input[type=hidden]:is([name=base], [name=seen], [name=version])");

export function forget() {
  for (const kept of [ownTab, shared].filter(Boolean)) {
    for (const one of Object.keys(kept)) if (one.startsWith("ark:")) kept.removeItem(one);
  }
}

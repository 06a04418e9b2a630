// What is typed or chosen and not sent yet, kept in this tab until it is.

const changed = (one) => (choosable(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);
const choosable = (one) => ["radio", "checkbox"].includes(one.type);

export function fields(root) {
  return [...root.querySelectorAll("form.card :is(textarea, input:not([type=hidden], [type=file]))")];
}

export const touched = (root) => fields(root).some(changed);

// A question that is asked of several things is another draft for each of them.
function key(root) {
  const about = ["#question", "#about"].map((name) => root.querySelector(name)?.textContent.trim() ?? "");
  return ["typed", ...about, root.querySelector("form.card input[name=at]")?.value ?? ""].join(":");
}

export function keep(root) {
  const held = fields(root).filter((one) => changed(one) && (one.checked || !choosable(one)) && one.value);
  if (held.length) sessionStorage.setItem(key(root), JSON.stringify(held.map((one) => [one.name, one.value])));
  else forget(root);
}

export function forget(root) {
  sessionStorage.removeItem(key(root));
}

// What the server knows already stands; only what is empty is filled in.
export function restore(root) {
  for (const [name, value] of JSON.parse(sessionStorage.getItem(key(root)) ?? "[]")) {
    const same = fields(root).filter((one) => one.name === name);
    const one = choosable(same[0] ?? {}) ? same.find((radio) => radio.value === value) : same[0];
    if (!one || (choosable(one) ? same.some((other) => other.defaultChecked) : one.value)) continue;
    if (choosable(one)) one.checked = true;
    else one.value = value;
    one.closest("details.more")?.setAttribute("open", "");
  }
}

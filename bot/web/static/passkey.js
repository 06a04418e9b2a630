// Makes a passkey, or asks for one, and sends what the device answers as an ordinary form.

const buffer = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

function text(bytes) {
  const signs = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const known = (listed = []) => listed.map((one) => ({ ...one, id: buffer(one.id) }));

function read(options) {
  const publicKey = { ...options, challenge: buffer(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: buffer(options.user.id) };
  if (options.excludeCredentials) publicKey.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) publicKey.allowCredentials = known(options.allowCredentials);
  return { publicKey };
}

function written(made) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = Object.fromEntries(names.filter((name) => made.response[name]).map((name) => [name, text(made.response[name])]));
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} });
}

async function answer(form) {
  const sent = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!sent.ok) throw new Error(sent.status);
  const options = read(await sent.json());
  const ask = form.dataset.passkey === "make" ? navigator.credentials.create(options) : navigator.credentials.get(options);
  return written(await ask);
}

async function send(form) {
  const fault = form.querySelector("[data-fault]");
  const button = form.querySelector("button");
  fault.hidden = button.disabled = true;
  try {
    form.elements.answer.value = await answer(form);
    form.submit();
  } catch {
    fault.hidden = button.disabled = false;
    button.focus();
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
  for (const one of document.querySelectorAll("[data-without]")) one.hidden = true;
}

// Two small comforts of the desk: copying a text, and an address that can be loaded anew without sending the form again.

const once = document.querySelector("[data-address]");
if (once) history.replaceState(null, "", once.dataset.address);

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copy(text);
    button.textContent = copied ? `✓ ${label}` : label;
  });
}

async function copy(text) {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

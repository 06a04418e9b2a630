// A button that shows a password while it is typed.
for (const button of document.querySelectorAll("button[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
  // A browser offers to keep what is sent as a password only.
  field.form.addEventListener("submit", () => { field.type = "password"; });
}

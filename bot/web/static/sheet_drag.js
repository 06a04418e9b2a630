// Moving a loose note with a mouse or a pen. It is only a shorter way: the list of places under “Mere” does the same.

const FAR = 6;
const CONTROLS = "a, button, input, textarea, select, label, summary, dialog";

export function dragging(move) {
  let held = null;

  function over(event) {
    const below = document.elementsFromPoint(event.clientX, event.clientY).find((one) => !held.note.contains(one));
    const part = below?.closest("[data-part]");
    const list = part?.querySelector(":scope > [data-notes]");
    if (!list) return null;
    const notes = [...list.children].filter((one) => one !== held.note && one.matches("li[data-note]"));
    const above = notes.filter((one) => one.getBoundingClientRect().top + one.offsetHeight / 2 < event.clientY).at(-1);
    return { part, field: part.dataset.part.replace("field-", ""), after: above?.dataset.note ?? "" };
  }

  function mark(part) {
    for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
    part?.classList.add("is-target");
  }

  function drop() {
    if (!held) return;
    held.note.classList.remove("is-dragged");
    held.note.style.transform = "";
    mark(null);
    held = null;
  }

  document.addEventListener("pointerdown", (event) => {
    const note = event.target.closest("[data-notes] > li[data-loose]");
    const takes = event.pointerType !== "touch" && event.button === 0 && note && !event.target.closest(CONTROLS);
    if (takes) held = { note, x: event.clientX, y: event.clientY, id: event.pointerId, far: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.far && Math.hypot(x, y) < FAR) return;
    held.far = true;
    getSelection().removeAllRanges();
    held.note.classList.add("is-dragged");
    held.note.style.transform = `translate(${x}px, ${y}px)`;
    mark(over(event)?.part);
  });
  document.addEventListener("pointerup", (event) => {
    const to = held?.far ? over(event) : null;
    const note = held?.note;
    drop();
    if (to && note.isConnected) move(note.dataset.note, to.field, to.after);
  });
  document.addEventListener("pointercancel", drop);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    event.preventDefault();
    drop();
  });
}

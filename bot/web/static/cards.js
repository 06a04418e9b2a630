// A deck of cards, one at a time. The list of all cards stays behind it and is what is sent.

const taken = (card) => card.querySelector("input:checked");

export function deal(root) {
  const deck = root.querySelector("[data-deck]");
  const left = () => [...deck.children].find((card) => !taken(card));
  if (!deck || !left()) return;
  const table = root.querySelector("[data-deal]").content.firstElementChild.cloneNode(true);
  const part = (name) => table.querySelector(name);
  const sorted = [...deck.children].filter(taken);
  const done = root.querySelector("[data-done]");
  const told = part("[data-count]").dataset.count;

  const draw = () => {
    const card = left();
    if (!card) return done.form.requestSubmit(done);
    part("[data-count]").textContent = told.replace("{number}", sorted.length + 1).replace("{total}", deck.children.length);
    part(".face").textContent = card.querySelector("legend").textContent.trim();
    part("[data-undo]").hidden = !sorted.length;
  };
  const put = (pile) => {
    const card = left();
    if (!card) return;
    mark([...card.querySelectorAll("input")].find((one) => one.value === pile), true);
    sorted.push(card);
    draw();
  };
  const undo = () => {
    mark(taken(sorted.pop()), false);
    draw();
    if (!sorted.length) part(".answers button").focus();
  };
  const showAll = () => {
    table.remove();
    deck.hidden = false;
    done.classList.add("primary");
    deck.querySelector("input").focus();
  };

  for (const button of table.querySelectorAll(".answers button")) button.addEventListener("click", () => put(button.value));
  part("[data-undo]").addEventListener("click", undo);
  part("[data-all]").addEventListener("click", showAll);
  deck.hidden = true;
  done.classList.remove("primary");
  deck.before(table);
  draw();
}

function mark(radio, on) {
  radio.checked = on;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

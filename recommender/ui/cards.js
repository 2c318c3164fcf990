// Draws the cards of a page from data. What is said on a card is set as text, never as markup. A
// card that stays as it was keeps its elements, so that neither its photo nor the focus is lost.

const made = new WeakMap(); // the cards of each grid: id -> what was drawn, and its element

function element(kind, attributes, ...inside) {
  const one = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) {
    one.setAttribute(name, value);
  }
  one.append(...inside);
  return one;
}

function icon(name) {
  return element("span", { class: "icon", "data-icon": name, "aria-hidden": "true" });
}

function link(kind, target, text, label) {
  const spoken = label ? { "aria-label": label } : {};
  return element("a", { class: `inside ${kind}`, href: target, target: "_self", ...spoken }, text);
}

function badge([name, text, colour]) {
  return element("span", { class: `badge ${colour}` }, icon(name), text);
}

function button([what, name, label]) {
  return element(
    "button",
    { type: "button", class: what, "data-do": what, "aria-label": label, title: label },
    icon(name),
  );
}

function line(kind, ...inside) {
  return element("p", { class: kind }, ...inside);
}

function drawn(card, photo) {
  photo.alt = card.alt;
  const told = [link("dish-link", card.target, card.name)];
  told.push(line("marks", element("strong", {}, card.price), ...card.badges.map(badge)));
  if (card.description) {
    told.push(line("small", card.description));
  }
  if (card.because) {
    told.push(line("small because", icon("check"), card.because));
  }
  const { target, text, label } = card.similar;
  const similar = link("similar-link", target, text, label);
  const actions = element("div", { class: "actions" }, similar, ...card.buttons.map(button));
  const all = element("article", { class: "dish-card", "data-dish": card.id }, photo, ...told);
  all.append(actions);
  return all;
}

function photoOf(card, before) {
  if (before?.photo.getAttribute("src") === card.photo) {
    return before.photo; // a new picture would flash
  }
  // Each picture has its size before it has come, so that nothing jumps.
  return element("img", { src: card.photo, width: 480, height: 360, decoding: "async" });
}

function cardOf(card, before) {
  const data = JSON.stringify(card);
  if (before?.data === data) {
    return before;
  }
  const photo = photoOf(card, before);
  return { data, photo, element: drawn(card, photo) };
}

// What had the focus has it still, though its card was drawn anew; of a card that has gone, nothing.
function focused(grid) {
  const one = grid.contains(document.activeElement) ? document.activeElement : null;
  const dish = one?.closest("[data-dish]")?.dataset.dish;
  return () => {
    if (dish && !one.isConnected) {
      const card = grid.querySelector(`[data-dish="${CSS.escape(dish)}"]`);
      const place = one.matches("button") ? "button" : `a.${one.classList[1]}`;
      card?.querySelector(one.dataset.do === "hide" ? "button.hide" : place)?.focus();
    }
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  let grid = parentElement.querySelector(":scope > .dish-cards");
  if (!grid) {
    grid = element("div", { class: "dish-cards" });
    parentElement.append(grid);
    made.set(grid, new Map());
  }
  const before = made.get(grid);
  const now = new Map(data.cards.map((card) => [card.id, cardOf(card, before.get(card.id))]));
  const restoreFocus = focused(grid);
  const wanted = [...now.values()].map((one) => one.element);
  if (wanted.length !== grid.children.length || wanted.some((one, at) => one !== grid.children[at])) {
    grid.replaceChildren(...wanted);
  }
  made.set(grid, now);
  restoreFocus();
  grid.onclick = (event) => {
    const pressed = event.target.closest("button[data-do]");
    if (pressed) {
      setTriggerValue(pressed.dataset.do, pressed.closest("[data-dish]").dataset.dish);
    }
  };
}

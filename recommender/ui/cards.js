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

// A press draws the page anew, and where something comes above the grid, from its root: what was
// pressed has the focus again once its card is there, and what follows a card that went has it.
let pressed = null;

function press(grid, button, tell) {
  const card = button.closest("[data-dish]");
  const place = [...grid.children].indexOf(card);
  pressed = { dish: card.dataset.dish, hides: button.dataset.do === "hide", place };
  tell(button.dataset.do, card.dataset.dish);
}

function restoreFocus(grid) {
  if (!pressed || (document.activeElement && document.activeElement !== document.body)) {
    return;
  }
  const same = grid.querySelector(`[data-dish="${CSS.escape(pressed.dish)}"]`);
  const card = same ?? (pressed.hides ? grid.children[pressed.place] : null);
  const wanted = card?.querySelector(same && !pressed.hides ? "button" : "a.dish-link");
  if (wanted) {
    wanted.focus({ preventScroll: true });
    pressed = null;
  }
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
  const wanted = [...now.values()].map((one) => one.element);
  if (wanted.length !== grid.children.length || wanted.some((one, at) => one !== grid.children[at])) {
    grid.replaceChildren(...wanted);
  }
  made.set(grid, now);
  restoreFocus(grid);
  grid.onclick = (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) {
      press(grid, button, setTriggerValue);
    }
  };
}

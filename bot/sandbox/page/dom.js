// Creates elements without markup: text becomes text nodes only.
export function make(tag, classes = "", ...children) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function button(label, classes, act, name = "") {
  const node = make("button", classes, label);
  node.type = "button";
  if (name) named(node, name);
  if (act) node.addEventListener("click", act);
  return node;
}

export function named(node, name) {
  node.title = name;
  node.setAttribute("aria-label", name);
  return node;
}

export function avatar(id, name) {
  const node = make("span", `avatar hue-${Math.abs(Number(id)) % 7}`, [...(name || "?")][0]);
  node.setAttribute("aria-hidden", "true");
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

// icons as line drawings on a grid of 24 × 24
const ICONS = {
  back: "M15 5l-7 7 7 7",
  clip: "M20 11.500l-8.300 8.300a5 5 0 0 1-7.100-7.100l8.600-8.600a3.400 3.400 0 0 1 4.800 4.800l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400l7.800-7.800",
  send: "M4 12h15M12.500 5.500L19 12l-6.500 6.500",
  clock: "M12 7v5l3.500 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  keys: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8",
  place: "M12 21s7-6.600 7-11.500a7 7 0 0 0-14 0C5 14.400 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  file: "M12 4v11M7.500 11L12 15.500 16.500 11M5 20h14",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500",
  pin: "M9 3h6l-1 6 4 4H6l4-4zM12 13v8",
  window: "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
  down: "M6 9l6 6 6-6",
  reply: "M10 5L4 11l6 6M4 11h9a7 7 0 0 1 7 7v1",
  pen: "M4 20l1-4L16.500 4.500l3 3L8 19zM14 7l3 3",
  close: "M6 6l12 12M18 6L6 18",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  picture.append(path);
  return picture;
}

// Gives `parent` exactly these children in order. Children that stay in place are not touched.
export function sync(parent, wanted) {
  const keep = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!keep.has(node)) node.remove();
  wanted.forEach((node, place) => {
    if (parent.childNodes[place] !== node) parent.insertBefore(node, parent.childNodes[place] || null);
  });
}

// Moves the focus through a list with arrows, Home and End.
export function roving(list) {
  list.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll("a, button:not(:disabled)")];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    items[Math.max(0, Math.min(to, items.length - 1))].focus();
  });
}

// Elements without markup: text only ever becomes text nodes.
export function make(tag, classes = "", ...children) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function button(label, classes, act, title = "") {
  const node = make("button", classes, label);
  node.type = "button";
  if (title) node.title = title;
  node.addEventListener("click", act);
  return node;
}

export function avatar(id, name) {
  return make("span", `avatar hue-${Math.abs(Number(id)) % 7}`, [...(name || "?")][0]);
}

export function byId(id) {
  return document.getElementById(id);
}

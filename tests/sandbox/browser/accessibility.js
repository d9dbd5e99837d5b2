// What is wrong for people who see badly, hear the page read, or use no mouse; as lines of text, empty where all is well.
() => {
  const faults = [];
  const shown = (node) => node.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && !node.closest("[inert], [aria-hidden=true]");
  const nameOf = (node) => {
    const labelled = (node.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ");
    const heard = [...node.querySelectorAll("*")].filter((one) => one.closest("[aria-hidden=true]")).map((one) => one.textContent).join("");
    const own = node.matches("input, select, textarea") ? "" : node.textContent.replace(heard, "");
    const images = [...node.querySelectorAll("img")].map((one) => one.alt).join(" ");
    return (node.getAttribute("aria-label") || labelled || [...(node.labels || [])].map((one) => one.textContent).join(" ") || own || images || node.title || "").trim();
  };
  const where = (node) => `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ""}.${[...node.classList].join(".")} «${(node.textContent || "").trim().slice(0, 30)}»`;
  const all = [...document.querySelectorAll("body *")].filter(shown);

  if (!["ru", "en"].includes(document.documentElement.lang)) faults.push("the page names no language");
  if (!document.title) faults.push("the page has no title");
  for (const landmark of ["main", "nav", "aside"]) {
    const found = [...document.querySelectorAll(landmark)];
    if (found.length !== 1) faults.push(`${found.length} × ${landmark}`);
    if (landmark !== "main" && found.some((node) => !node.getAttribute("aria-label"))) faults.push(`${landmark} has no name`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of new Set(ids.filter((one, place) => ids.indexOf(one) !== place))) faults.push(`two elements are called ${id}`);
  for (const node of document.querySelectorAll("[aria-controls], [aria-labelledby], [aria-activedescendant]")) {
    for (const kind of ["aria-controls", "aria-labelledby", "aria-activedescendant"]) {
      const id = node.getAttribute(kind);
      if (id && !document.getElementById(id)) faults.push(`${where(node)} points with ${kind} to nothing`);
    }
  }
  for (const node of all.filter((one) => one.matches("a, button, input, select, textarea, summary, [tabindex], [role=button], [role=listbox], [role=group], [role=article], [role=log], dialog"))) {
    if (!nameOf(node)) faults.push(`no name: ${where(node)}`);
  }
  for (const node of all.filter((one) => one.matches("img") && !one.hasAttribute("alt"))) faults.push(`no alternative: ${where(node)}`);
  for (const node of all.filter((one) => one.matches("ul > *, ol > *") && !one.matches("li, template"))) faults.push(`not a list item: ${where(node)}`);
  for (const node of all.filter((one) => one.tabIndex > 0)) faults.push(`jumps the order: ${where(node)}`);
  for (const node of all.filter((one) => one.matches("a, button, summary") && !one.closest(".text"))) {
    const box = node.getBoundingClientRect();
    if (box.width < 24 || box.height < 24) faults.push(`too small to hit (${Math.round(box.width)} × ${Math.round(box.height)}): ${where(node)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");

  // contrast: of each text against the colours painted below it
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, low) => [0, 1, 2].map((part) => top[part] * top[3] + low[part] * (1 - top[3])).concat(1);
  const painted = (style) => {
    const stops = style.backgroundImage.includes("linear-gradient") ? style.backgroundImage.match(/(?:rgba?|color)\([^()]*\)/g) : null;
    return (stops || [style.backgroundColor]).map(rgba);
  };
  const below = (node) => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const colours = painted(getComputedStyle(one));
      layers.push(colours);
      if (colours.every((colour) => colour[3] === 1)) break;
    }
    let grounds = [[255, 255, 255, 1]];
    for (const colours of layers.reverse()) grounds = colours.flatMap((top) => grounds.map((low) => over(top, low)));
    return grounds;
  };
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  for (const node of document.querySelectorAll("body *")) {
    if (!node.checkVisibility({ visibilityProperty: true }) || node.closest("option, .lost, :disabled")) continue;
    if (![...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim())) continue;
    const style = getComputedStyle(node);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && Number(style.fontWeight) >= 700);
    const worst = Math.min(...below(node).map((ground) => ratio(over(rgba(style.color), ground), ground)));
    if (worst < (large ? 3 : 4.5)) faults.push(`contrast ${worst.toFixed(2)}: ${where(node)}`);
  }
  return [...new Set(faults)];
}

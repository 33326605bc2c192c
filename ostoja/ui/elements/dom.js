// Making elements in code, without markup in strings.

/** An element with these attributes ("class", "type", "aria-…"; on… adds a listener; true and false set or leave out) and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Give an element this text, touching the page only when it changes. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Give an element this attribute, or take it away for null. */
export function mark(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

let counted = 0;

/** An id that nothing else on the page has. */
export function freshId(what) {
  counted += 1;
  return `${what}-${counted}`;
}

/** Have a screen reader say this, once it has finished what it is saying. */
export function say(text) {
  const said = document.getElementById("said");
  said.textContent = said.textContent === text ? `${text}\u00a0` : text;
}

/** The control wants this done; the device above it says so. */
export function wish(control, what) {
  control.dispatchEvent(new CustomEvent("wish", { bubbles: true, detail: what }));
}

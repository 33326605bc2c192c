// The order of elements in the page, changed where it has changed only: what stays where it is keeps its focus and its place on the screen.

/** Put these in this order into the parent, and take out what is not among them. */
export function ordered(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}

// A field with its label, hint and error, and a form that shows that it is busy.

import { t } from "../texts/texts.js";
import { freshId, make, mark, say, write } from "../elements/dom.js";

/** A labelled field; error(text) says what is wrong, error("") that nothing is. */
export function field({ label, hint = "", ...attributes }) {
  const id = freshId("field");
  const input = make("input", { id, "aria-describedby": `${id}-hint ${id}-error`, ...attributes });
  const problem = make("p", { class: "field__error", id: `${id}-error` });
  const element = make("div", { class: "field" }, make("label", { for: id }, label), input, make("p", { class: "field__hint", id: `${id}-hint` }, hint), problem);
  const error = (text) => {
    write(problem, text);
    mark(input, "aria-invalid", text ? "true" : null);
    if (text) {
      say(text);
      input.focus();
    }
  };
  return { element, input, error };
}

/** A form around these parts; `submit` is asked once at a time and its button shows that it is working. */
export function form({ action, submit }, ...parts) {
  const button = make("button", { type: "submit", class: "button button--primary" }, action);
  const element = make("form", { class: "stack", novalidate: true }, ...parts, make("div", { class: "row" }, button));
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled")) return;
    mark(button, "aria-disabled", "true");
    write(button, t("form.working"));
    try {
      await submit();
    } finally {
      mark(button, "aria-disabled", null);
      write(button, action);
    }
  });
  return element;
}

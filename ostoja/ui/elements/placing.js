// Where a thing stands in somebody's own view of the home: favourite, hidden, earlier, later.

import { t } from "../texts/texts.js";
import { make, mark } from "./dom.js";

const DEEDS = ["favorite", "hide", "earlier", "later"];
// Beside one another on a phone; what they mean is in their names.
const SIGNS = { earlier: "↑", later: "↓" };
const TOGGLES = new Set(["favorite", "hide"]);

class Placing extends HTMLElement {
  /** Draw with the deeds that this thing has; call it once, before show(). */
  prepare({ deeds = DEEDS } = {}) {
    this._buttons = new Map(deeds.map((deed) => [deed, this._button(deed)]));
    mark(this, "role", "group");
    this.append(...this._buttons.values());
  }

  _button(deed) {
    const press = () => this.dispatchEvent(new CustomEvent("place", { bubbles: true, detail: deed }));
    return make("button", { type: "button", class: "button", "data-deed": deed, onclick: press }, SIGNS[deed] ?? t(`place.${deed}`));
  }

  /** `pressed` are the deeds that hold now, `possible` those that can be done. */
  show({ name, pressed, possible }) {
    mark(this, "aria-label", t("place.of", { name }));
    for (const [deed, button] of this._buttons) {
      if (TOGGLES.has(deed)) mark(button, "aria-pressed", pressed.has(deed) ? "true" : "false");
      mark(button, "aria-label", `${t(`place.${deed}`)}: ${name}`);
      mark(button, "aria-disabled", possible.has(deed) ? null : "true");
    }
  }
}

customElements.define("ostoja-placing", Placing);

// Something that is pressed: a scene to run, end or undo, a button of the home.

import { t } from "../texts/texts.js";
import { make, mark, wish, write } from "./dom.js";

const DEEDS = {
  scene: [
    ["run", "scene.run"],
    ["end", "scene.end"],
    ["undo", "scene.undo"],
  ],
  button: [["press", "button.press"]],
};

class Press extends HTMLElement {
  /** Draw for this trait; call it once, before show(). */
  prepare(trait) {
    this._buttons = DEEDS[trait.name].map(([deed, word]) => {
      const press = () => this._enabled && wish(this, { c: deed });
      return { word, button: make("button", { type: "button", class: "button", onclick: press }) };
    });
    this.append(make("div", { class: "choices" }, ...this._buttons.map(({ button }) => button)));
  }

  show({ label, enabled }) {
    this._enabled = enabled;
    for (const { word, button } of this._buttons) {
      write(button, t(word));
      mark(button, "aria-label", `${t(word)}: ${label}`);
      mark(button, "aria-disabled", enabled ? null : "true");
    }
  }
}

customElements.define("ostoja-press", Press);

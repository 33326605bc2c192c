// Something that is pressed: a scene to run, a button of the home.

import { t } from "../texts/texts.js";
import { make, mark, wish, write } from "./dom.js";

class Press extends HTMLElement {
  /** Draw for this trait; call it once, before show(). */
  prepare(trait) {
    const what = trait.name === "scene" ? { c: "run" } : { c: "press" };
    this._word = trait.name === "scene" ? "scene.run" : "button.press";
    this._button = make("button", { type: "button", class: "button", onclick: () => this._enabled && wish(this, what) });
    this.append(make("div", { class: "choices" }, this._button));
  }

  show({ label, enabled }) {
    this._enabled = enabled;
    write(this._button, t(this._word));
    mark(this._button, "aria-label", `${t(this._word)}: ${label}`);
    mark(this._button, "aria-disabled", enabled ? null : "true");
  }
}

customElements.define("ostoja-press", Press);

// On and off. While a wish is on its way the thumb stands in the middle: it shows what is, never what is hoped for.

import { t } from "../texts/texts.js";
import { make, mark, wish, write } from "./dom.js";

class Switch extends HTMLElement {
  // Shown before it is on the page as well as after, so it is drawn by whichever comes first.
  _draw() {
    if (this._button) return;
    this._button = make("button", { type: "button", class: "switch", role: "switch", onclick: () => this._toggle() });
    this.append(this._button);
  }

  /** `value` is the trait's value or undefined, `asked` the command on its way or null. */
  show({ label, value, asked, enabled }) {
    this._draw();
    const on = value?.on ?? false;
    const awaited = asked?.c === "turn" ? asked.on : null;
    this._on = awaited ?? on;
    this._enabled = enabled;
    mark(this._button, "aria-label", label);
    mark(this._button, "aria-checked", on);
    mark(this._button, "aria-disabled", enabled ? null : "true");
    mark(this._button, "data-pending", awaited !== null && awaited !== on ? "true" : null);
    if (awaited !== null && awaited !== on) write(this._button, t(awaited ? "device.turning_on" : "device.turning_off"));
    else write(this._button, t(on ? "device.on" : "device.off"));
  }

  _toggle() {
    if (this._enabled) wish(this, { c: "turn", on: !this._on });
  }
}

customElements.define("ostoja-switch", Switch);

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
    const is = value?.on ?? null;
    const awaited = asked?.c === "turn" ? asked.on : null;
    this._on = awaited ?? is ?? false;
    this._enabled = enabled;
    mark(this._button, "aria-checked", is ?? false);
    mark(this._button, "aria-disabled", enabled ? null : "true");
    mark(this._button, "data-pending", awaited !== null || is === null ? "true" : null);
    const words = this._words(is, awaited);
    write(this._button, words);
    // The name alone while on or off say the rest; what neither says is part of the name.
    mark(this._button, "aria-label", awaited === null && is !== null ? label : `${label}: ${words}`);
  }

  _words(is, awaited) {
    if (awaited !== null) return t(awaited ? "device.turning_on" : "device.turning_off");
    if (is === null) return t("device.unknown");
    return t(is ? "device.on" : "device.off");
  }

  _toggle() {
    if (this._enabled) wish(this, { c: "turn", on: !this._on });
  }
}

customElements.define("ostoja-switch", Switch);

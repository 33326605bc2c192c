// A shutter or blind: open, stop, close, and where it stands.

import { t } from "../texts/texts.js";
import { make, mark, wish } from "./dom.js";
import "./level.js";

const VERBS = ["open", "stop", "close"];

function asWish(asked, axis) {
  if (asked?.c === "move") return asked[axis] ?? null;
  if (axis === "position" && asked?.c === "open") return 100;
  if (axis === "position" && asked?.c === "close") return 0;
  return null;
}

class Cover extends HTMLElement {
  /** Draw for this trait; call it once, before show(). */
  prepare(trait) {
    this.classList.add("stack");
    const buttons = VERBS.map((verb) => make("button", { type: "button", class: "button", "data-verb": verb, onclick: () => this._press(verb) }, t(`cover.${verb}`)));
    this._buttons = make("div", { class: "choices", role: "group" }, ...buttons);
    this.append(this._buttons);
    if (trait.position) this._position = this.appendChild(make("ostoja-level"));
    if (trait.tilt) this._tilt = this.appendChild(make("ostoja-level"));
  }

  show({ label, value, asked, enabled }) {
    this._enabled = enabled;
    mark(this._buttons, "aria-label", label);
    for (const button of this._buttons.children) {
      const blocked = { open: value?.blocked_open, close: value?.blocked_close }[button.dataset.verb];
      mark(button, "aria-disabled", enabled && !blocked ? null : "true");
    }
    this._axis(this._position, "position", { value, asked, enabled });
    this._axis(this._tilt, "tilt", { value, asked, enabled });
  }

  _axis(level, axis, { value, asked, enabled }) {
    level?.show({
      label: t(`cover.${axis}`),
      value: value?.[axis] ?? null,
      asked: asWish(asked, axis),
      enabled,
      step: 5,
      command: (place) => ({ c: "move", [axis]: place }),
    });
  }

  _press(verb) {
    const button = this._buttons.querySelector(`[data-verb="${verb}"]`);
    if (this._enabled && button.getAttribute("aria-disabled") !== "true") wish(this, { c: verb });
  }
}

customElements.define("ostoja-cover", Cover);

// A colour wheel: the hue goes round, the saturation outwards. Whoever cannot point has the same as sliders below it.

import { t } from "../texts/texts.js";
import { make } from "./dom.js";
import { chosen, shades } from "./shades.js";
import "./level.js";

const AXES = {
  hue: { word: "color.hue", unit: "°", high: 359, step: 5 },
  saturation: { word: "color.saturation", unit: "%", high: 100, step: 1 },
  brightness: { word: "light.brightness", unit: "%", high: 100, step: 1 },
};

class Wheel extends HTMLElement {
  // Shown before it is on the page as well as after, so it is drawn by whichever comes first.
  _draw() {
    if (this._disc) return;
    this.classList.add("stack");
    this._dot = make("span", { class: "wheel__dot" });
    this._disc = make("div", { class: "wheel", "aria-hidden": "true" }, this._dot);
    for (const [name, ear] of Object.entries({ pointerdown: "_grab", pointermove: "_drag", pointerup: "_drop", pointercancel: "_lose" })) {
      this._disc.addEventListener(name, (event) => this[ear](event));
    }
    this._levels = Object.keys(AXES).map((axis) => [axis, make("ostoja-level")]);
    this.append(this._disc, ...this._levels.map(([, level]) => level));
    for (const [axis, level] of this._levels) level.dataset.scale = axis;
  }

  /** `value` is the colour that is, or null; `asked` the one on its way, or null; `command` turns a colour into a wish. */
  show({ value, asked, enabled, command }) {
    this._draw();
    this._command = command;
    this._enabled = enabled;
    this._is = chosen(asked ?? value ?? {}, this._is?.hue);
    const told = value && chosen(value, this._is.hue);
    const wanted = asked && chosen(asked, this._is.hue);
    if (!this._held) this._point(this._is);
    for (const [axis, level] of this._levels) {
      const { word, ...scale } = AXES[axis];
      const wish = (number) => this._command(shades({ ...this._lit(), [axis]: number }));
      level.show({ label: t(word), value: told?.[axis] ?? null, asked: wanted?.[axis] ?? null, enabled, ...scale, command: wish });
    }
  }

  // A lamp that is off has no brightness to keep: a colour that is chosen for it is one to be seen.
  _lit() {
    return { ...this._is, brightness: this._is.brightness || 100 };
  }

  _point({ hue, saturation }) {
    const turn = (hue * Math.PI) / 180;
    const out = saturation / 2;
    this._dot.style.left = `${50 + out * Math.sin(turn)}%`;
    this._dot.style.top = `${50 - out * Math.cos(turn)}%`;
  }

  _under({ clientX, clientY }) {
    const { left, top, width, height } = this._disc.getBoundingClientRect();
    const [across, up] = [(clientX - left) / width - 0.5, 0.5 - (clientY - top) / height];
    const hue = (Math.round((Math.atan2(across, up) * 180) / Math.PI) + 360) % 360;
    return { ...this._lit(), hue, saturation: Math.min(100, Math.round(Math.hypot(across, up) * 200)) };
  }

  _grab(event) {
    if (!this._enabled || event.button !== 0) return;
    this._disc.setPointerCapture(event.pointerId);
    this._held = true;
    this._drag(event);
  }

  _drag(event) {
    if (this._held) this._point(this._under(event));
  }

  _drop(event) {
    if (!this._held) return;
    this._held = false;
    this._is = this._under(event);
    this.dispatchEvent(new CustomEvent("wish", { bubbles: true, detail: this._command(shades(this._is)) }));
  }

  // Taken away by the page or the system: nothing was chosen.
  _lose() {
    this._held = false;
    this._point(this._is);
  }
}

customElements.define("ostoja-wheel", Wheel);

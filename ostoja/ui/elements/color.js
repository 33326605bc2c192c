// The colour of a light, and its own white.

import { t } from "../texts/texts.js";
import { freshId, make, wish, write } from "./dom.js";
import "./level.js";

function hex({ red = 0, green = 0, blue = 0 } = {}) {
  return `#${[red, green, blue].map((shade) => shade.toString(16).padStart(2, "0")).join("")}`;
}

function percent(white) {
  return Math.round((white * 100) / 255);
}

function shades(written) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(written.slice(at, at + 2), 16));
  return { red, green, blue };
}

class Color extends HTMLElement {
  /** Draw for this trait; call it once, before show(). */
  prepare(trait) {
    const id = freshId("color");
    this.classList.add("stack");
    this._label = make("label", { for: id });
    this._input = make("input", { type: "color", id, onchange: () => this._choose() });
    this.append(make("div", { class: "color" }, this._input, this._label));
    if (trait.white) this._white = this.appendChild(make("ostoja-level"));
  }

  show({ value, asked, enabled }) {
    const awaited = asked?.c === "color" ? asked : null;
    this._value = awaited ?? value ?? {};
    write(this._label, t(awaited ? "color.asked" : value ? "color.color" : "color.unknown"));
    this._input.disabled = !enabled;
    if (document.activeElement !== this._input) this._input.value = hex(this._value);
    this._white?.show({
      label: t("color.white"),
      value: Number.isFinite(value?.white) ? percent(value.white) : null,
      asked: awaited ? percent(awaited.white) : null,
      enabled,
      command: (white) => this._wished({ ...shades(this._input.value), white: Math.round((white * 255) / 100) }),
    });
  }

  _choose() {
    wish(this, this._wished({ ...shades(this._input.value), white: this._value.white ?? 0 }));
  }

  _wished({ red, green, blue, white }) {
    return { c: "color", red, green, blue, white };
  }
}

customElements.define("ostoja-color", Color);

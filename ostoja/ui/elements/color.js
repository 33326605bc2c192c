// The colour of a light, and its own white. The wheel is fetched once it is asked for.

import { t } from "../texts/texts.js";
import { make, say, write } from "./dom.js";
import "./level.js";

function percent(white) {
  return Math.round((white * 100) / 255);
}

function css({ red = 0, green = 0, blue = 0 }) {
  return `rgb(${red} ${green} ${blue})`;
}

class Color extends HTMLElement {
  /** Draw for this trait; call it once, before show(). */
  prepare(trait) {
    this.classList.add("stack");
    this._words = make("span");
    this._swatch = make("span", { class: "color__swatch", "aria-hidden": "true" });
    this._details = make("details", { class: "color", ontoggle: () => this._open() }, make("summary", {}, this._swatch, this._words));
    this.append(this._details);
    if (trait.white) this._white = this.appendChild(make("ostoja-level"));
  }

  /** `value` is the trait's value or undefined, `asked` the command on its way or null. */
  show(shown) {
    this._shown = shown;
    const { value, asked, enabled } = shown;
    const awaited = asked?.c === "color" ? asked : null;
    const is = value ?? null;
    this._value = awaited ?? is ?? {};
    write(this._words, t(awaited ? "color.asked" : is ? "color.color" : "color.unknown"));
    this._swatch.style.backgroundColor = is ? css(is) : "";
    this._wheel?.show({ value: is, asked: awaited, enabled, command: (shades) => this._wished({ ...shades, white: this._value.white ?? 0 }) });
    this._white?.show({
      label: t("color.white"),
      value: Number.isFinite(is?.white) ? percent(is.white) : null,
      asked: awaited ? percent(awaited.white) : null,
      enabled,
      command: (white) => this._wished({ ...this._value, white: Math.round((white * 255) / 100) }),
    });
  }

  async _open() {
    if (this._wheel || !this._details.open) return;
    try {
      await import("./wheel.js");
    } catch {
      this._details.open = false;
      return say(t("call.no_connection"));
    }
    if (this._wheel) return;
    this._wheel = this._details.appendChild(make("ostoja-wheel"));
    if (this._shown) this.show(this._shown);
  }

  _wished({ red = 0, green = 0, blue = 0, white }) {
    return { c: "color", red, green, blue, white };
  }
}

customElements.define("ostoja-color", Color);

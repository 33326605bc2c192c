// A number on a scale. The thumb is the person's while they hold it and until the home has answered; the text is the truth.

import { number, t } from "../texts/texts.js";
import { freshId, make, mark, wish, write } from "./dom.js";

class Level extends HTMLElement {
  // Shown before it is on the page as well as after, so it is drawn by whichever comes first.
  _draw() {
    if (this._input) return;
    const id = freshId("level");
    this.classList.add("level");
    this._label = make("label", { for: id });
    this._output = make("output", { for: id });
    this._input = make("input", { type: "range", id, oninput: () => this._hold(), onchange: () => this._let() });
    this.append(this._label, this._output, this._input);
  }

  /** `value` is the number that is, or null; `asked` the number on its way, or null; `make` turns a number into a wish. */
  show({ label, value, asked, enabled, unit = "%", low = 0, high = 100, step = 1, command }) {
    this._draw();
    this._command = command;
    this._unit = unit;
    write(this._label, label);
    for (const [name, bound] of Object.entries({ min: low, max: high, step })) mark(this._input, name, bound);
    this._input.disabled = !enabled;
    mark(this, "data-pending", asked !== null && asked !== value ? "true" : null);
    if (this._held) return;
    const place = asked ?? value ?? low;
    if (Number(this._input.value) !== place) this._input.value = place;
    const is = value === null ? t("device.unknown") : this._written(value);
    const text = asked !== null && asked !== value ? `${is} → ${this._written(asked)}` : is;
    write(this._output, text);
    mark(this._input, "aria-valuetext", text);
  }

  _written(value) {
    return `${number(value)}${this._unit ? `\u00a0${this._unit}` : ""}`;
  }

  _hold() {
    this._held = true;
    const text = this._written(Number(this._input.value));
    write(this._output, text);
    mark(this._input, "aria-valuetext", text);
  }

  _let() {
    this._held = false;
    wish(this, this._command(Number(this._input.value)));
  }
}

customElements.define("ostoja-level", Level);

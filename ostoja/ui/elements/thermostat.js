// A heating zone: what it is, what it should be, and who decides.

import { number, t } from "../texts/texts.js";
import { freshId, make, mark, wish, write } from "./dom.js";

const SETTLE_MS = 700;

class Thermostat extends HTMLElement {
  /** Draw for this trait; call it once, before show(). */
  prepare(trait) {
    this.classList.add("stack");
    this._trait = { low: 5, high: 30, step: 0.5, ...trait };
    this._output = make("output", { "aria-live": "off" });
    this._dial = make("div", { class: "dial", role: "group" }, this._nudge(-1), this._output, this._nudge(1));
    this.append(this._dial);
    if (trait.modes?.length > 1) this._drawModes(trait.modes);
  }

  _nudge(way) {
    const label = t(way < 0 ? "thermostat.colder" : "thermostat.warmer");
    return make("button", { type: "button", class: "button", "aria-label": label, onclick: () => this._turn(way) }, way < 0 ? "−" : "+");
  }

  _drawModes(modes) {
    const id = freshId("mode");
    const options = modes.map((mode) => make("option", { value: mode }, t(`thermostat.mode.${mode}`)));
    this._mode = make("select", { id, onchange: () => wish(this, { c: "mode", mode: this._mode.value }) }, ...options);
    this._modeLabel = make("label", { for: id, class: "small" }, t("thermostat.mode"));
    this.append(make("div", { class: "field" }, this._modeLabel, this._mode));
  }

  show({ label, value, asked, enabled }) {
    this._value = value;
    this._enabled = enabled;
    mark(this._dial, "aria-label", t("thermostat.target_of", { name: label }));
    const awaited = asked?.c === "target" ? asked.celsius : null;
    if (!this._settling) this._target = awaited ?? value?.target ?? null;
    const pending = this._target !== (value?.target ?? null);
    mark(this._dial, "data-pending", pending ? "true" : null);
    this._write();
    for (const button of this._dial.querySelectorAll("button")) mark(button, "aria-disabled", enabled ? null : "true");
    if (this._mode) this._showMode(value?.mode ?? null, asked?.c === "mode" ? asked.mode : null, enabled);
  }

  // What is, and beside it what is asked for.
  _write() {
    const is = this._value?.target ?? null;
    const written = is === null ? t("device.unknown") : `${number(is)}\u00a0°C`;
    write(this._output, this._target === is || this._target === null ? written : `${written} → ${number(this._target)}\u00a0°C`);
  }

  _showMode(is, asked, enabled) {
    this._mode.disabled = !enabled;
    const label = t("thermostat.mode");
    const pending = asked !== null && asked !== is;
    write(this._modeLabel, pending && is ? `${label}: ${t(`thermostat.mode.${is}`)} → ${t(`thermostat.mode.${asked}`)}` : label);
    if ((asked ?? is) && document.activeElement !== this._mode) this._mode.value = asked ?? is;
  }

  // Several presses in a row are one wish: what the person settles on.
  _turn(way) {
    if (!this._enabled) return;
    const { low, high, step } = this._trait;
    const from = this._target ?? this._value?.current ?? 20;
    this._target = Math.min(high, Math.max(low, Math.round((from + way * step) / step) * step));
    this._write();
    mark(this._dial, "data-pending", "true");
    clearTimeout(this._settling);
    this._settling = setTimeout(() => {
      this._settling = null;
      wish(this, { c: "target", celsius: this._target });
    }, SETTLE_MS);
  }
}

customElements.define("ostoja-thermostat", Thermostat);

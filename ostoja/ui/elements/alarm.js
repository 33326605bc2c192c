// An alarm partition: armed or not, and the PIN that changes it. The PIN leaves the page sealed and is kept nowhere.

import { t } from "../texts/texts.js";
import { freshId, make, mark, say, wish, write } from "./dom.js";

const PIN = /^[0-9]{1,16}$/;
const LONGEST = 16;
const PAD = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"];
const SIGNS = { clear: "C", back: "⌫" };

class Alarm extends HTMLElement {
  /** Draw once, before show(). */
  prepare() {
    const id = freshId("pin");
    // The pad is beside it, so the keyboard of a phone stays away; one that is plugged in types as ever.
    this._pin = make("input", { id, type: "password", inputmode: "none", autocomplete: "off", maxlength: LONGEST, "aria-describedby": `${id}-error` });
    this._problem = make("p", { class: "field__error", id: `${id}-error` });
    // Not a form: what arms and what disarms is a press of its own, never the Enter key's choice.
    const verbs = ["arm", "disarm"].map((verb) => make("button", { type: "button", class: "button", onclick: () => this._send(verb) }, t(`alarm.${verb}`)));
    const label = make("label", { for: id, class: "small" }, t("alarm.pin"));
    const pad = make("div", { class: "pad", role: "group", "aria-label": t("alarm.pad") }, ...PAD.map((key) => this._key(key)));
    this._fields = make("fieldset", { class: "stack" }, make("div", { class: "field" }, label, this._pin, this._problem), pad, make("div", { class: "choices" }, ...verbs));
    this.append(this._fields);
  }

  _key(key) {
    return make("button", { type: "button", class: "button", "aria-label": SIGNS[key] ? t(`alarm.${key}`) : null, onclick: () => this._press(key) }, SIGNS[key] ?? key);
  }

  show({ enabled }) {
    this._fields.disabled = !enabled;
  }

  _press(key) {
    const typed = this._pin.value;
    this._pin.value = { clear: "", back: typed.slice(0, -1) }[key] ?? (typed + key).slice(0, LONGEST);
    // How many, never which.
    say(t("alarm.typed", { count: this._pin.value.length }));
  }

  _send(verb) {
    const pin = this._pin.value;
    const wrong = PIN.test(pin) ? "" : t("alarm.bad_pin");
    write(this._problem, wrong);
    mark(this._pin, "aria-invalid", wrong ? "true" : null);
    this._pin.value = "";
    if (!wrong) return wish(this, { c: verb, pin });
    say(wrong);
    return this._pin.focus();
  }
}

customElements.define("ostoja-alarm", Alarm);

// An alarm partition: armed or not, and the PIN that changes it. The PIN leaves the page sealed and is kept nowhere.

import { t } from "../texts/texts.js";
import { freshId, make, mark, say, wish, write } from "./dom.js";

const PIN = /^[0-9]{1,16}$/;

class Alarm extends HTMLElement {
  /** Draw once, before show(). */
  prepare() {
    const id = freshId("pin");
    this._pin = make("input", { id, type: "password", inputmode: "numeric", autocomplete: "off", maxlength: "16", "aria-describedby": `${id}-error` });
    this._problem = make("p", { class: "field__error", id: `${id}-error` });
    // Not a form: what arms and what disarms is a press of its own, never the Enter key's choice.
    const verbs = ["arm", "disarm"].map((verb) => make("button", { type: "button", class: "button", onclick: () => this._send(verb) }, t(`alarm.${verb}`)));
    const label = make("label", { for: id, class: "small" }, t("alarm.pin"));
    this._fields = make("fieldset", { class: "stack" }, make("div", { class: "field" }, label, this._pin, this._problem), make("div", { class: "choices" }, ...verbs));
    this.append(this._fields);
  }

  show({ enabled }) {
    this._fields.disabled = !enabled;
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

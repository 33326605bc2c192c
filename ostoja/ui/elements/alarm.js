// An alarm partition: armed or not, and the PIN that changes it. The PIN leaves the page sealed and is kept nowhere.

import { t } from "../texts/texts.js";
import { freshId, make, wish } from "./dom.js";

class Alarm extends HTMLElement {
  /** Draw once, before show(). */
  prepare() {
    const id = freshId("pin");
    this._pin = make("input", { id, type: "password", inputmode: "numeric", autocomplete: "off", pattern: "[0-9]{1,16}", required: true });
    const verbs = ["arm", "disarm"].map((verb) => make("button", { type: "submit", class: "button", value: verb }, t(`alarm.${verb}`)));
    const label = make("label", { for: id, class: "small" }, t("alarm.pin"));
    this._fields = make("fieldset", { class: "stack" }, make("div", { class: "field" }, label, this._pin), make("div", { class: "choices" }, ...verbs));
    this.append(make("form", { onsubmit: (event) => this._send(event) }, this._fields));
  }

  show({ enabled }) {
    this._fields.disabled = !enabled;
  }

  _send(event) {
    event.preventDefault();
    wish(this, { c: event.submitter?.value ?? "arm", pin: this._pin.value });
    this._pin.value = "";
  }
}

customElements.define("ostoja-alarm", Alarm);

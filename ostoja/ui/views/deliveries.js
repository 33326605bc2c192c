// The home's data for a service that an owner names: sent by the gateway, told here.

import { moment, number, t } from "../texts/texts.js";
import { make, say, write } from "../elements/dom.js";
import { callWords } from "../home/words.js";
import { field, form } from "./form.js";

const LOOK_AGAIN_MS = 2_000;
const AT_ADDRESS = new Set(["bad_address", "gatekeeper"]);

/** A card for owners; `frame` says what fails. */
export class Deliveries {
  constructor(visit, frame) {
    this._visit = visit;
    this._frame = frame;
    this._receiver = field({ label: t("delivery.receiver"), maxlength: "80", autocomplete: "off", required: true });
    this._address = field({ label: t("delivery.address"), hint: t("delivery.address_hint"), type: "url", maxlength: "400", autocomplete: "off", required: true });
    this._list = make("ul", { class: "stack small" });
    this._sent = make("div", { class: "stack", hidden: true }, make("h3", {}, t("delivery.list")), this._list);
    const parts = [make("p", { class: "quiet small" }, t("delivery.hint")), form({ action: t("delivery.send"), submit: () => this._send() }, this._receiver.element, this._address.element)];
    this.card = make("section", { class: "card stack" }, make("h2", {}, t("delivery.title")), ...parts, this._sent);
  }

  /** Ask the home to whom it gave its data. */
  async show() {
    this._tell((await this._visit.ask({ m: "deliveries" })).deliveries);
  }

  async _send() {
    const [receiver, address] = [this._receiver, this._address].map(({ input }) => input.value.trim());
    this._receiver.error(receiver ? "" : t("delivery.empty_receiver"));
    this._address.error(receiver && !address ? t("delivery.bad_address") : "");
    if (!receiver || !address) return;
    this._frame.warn("");
    try {
      this._tell((await this._visit.ask({ m: "deliver", receiver, address })).deliveries);
      this._address.input.value = "";
    } catch (problem) {
      if (AT_ADDRESS.has(problem.reason)) this._address.error(t(`delivery.${problem.reason}`));
      else this._frame.warn(problem.reason === "too_many" ? t("delivery.busy") : callWords(problem));
    }
  }

  _tell(deliveries) {
    this._sent.hidden = deliveries.length === 0;
    while (this._list.children.length > deliveries.length) this._list.lastElementChild.remove();
    deliveries.forEach(({ receiver, host, at, rows, outcome }, place) => {
      const line = this._list.children[place] ?? this._list.appendChild(make("li"));
      write(line, t(`delivery.${outcome}`, { receiver, host, rows: number(rows, 0), day: moment(at) }));
    });
    const isGoing = deliveries[0]?.outcome === "going";
    if (this._wasGoing && !isGoing) say(this._list.firstElementChild.textContent);
    this._wasGoing = isGoing;
    if (isGoing) setTimeout(() => this._again(), LOOK_AGAIN_MS);
  }

  // A view that was left asks no more; a link that broke is asked again with the next look.
  async _again() {
    if (!this.card.isConnected) return;
    try {
      await this.show();
    } catch {
      setTimeout(() => this._again(), LOOK_AGAIN_MS);
    }
  }
}

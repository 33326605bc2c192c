// What the home keeps and what there is of it: for how many days, a copy of one's data, and the home's to take along.

import { t } from "../texts/texts.js";
import { make, write } from "../elements/dom.js";
import * as api from "../home/api.js";
import { ofHome, save, withHome } from "../home/holdings.js";
import { callWords } from "../home/words.js";
import { Deliveries } from "./deliveries.js";
import { field, form } from "./form.js";

/** Cards for the view of access; `frame` says what is done. */
export class Keeping {
  constructor(visit, frame) {
    this._visit = visit;
    this._frame = frame;
    this._said = make("p", {}, t("keeping.unknown"));
    this._failing = make("p", { class: "notice notice--warn", role: "status", hidden: true }, t("keeping.failing"));
    this._progress = make("p", { class: "quiet small", role: "status" });
    const history = [this._said, this._failing, this._isOwner ? this._choice() : null];
    const mine = [make("p", { class: "quiet small" }, t("keeping.mine_hint")), this._copy(), this._progress];
    this.cards = [this._card("keeping.history", ...history), this._card("keeping.mine", ...mine, this._isOwner ? this._moving() : null)];
    this._deliveries = this._isOwner ? new Deliveries(visit, frame) : null;
    if (this._deliveries) this.cards.push(this._deliveries.card);
  }

  get _isOwner() {
    return this._visit.installation.role === "owner";
  }

  _card(title, ...parts) {
    return make("section", { class: "card stack" }, make("h2", {}, t(title)), ...parts);
  }

  /** Ask the home how it keeps its history. */
  async show() {
    this._tell(await this._visit.ask({ m: "keeping" }));
    await this._deliveries?.show();
  }

  _tell({ days, longest, recording }) {
    write(this._said, days === 0 ? t("keeping.off") : t("keeping.days", { days }));
    this._failing.hidden = recording !== "failing";
    if (!this._days) return;
    this._days.input.max = longest;
    this._days.input.value = days;
  }

  _choice() {
    this._days = field({ label: t("keeping.choose"), hint: t("keeping.choose_hint"), type: "number", min: "0", max: "365", required: true });
    const submit = async () => {
      const days = this._days.input.valueAsNumber;
      if (!this._days.input.checkValidity()) return this._days.error(t("keeping.bad_days", { longest: this._days.input.max }));
      this._days.error("");
      await this._try(async () => {
        this._tell(await this._visit.ask({ m: "keep_for", days }));
        this._frame.note(t("keeping.saved"));
      });
    };
    return form({ action: t("keeping.save"), submit }, this._days.element);
  }

  _copy() {
    const password = field({ label: t("keeping.password"), type: "password", autocomplete: "current-password", required: true });
    const submit = async () => {
      password.error("");
      try {
        const office = await api.officePackage(password.input.value);
        password.input.value = "";
        await this._saved(await withHome(office, this._visit, (rows) => this._count(rows)), "access");
      } catch (problem) {
        if (problem.word === "wrong_password") password.error(callWords(problem));
        else this._failed(problem);
      }
    };
    return form({ action: t("keeping.copy"), submit }, password.element);
  }

  _moving() {
    const submit = () => this._try(async () => this._saved(await ofHome(this._visit, (rows) => this._count(rows)), "home"));
    return form({ action: t("keeping.take"), submit }, make("p", { class: "quiet small" }, t("keeping.take_hint")));
  }

  _count(rows) {
    write(this._progress, t("keeping.progress", { rows }));
  }

  _saved(blob, what) {
    save(blob, `ostoja-${what}-${new Date().toISOString().slice(0, 10)}.zip`);
    write(this._progress, t("keeping.done"));
  }

  async _try(work) {
    this._frame.warn("");
    try {
      await work();
    } catch (problem) {
      this._failed(problem);
    }
  }

  _failed(problem) {
    write(this._progress, "");
    this._frame.warn(callWords(problem));
  }
}

// Whether this browser is the person's own, and may remember the home for when it cannot be reached.

import { t } from "../texts/texts.js";
import { freshId, make } from "../elements/dom.js";
import * as memory from "../home/memory.js";

/** The card with the choice; `me` is who is signed in. */
export class Mine {
  constructor(visit, me, frame) {
    this._visit = visit;
    this._me = me;
    this._frame = frame;
    const id = freshId("mine");
    this._box = make("input", { id, type: "checkbox", disabled: true, "aria-describedby": `${id}-hint`, onchange: () => this._choose() });
    const choice = make("div", { class: "tick" }, this._box, make("label", { for: id }, t("mine.mine")));
    this.element = make("section", { class: "card stack" }, make("h2", {}, t("mine.title")), choice, make("p", { class: "quiet small", id: `${id}-hint` }, t("mine.hint")));
    this._show();
  }

  async _show() {
    this._box.checked = await memory.isMine().catch(() => false);
    this._box.disabled = false;
  }

  async _choose() {
    this._box.disabled = true;
    try {
      if (this._box.checked) {
        await memory.begin(this._me);
        await this._visit.remembering.keep();
      } else {
        await memory.forget();
      }
      this._frame.note(t(this._box.checked ? "mine.kept" : "mine.gone"));
    } catch {
      this._frame.warn(t("mine.failed"));
    }
    await this._show();
    this._box.focus();
  }
}

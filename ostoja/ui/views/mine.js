// Whether this browser is the person's own, and may remember the home for when it cannot be reached; and whether it hangs on a wall.

import { t } from "../texts/texts.js";
import { freshId, make } from "../elements/dom.js";
import * as memory from "../home/memory.js";
import { setPanel } from "../home/panel.js";

/** The card with the choices; `me` is who is signed in. */
export class Mine {
  constructor(visit, me, frame) {
    this._visit = visit;
    this._me = me;
    this._frame = frame;
    this._mine = this._tick("mine.mine", "mine.hint", () => this._remember());
    this._panel = this._tick("mine.panel", "mine.panel_hint", () => this._hang());
    this.element = make("section", { class: "card stack" }, make("h2", {}, t("mine.title")), ...this._mine.parts, ...this._panel.parts);
    this._show();
  }

  _tick(word, hint, work) {
    const id = freshId("mine");
    const box = make("input", { id, type: "checkbox", disabled: true, "aria-describedby": `${id}-hint`, onchange: () => this._choose(box, work) });
    const line = make("div", { class: "tick" }, box, make("label", { for: id }, t(word)));
    return { box, parts: [line, make("p", { class: "quiet small", id: `${id}-hint` }, t(hint))] };
  }

  async _show() {
    const [isMine, isPanel] = await Promise.all([memory.isMine(), memory.isPanel()]).catch(() => [false, false]);
    Object.assign(this._mine.box, { checked: isMine, disabled: false });
    Object.assign(this._panel.box, { checked: isPanel, disabled: !isMine });
  }

  async _choose(box, work) {
    box.disabled = true;
    try {
      this._frame.note(t(await work()));
    } catch {
      this._frame.warn(t("mine.failed"));
    }
    await this._show();
    box.focus();
  }

  async _remember() {
    if (this._mine.box.checked) {
      await memory.begin(this._me);
      await this._visit.remembering.keep();
      return "mine.kept";
    }
    await setPanel(false);
    await memory.forget();
    return "mine.gone";
  }

  async _hang() {
    const on = this._panel.box.checked;
    await memory.keepPanel(on);
    await setPanel(on);
    return on ? "mine.panel_on" : "mine.panel_off";
  }
}

// What a room, or the whole home, can be asked for in one press: lights off, covers open or closed.

import { t } from "../texts/texts.js";
import { make, mark, say, write } from "../elements/dom.js";
import { ordered } from "../elements/ordered.js";
import { deedsOf } from "../home/together.js";

/** The buttons of one group of devices. */
export class Deeds {
  /** `together` does the asking; `name` is the group's. */
  constructor(together, name) {
    this._together = together;
    this._name = name;
    this._buttons = new Map();
    this.element = make("div", { class: "deeds", role: "group", "aria-label": t("deeds.of", { name }) });
  }

  /** Show what the group can be asked for, by how it stands to each deed; one that would change nothing cannot be pressed. */
  show(count, enabled) {
    const buttons = deedsOf(count).map((told) => this._button(told, enabled));
    ordered(this.element, buttons);
    this.element.hidden = buttons.length === 0;
  }

  _button(told, enabled) {
    const { deed, ids } = told;
    const button = this._buttons.get(deed) ?? make("button", { type: "button", class: "button", "data-deed": deed, onclick: () => this._press(deed) });
    this._buttons.set(deed, button);
    button.told = told;
    button.enabled = enabled && ids.length > 0 && !this._together.isBusy;
    const word = t(`deeds.${deed}`);
    write(button, ids.length > 0 ? `${word} (${ids.length})` : word);
    mark(button, "aria-label", `${word}: ${this._name}`);
    mark(button, "aria-disabled", button.enabled ? null : "true");
    return button;
  }

  _press(deed) {
    const button = this._buttons.get(deed);
    if (!button.enabled) return;
    say(t("deeds.asked", { what: t(`deeds.${deed}`), count: button.told.ids.length }));
    this._together.ask(button.told.ids, button.told.does);
  }
}

/** How far an asking has come, with a way to stop it. */
export class Progress {
  constructor(together) {
    this._together = together;
    this._bar = make("progress", { "aria-label": t("deeds.progress") });
    this._words = make("span");
    const stop = make("button", { type: "button", class: "button", onclick: () => this._stop() }, t("deeds.stop"));
    this.element = make("p", { class: "notice deeds__progress", hidden: true }, this._bar, this._words, stop);
    this._ear = ({ detail }) => this._show(detail);
    together.addEventListener("change", this._ear);
  }

  _stop() {
    this._together.stop();
    this.element.hidden = true;
    say(t("deeds.stopped"));
  }

  _show({ done, failed, all, over }) {
    Object.assign(this._bar, { max: all, value: done + failed });
    write(this._words, t("deeds.so_far", { done: done + failed, all }));
    this.element.hidden = over;
    if (over) say(t(failed > 0 ? "deeds.over_failed" : "deeds.over", { done, failed }));
  }
}

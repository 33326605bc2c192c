// The rooms of a home to choose from: beside the devices where there is width for it, behind a line that opens elsewhere.

import { t } from "../texts/texts.js";
import { make, mark, write } from "../elements/dom.js";
import { ordered } from "../elements/ordered.js";

// Of more rooms than this only those around the chosen one are listed, and what the only outermost one holds.
const MOST = 40;
const WIDE = matchMedia("(min-width: 64rem)");

/** Draws the choice; `choose` is called with the id of a room, or null for the whole home. */
export class RoomList {
  constructor(choose) {
    this._choose = choose;
    this._buttons = new Map();
    this._chosen = make("summary", {});
    this._list = make("ul", { class: "roomlist__rooms" });
    this._details = make("details", { class: "roomlist__box" }, this._chosen, this._list);
    this.element = make("nav", { class: "roomlist", "aria-label": t("rooms.rooms"), hidden: true }, this._details);
    this._fit = () => (this._details.open = WIDE.matches);
    WIDE.addEventListener("change", this._fit);
    this._fit();
  }

  /** Let go of everything. */
  remove() {
    WIDE.removeEventListener("change", this._fit);
  }

  /** Show these rooms, as tree() tells them, with the chosen one marked. */
  show(rooms, chosen) {
    this.element.hidden = rooms.length < 2;
    const known = this._buttons;
    this._buttons = new Map();
    const items = [this._item(known, null, t("rooms.whole"), 0), ...around(rooms, chosen).map(({ room, depth }) => this._item(known, room.id, room.name, depth))];
    for (const [id, item] of this._buttons) mark(item.firstElementChild, "aria-current", id === chosen ? "true" : null);
    ordered(this._list, items);
    write(this._chosen, t("rooms.chosen", { room: rooms.find(({ room }) => room.id === chosen)?.room.name ?? t("rooms.whole") }));
  }

  _item(known, id, name, depth) {
    const item = known.get(id) ?? make("li", {}, make("button", { type: "button", class: "button button--plain", onclick: () => this._pick(id) }));
    this._buttons.set(id, item);
    write(item.firstElementChild, name);
    mark(item, "data-depth", Math.min(depth, 4));
    return item;
  }

  _pick(id) {
    if (!WIDE.matches) {
      this._details.open = false;
      this._chosen.focus();
    }
    this._choose(id);
  }
}

function around(rooms, chosen) {
  if (rooms.length <= MOST) return rooms;
  const outermost = rooms.filter(({ within }) => within.length === 1);
  const open = new Set(rooms.find(({ room }) => room.id === chosen)?.within ?? []);
  if (outermost.length === 1) open.add(outermost[0].room.id);
  return rooms.filter(({ within }) => within.length === 1 || open.has(within.at(-2)));
}

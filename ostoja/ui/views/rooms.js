// The rooms of a home with their devices, as this person likes to see them.

import { t } from "../texts/texts.js";
import { freshId, make, mark, say, write } from "../elements/dom.js";
import { callWords, failureWords } from "../home/words.js";
import { moved } from "../home/liking.js";
import { grouped } from "./grouping.js";
import "../elements/device.js";
import "../elements/placing.js";

const AGE_MS = 30_000;

/** Draws a visit's house and keeps it true; remove() lets go of everything. */
export class Rooms {
  constructor(visit) {
    this._visit = visit;
    this._cards = new Map();
    this._sections = new Map();
    this._isPlacing = false;
    this._empty = make("p", { class: "quiet", role: "status" }, t("rooms.loading"));
    this._rooms = make("div", { class: "stack" });
    this._toggle = make("button", { type: "button", class: "button", hidden: true, onclick: () => this._place(!this._isPlacing) });
    this._hint = make("p", { class: "quiet small", hidden: true }, t("place.hint"));
    const tools = make("div", { class: "rooms__tools" }, this._toggle, this._hint);
    this.element = make("div", { class: "page" }, this._empty, tools, this._rooms);
    this._listen();
    this._ageing = setInterval(() => this._show(null), AGE_MS);
    this._draw();
  }

  _listen() {
    const { house, liking } = this._visit;
    this._ears = [
      [house, "change", ({ detail }) => (detail.devices === null ? this._draw() : this._show(detail.devices))],
      [house, "settled", ({ detail }) => this._tell(detail)],
      [liking, "change", () => this._draw()],
      [liking, "failed", ({ detail }) => say(t("place.failed", { reason: callWords(detail) }))],
      [this._visit, "standing", () => this._show(null)],
    ];
    for (const [source, name, ear] of this._ears) source.addEventListener(name, ear);
    this.element.addEventListener("wish", (event) => this._wish(event));
    this.element.addEventListener("place", (event) => this._placed(event));
  }

  remove() {
    clearInterval(this._ageing);
    for (const [source, name, ear] of this._ears) source.removeEventListener(name, ear);
    this.element.remove();
  }

  _wish(event) {
    const card = event.target.closest("ostoja-device");
    this._visit.command(card.device.id, event.detail);
  }

  _tell(command) {
    const name = this._visit.house.devices.get(command.device)?.name ?? "";
    if (command.step === "moving") say(t("said.moving", { name }));
    if (command.step === "confirmed") say(t("said.confirmed", { name }));
    if (command.step === "refused" || command.step === "timed_out") {
      if (command.reason !== "superseded") say(t("said.failed", { name, reason: failureWords(command) }));
    }
  }

  _place(isPlacing) {
    this._isPlacing = isPlacing;
    this._hint.hidden = !isPlacing;
    this._draw();
  }

  _placed({ target, detail }) {
    const { liking } = this._visit;
    const group = this._groups.find(({ key }) => key === target.closest("section").dataset.room);
    const id = target.closest("li")?.dataset.device ?? group.key;
    if (detail === "favorite") liking.toggleFavorite(id);
    else if (detail === "hide") liking.toggleHidden(id);
    else this._move(group, id, detail === "earlier" ? -1 : 1);
  }

  _move(group, id, by) {
    const { liking } = this._visit;
    const isRoom = id === group.key;
    const ids = isRoom ? this._groups.filter((one) => one.movable).map(({ key }) => key) : group.devices.map((device) => device.id);
    const now = moved(ids, id, by);
    if (now === ids) return;
    if (!isRoom && group.isFavorites) liking.orderFavorites(now);
    else liking.order(now);
    const name = isRoom ? group.name : this._visit.house.devices.get(id).name;
    say(t("place.moved", { name, place: now.indexOf(id) + 1, count: now.length }));
  }

  _draw() {
    const { house, liking } = this._visit;
    const focused = document.activeElement;
    this._groups = grouped(house, liking, { everything: this._isPlacing });
    this._drawn = new Set();
    const sections = this._groups.map((group) => this._section(group));
    if (!sameChildren(this._rooms, sections)) this._rooms.replaceChildren(...sections);
    this._sections = new Map(sections.map((section) => [section.dataset.room, section]));
    for (const key of this._cards.keys()) if (!this._drawn.has(key)) this._cards.delete(key);
    this._toggle.hidden = house.devices.size === 0 || !liking.isKept;
    write(this._toggle, t(this._isPlacing ? "place.done" : "place.start"));
    mark(this._toggle, "aria-pressed", this._isPlacing ? "true" : "false");
    // A thing that moves is taken out and put in again, which would leave a keyboard nowhere.
    if (focused?.isConnected && focused !== document.activeElement) focused.focus();
    this._show(null);
  }

  _section(group) {
    const section = this._sections.get(group.key) ?? this._newSection(group);
    const [head, list] = section.children;
    write(head.firstElementChild, group.name);
    this._placing(head, group.movable ? { name: group.name, deeds: ["earlier", "later"], place: group.place } : null);
    const items = group.devices.map((device, place) => this._item(group, device, { first: place === 0, last: place === group.devices.length - 1 }));
    if (!sameChildren(list, items)) list.replaceChildren(...items);
    return section;
  }

  _newSection(group) {
    const id = freshId("room");
    const head = make("div", { class: "room__head" }, make("h2", { id }));
    return make("section", { class: "room", "data-room": group.key, "aria-labelledby": id }, head, make("ul", { class: "room__devices" }));
  }

  _item(group, device, place) {
    const key = `${group.key} ${device.id}`;
    let item = this._cards.get(key);
    if (!item) {
      item = make("li", { "data-device": device.id }, make("ostoja-device"));
      this._cards.set(key, item);
    }
    this._drawn.add(key);
    item.firstElementChild.prepare(device);
    mark(item, "data-hidden", this._visit.liking.isHidden(device.id) ? "true" : null);
    this._placing(item, { name: device.name, id: device.id, place, deeds: group.isFavorites ? ["favorite", "earlier", "later"] : undefined });
    return item;
  }

  // The buttons for placing are there only while somebody places.
  _placing(parent, told) {
    let placing = parent.querySelector(":scope > ostoja-placing");
    if (!this._isPlacing || told === null) return placing?.remove();
    if (!placing) {
      placing = make("ostoja-placing");
      placing.prepare({ deeds: told.deeds });
      parent.append(placing);
    }
    const { liking } = this._visit;
    const possible = new Set(["favorite", "hide", ...(told.place.first ? [] : ["earlier"]), ...(told.place.last ? [] : ["later"])]);
    const pressed = new Set([...(liking.isFavorite(told.id) ? ["favorite"] : []), ...(liking.isHidden(told.id) ? ["hide"] : [])]);
    placing.show({ name: told.name, pressed, possible });
  }

  _show(devices) {
    const { house, standing } = this._visit;
    const reachable = standing === "live" && house.online && house.fresh;
    this._empty.hidden = house.devices.size > 0;
    const away = standing === "lost" || standing === "waiting";
    write(this._empty, t(house.complete ? "rooms.none" : away ? "rooms.later" : "rooms.loading"));
    const now = Date.now();
    for (const item of this._cards.values()) {
      const id = item.dataset.device;
      if (devices !== null && !devices.has(id)) continue;
      const state = house.states.get(id);
      item.firstElementChild.show({ state, command: house.commandTo(id), reachable, at: house.here(state?.at), now });
    }
  }
}

function sameChildren(parent, children) {
  return parent.children.length === children.length && children.every((child, at) => parent.children[at] === child);
}

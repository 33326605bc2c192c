// The rooms of a home with their devices.

import { t } from "../texts/texts.js";
import { freshId, make, say, write } from "../elements/dom.js";
import { failureWords } from "../home/words.js";
import "../elements/device.js";

const ELSEWHERE = "";
const AGE_MS = 30_000;

/** Draws a visit's house and keeps it true; remove() lets go of everything. */
export class Rooms {
  constructor(visit) {
    this._visit = visit;
    this._cards = new Map();
    this._empty = make("p", { class: "quiet", role: "status" }, t("rooms.loading"));
    this._rooms = make("div", { class: "stack" });
    this.element = make("div", { class: "page" }, this._empty, this._rooms);
    this._onChange = ({ detail }) => (detail.devices === null ? this._draw() : this._show(detail.devices));
    this._onStanding = () => this._show(null);
    this._onSettled = ({ detail }) => this._tell(detail);
    visit.house.addEventListener("change", this._onChange);
    visit.house.addEventListener("settled", this._onSettled);
    visit.addEventListener("standing", this._onStanding);
    this.element.addEventListener("wish", (event) => this._wish(event));
    this._ageing = setInterval(() => this._show(null), AGE_MS);
    this._draw();
  }

  remove() {
    clearInterval(this._ageing);
    this._visit.house.removeEventListener("change", this._onChange);
    this._visit.house.removeEventListener("settled", this._onSettled);
    this._visit.removeEventListener("standing", this._onStanding);
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

  _draw() {
    const { house } = this._visit;
    const sections = this._grouped(house).map(([room, devices]) => this._section(room, devices));
    if (!sameChildren(this._rooms, sections)) this._rooms.replaceChildren(...sections);
    this._sections = new Map(sections.map((section) => [section.dataset.room, section]));
    for (const id of this._cards.keys()) if (!house.devices.has(id)) this._cards.delete(id);
    this._show(null);
  }

  _grouped(house) {
    const groups = new Map([...house.rooms.values()].sort(byName).map((room) => [room.id, { room, devices: [] }]));
    groups.set(ELSEWHERE, { room: { id: ELSEWHERE, name: t("rooms.elsewhere") }, devices: [] });
    for (const device of house.devices.values()) {
      const home = (device.rooms ?? []).find((room) => groups.has(room)) ?? ELSEWHERE;
      groups.get(home).devices.push(device);
    }
    return [...groups.values()].filter(({ devices }) => devices.length > 0).map(({ room, devices }) => [room, devices.sort(byName)]);
  }

  _section(room, devices) {
    const section = this._sections?.get(room.id) ?? this._newSection(room);
    write(section.firstElementChild, room.name);
    const items = devices.map((device) => this._item(device));
    if (!sameChildren(section.lastElementChild, items)) section.lastElementChild.replaceChildren(...items);
    return section;
  }

  _newSection(room) {
    const id = freshId("room");
    return make("section", { class: "room", "data-room": room.id, "aria-labelledby": id }, make("h2", { id }), make("ul", { class: "room__devices" }));
  }

  _item(device) {
    let item = this._cards.get(device.id);
    if (!item) {
      item = make("li", {}, make("ostoja-device"));
      this._cards.set(device.id, item);
    }
    item.firstElementChild.prepare(device);
    return item;
  }

  _show(devices) {
    const { house, standing } = this._visit;
    const reachable = standing === "live" && house.online && house.fresh;
    this._empty.hidden = house.devices.size > 0;
    const away = standing === "lost" || standing === "waiting";
    write(this._empty, t(house.complete ? "rooms.none" : away ? "rooms.later" : "rooms.loading"));
    const now = Date.now();
    for (const [id, item] of this._cards) {
      if (devices !== null && !devices.has(id)) continue;
      const state = house.states.get(id);
      item.firstElementChild.show({ state, command: house.commandTo(id), reachable, at: house.here(state?.at), now });
    }
  }
}

function byName(one, other) {
  return one.name.localeCompare(other.name, document.documentElement.lang);
}

function sameChildren(parent, children) {
  return parent.children.length === children.length && children.every((child, at) => parent.children[at] === child);
}

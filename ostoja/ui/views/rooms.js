// The rooms of a home with their devices, as this person likes to see them.

import { t } from "../texts/texts.js";
import { freshId, make, mark, say, write } from "../elements/dom.js";
import { ordered } from "../elements/ordered.js";
import { callWords, failureWords } from "../home/words.js";
import { moved } from "../home/liking.js";
import { countDeeds, sumDeeds, Together } from "../home/together.js";
import { feel } from "../home/touch.js";
import { Blocks } from "./blocks.js";
import { Deeds, Progress } from "./deeds.js";
import { grouped, inhabited } from "./grouping.js";
import { RoomList } from "./roomlist.js";

const AGE_MS = 30_000;
// What a whole room can be asked for is counted anew so often at most, however busy the home is.
const TALLY_MS = 250;
const TYPED_MS = 150;

/** Draws a visit's house and keeps it true; remove() lets go of everything. */
export class Rooms {
  constructor(visit) {
    this._visit = visit;
    this._blocks = new Blocks(visit, (item, group, device) => this._dress(item, group, device));
    this._together = new Together(visit);
    this._sections = new Map();
    this._isPlacing = false;
    this._room = history.state?.room ?? null;
    this._typed = "";
    this._changed = null;
    this._build();
    this._listen();
    this._ageing = setInterval(() => this._blocks.show(null), AGE_MS);
    this._draw();
  }

  _build() {
    this._empty = make("p", { class: "quiet", role: "status" }, t("rooms.loading"));
    this._rooms = make("div", { class: "stack" });
    this._list = new RoomList((room) => this._choose(room));
    this._deeds = new Deeds(this._together, t("rooms.whole"));
    this._progress = new Progress(this._together);
    const id = freshId("find");
    this._find = make("input", { id, type: "search", placeholder: t("rooms.find"), autocomplete: "off", oninput: () => this._type() });
    this._search = make("div", { class: "field rooms__find", role: "search" }, make("label", { for: id, class: "visually-hidden" }, t("rooms.find")), this._find);
    this._toggle = make("button", { type: "button", class: "button", hidden: true, onclick: () => this._place(!this._isPlacing) });
    this._hint = make("p", { class: "quiet small", hidden: true }, t("place.hint"));
    const tools = make("div", { class: "rooms__tools" }, this._search, this._deeds.element, this._toggle, this._hint);
    const shown = make("div", { class: "rooms__shown" }, tools, this._progress.element, this._empty, this._rooms);
    this.element = make("div", { class: "page rooms" }, this._list.element, shown);
  }

  _listen() {
    const { house, liking } = this._visit;
    this._ears = [
      [house, "change", ({ detail }) => (detail.devices === null ? this._draw() : this._show(detail.devices))],
      [house, "settled", ({ detail }) => this._tell(detail)],
      [liking, "change", () => this._draw()],
      [liking, "failed", ({ detail }) => say(t("place.failed", { reason: callWords(detail) }))],
      [this._visit, "standing", () => this._show(null)],
      [this._together, "change", () => this._tally()],
      [window, "popstate", ({ state }) => this._turn(state?.room ?? null)],
    ];
    for (const [source, name, ear] of this._ears) source.addEventListener(name, ear);
    this.element.addEventListener("wish", (event) => this._wish(event));
    this.element.addEventListener("place", (event) => this._placed(event));
  }

  remove() {
    clearInterval(this._ageing);
    for (const timer of [this._tallying, this._typing]) clearTimeout(timer);
    for (const [source, name, ear] of this._ears) source.removeEventListener(name, ear);
    for (const part of [this._blocks, this._list]) part.remove();
    this._together.stop();
    this.element.remove();
  }

  _wish(event) {
    const card = event.target.closest("ostoja-device");
    this._visit.command(card.device.id, event.detail);
  }

  _tell(command) {
    if (this._together.isBusy) return;
    const name = this._visit.house.devices.get(command.device)?.name ?? "";
    if (command.step === "moving") say(t("said.moving", { name }));
    if (command.step === "confirmed") say(t("said.confirmed", { name }));
    if (command.step === "refused" || command.step === "timed_out") {
      if (command.reason !== "superseded") say(t("said.failed", { name, reason: failureWords(command) }));
    }
    feel(command);
  }

  // Back and forth in the browser go through the rooms that were chosen; no address tells which.
  _choose(room) {
    if (room === this._room) return;
    history.pushState({ room }, "");
    this._turn(room);
  }

  _turn(room) {
    this._room = room;
    this._find.value = this._typed = "";
    this._draw();
    scrollTo(0, 0);
    say(this._visit.house.rooms.get(room)?.name ?? t("rooms.whole"));
  }

  _type() {
    clearTimeout(this._typing);
    this._typing = setTimeout(() => this._look(), TYPED_MS);
  }

  _look() {
    this._typed = this._find.value;
    this._draw();
    const found = new Set(this._groups.flatMap(({ devices }) => devices.map(({ id }) => id))).size;
    if (this._typed.trim()) say(t("rooms.found", { count: found }));
  }

  // Who arranges nothing is not sent what it needs.
  async _place(isPlacing) {
    try {
      if (isPlacing) await import("../elements/placing.js");
    } catch {
      return say(t("call.no_connection"));
    }
    this._isPlacing = isPlacing;
    this._hint.hidden = !isPlacing;
    return this._draw();
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
    const ids = isRoom ? group.siblings : group.devices.map((device) => device.id);
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
    if (house.complete && !house.rooms.has(this._room)) this._room = null;
    // What is looked for is looked for everywhere.
    const room = this._typed.trim() ? null : this._room;
    this._groups = grouped(house, liking, { everything: this._isPlacing, room, typed: this._typed });
    const lists = this._blocks.draw(this._groups, this._rooms.clientWidth || innerWidth);
    const sections = this._groups.map((group) => this._section(group, lists.get(group.key)));
    ordered(this._rooms, sections);
    this._sections = new Map(sections.map((section) => [section.dataset.room, section]));
    this._list.show(inhabited(house, liking), room);
    this._search.hidden = house.devices.size === 0;
    this._toggle.hidden = house.devices.size === 0 || !liking.isKept;
    write(this._toggle, t(this._isPlacing ? "place.done" : "place.start"));
    mark(this._toggle, "aria-pressed", this._isPlacing ? "true" : "false");
    // A thing that moves is taken out and put in again, which would leave a keyboard nowhere.
    if (focused?.isConnected && focused !== document.activeElement) focused.focus();
    this._show(null);
    this._count();
  }

  _section(group, lists) {
    const section = this._sections.get(group.key) ?? this._newSection(group);
    const [head] = section.children;
    write(head.firstElementChild, group.name);
    write(head.children[1], group.path.join(" › "));
    this._placing(head, group.movable ? { name: group.name, deeds: ["earlier", "later"], place: group.place } : null);
    ordered(section, [head, ...lists]);
    return section;
  }

  _newSection(group) {
    const id = freshId("room");
    const deeds = new Deeds(this._together, group.name);
    deeds.show([], false);
    const head = make("div", { class: "room__head" }, make("h2", { id }), make("p", { class: "quiet small" }), deeds.element);
    const section = make("section", { class: "room", "data-room": group.key, "aria-labelledby": id }, head);
    section.deeds = deeds;
    return section;
  }

  _dress(item, { devices, isFavorites }, device) {
    const place = { first: device === devices[0], last: device === devices.at(-1) };
    this._placing(item, { name: device.name, id: device.id, place, deeds: isFavorites ? ["favorite", "earlier", "later"] : undefined });
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
    this._empty.hidden = this._groups.length > 0;
    const away = standing === "lost" || standing === "waiting";
    const none = house.devices.size > 0 ? "rooms.found_none" : "rooms.none";
    write(this._empty, t(house.complete ? none : away ? "rooms.later" : "rooms.loading"));
    this._blocks.show(devices);
    this._tally(devices);
  }

  // Soon count the rooms of these devices, or all of them.
  _tally(devices = null) {
    if (devices === null) this._changed = null;
    else if (this._changed) for (const id of devices) this._changed.add(id);
    this._tallying ??= setTimeout(() => this._count(this._changed), TALLY_MS);
  }

  _count(changed = null) {
    clearTimeout(this._tallying);
    this._tallying = null;
    this._changed = new Set();
    const { house, standing } = this._visit;
    const enabled = standing === "live" && house.online && house.fresh;
    const rooms = this._groups.filter((group) => !group.isFavorites);
    for (const group of rooms) {
      if (changed && !group.devices.some(({ id }) => changed.has(id))) continue;
      group.count = countDeeds(group.devices, house.states);
      this._sections.get(group.key).deeds.show(this._isPlacing ? [] : group.count, enabled);
    }
    // Of one group its own buttons are enough.
    const isMany = this._groups.length > 1 && !this._isPlacing && !this._typed;
    this._deeds.show(isMany ? sumDeeds(rooms.map(({ count }) => count)) : [], enabled);
  }
}

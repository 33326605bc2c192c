// The devices' cards of a page, in blocks. A home may have thousands of devices: in the page are the cards near what is seen.

import { make, mark } from "../elements/dom.js";
import { ordered } from "../elements/ordered.js";
import { Heights } from "./heights.js";
import { Slices } from "./slices.js";
import "../elements/device.js";

const BLOCK = 24;
// So far beyond the window's edges cards are drawn, so that neither the wheel nor the Tab key outruns them.
const NEAR = "200% 0px";
// A home of usual size is drawn whole and stays: whoever looks for a word in the page finds it.
const WHOLE = 240;
// So many cards are there from the first picture on.
const AT_FIRST = 24;
const CARD_REM = 17;
const GAP_REM = 0.75;

/** The devices in blocks, with the group's key and a number: [[key, devices], …]. */
function parts(group) {
  const found = [];
  for (let from = 0; from === 0 || from < group.devices.length; from += BLOCK) found.push([`${group.key} ${from}`, group.devices.slice(from, from + BLOCK)]);
  return found;
}

function columnsIn(pixels) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.max(1, Math.floor((pixels / rem + GAP_REM) / (CARD_REM + GAP_REM)));
}

class Block {
  constructor(cards) {
    this._cards = cards;
    this._items = new Map();
    this.devices = [];
    this.list = make("ul", { class: "room__devices" });
    this.list.block = this;
  }

  get isDrawn() {
    return this.devices.every(({ id }) => this._items.has(id));
  }

  get isEmpty() {
    return this._items.size === 0;
  }

  // What is drawn already is put in order at once; the rest follows card by card.
  become(group, devices) {
    this.group = group;
    this.devices = devices;
    const wanted = new Set(devices.map(({ id }) => id));
    for (const id of this._items.keys()) if (!wanted.has(id)) this._items.delete(id);
    for (const device of devices) if (this._items.has(device.id)) this._dress(device);
    this._order();
  }

  /** Draw the next card; whether there is another. They come into the page together: what is seen moves once, and the
   * browser holds it still (CSS Scroll Anchoring), which it does not while a list around it changes its own height. */
  step() {
    const device = this.devices.find(({ id }) => !this._items.has(id));
    if (device) {
      this._items.set(device.id, make("li", { "data-device": device.id }, make("ostoja-device")));
      this._dress(device);
    }
    if (this.isDrawn) this._order();
    return !this.isDrawn;
  }

  /** The cards in the page, each with its device: [[device, element], …]. */
  get cards() {
    if (this.isEmpty) return [];
    return this.devices.filter(({ id }) => this._items.get(id)?.isConnected).map((device) => [device, this._items.get(device.id)]);
  }

  /** Keep the room and let the cards go, unless somebody is at one of them. */
  empty() {
    if (this.list.contains(document.activeElement)) return;
    const { height } = this.list.getBoundingClientRect();
    this._items.clear();
    this.reserve(height);
    this.list.replaceChildren();
  }

  /** Take this much room, in pixels, while not all cards are there; none when they are. */
  reserve(height) {
    this.list.style.minHeight = this.isDrawn ? "" : `${height}px`;
  }

  show(device) {
    const item = this._items.get(device);
    if (item) this._cards.show(item);
  }

  _dress(device) {
    const item = this._items.get(device.id);
    item.firstElementChild.prepare(device);
    this._cards.dress(item, this.group, device);
    this._cards.show(item);
  }

  _order() {
    ordered(this.list, this.devices.map(({ id }) => this._items.get(id)).filter((item) => item !== undefined));
    if (this.isDrawn) this.reserve(0);
  }
}

/** Makes the blocks of a page and keeps them; `dress` is called with (item, group, device) whenever a card may have to change. */
export class Blocks {
  constructor(visit, dress) {
    this._visit = visit;
    this._dress = dress;
    this._blocks = new Map();
    this._ofDevice = new Map();
    this._heights = new Heights();
    this._slices = new Slices((block) => block.step());
    this._near = new IntersectionObserver((seen) => this._seen(seen), { rootMargin: NEAR });
  }

  /** Draw these groups: the lists of each, in a map by the group's key. `width` is what there is for a row, in pixels. */
  draw(groups, width) {
    this._heights.fit(columnsIn(width));
    this._size = groups.reduce((size, { devices }) => size + devices.length, 0);
    const before = this._blocks;
    this._blocks = new Map();
    this._ofDevice = new Map();
    const lists = new Map(groups.map((group) => [group.key, parts(group).map((part) => this._block(before, group, part).list)]));
    for (const [key, block] of before) if (!this._blocks.has(key)) this._forget(block);
    this._begin();
    return lists;
  }

  _block(before, group, [key, devices]) {
    const block = before.get(key) ?? this._newBlock();
    this._blocks.set(key, block);
    block.become(group, devices);
    if (block.isEmpty) block.reserve(this._heights.of(devices));
    else if (!block.isDrawn) this._slices.add(block);
    for (const { id } of devices) this._ofDevice.set(id, [...(this._ofDevice.get(id) ?? []), block]);
    return block;
  }

  _newBlock() {
    const block = new Block({ dress: this._dress, show: (item) => this._show(item) });
    this._near.observe(block.list);
    return block;
  }

  _forget(block) {
    this._near.unobserve(block.list);
    this._slices.drop(block);
  }

  _begin() {
    let left = AT_FIRST;
    for (const block of this._blocks.values()) {
      while (left > 0 && !block.isDrawn) {
        block.step();
        left -= 1;
      }
      left -= block.devices.length;
      if (this._size <= WHOLE) this._slices.add(block);
      else if (left <= 0) break;
    }
  }

  /** Show what is known of these devices, or of all for null. */
  show(devices) {
    for (const id of devices ?? this._ofDevice.keys()) for (const block of this._ofDevice.get(id) ?? []) block.show(id);
  }

  /** Let go of everything. */
  remove() {
    this._near.disconnect();
    this._slices.stop();
  }

  _show(item) {
    const { house, standing, liking } = this._visit;
    const reachable = standing === "live" && house.online && house.fresh;
    const id = item.dataset.device;
    const state = house.states.get(id);
    item.firstElementChild.show({ state, command: house.commandTo(id), reachable, at: house.here(state?.at), now: Date.now() });
    mark(item, "data-hidden", liking.isHidden(id) ? "true" : null);
  }

  _seen(entries) {
    const blocks = [...this._blocks.values()];
    // This is called when all is laid out, so that looking costs nothing.
    const isWider = this._heights.fit(columnsIn(blocks[0]?.list.clientWidth ?? 0));
    const isNews = this._heights.learn(blocks.flatMap(({ cards }) => cards));
    if (isWider || isNews) for (const block of blocks) if (block.isEmpty) block.reserve(this._heights.of(block.devices));
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this._slices.add(target.block);
      else if (this._size > WHOLE) {
        this._slices.drop(target.block);
        target.block.empty();
      }
    }
  }
}

// When a visit is put into this browser's memory, and when it is taken from there: only while nothing truer can be had.

import * as memory from "./memory.js";

// The first time soon after the home is there; then so often at most, however busy the home is.
const SOON_MS = 1_000;
const EVERY_MS = 60_000;
// A page that stays open on a wall keeps a home that says little, and forgets what is too old.
const TIDY_MS = 60 * 60 * 1000;
const AWAY = new Set(["lost", "waiting"]);

/** Follows one visit until it ends. */
export class Remembering {
  constructor(visit) {
    this._visit = visit;
    this._kept = null;
    this._timer = null;
    this._tidying = setInterval(() => this._tidy(), TIDY_MS);
    this._ears = [
      [visit.house, "change", () => this._changed()],
      [visit.liking, "change", () => this._changed()],
      [visit, "standing", ({ detail }) => this._stands(detail)],
      [document, "visibilitychange", () => document.hidden && this._timer !== null && this.keep()],
    ];
    for (const [source, name, ear] of this._ears) source.addEventListener(name, ear);
  }

  /** Follow no longer. */
  end() {
    for (const timer of [this._timer, this._over, this._tidying]) clearTimeout(timer);
    this._isOver = true;
    for (const [source, name, ear] of this._ears) source.removeEventListener(name, ear);
  }

  /** Keep what is known now, if the browser is the person's. */
  async keep() {
    clearTimeout(this._timer);
    this._timer = null;
    const { installation, house, liking } = this._visit;
    if (!house.fresh || this._isOver) return;
    this._kept = performance.now();
    // A browser that has no room, or no such store, remembers nothing; the home is there all the same.
    await memory.keepHome(installation, { home: house.known(), liking: liking.known() }, house.heard).catch(() => {});
  }

  _changed() {
    if (!this._visit.house.fresh) return;
    const wait = this._kept === null ? SOON_MS : Math.max(SOON_MS, this._kept + EVERY_MS - performance.now());
    this._timer ??= setTimeout(() => this.keep(), wait);
  }

  async _tidy() {
    await this.keep();
    await memory.expire().catch(() => {});
  }

  async _stands({ standing }) {
    const { installation, house, liking } = this._visit;
    this._standing = standing;
    // Who is let in no longer keeps nothing more, not even what waits to be kept.
    if (standing === "ended") return this.end();
    if (!AWAY.has(standing)) return;
    if (this._timer !== null) await this.keep();
    if (house.isKnown) return;
    const found = await memory.home(installation).catch(() => null);
    // Meanwhile the home itself may have begun to speak; nothing is put over what it says.
    if (found === null || house.isKnown || this._isOver || !AWAY.has(this._standing)) return;
    house.recall(found.value.home);
    if (!liking.isKept && found.value.liking) liking.take(found.value.liking);
    // A page that stays open that long forgets as well.
    this._over = setTimeout(() => this._visit.house.recall(null), found.at + memory.LONGEST_MS - Date.now());
  }
}

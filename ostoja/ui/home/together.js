// What many devices are asked to do at once: which deeds a group has, and the asking, a few at a time.

// The home takes that many commands of one person at once; some are left for what the person does meanwhile.
const AT_ONCE = 8;

const DEEDS = [
  { deed: "lights_off", does: { c: "turn", on: false }, fits: (device, values) => device.kind === "light" && values.some((value) => value.t === "on_off" && value.on) },
  { deed: "covers_open", does: { c: "open" }, fits: (device, values) => isCover(device) && !values.some((value) => value.t === "open_close" && (value.position === 100 || value.blocked_open)) },
  { deed: "covers_close", does: { c: "close" }, fits: (device, values) => isCover(device) && !values.some((value) => value.t === "open_close" && (value.position === 0 || value.blocked_close)) },
];

function isCover({ traits }) {
  return traits.some(({ name }) => name === "open_close");
}

/** How these devices stand to every deed: [{deed, does, ids, whole}], `ids` those that it would change, `whole` how many could ever be asked. */
export function countDeeds(devices, states) {
  const able = devices.filter(({ writable = true, available = true }) => writable && available);
  return DEEDS.map(({ deed, does, fits }) => {
    const ids = able.filter((device) => fits(device, states.get(device.id)?.values ?? [])).map(({ id }) => id);
    const whole = able.filter((device) => (deed === "lights_off" ? device.kind === "light" && device.traits.some(({ name }) => name === "on_off") : isCover(device))).length;
    return { deed, does, ids, whole };
  });
}

/** How several groups of devices stand to every deed together. */
export function sumDeeds(counts) {
  return DEEDS.map(({ deed, does }, at) => ({
    deed,
    does,
    ids: counts.flatMap((count) => count[at].ids),
    whole: counts.reduce((whole, count) => whole + count[at].whole, 0),
  }));
}

/** The deeds that a group has, by how it stands to each: one device is asked by its own card. */
export function deedsOf(count) {
  return count.filter(({ whole }) => whole > 1);
}

/** Asks devices one after another, a few at a time. Events: "change" {done, failed, all}, the last with `over` true. */
export class Together extends EventTarget {
  constructor(visit) {
    super();
    this._visit = visit;
    this._left = [];
    this._underWay = new Map();
  }

  /** Whether something is being asked for. */
  get isBusy() {
    return this._underWay.size > 0 || this._left.length > 0;
  }

  /** Ask these devices; what was left of an earlier asking is left. */
  ask(ids, does) {
    this._does = does;
    this._left = [...ids];
    Object.assign(this, { _done: 0, _failed: 0, _all: ids.length });
    this._ear ??= ({ detail }) => this._settled(detail);
    this._visit.house.addEventListener("settled", this._ear);
    this._next();
  }

  /** Ask no more; what is on its way is awaited no longer. */
  stop() {
    this._left = [];
    this._underWay.clear();
    if (this._ear) this._visit.house.removeEventListener("settled", this._ear);
  }

  _next() {
    while (this._left.length > 0 && this._underWay.size < AT_ONCE) {
      const id = this._left.shift();
      if (!this._visit.house.devices.has(id)) {
        this._failed += 1;
        continue;
      }
      this._underWay.set(id, this._visit.command(id, this._does));
    }
    const over = !this.isBusy;
    if (over) this.stop();
    this.dispatchEvent(new CustomEvent("change", { detail: { done: this._done, failed: this._failed, all: this._all, over } }));
  }

  // A newer wish of the person's for the same device has taken this one's place: theirs counts, and there is nothing to wait for.
  _settled({ id, device, step }) {
    const mine = this._underWay.get(device);
    if (mine === undefined || (mine === id && (step === "asked" || step === "sent"))) return;
    this._underWay.delete(device);
    if (mine !== id || step === "confirmed" || step === "moving") this._done += 1;
    else this._failed += 1;
    this._next();
  }
}

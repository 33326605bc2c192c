// What this page knows of a home: rooms, devices, states, and what was asked of it. Says "change" when something did.

const ASKED_MS = 12_000;
const RESEND_MS = 8_000;
const SHOWN_MS = 6_000;
// A cover that says nothing for so long stands still, wherever it was to go.
const STILL_MS = 4_000;
// So many pages of the home are asked for at once, from this form of the messages on: over a long way each question costs.
const PAGES = 8;
const SENDS_MORE = 2;
const ASTRAY_MS = 2 * 60 * 1000;
// What must not be done twice is not asked for twice; a PIN is said once and kept nowhere.
const SECRET = new Set(["arm", "disarm"]);
const ONCE = new Set(["arm", "disarm", "press", "run", "end", "undo"]);

export const Step = Object.freeze({
  ASKED: "asked",
  SENT: "sent",
  MOVING: "moving",
  CONFIRMED: "confirmed",
  REFUSED: "refused",
  TIMED_OUT: "timed_out",
});

// Where a cover is to go: the home confirms that it moves, and it arrives later.
function goalOf(what) {
  if (what.c === "open") return { position: 100 };
  if (what.c === "close") return { position: 0 };
  if (what.c !== "move") return {};
  return Object.fromEntries(["position", "tilt"].filter((axis) => Number.isFinite(what[axis])).map((axis) => [axis, what[axis]]));
}

/** Events: "change" {devices: Set of ids, or null when rooms or the list changed}. */
export class House extends EventTarget {
  constructor() {
    super();
    this.rooms = new Map();
    this.devices = new Map();
    this.states = new Map();
    this.commands = new Map();
    this.online = true;
    this.since = 0;
    this.complete = false;
    this.fresh = false;
    this.heard = 0;
    this._isRecalled = false;
    this._seen = null;
    this._clockOffset = 0;
    this._beat = null;
  }

  /** Whether there is a home to show, true now or at some time. */
  get isKnown() {
    return this.complete || this._isRecalled;
  }

  /** What is known of the home, for recall(). */
  known() {
    const [rooms, devices, states] = [this.rooms, this.devices, this.states].map((map) => [...map.values()]);
    return { rooms, devices, states, offset: this._clockOffset };
  }

  /** Show what was known once, or null for nothing; what the home itself has said since counts more. */
  recall(known) {
    if (this.complete) return;
    const { rooms, devices, states, offset } = known ?? { rooms: [], devices: [], states: [], offset: 0 };
    this.rooms = new Map(rooms.map((room) => [room.id, room]));
    this.devices = new Map(devices.map((device) => [device.id, device]));
    this.states = new Map(states.map((state) => [state.device, state]));
    this._clockOffset = offset;
    this._isRecalled = known !== null;
    this._changed(null);
  }

  /** An instant of the home's clock by the clock of this browser. */
  here(at) {
    return at - this._clockOffset;
  }

  /** By how many milliseconds the two clocks clearly differ, or 0. */
  get astray() {
    const apart = Math.abs(this._clockOffset);
    return apart < ASTRAY_MS ? 0 : apart;
  }

  /** The last command to this device that is not over, or the failure that is still shown. */
  commandTo(device) {
    return this.commands.get(device) ?? null;
  }

  /** Take in what the gateway says; answers with what to say next, or null. */
  hear(message) {
    this.heard = Date.now();
    const hears = {
      welcome: () => this._welcome(message),
      page: () => this._page(message),
      states: () => this._takeStates(message.states),
      devices: () => this._takeDevices(message.devices),
      rooms: () => this._takeRooms(message.rooms),
      command_is: () => this._commandIs(message),
      beat: () => this._reckonFrom(message),
      home_is: () => this._homeIs(message),
    };
    return hears[message.m]?.() ?? null;
  }

  /** Note a command as asked; the link says it. */
  ask(device, what) {
    const shown = SECRET.has(what.c) ? { c: what.c } : what;
    const asked = performance.now();
    const command = { id: crypto.randomUUID(), device, do: shown, step: Step.ASKED, reason: null, asked, at: this._atGateway(asked) };
    this._follow(command);
    return { m: "command", id: command.id, device, do: what, at: command.at };
  }

  /** What to say again after the link came back: asked lately, and not known to have arrived. Others may still arrive. */
  unanswered() {
    const again = [];
    for (const command of this.commands.values()) {
      if (command.step !== Step.ASKED && command.step !== Step.SENT) continue;
      if (performance.now() - command.asked < RESEND_MS && !ONCE.has(command.do.c)) {
        command.at ??= this._atGateway(command.asked);
        again.push({ m: "command", id: command.id, device: command.device, do: command.do, at: command.at });
      } else {
        command.lost = true;
      }
    }
    return again;
  }

  // What is reckoned from the gateway's steady clock is behind it by what the message took, and never ahead.
  _reckonFrom({ at }) {
    this._beat = { at, heard: performance.now() };
    return null;
  }

  _atGateway(instant) {
    return this._beat && Math.round(this._beat.at + instant - this._beat.heard);
  }

  _welcome(message) {
    this._reckonFrom(message);
    this._clockOffset = message.now - Date.now();
    this._seen = new Set();
    this._seenRooms = new Map();
    this.fresh = false;
    this.online = message.home_online;
    this.since = message.home_since;
    // A gateway of an older form sends a page a question.
    this._pages = (message.version ?? 1) < SENDS_MORE ? 1 : PAGES;
    return this._more();
  }

  _more(after) {
    this._awaited = this._pages;
    return { m: "more", ...(after && { after }), ...(this._pages > 1 && { pages: this._pages }) };
  }

  _page(message) {
    for (const room of message.rooms ?? []) this._seenRooms.set(room.id, room);
    for (const device of message.devices ?? []) {
      this.devices.set(device.id, device);
      this._seen.add(device.id);
    }
    for (const state of message.states ?? []) this.states.set(state.device, state);
    this._awaited -= 1;
    if (message.next) return this._awaited > 0 ? null : this._more(message.next);
    this._wholeSnapshot();
    return null;
  }

  _wholeSnapshot() {
    for (const id of this.devices.keys()) {
      if (this._seen.has(id)) continue;
      this.devices.delete(id);
      this.states.delete(id);
    }
    this.rooms = this._seenRooms;
    this.complete = true;
    this.fresh = true;
    this._changed(null);
  }

  _takeStates(states) {
    for (const state of states) {
      this.states.set(state.device, state);
      this._follows(this.commands.get(state.device));
    }
    this._changed(new Set(states.map((state) => state.device)));
    return null;
  }

  _takeDevices(devices) {
    for (const device of devices) {
      this.devices.set(device.id, device);
      this._seen?.add(device.id);
    }
    this._changed(null);
    return null;
  }

  _takeRooms(rooms) {
    this.rooms = new Map(rooms.map((room) => [room.id, room]));
    this._seenRooms = this.rooms;
    this._changed(null);
    return null;
  }

  _homeIs(message) {
    this.online = message.online;
    this.since = message.since;
    this._changed(null);
    return null;
  }

  _commandIs(message) {
    for (const command of this.commands.values()) {
      if (command.id === message.id) this._settle(command, message.step, message.reason ?? null);
    }
    return null;
  }

  _follow(command) {
    this.commands.set(command.device, command);
    command.timer = setTimeout(() => this._settle(command, Step.TIMED_OUT, command.lost ? "connection_lost" : "no_echo"), ASKED_MS);
    this._changed(new Set([command.device]));
  }

  _settle(command, said, reason) {
    if (this.commands.get(command.device) !== command) return;
    const step = said === Step.CONFIRMED && !this._hasArrived(command) ? Step.MOVING : said;
    command.step = step;
    command.reason = reason;
    if (step !== Step.ASKED && step !== Step.SENT) {
      clearTimeout(command.timer);
      if (step === Step.MOVING) this._awaitStill(command);
      else if (step === Step.CONFIRMED || reason === "superseded") this.commands.delete(command.device);
      else command.timer = setTimeout(() => this._forget(command), SHOWN_MS);
    }
    this.dispatchEvent(new CustomEvent("settled", { detail: command }));
    this._changed(new Set([command.device]));
  }

  _hasArrived(command) {
    const is = this.states.get(command.device)?.values.find((value) => value.t === "open_close") ?? {};
    return Object.entries(goalOf(command.do)).every(([axis, goal]) => !Number.isFinite(is[axis]) || is[axis] === goal);
  }

  _awaitStill(command) {
    command.timer = setTimeout(() => this._forget(command), STILL_MS);
  }

  // A moving cover was heard of: it has arrived, or is on its way still.
  _follows(command) {
    if (command?.step !== Step.MOVING) return;
    clearTimeout(command.timer);
    if (this._hasArrived(command)) this._settle(command, Step.CONFIRMED, null);
    else this._awaitStill(command);
  }

  _forget(command) {
    if (this.commands.get(command.device) === command) this.commands.delete(command.device);
    this._changed(new Set([command.device]));
  }

  _changed(devices) {
    this.dispatchEvent(new CustomEvent("change", { detail: { devices } }));
  }
}

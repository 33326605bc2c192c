// A visit to one home: the link, what is known of the house, and the questions on their way. Admits this browser when it
// comes with a code.

import { readCode, stretched } from "../road/codes.js";
import { keep, keptFor, newKeys } from "../road/keystore.js";
import { Link } from "../road/link.js";
import { Session } from "../road/session.js";
import * as api from "./api.js";
import { House } from "./house.js";
import { Liking } from "./liking.js";
import { Remembering } from "./remembering.js";

const ANSWER_MS = 8_000;
// From this form of the messages on, homes keep how each person likes to see them.
const ARRANGES = 2;

/** The gateway did not do what was asked; `reason` says why. */
export class AskError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

function label() {
  const brands = navigator.userAgentData?.brands?.map(({ brand }) => brand).filter((brand) => !/not.?a.?brand/i.test(brand));
  const browser = brands?.at(-1) ?? /(Firefox|Edg|Chrome|Safari)/.exec(navigator.userAgent)?.[1] ?? "?";
  const system = navigator.userAgentData?.platform ?? /(Android|iPhone|iPad|Windows|Mac|Linux)/.exec(navigator.userAgent)?.[1] ?? "";
  return `${browser} ${system}`.trim().slice(0, 80);
}

async function entered(typed) {
  const code = readCode(typed);
  return { number: code.number, psk: await stretched(code) };
}

/** Events: "standing" {standing, reason}, "admitted"; the house has events of its own. */
export class Visit extends EventTarget {
  constructor(installation) {
    super();
    this.installation = installation;
    this.house = new House();
    this.liking = new Liking((arrangement) => this.ask({ m: "arrange", arrangement }));
    this.app = null;
    this._ended = false;
    this._asked = new Map();
    this.remembering = new Remembering(this);
  }

  /** Whether this browser has keys that the gateway has admitted. */
  static async isAdmitted({ id, member }) {
    return Boolean((await keptFor(id, member))?.gateway);
  }

  /** Begin; `typed` is a code to enter by. */
  async begin(typed = null) {
    const { id, member } = this.installation;
    const kept = await keptFor(id, member);
    this._keys = kept?.keys ?? (await newKeys());
    if (!kept) await keep(id, member, { keys: this._keys, gateway: null });
    this._pinned = typed === null ? (kept?.gateway ?? null) : null;
    this._code = typed === null ? null : await entered(typed);
    if (!this._ended) this._startLink();
  }

  _startLink() {
    this.link = new Link({
      ticket: () => api.ticket(this.installation.id),
      session: () => new Session({ keys: this._keys, installation: this.installation.id, pinned: this._pinned, code: this._code }),
      hello: { m: "hello", label: label() },
    });
    this.link.addEventListener("standing", ({ detail }) => this._stands(detail));
    this.link.addEventListener("opened", ({ detail }) => this._opened(detail.gateway));
    this.link.addEventListener("message", ({ detail }) => this._hear(detail));
    this.link.start();
  }

  /** End the visit. */
  end() {
    this._ended = true;
    this.remembering.end();
    this.link?.stop();
  }

  /** How the link stands. */
  get standing() {
    return this.link?.standing ?? "connecting";
  }

  /** Why it stands so, or null. */
  get reason() {
    return this.link?.reason ?? null;
  }

  /** Ask a device to do something; the id of the command. */
  command(device, what) {
    const message = this.house.ask(device, what);
    this.link.say(message);
    return message.id;
  }

  /** Ask the gateway itself something; resolves with its answer. */
  ask(question) {
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this._answer(id, { m: "refused", reason: "no_answer" }), ANSWER_MS);
      this._asked.set(id, { resolve, reject, timer });
      if (!this.link.say({ ...question, id })) this._answer(id, { m: "refused", reason: "unreachable" });
    });
  }

  _answer(id, message) {
    const waiting = this._asked.get(id);
    if (!waiting) return;
    this._asked.delete(id);
    clearTimeout(waiting.timer);
    if (message.m === "refused") waiting.reject(new AskError(message.reason));
    else waiting.resolve(message);
  }

  _stands(detail) {
    this.dispatchEvent(new CustomEvent("standing", { detail }));
  }

  // Only a session that the gateway opened proves that it knew the code; then, and not before, its key is pinned.
  async _opened(gateway) {
    const { id, member } = this.installation;
    const entered = this._code !== null;
    this._pinned = gateway;
    this._code = null;
    if (!entered) return;
    await keep(id, member, { keys: this._keys, gateway });
    this.dispatchEvent(new CustomEvent("admitted"));
  }

  // A gateway of an older form would end the session at a message that it does not know. One that only watches has no
  // likings, and is refused.
  _askHowLiked({ version = 1 }) {
    if (version < ARRANGES) return;
    this.ask({ m: "arrangement" }).then(
      ({ arrangement }) => this.liking.take(arrangement),
      () => {},
    );
  }

  _hear(message) {
    if (message.m === "welcome") {
      this.app = message.app;
      this.role = message.role;
      this._askHowLiked(message);
    }
    if (message.id !== undefined && this._asked.has(message.id)) {
      this._answer(message.id, message);
      return;
    }
    if (message.m === "arrangement_is") this.liking.take(message.arrangement);
    const reply = this.house.hear(message);
    if (reply) this.link.say(reply);
    if (message.m === "welcome") for (const again of this.house.unanswered()) this.link.say(again);
  }
}


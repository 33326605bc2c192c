// The link to one home: ticket, road, sealed session; comes back by itself, and says at every moment how it stands.

import { text, utf8 } from "./bytes.js";
import { bodyOf, CloseCode, frame, frameOf, Kind, readFrame, VERSION } from "./frames.js";
import { NotAdmittedError, SealError, UnsupportedError } from "./session.js";

export const Standing = Object.freeze({
  CONNECTING: "connecting",
  WAITING: "waiting",
  OPENING: "opening",
  LIVE: "live",
  LOST: "lost",
  ENDED: "ended",
});

const HEARTBEAT_MS = 3_000;
const SILENCE_MS = 8_000;
const PROBE_MS = 1_500;
const OPENING_MS = 8_000;
const FIRST_RETRY_MS = 150;
const LONGEST_RETRY_MS = 800;
const BUSY_RETRY_MS = 10_000;
const SPREAD_MS = 2_000;
const TICKET_MARGIN_S = 15;
const TICKET_LIFE_S = { least: 10, most: 300, plain: 60 };
const MOST_SEAL_ERRORS = 3;
const FINAL = new Map([
  [CloseCode.BAD_VERSION, "version"],
  [CloseCode.BAD_ORIGIN, "origin"],
]);
const BUSY = new Map([
  [CloseCode.TOO_MANY_PEOPLE, "too_many_people"],
  [CloseCode.TOO_MANY_CHANNELS, "too_many_channels"],
  [CloseCode.TOO_BUSY, "too_busy"],
]);

function seconds() {
  return Date.now() / 1000;
}

/** Events: "standing" {standing, reason}, "message" (detail: what the gateway says), "opened" (a session is live). */
export class Link extends EventTarget {
  /** `ticket()` fetches {ticket, expires, road}; `session()` makes a fresh Session; `hello` is the first message. */
  constructor({ ticket, session, hello }) {
    super();
    this._fetchTicket = ticket;
    this._newSession = session;
    this._hello = hello;
    this._standing = null;
    this._reason = null;
    this._stopped = false;
    this._failures = 0;
    this._sealErrors = 0;
    this._wake = () => {};
    this._opening = null;
    this._outgoing = Promise.resolve();
    this._heardGateway = 0;
    this._probe = () => this._look();
  }

  /** How it stands. */
  get standing() {
    return this._standing;
  }

  /** Why it stands so, or null. */
  get reason() {
    return this._reason;
  }

  /** Begin, and go on until stop() or an end that only a person can change. */
  async start() {
    addEventListener("online", this._probe);
    document.addEventListener("visibilitychange", this._probe);
    this._stand(Standing.CONNECTING);
    while (!this._stopped) {
      const code = await this._connectOnce();
      if (this._stopped) break;
      await this._pause(code);
    }
  }

  /** Stop for good. */
  stop() {
    this._stopped = true;
    removeEventListener("online", this._probe);
    document.removeEventListener("visibilitychange", this._probe);
    this._socket?.close();
    this._wake();
  }

  /** Say something to the gateway; false when there is no session to say it in. */
  say(message) {
    if (this._standing !== Standing.LIVE) return false;
    const { _session: session, _channel: channel, _socket: socket } = this;
    const said = this._outgoing.then(async () => {
      const sealed = await session.seal(utf8(JSON.stringify(message)));
      if (this._socket === socket && this._channel === channel) socket.send(frame(Kind.DATA, channel, sealed));
    });
    this._outgoing = said.catch((problem) => this._fail(problem, socket));
    return true;
  }

  _stand(standing, reason = null) {
    if (this._standing === standing && this._reason === reason) return;
    this._standing = standing;
    this._reason = reason;
    this.dispatchEvent(new CustomEvent("standing", { detail: { standing, reason } }));
  }

  _end(reason) {
    this.stop();
    this._stand(Standing.ENDED, reason);
  }

  async _connectOnce() {
    let ticket;
    try {
      ticket = await this._ticket();
    } catch (problem) {
      if (this._stopped) return null;
      if (problem.final) this._end(problem.word);
      else this._lose();
      return null;
    }
    if (this._stopped) return null;
    return new Promise((resolve) => this._dial(ticket, resolve));
  }

  async _ticket() {
    if (!this._kept || this._kept.expires - seconds() < TICKET_MARGIN_S) this._kept = await this._fetchTicket();
    return this._kept;
  }

  _dial(ticket, resolve) {
    const socket = new WebSocket(`${ticket.road}/road/app`);
    socket.binaryType = "arraybuffer";
    this._socket = socket;
    this._heard = performance.now();
    this._incoming = Promise.resolve();
    socket.onopen = () => socket.send(frameOf(Kind.TICKET, { ticket: ticket.ticket, version: VERSION }));
    socket.onmessage = (event) => {
      this._heard = performance.now();
      this._incoming = this._incoming.then(() => this._hear(event.data, socket)).catch((problem) => this._fail(problem, socket));
    };
    const beat = setInterval(() => this._beat(socket), HEARTBEAT_MS);
    const gone = (event) => {
      clearInterval(beat);
      this._opened();
      clearTimeout(this._renewing);
      socket.onclose = socket.onmessage = socket.onopen = null;
      if (this._socket === socket) this._socket = null;
      this._channel = null;
      this._gone = null;
      this._settle(event.code, resolve);
    };
    socket.onclose = gone;
    // A socket whose peer has vanished takes long to close; the link does not wait for it.
    this._gone = (code) => {
      socket.close();
      gone({ code });
    };
  }

  _settle(code, resolve) {
    if (code === CloseCode.BAD_TICKET || code === CloseCode.TICKET_EXPIRED) this._kept = null;
    if (code === CloseCode.REVOKED) this._kept = null;
    if (!this._stopped && FINAL.has(code)) this._end(FINAL.get(code));
    else if (!this._stopped) this._lose(BUSY.get(code) ?? null);
    resolve(code);
  }

  _lose(reason = null) {
    const begun = this._standing === Standing.CONNECTING && this._failures < 2 && reason === null;
    if (!begun) this._stand(Standing.LOST, reason);
  }

  _pause(code) {
    this._failures += 1;
    const grown = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this._failures - 1, 8));
    let wait = grown * (0.7 + 0.3 * Math.random());
    if (BUSY.has(code)) wait = BUSY_RETRY_MS;
    if (code === CloseCode.GOING_AWAY) wait = SPREAD_MS * Math.random();
    if (document.visibilityState === "hidden") wait = Math.max(wait, BUSY_RETRY_MS);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this._wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  // The page came back to the front, or the network says that it is there: look at once instead of waiting.
  _look() {
    if (document.visibilityState === "hidden") return;
    this._wake();
    const socket = this._socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) return;
    const asked = performance.now();
    socket.send(frame(Kind.PING));
    setTimeout(() => {
      if (this._socket === socket && this._heard < asked) this._gone?.(0);
    }, PROBE_MS);
  }

  // The relay's word that it lives says nothing of the home: while a session is open, the gateway itself is asked.
  _beat(socket) {
    const heard = this._standing === Standing.LIVE ? this._heardGateway : this._heard;
    if (performance.now() - heard > SILENCE_MS) this._gone?.(0);
    else if (socket.readyState === WebSocket.OPEN) socket.send(frame(Kind.PING));
    this.say({ m: "beat" });
  }

  async _hear(buffer, socket) {
    const read = readFrame(buffer);
    if (read === null || this._socket !== socket) return;
    if (read.kind === Kind.DATA && read.channel === this._channel) await this._sealed(read.body, socket);
    else if (read.kind === Kind.ADMITTED || read.kind === Kind.RENEWED) this._renewLater(bodyOf(read), socket);
    else if (read.kind === Kind.OPENED) this._open(read.channel, socket);
    else if (read.kind === Kind.WAITING) this._waits();
  }

  _renewLater({ expires, now }, socket) {
    const { least, most, plain } = TICKET_LIFE_S;
    const told = Number.isFinite(expires - now) ? expires - now : plain;
    clearTimeout(this._renewing);
    this._renewing = setTimeout(() => this._renew(socket), Math.min(most, Math.max(least, told)) * 600);
  }

  async _renew(socket) {
    try {
      this._kept = await this._fetchTicket();
      if (this._socket === socket && !this._stopped) socket.send(frameOf(Kind.RENEW, { ticket: this._kept.ticket, version: VERSION }));
    } catch (problem) {
      if (problem.final) this._end(problem.word);
      else if (this._socket === socket) this._renewing = setTimeout(() => this._renew(socket), 5_000);
    }
  }

  _waits() {
    this._opened();
    this._channel = null;
    this._failures = 0;
    this._stand(Standing.WAITING);
  }

  _open(channel, socket) {
    this._channel = channel;
    this._session = this._newSession();
    this._outgoing = Promise.resolve();
    this._answered = false;
    // One wait for however many channels: a road that opens one after the other, and no session, is a road that is down.
    this._opening ??= setTimeout(() => this._gone?.(0), OPENING_MS);
    this._stand(Standing.OPENING);
    socket.send(frame(Kind.DATA, channel, this._session.begin()));
  }

  _opened() {
    clearTimeout(this._opening);
    this._opening = null;
  }

  async _sealed(body, socket) {
    const { _session: session, _channel: channel } = this;
    if (!this._answered) {
      this._answered = true;
      const opening = await session.answer(body, utf8(JSON.stringify(this._hello)));
      if (this._channel === channel) socket.send(frame(Kind.DATA, channel, opening));
      return;
    }
    const message = JSON.parse(text(await session.open(body)));
    if (this._session !== session) return;
    this._heardGateway = performance.now();
    if (message.m === "welcome") this._welcomed(session);
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
  }

  _welcomed(session) {
    this._opened();
    this._failures = 0;
    this._sealErrors = 0;
    this._stand(Standing.LIVE);
    this.dispatchEvent(new CustomEvent("opened", { detail: { gateway: session.gateway } }));
  }

  _fail(problem, socket) {
    if (this._socket !== socket) return;
    if (problem instanceof NotAdmittedError) this._end(problem.reason);
    else if (problem instanceof UnsupportedError) this._end("unsupported");
    else if (problem instanceof SealError && ++this._sealErrors >= MOST_SEAL_ERRORS) this._end("seal");
    else this._gone?.(0);
  }
}

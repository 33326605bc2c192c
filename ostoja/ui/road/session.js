// The app's end of a sealed session, the twin of ostoja/protocol/app_session.py; docs/wire/session.md has the bytes.

import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "../vendor/@hpke/core@1.9.0/mod.js";
import { joined, same, utf8 } from "./bytes.js";

const VERSION = 1;
const Part = { BEGIN: 1, HELLO: 2, OPEN: 3, SEALED: 4, REFUSAL: 5 };
const HELLO_BYTES = 154;
const REFUSAL_BYTES = 66;
const REFUSALS = { 1: "unknown_app", 2: "unknown_code", 3: "spent_code", 4: "other_member" };
const SEALED = Uint8Array.of(Part.SEALED);

/** The handshake or a sealed message is not what the pinned gateway says: forged, altered, replayed or lost. */
export class SealError extends Error {}

/** This browser's own cryptography lacks something that a session needs. */
export class UnsupportedError extends Error {}

/** The gateway itself does not admit this app; `reason` says why. */
export class NotAdmittedError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

function suite() {
  return new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

async function isSigned(identity, signature, text) {
  try {
    const key = await crypto.subtle.importKey("raw", identity, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, text);
  } catch (problem) {
    throw problem.name === "NotSupportedError" ? new UnsupportedError("Ed25519") : problem;
  }
}

async function seal(context, body, header) {
  return new Uint8Array(await context.seal(body, header));
}

function readHello(body) {
  if (body.length !== HELLO_BYTES || body[0] !== Part.HELLO || body[1] !== VERSION) throw new SealError("hello");
  return {
    nonce: body.slice(2, 18),
    identity: body.slice(18, 50),
    epochKey: body.slice(50, 82),
    until: body.slice(82, 90),
    signature: body.slice(90, 154),
  };
}

/** One session: begin(), then answer() to the gateway's hello, then seal() and open() in order. */
export class Session {
  /** `keys` is the app's key pair; `pinned` the gateway's key; `code` = {number, psk} to enter by a code. */
  constructor({ keys, installation, pinned = null, code = null }) {
    this.gateway = pinned;
    this._keys = keys;
    this._installation = installation;
    this._code = code;
    this._begin = joined(Uint8Array.of(Part.BEGIN, VERSION), crypto.getRandomValues(new Uint8Array(16)));
    this._next = 0;
  }

  /** The first body on a new channel. */
  begin() {
    return this._begin;
  }

  /** The body after the gateway's hello, with the first message sealed in it. */
  async answer(body, first) {
    const hello = readHello(body);
    if (this.gateway !== null && !same(this.gateway, hello.identity)) throw new SealError("another gateway");
    const nonce = this._begin.slice(2);
    const signed = joined(
      utf8("ostoja hello 1 "), utf8(this._installation), nonce, hello.nonce, hello.epochKey, hello.until,
    );
    if (!(await isSigned(hello.identity, hello.signature, signed))) throw new SealError("signature");
    this.gateway = hello.identity;
    this._info = joined(utf8("ostoja session 1 "), await sha256(joined(this._begin, body)));
    return this._open(hello, first);
  }

  async _open(hello, first) {
    const hpke = suite();
    const recipientPublicKey = await hpke.kem.deserializePublicKey(hello.epochKey);
    const psk = this._code ? { id: utf8(this._code.number), key: this._code.psk } : undefined;
    const sender = { recipientPublicKey, info: this._info, senderKey: this._keys, psk };
    this._context = await hpke.createSenderContext(sender);
    const replyKey = await this._context.export(utf8("ostoja reply key 1"), 32);
    this._replyKey = await crypto.subtle.importKey("raw", replyKey, "AES-GCM", false, ["decrypt"]);
    this._replyNonce = new Uint8Array(await this._context.export(utf8("ostoja reply nonce 1"), 12));
    const header = joined(await this._wayIn(), new Uint8Array(this._context.enc));
    return joined(header, await seal(this._context, first, header));
  }

  async _wayIn() {
    const app = new Uint8Array(await crypto.subtle.exportKey("raw", this._keys.publicKey));
    if (this._code) return joined(Uint8Array.of(Part.OPEN, 1), utf8(this._code.number), app);
    return joined(Uint8Array.of(Part.OPEN, 0), (await sha256(app)).slice(0, 8));
  }

  /** The next message to the gateway, sealed. */
  async seal(body) {
    return joined(SEALED, await seal(this._context, body, SEALED));
  }

  /** The next message of the gateway; throws NotAdmittedError for its no, SealError for anything that does not open. */
  async open(body) {
    if (body[0] === Part.REFUSAL) await this._refused(body);
    if (body[0] !== Part.SEALED) throw new SealError("not sealed");
    try {
      const algorithm = { name: "AES-GCM", iv: this._nonce(), additionalData: SEALED };
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, this._replyKey, body.slice(1)));
    } catch {
      throw new SealError("does not open");
    }
  }

  async _refused(body) {
    if (body.length !== REFUSAL_BYTES) throw new SealError("refusal");
    const text = joined(utf8("ostoja refusal 1 "), this._info, body.slice(1, 2));
    if (!(await isSigned(this.gateway, body.slice(2), text))) throw new SealError("refusal not signed");
    throw new NotAdmittedError(REFUSALS[body[1]] ?? "unknown_app");
  }

  _nonce() {
    const nonce = this._replyNonce.slice();
    const view = new DataView(nonce.buffer);
    view.setBigUint64(4, view.getBigUint64(4) ^ BigInt(this._next));
    this._next += 1;
    return nonce;
  }
}

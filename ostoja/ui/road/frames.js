// Frames of the road, as docs/wire/road.md has them: kind (1 byte), channel (u32, big endian), body.

export const VERSION = 1;
export const HEADER_BYTES = 5;

export const Kind = Object.freeze({
  DATA: 0x01,
  TICKET: 0x10,
  ADMITTED: 0x11,
  OPENED: 0x12,
  WAITING: 0x13,
  RENEW: 0x14,
  RENEWED: 0x15,
  PING: 0x16,
  PONG: 0x17,
  CLOSE: 0x24,
  DRAIN: 0x28,
});

export const CloseCode = Object.freeze({
  GOING_AWAY: 4000,
  BAD_FRAME: 4001,
  BAD_VERSION: 4002,
  BAD_TICKET: 4003,
  TICKET_EXPIRED: 4004,
  REVOKED: 4005,
  BAD_ORIGIN: 4006,
  TOO_MANY_PEOPLE: 4007,
  TOO_MANY_CHANNELS: 4008,
  RESYNC: 4009,
  TOO_LARGE: 4011,
  TOO_SLOW: 4012,
  SESSION_ENDED: 4015,
  TOO_BUSY: 4016,
});

const EMPTY = new Uint8Array(0);

/** The bytes of a frame. */
export function frame(kind, channel = 0, body = EMPTY) {
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  bytes[0] = kind;
  new DataView(bytes.buffer).setUint32(1, channel);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}

/** The bytes of a frame with a JSON body. */
export function frameOf(kind, value, channel = 0) {
  return frame(kind, channel, new TextEncoder().encode(JSON.stringify(value)));
}

/** The frame in one WebSocket message, or null when it is shorter than a header. */
export function readFrame(buffer) {
  if (buffer.byteLength < HEADER_BYTES) return null;
  const view = new DataView(buffer);
  return { kind: view.getUint8(0), channel: view.getUint32(1), body: new Uint8Array(buffer, HEADER_BYTES) };
}

/** The JSON in the body of a frame. */
export function bodyOf(read) {
  return JSON.parse(new TextDecoder().decode(read.body));
}

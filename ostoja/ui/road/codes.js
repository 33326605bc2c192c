// Claim and admission codes, the twin of ostoja/protocol/codes.py: twelve characters of number, twelve of secret.

import { utf8 } from "./bytes.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NUMBER_LENGTH = 12;
export const CODE_LENGTH = 24;
const GROUP_LENGTH = 4;
const ITERATIONS = 600_000;
const LABEL = "ostoja admission 1 ";
const LOOKALIKES = { O: "0", I: "1", L: "1" };

/** What was typed, in capitals of the alphabet; characters outside of it stay, so that a mistake can be told. */
export function plain(typed) {
  return typed
    .toUpperCase()
    .replaceAll(/[\s\-\u2013\u2014]/g, "")
    .replaceAll(/[OIL]/g, (letter) => LOOKALIKES[letter]);
}

/** The code behind what a person typed, or null when it cannot be one. */
export function readCode(typed) {
  const whole = plain(typed);
  if (whole.length !== CODE_LENGTH || [...whole].some((letter) => !ALPHABET.includes(letter))) return null;
  return { number: whole.slice(0, NUMBER_LENGTH), secret: whole.slice(NUMBER_LENGTH) };
}

/** The code as people read it: groups of four with hyphens. */
export function spelled(whole) {
  return whole.match(new RegExp(`.{1,${GROUP_LENGTH}}`, "g"))?.join("-") ?? "";
}

/** The key that both ends of an admission make from a code; slow on purpose. */
export async function stretched(code) {
  const material = await crypto.subtle.importKey("raw", utf8(code.secret), "PBKDF2", false, ["deriveBits"]);
  const salt = utf8(LABEL + code.number);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS }, material, 256);
  return new Uint8Array(bits);
}

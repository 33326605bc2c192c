// What a link carries behind its #: secrets that the server never receives. They are taken out of the address at once.

import { CODE_LENGTH, readCode } from "../road/codes.js";

const KEPT = "ostoja.way-in";

// #claim=CODE   #admit=INSTALLATION.CODE   #invite=TOKEN.INSTALLATION.CODE   #demo=TOKEN.INSTALLATION.CODE
const FORMS = {
  claim: ["code"],
  admit: ["installation", "code"],
  invite: ["token", "installation", "code"],
  demo: ["token", "installation", "code"],
};

function read(fragment) {
  const [kind, rest = ""] = fragment.replace(/^#/, "").split("=", 2);
  const names = FORMS[kind];
  const parts = rest.split(".");
  if (!names || parts.length !== names.length) return null;
  const way = Object.fromEntries(names.map((name, at) => [name, parts[at]]));
  return readCode(way.code) ? { kind, ...way } : null;
}

/** The way in that this tab was opened with, kept over a sign-in on the way; null when there is none. */
export function wayIn() {
  const fresh = read(location.hash);
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (fresh) sessionStorage.setItem(KEPT, JSON.stringify(fresh));
  const kept = sessionStorage.getItem(KEPT);
  return kept ? JSON.parse(kept) : null;
}

/** Call `begin` when a link with a way in is opened in a tab that shows the app already; it is kept by then. */
export function onWayIn(begin) {
  addEventListener("hashchange", () => read(location.hash) && wayIn() && begin());
}

/** Forget the way in: it was used, or is of no use. */
export function forgetWayIn() {
  sessionStorage.removeItem(KEPT);
}

/** A link that admits an app: another of one's own, or, with a token, one of a person invited. */
export function linkFor({ installation, code, token }) {
  const plain = code.replaceAll("-", "").slice(0, CODE_LENGTH);
  const rest = token ? `invite=${token}.${installation}.${plain}` : `admit=${installation}.${plain}`;
  return `${location.origin}/app/#${rest}`;
}

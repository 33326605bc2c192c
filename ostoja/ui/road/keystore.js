// What this browser keeps of its homes: its own key pair for each (not extractable) and the gateway's key that it pinned.

import { inStore } from "./database.js";

const PLACE = { database: "ostoja", store: "homes" };

function nameOf(installation, member) {
  return `${installation}/${member}`;
}

/** What is kept for this home and member: {keys, gateway}, or undefined. */
export function keptFor(installation, member) {
  return inStore(PLACE, "readonly", (store, asked) => asked(store.get(nameOf(installation, member))));
}

/** Keep this browser's keys and the gateway's key, from now on pinned. */
export function keep(installation, member, { keys, gateway }) {
  return inStore(PLACE, "readwrite", (store, asked) => asked(store.put({ keys, gateway }, nameOf(installation, member))));
}

/** A key pair that nobody else has and that nobody, this page included, can take out of the browser. */
export function newKeys() {
  return crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
}

// What this browser keeps of its homes: its own key pair for each (not extractable) and the gateway's key that it pinned.

const DATABASE = "ostoja";
const STORE = "homes";
const VERSION = 1;

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened() {
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return asked(request);
}

async function inStore(mode, work) {
  const database = await opened();
  try {
    return await asked(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function nameOf(installation, member) {
  return `${installation}/${member}`;
}

/** What is kept for this home and member: {keys, gateway}, or undefined. */
export function keptFor(installation, member) {
  return inStore("readonly", (store) => store.get(nameOf(installation, member)));
}

/** Keep this browser's keys and the gateway's key, from now on pinned. */
export function keep(installation, member, { keys, gateway }) {
  return inStore("readwrite", (store) => store.put({ keys, gateway }, nameOf(installation, member)));
}

/** A key pair that nobody else has and that nobody, this page included, can take out of the browser. */
export function newKeys() {
  return crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
}

// What this browser remembers of a person's homes, once they have said that it is theirs: sealed under a key that nobody
// can take out of it, for a week without the home at most, and gone with the key.

import { inStore, removed } from "../road/database.js";
import { bytesOf } from "./pieces.js";

const PLACE = { database: "ostoja.mine", store: "kept" };
const KEY = "key";
const ME = "me";
const DAY_MS = 24 * 60 * 60 * 1000;
const CIPHER = "AES-GCM";
const IV_BYTES = 12;

/** For how long the home is remembered after it was last heard of. */
export const LONGEST_MS = 7 * DAY_MS;

const [words, letters] = [new TextEncoder(), new TextDecoder()];
// Whom this page belongs to: one that was left open keeps nothing for whoever signed in after them.
let person = null;
let turn = Promise.resolve();

function nameOf({ id, member }) {
  return `home ${id} ${member}`;
}

// A clock that was set back must not make a memory last.
function isOver({ at }) {
  const age = Date.now() - at;
  return age > LONGEST_MS || age < -DAY_MS;
}

// One after the other, so that what is forgotten is not written again by what began before.
function inTurn(work) {
  turn = turn.then(work, work);
  return turn;
}

// Of who never asked for it not even an empty database is made.
async function inMemory(mode, work) {
  const databases = await indexedDB.databases();
  return databases.some(({ name }) => name === PLACE.database) ? inStore(PLACE, mode, work) : undefined;
}

function record(name) {
  return inMemory("readonly", (store, asked) => asked(store.get(name)));
}

function drop(name) {
  return inMemory("readwrite", (store, asked) => asked(store.delete(name)));
}

/** Whether the person said that this browser is theirs. */
export async function isMine() {
  return (await record(KEY)) !== undefined;
}

/** Whether the person said that it hangs on a wall, with its screen on. */
export async function isPanel() {
  return (await record(KEY))?.isPanel === true;
}

/** Keep whether it hangs on a wall. */
export function keepPanel(isPanel) {
  return inMemory("readwrite", async (store, asked) => {
    const holder = await asked(store.get(KEY));
    if (holder) await asked(store.put({ ...holder, isPanel }, KEY));
  });
}

/** Remember from now on, for this person. */
export async function begin(here) {
  person = here.person.id;
  const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
  const holder = { key, id: crypto.randomUUID(), person };
  await inStore(PLACE, "readwrite", async (store, asked) => {
    await asked(store.clear());
    await asked(store.put(holder, KEY));
  });
  await keepMe(here);
}

/** Forget everything, and remember nothing from now on. */
export async function forget() {
  await inMemory("readwrite", (store, asked) => asked(store.clear()));
  await removed(PLACE);
}

/** Forget this home. */
export function forgetHome(installation) {
  return inTurn(() => drop(nameOf(installation)));
}

// What was forgotten while this was being sealed stays forgotten: the key has to be there still.
async function write(name, value, at = Date.now()) {
  const holder = await record(KEY);
  if (holder === undefined || holder.person !== person) return;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData: words.encode(name) }, holder.key, await bytesOf(value));
  await inMemory("readwrite", async (store, asked) => {
    if ((await asked(store.get(KEY)))?.id !== holder.id) return;
    await asked(store.put({ iv, data, at }, name));
    // Nobody hears of a home who is not signed in.
    const signedIn = await asked(store.get(ME));
    if (signedIn) await asked(store.put({ ...signedIn, at: Math.max(signedIn.at, at) }, ME));
  });
}

// What cannot be opened any more is of no use to anybody.
async function read(name) {
  const [holder, kept] = [await record(KEY), await record(name)];
  if (holder === undefined || kept === undefined || isOver(kept)) return null;
  const { iv, data, at } = kept;
  try {
    const opened = await crypto.subtle.decrypt({ name: CIPHER, iv, additionalData: words.encode(name) }, holder.key, data);
    return { value: JSON.parse(letters.decode(opened)), at };
  } catch {
    await drop(name);
    return null;
  }
}

function keepMe({ person: { language }, installations, last }) {
  return write(ME, { person: { language }, installations, last });
}

/** The person and their homes as far as the app needs them without the server: {person: {id, language}, installations, last}, or null. */
export async function me() {
  const kept = await read(ME);
  if (kept === null) return null;
  person = (await record(KEY))?.person ?? null;
  return { ...kept.value, person: { ...kept.value.person, id: person } };
}

/** Keep what is known of this home; `at` is when it was last heard of. */
export function keepHome(installation, known, at = Date.now()) {
  return inTurn(() => write(nameOf(installation), known, at));
}

/** What is remembered of this home: {value, at: when it was last heard of}, or null. */
export function home(installation) {
  return read(nameOf(installation));
}

/** The server has said who is here: what is another's or too old is forgotten, and so are homes that this person no longer has. */
export function settle(here) {
  person = here.person.id;
  return inTurn(() => settleNow(here));
}

async function settleNow(here) {
  await expire();
  const holder = await record(KEY);
  if (holder === undefined) return;
  if (holder.person !== here.person.id) return forget();
  const theirs = new Set([KEY, ME, ...here.installations.map(nameOf)]);
  const names = await inMemory("readonly", (store, asked) => asked(store.getAllKeys()));
  for (const name of names) if (!theirs.has(name)) await drop(name);
  return keepMe(here);
}

/** Forget what is too old; with nothing left, the key as well. */
export async function expire() {
  const left = await inMemory("readwrite", async (store, asked) => {
    const [names, kept] = [await asked(store.getAllKeys()), await asked(store.getAll())];
    const old = names.filter((name, place) => name !== KEY && isOver(kept[place]));
    for (const name of old) await asked(store.delete(name));
    return names.length - old.length;
  });
  if (left <= 1) await forget();
}

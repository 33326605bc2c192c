// A database of the browser with one store of things by their names, opened for each piece of work and closed after it.

const VERSION = 1;

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened(database, store) {
  const request = indexedDB.open(database, VERSION);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  return asked(request);
}

/** Does `work` in one transaction of this mode; it is given the store and `asked`, which makes a promise of a request. Resolves with what it answers. */
export async function inStore({ database, store }, mode, work) {
  const open = await opened(database, store);
  try {
    return await work(open.transaction(store, mode).objectStore(store), asked);
  } finally {
    open.close();
  }
}

/** Removes the database with everything in it, as soon as nobody has it open. */
export function removed({ database }) {
  return asked(indexedDB.deleteDatabase(database));
}

// What the home holds, fetched sealed from the gateway part by part, and joined with the office's package in this browser.

import { newArchive, opened } from "./archive.js";
import { asCsv, asJson } from "./sheets.js";

const ROWS_A_FILE = 20_000;
const TRIES = 6;
const BACK_MS = 30_000;
const WAIT_FOR = new Set(["unreachable", "no_answer"]);

/** Waits until the link is live again, or for half a minute. */
function back(visit) {
  if (visit.standing === "live") return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      visit.removeEventListener("standing", heard);
      resolve();
    };
    const heard = ({ detail }) => detail.standing === "live" && done();
    const timer = setTimeout(done, BACK_MS);
    visit.addEventListener("standing", heard);
  });
}

// The mark says where to go on, so a link that breaks in the middle costs one part.
async function part(visit, scope, after) {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await visit.ask({ m: "holdings", scope, after });
    } catch (problem) {
      if (left <= 1 || !WAIT_FOR.has(problem.reason)) throw problem;
      await back(visit);
    }
  }
}

/** Parts of sheets, one asked for when the one before is dealt with. */
export async function* parts(visit, scope) {
  let mark = "";
  do {
    const found = await part(visit, scope, mark);
    yield { sheet: found.sheet, columns: found.columns, rows: found.rows };
    mark = found.next ?? "";
  } while (mark !== "");
}

/** Parts gathered to files of a bounded size: {name, columns, rows}. */
export async function* files(found) {
  let held = null;
  for await (const { sheet, columns, rows } of found) {
    if (held !== null && (held.sheet !== sheet || held.rows.length >= ROWS_A_FILE)) {
      yield held;
      held = { sheet, columns, rows: [], number: held.sheet === sheet ? held.number + 1 : 1 };
    }
    held ??= { sheet, columns, rows: [], number: 1 };
    for (const row of rows) held.rows.push(row);
  }
  if (held !== null) yield held;
}

async function write(archive, visit, scope, told) {
  let count = 0;
  for await (const { sheet, columns, rows, number } of files(parts(visit, scope))) {
    const name = sheet === "history" ? `home/${sheet}-${String(number).padStart(4, "0")}` : `home/${sheet}`;
    await archive.add(`${name}.json`, asJson(columns, rows));
    await archive.add(`${name}.csv`, asCsv(columns, rows));
    count += rows.length;
    told(count);
  }
}

/** The office's package with the home's part in it. `told` hears how many rows there are so far. */
export async function withHome(office, visit, told) {
  const { files: given, manifest } = await opened(office);
  const archive = await newArchive();
  for (const [name, content] of Object.entries(given)) await archive.add(name, content);
  await write(archive, visit, "mine", told);
  return archive.finish({ ...manifest, home: visit.installation.id });
}

/** The home's devices, rooms and history, to be taken elsewhere. */
export async function ofHome(visit, told) {
  const archive = await newArchive();
  await write(archive, visit, "home", told);
  return archive.finish({ format: "ostoja-home-1", scope: "home", made: new Date().toISOString(), home: visit.installation.id });
}

/** Hand a file to the person. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// A ZIP that is written file by file, with a manifest that names each with its checksum; what is done leaves the memory.

import { hex, utf8 } from "../road/bytes.js";

/** Files of the office's package and their manifest. Throws when a file is not what the manifest says. */
export async function opened(bytes) {
  const { unzipSync } = await import("../vendor/fflate@0.8.2/browser.js");
  const files = unzipSync(bytes);
  const manifest = JSON.parse(new TextDecoder().decode(files["manifest.json"]));
  delete files["manifest.json"];
  for (const [name, content] of Object.entries(files)) {
    if ((await sum(content)) !== manifest.files[name]) throw new Error(`${name} is damaged`);
  }
  return { files, manifest };
}

/** An empty archive. */
export async function newArchive() {
  return new Archive(await import("../vendor/fflate@0.8.2/browser.js"));
}

async function sum(bytes) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

class Archive {
  constructor({ Zip, ZipDeflate }) {
    this._deflate = ZipDeflate;
    this._sums = {};
    this._pieces = [];
    this._done = new Blob();
    this._zip = new Zip((problem, piece) => {
      if (problem) throw problem;
      this._pieces.push(piece);
    });
  }

  /** Write a file; a text becomes UTF-8. */
  async add(name, content) {
    const bytes = typeof content === "string" ? utf8(content) : content;
    this._sums[name] = await sum(bytes);
    this._write(name, bytes);
  }

  _write(name, bytes) {
    const file = new this._deflate(name, { level: 6 });
    this._zip.add(file);
    file.push(bytes, true);
    // The browser keeps a blob where it likes, on the disk when it is large.
    this._done = new Blob([this._done, ...this._pieces]);
    this._pieces = [];
  }

  /** Write the manifest, and end. */
  finish(manifest) {
    this._write("manifest.json", utf8(`${JSON.stringify({ ...manifest, files: this._sums }, null, 1)}\n`));
    this._zip.end();
    return new Blob([this._done, ...this._pieces], { type: "application/zip" });
  }
}

// Finding devices by what people type: any order of words, any letter case, with or without the language's signs.

import { t } from "../texts/texts.js";

// Letters that no decomposition takes a sign off.
const PLAIN = { ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe" };

/** The text as it is compared: small letters without signs. */
export function plain(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[łđøßæœ]/g, (letter) => PLAIN[letter]);
}

/** A test of devices: all the words are in the device's name, its rooms' names or its kind. Every device passes where nothing is typed. */
export function finder(typed, rooms) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (device) => {
    const names = [device.name, ...(device.rooms ?? []).map((id) => rooms.get(id)?.name ?? ""), t(`kind.${device.kind}`)];
    const all = plain(names.join("\n"));
    return words.every((word) => all.includes(word));
  };
}

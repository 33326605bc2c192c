// A house in the groups in which a person sees it: favourites, rooms, and what is in no room.

import { t } from "../texts/texts.js";
import { finder } from "../home/finding.js";
import { byName, tree } from "../home/rooms.js";

export const FAVORITES = "favorites";
const ELSEWHERE = "";

/**
 * The groups that have something to show, in order: {key, name, path, devices, movable, siblings, place}.
 * With `everything`, what the person hides is in them too, and every room that can be moved. `room` is the one to show with those in it,
 * or null; `typed` is what is looked for.
 */
export function grouped(house, liking, { everything = false, room = null, typed = "" } = {}) {
  const isFound = finder(typed, house.rooms);
  const isShown = (device) => (everything || !liking.isHidden(device.id)) && isFound(device);
  const groups = roomsOf(house, liking, room);
  const elsewhere = { key: ELSEWHERE, name: t("rooms.elsewhere"), path: [], devices: [] };
  fill(groups, room === null ? elsewhere : null, [...house.devices.values()].filter(isShown));
  const compare = byName();
  for (const group of [...groups, elsewhere]) group.devices = liking.sorted(group.devices, compare);
  const full = groups.filter(({ devices, isAbove }) => devices.length > 0 || (everything && typed === "" && isAbove));
  placed(full);
  return [...favoritesOf(house, liking, isFound, room), ...full, elsewhere].filter((group) => group.movable || group.devices.length > 0);
}

/** The rooms to choose from: those that hold a device, or a room that does. */
export function inhabited(house, liking) {
  const used = new Set();
  const rooms = tree(house, liking);
  const within = new Map(rooms.map((one) => [one.room.id, one.within]));
  for (const device of house.devices.values()) {
    if (liking.isHidden(device.id)) continue;
    const home = (device.rooms ?? []).find((id) => within.has(id));
    for (const id of within.get(home) ?? []) used.add(id);
  }
  return rooms.filter(({ room }) => used.has(room.id));
}

function favoritesOf(house, liking, isFound, room) {
  if (room !== null) return [];
  const devices = liking.favorites.map((id) => house.devices.get(id)).filter((device) => device !== undefined && isFound(device));
  return [{ key: FAVORITES, name: t("place.favorites"), path: [], devices, isFavorites: true }];
}

function roomsOf(house, liking, chosen) {
  const rooms = tree(house, liking).filter(({ within }) => chosen === null || within.includes(chosen));
  const above = new Set(rooms.flatMap(({ within }) => within.slice(0, -1)));
  return rooms.map(({ room, path, siblings }) => ({ key: room.id, name: room.name, path, siblings, devices: [], isAbove: above.has(room.id) }));
}

// A device stands in the first of its rooms that there is.
function fill(groups, elsewhere, devices) {
  const byId = new Map(groups.map((group) => [group.key, group]));
  for (const device of devices) {
    const room = (device.rooms ?? []).find((id) => byId.has(id));
    (byId.get(room) ?? elsewhere)?.devices.push(device);
  }
}

function placed(groups) {
  const shown = new Set(groups.map(({ key }) => key));
  for (const group of groups) {
    const beside = group.siblings.filter((id) => shown.has(id));
    Object.assign(group, { movable: true, siblings: beside, place: { first: beside[0] === group.key, last: beside.at(-1) === group.key } });
  }
}

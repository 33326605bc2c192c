// A house in the groups in which a person sees it: favourites, rooms, and what is in no room.

import { t } from "../texts/texts.js";

const FAVORITES = "favorites";
const ELSEWHERE = "";

/** The groups that have something to show, in order; with `everything`, what the person hides is in them too. */
export function grouped(house, liking, { everything }) {
  const isShown = ({ id }) => everything || !liking.isHidden(id);
  const favorites = liking.favorites.map((id) => house.devices.get(id)).filter((device) => device !== undefined);
  const rooms = liking.sorted(house.rooms.values(), byName).map((room) => ({ key: room.id, name: room.name, devices: [] }));
  const elsewhere = { key: ELSEWHERE, name: t("rooms.elsewhere"), devices: [] };
  const byId = new Map(rooms.map((group) => [group.key, group]));
  for (const device of house.devices.values()) {
    if (!isShown(device)) continue;
    const room = (device.rooms ?? []).find((id) => byId.has(id));
    (byId.get(room) ?? elsewhere).devices.push(device);
  }
  const full = rooms.filter(({ devices }) => devices.length > 0);
  for (const group of [...full, elsewhere]) group.devices = liking.sorted(group.devices, byName);
  full.forEach((group, place) => Object.assign(group, { movable: true, place: { first: place === 0, last: place === full.length - 1 } }));
  const first = { key: FAVORITES, name: t("place.favorites"), devices: favorites, isFavorites: true };
  return [first, ...full, elsewhere].filter(({ devices }) => devices.length > 0);
}

function byName(one, other) {
  return one.name.localeCompare(other.name, document.documentElement.lang);
}

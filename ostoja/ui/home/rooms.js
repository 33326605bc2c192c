// The rooms of a home as a tree, in the order in which a person likes them.

/** Compares names as the person's language does, and "Lamp 2" before "Lamp 10". */
export function byName() {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return (one, other) => compare(one.name, other.name);
}

/** Every room once, parents first: {room, depth, path: names above it, siblings: ids of those beside it, within: ids from the top to it}. */
export function tree(house, liking) {
  const children = new Map();
  for (const room of house.rooms.values()) {
    const parent = house.rooms.has(room.parent) ? room.parent : "";
    children.set(parent, [...(children.get(parent) ?? []), room]);
  }
  const walk = new Walk(children, liking);
  walk.down("", [], []);
  // Rooms that are each other's parents hang on nothing, and are rooms all the same.
  for (const room of house.rooms.values()) if (!walk.seen.has(room.id)) walk.take(room, [room.id], [], []);
  return walk.found;
}

class Walk {
  constructor(children, liking) {
    this._children = children;
    this._liking = liking;
    this._compare = byName();
    this.seen = new Set();
    this.found = [];
  }

  down(parent, path, within) {
    const rooms = this._liking.sorted(this._children.get(parent) ?? [], this._compare);
    const siblings = rooms.map(({ id }) => id);
    for (const room of rooms) this.take(room, siblings, path, within);
  }

  take(room, siblings, path, within) {
    if (this.seen.has(room.id)) return;
    this.seen.add(room.id);
    const here = [...within, room.id];
    this.found.push({ room, depth: within.length, path, siblings, within: here });
    this.down(room.id, [...path, room.name], here);
  }
}

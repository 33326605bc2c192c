// How this person likes to see the home: favourites, what is hidden, and an order. The home keeps it for all their browsers.

const NOTHING = Object.freeze({ favorites: [], hidden: [], order: [] });

function whole(arrangement) {
  return { ...NOTHING, ...arrangement };
}

function toggled(list, id) {
  return list.includes(id) ? list.filter((one) => one !== id) : [...list, id];
}

/** These ids with one of them a step earlier or later. */
export function moved(ids, id, by) {
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  const found = [...ids];
  [found[at], found[to]] = [found[to], found[at]];
  return found;
}

/** Events: "change"; "failed" {reason}, when the home did not keep what was wished and things stand as before. */
export class Liking extends EventTarget {
  /** `keep` has the home keep an arrangement; a promise. */
  constructor(keep) {
    super();
    this._keep = keep;
    this.isKept = false;
    this._is = NOTHING;
    this._wishes = 0;
  }

  /** The arrangement, for take(); null while the home has said none. */
  known() {
    return this.isKept ? this._is : null;
  }

  /** The favourites, in their order. */
  get favorites() {
    return this._is.favorites;
  }

  isFavorite(id) {
    return this._is.favorites.includes(id);
  }

  isHidden(id) {
    return this._is.hidden.includes(id);
  }

  /** What the home says, which keeps it then; while a wish is on its way, that counts. */
  take(arrangement) {
    this.isKept = true;
    if (this._wishes === 0) this._become(whole(arrangement));
  }

  /** These things in the person's order: what they moved first, the rest as `otherwise` compares. */
  sorted(things, otherwise) {
    const places = new Map(this._is.order.map((id, place) => [id, place]));
    const place = ({ id }) => places.get(id) ?? Infinity;
    return [...things].sort((one, other) => (place(one) === place(other) ? otherwise(one, other) : place(one) - place(other)));
  }

  /** Make this a favourite, or no longer. */
  toggleFavorite(id) {
    return this._wish({ ...this._is, favorites: toggled(this._is.favorites, id) });
  }

  /** Hide this, or show it again. */
  toggleHidden(id) {
    return this._wish({ ...this._is, hidden: toggled(this._is.hidden, id) });
  }

  /** Keep the favourites in this order. */
  orderFavorites(ids) {
    return this._wish({ ...this._is, favorites: ids });
  }

  /** Keep these, which stand together, in this order. */
  order(ids) {
    const together = new Set(ids);
    return this._wish({ ...this._is, order: [...this._is.order.filter((id) => !together.has(id)), ...ids] });
  }

  async _wish(wanted) {
    const before = this._is;
    this._become(wanted);
    this._wishes += 1;
    try {
      await this._keep(wanted);
    } catch (problem) {
      if (this._is === wanted) this._become(before);
      this.dispatchEvent(new CustomEvent("failed", { detail: problem }));
    } finally {
      this._wishes -= 1;
    }
  }

  _become(arrangement) {
    this._is = arrangement;
    this.dispatchEvent(new CustomEvent("change"));
  }
}

// How high cards are that are not drawn yet, learned from those that are: a block keeps the room that it is going to take.

const CARD_PX = 208;
const GAP_PX = 12;

const shapeOf = ({ writable = true, kind, traits }) => `${writable} ${kind} ${traits.map(({ name }) => name)}`;

/** Heights of cards by what is on them, in pixels. A card in a row of another length, and so of another width, is a first guess. */
export class Heights {
  constructor() {
    this._known = new Map();
    this._guessed = new Map();
    this._columns = 1;
  }

  /** Rows have so many cards from now on; whether they had another number before. */
  fit(columns) {
    if (columns === this._columns) return false;
    this._guessed = new Map([...this._guessed, ...this._known]);
    this._known.clear();
    this._columns = columns;
    return true;
  }

  /** Learn from these cards in the page: [[device, element], …]; whether there was something to learn. */
  learn(cards) {
    const before = this._known.size;
    for (const [device, element] of cards) {
      const shape = shapeOf(device);
      if (!this._known.has(shape)) this._known.set(shape, element.getBoundingClientRect().height);
    }
    return this._known.size > before;
  }

  /** The height of a list of these devices. */
  of(devices) {
    let height = -GAP_PX;
    for (let at = 0; at < devices.length; at += this._columns) {
      const row = devices.slice(at, at + this._columns);
      height += GAP_PX + Math.max(...row.map((device) => this._one(shapeOf(device))));
    }
    return height;
  }

  _one(shape) {
    return this._known.get(shape) ?? this._guessed.get(shape) ?? CARD_PX;
  }
}

// Work that may take longer than a picture: a little of it before each one.

const SLICE_MS = 5;

/** Does things piece by piece: `step` does the next piece of a thing, and says whether there is another. */
export class Slices {
  constructor(step) {
    this._step = step;
    this._things = new Set();
    this._next = null;
  }

  /** Do this, after what waits already. */
  add(thing) {
    this._things.add(thing);
    this._next ??= requestAnimationFrame(() => this._slice());
  }

  /** Do no more of this. */
  drop(thing) {
    this._things.delete(thing);
  }

  /** Do nothing more. */
  stop() {
    cancelAnimationFrame(this._next);
    this._things.clear();
  }

  _slice() {
    this._next = null;
    const end = performance.now() + SLICE_MS;
    for (const thing of this._things) {
      while (this._step(thing)) if (performance.now() >= end) return this._later();
      this._things.delete(thing);
    }
  }

  _later() {
    this._next = requestAnimationFrame(() => this._slice());
  }
}

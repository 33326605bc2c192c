// JSON of something big, made piece by piece with the page's own work between: a home of thousands of devices is megabytes.

const PIECE = 250;

// Not by a timer: those of a page that is going out of sight wait long.
function breath() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

async function* piecesOf(value) {
  if (Array.isArray(value) && value.length > PIECE) {
    for (let place = 0; place < value.length; place += PIECE) {
      yield (place === 0 ? "[" : ",") + JSON.stringify(value.slice(place, place + PIECE)).slice(1, -1);
      await breath();
    }
    yield "]";
  } else if (value?.constructor === Object) {
    let before = "{";
    for (const [name, one] of Object.entries(value)) {
      if (one === undefined) continue;
      yield `${before}${JSON.stringify(name)}:`;
      yield* piecesOf(one);
      before = ",";
    }
    yield before === "{" ? "{}" : "}";
  } else {
    yield JSON.stringify(value);
  }
}

/** The bytes of this value's JSON; the value must not change meanwhile. */
export async function bytesOf(value) {
  const pieces = [];
  for await (const piece of piecesOf(value)) pieces.push(piece);
  return new Blob(pieces).arrayBuffer();
}

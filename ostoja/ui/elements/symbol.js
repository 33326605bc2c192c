// A drawing for each kind of device, in the colour of the text; the name beside it says what it is.

const SVG = "http://www.w3.org/2000/svg";
const SIZE = "24";
const PATHS = {
  light: "M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3z",
  socket: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM9 10.5v3M15 10.5v3",
  switch: "M8 4h8a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM7 12h10M12 7v2",
  shutter: "M4 4h16v4H4zM5.5 8v12h13V8M5.5 12h13M5.5 16h13",
  blind: "M4 4h16M6 4v14M18 4v14M6 8.5h12M6 13h12M6 17.5h12M12 18v3",
  heating: "M12 3a2 2 0 0 0-2 2v8.6a4 4 0 1 0 4 0V5a2 2 0 0 0-2-2zM12 9v7",
  sensor: "M13.5 12a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM8.2 15.8a5.4 5.4 0 0 1 0-7.6M15.8 8.2a5.4 5.4 0 0 1 0 7.6M5.3 18.7a9.5 9.5 0 0 1 0-13.4M18.7 5.3a9.5 9.5 0 0 1 0 13.4",
  button: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z",
  flag: "M6 21V4M6 5h11.5l-2.5 4 2.5 4H6",
  scene: "M8 5.5v13l10.5-6.5z",
  alarm: "M12 3l7 2.8v5.4c0 4.7-2.8 7.8-7 9.8-4.2-2-7-5.1-7-9.8V5.8z",
  other: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM9 9h6v6H9z",
};

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** The drawing of this kind of device; one that is not known has the drawing of the others. */
export function symbol(kind) {
  const path = drawn("path", { d: PATHS[kind] ?? PATHS.other });
  const svg = drawn("svg", { class: "symbol", viewBox: `0 0 ${SIZE} ${SIZE}`, width: SIZE, height: SIZE, "aria-hidden": "true" });
  svg.append(path);
  return svg;
}

// Colours as lamps have them (red, green, blue, 0 … 255) and as people choose them (hue 0 … 359 °, saturation and brightness 0 … 100 %).

/** The choice that is this colour; a grey has no hue, and keeps the one that is given. */
export function chosen({ red = 0, green = 0, blue = 0 }, hue = 0) {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  return { hue: spread === 0 ? hue : hueOf({ red, green, blue, most, spread }), saturation: most === 0 ? 0 : Math.round((spread * 100) / most), brightness: Math.round((most * 100) / 255) };
}

function hueOf({ red, green, blue, most, spread }) {
  const sixth = most === red ? (green - blue) / spread : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return (Math.round(sixth * 60) + 360) % 360;
}

/** The colour of this choice. */
export function shades({ hue, saturation, brightness }) {
  const shade = (turn) => {
    const place = (turn + hue / 60) % 6;
    const part = 1 - (saturation / 100) * Math.max(0, Math.min(place, 4 - place, 1));
    return Math.round((brightness / 100) * part * 255);
  };
  return { red: shade(5), green: shade(3), blue: shade(1) };
}

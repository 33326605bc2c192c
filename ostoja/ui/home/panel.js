// A browser that hangs on a wall: everything is larger, and the screen stays on while the app is seen.

let lock = null;
let isOn = false;

async function hold() {
  if (!isOn || document.hidden || (lock && !lock.released)) return;
  // Low on power, or too old: then the screen goes dark as everywhere.
  lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  if (!isOn) await lock?.release();
}

// The system takes the screen back whenever the app is not seen.
document.addEventListener("visibilitychange", hold);

/** Be a panel on a wall, or no longer. */
export async function setPanel(on) {
  isOn = on;
  if (on) document.documentElement.dataset.panel = "true";
  else delete document.documentElement.dataset.panel;
  if (on) return hold();
  await lock?.release();
  lock = null;
}

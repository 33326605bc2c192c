// The words of the app, in the person's language, from one catalogue.

const LANGUAGES = ["pl", "en"];
let words = {};
let spoken = "pl";
let written = "pl";

/** Load the catalogue of the first of these languages that there is. */
export async function speak(...wishes) {
  const found = wishes.filter(Boolean).map((wish) => wish.slice(0, 2).toLowerCase()).find((wish) => LANGUAGES.includes(wish));
  spoken = found ?? "en";
  const answer = await fetch(new URL(`app.${spoken}.json`, import.meta.url));
  words = await answer.json();
  document.documentElement.lang = spoken;
  // English is spoken in many places, and dates are written as the browser's own does it.
  written = navigator.languages.find((one) => one.slice(0, 2).toLowerCase() === spoken) ?? { pl: "pl", en: "en-GB" }[spoken];
}

/** The words under this key, with these places filled in. */
export function t(key, places = {}) {
  const found = words[key] ?? key;
  return found.replaceAll(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

/** Whether there are words under this key. */
export function knows(key) {
  return key in words;
}

/** A number as the language writes it. */
export function number(value, digits = 1) {
  return new Intl.NumberFormat(written, { maximumFractionDigits: digits }).format(value);
}

/** How long ago it was, in words. */
export function ago(milliseconds) {
  const format = new Intl.RelativeTimeFormat(spoken, { numeric: "auto" });
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return format.format(-seconds, "second");
  if (seconds < 3_600) return format.format(-Math.round(seconds / 60), "minute");
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3_600), "hour");
  return format.format(-Math.round(seconds / 86_400), "day");
}

/** A span of time in words, in its largest fitting unit. */
export function span(milliseconds) {
  const minutes = milliseconds / 60_000;
  const [amount, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 2_880 ? [minutes / 60, "hour"] : [minutes / 1_440, "day"];
  return new Intl.NumberFormat(written, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(amount);
}

/** A moment as the language writes it; the day only when it is not today. */
export function moment(milliseconds) {
  const when = new Date(milliseconds);
  const today = when.toDateString() === new Date().toDateString();
  return when.toLocaleString(written, today ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" });
}

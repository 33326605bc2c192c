// What a device shows, in words.

import { number, t } from "../texts/texts.js";

const WRITERS = {
  on_off: (value) => t(value.on ? "device.on" : "device.off"),
  brightness: (value) => `${value.level}\u00a0%`,
  color: () => null,
  color_temperature: () => null,
  open_close: (value) => opening(value),
  thermostat: (value) => warmth(value),
  measurement: (value, trait) => withUnit(number(value.number), trait.unit),
  value: (value, trait) => withUnit(number(value.number), trait.unit),
  binary_sensor: (value, trait) => sensed(value, trait),
  alarm: (value) => alarm(value),
  opaque: (value) => value.text || t("device.unknown"),
};

function sensed({ on }, { quantity }) {
  if (quantity === "presence") return t(on ? "sensor.somebody" : "sensor.nobody");
  return t(on ? "sensor.active" : "sensor.idle");
}

function withUnit(written, unit) {
  return unit ? `${written}\u00a0${unit}` : written;
}

function opening({ position }) {
  if (position === null || position === undefined) return null;
  if (position === 0) return t("cover.closed");
  if (position === 100) return t("cover.opened");
  return t("cover.partly", { percent: position });
}

function warmth({ current, active, cooling }) {
  const is = current === null || current === undefined ? t("device.unknown") : `${number(current)}\u00a0°C`;
  if (!active) return is;
  return `${is}, ${t(cooling ? "thermostat.cools" : "thermostat.heats")}`;
}

function alarm({ armed, alarmed }) {
  if (alarmed) return t("alarm.alarmed");
  if (armed === null || armed === undefined) return t("device.unknown");
  return t(armed ? "alarm.armed" : "alarm.disarmed");
}

// What a control already says beside its name needs no second word.
const SAID_BY_CONTROLS = new Set(["on_off", "brightness", "value"]);

/** What these values say, in words; empty when nothing is known yet, or when the controls say it all. */
export function written(traits, values, { controls }) {
  const words = traits.map((trait) => {
    if (controls && SAID_BY_CONTROLS.has(trait.name)) return null;
    const value = values.find((one) => one.t === trait.name);
    return value ? WRITERS[trait.name]?.(value, trait) : null;
  });
  return words.filter(Boolean).join(", ");
}

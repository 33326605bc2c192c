// A device: its name, what it shows, its controls, and what became of the last wish.

import { failureWords } from "../home/words.js";
import { ago, moment, t } from "../texts/texts.js";
import { freshId, make, mark, write } from "./dom.js";
import { written } from "./readout.js";
import { symbol } from "./symbol.js";
import "./alarm.js";
import "./color.js";
import "./cover.js";
import "./level.js";
import "./press.js";
import "./switch.js";
import "./thermostat.js";

const CONTROLS = {
  on_off: "ostoja-switch",
  brightness: "ostoja-level",
  color_temperature: "ostoja-level",
  value: "ostoja-level",
  color: "ostoja-color",
  open_close: "ostoja-cover",
  thermostat: "ostoja-thermostat",
  scene: "ostoja-press",
  button: "ostoja-press",
  alarm: "ostoja-alarm",
};
// What shows more of a scale than its number.
const SCALES = { color_temperature: "warmth" };
const OLD_MS = 60 * 60 * 1000;
const UNDER_WAY = new Set(["asked", "sent", "moving"]);

function controlled({ traits, writable = true }) {
  return writable ? traits.filter(({ name }) => CONTROLS[name]) : [];
}

function levelOf(trait, value, asked) {
  const kinds = {
    brightness: () => ({
      label: t("light.brightness"),
      value: value?.level ?? null,
      asked: asked?.c === "brightness" ? asked.level : null,
      command: (level) => ({ c: "brightness", level }),
    }),
    color_temperature: () => ({
      label: t("light.coldness"),
      value: value?.coldness ?? null,
      asked: asked?.c === "color_temperature" ? asked.coldness : null,
      command: (coldness) => ({ c: "color_temperature", coldness }),
    }),
    value: () => ({
      label: t("device.value"),
      value: value?.number ?? null,
      asked: asked?.c === "number" ? asked.number : null,
      unit: trait.unit ?? "",
      low: trait.low ?? 0,
      high: trait.high ?? 255,
      step: trait.step ?? 1,
      command: (number) => ({ c: "number", number }),
    }),
  };
  return kinds[trait.name]?.() ?? {};
}

class DeviceCard extends HTMLElement {
  /** Draw for this device; call it again when its description changes. */
  prepare(device) {
    const traits = controlled(device);
    const drawn = JSON.stringify(traits);
    if (this._drawn !== drawn) this._draw(traits);
    this._drawn = drawn;
    if (this.device?.kind !== device.kind) this._symbol.replaceChildren(symbol(device.kind));
    this.device = device;
    write(this._name, device.name);
    mark(this, "data-kind", device.kind);
    mark(this, "data-device", device.id);
  }

  _draw(traits) {
    const id = freshId("device");
    this._name = make("h3", { class: "device__name", id }, this.device?.name);
    this._symbol = make("span", { class: "device__symbol" }, this.device && symbol(this.device.kind));
    this._shows = make("p", { class: "device__shows" });
    this._news = make("p", { class: "device__news" });
    this._controls = traits.map((trait) => this._control(trait));
    const head = make("div", { class: "device__head" }, this._symbol, this._name, this._shows);
    this.replaceChildren(head, ...this._controls.map(({ element }) => element), this._news);
    mark(this, "data-reads", traits.length === 0 ? "true" : null);
    mark(this, "role", "group");
    mark(this, "aria-labelledby", id);
  }

  _control(trait) {
    const element = make(CONTROLS[trait.name], { "data-scale": SCALES[trait.name] });
    element.prepare?.(trait);
    return { trait, element };
  }

  /** `reachable` says whether the home can be reached now, `at` when the state was true and `now`, both by this browser's clock. */
  show({ state, command, reachable, at, now }) {
    const values = state?.values ?? [];
    const asked = command && UNDER_WAY.has(command.step) ? command.do : null;
    const available = this.device.available ?? true;
    const failed = command !== null && asked === null;
    mark(this, "data-step", failed ? "failed" : (command?.step ?? null));
    mark(this, "data-stale", reachable && available ? null : "true");
    mark(this, "data-lit", values.some((value) => value.t === "on_off" && value.on) && ["light", "socket", "switch"].includes(this.device.kind) ? "true" : null);
    write(this._shows, written(this.device.traits, values, { controls: this._controls.length > 0 }));
    for (const { trait, element } of this._controls) {
      const value = values.find((one) => one.t === trait.name);
      element.show({ label: this.device.name, value, asked, enabled: reachable && available, ...levelOf(trait, value, asked) });
    }
    write(this._news, this._newsOf({ state, command, failed, reachable, available, at, now }));
  }

  _newsOf({ state, command, failed, reachable, available, at, now }) {
    if (failed) return failureWords(command);
    if (command?.step === "moving" && reachable) return t("device.moving");
    if (command && command.step !== "moving") return t("device.asked");
    if (!available) return t("device.unavailable");
    if (!state) return "";
    if (!reachable) return t("device.as_of", { when: moment(at) });
    if (this.device.kind === "sensor" && this._controls.length === 0) return t("device.read", { when: ago(now - at) });
    return now - at > OLD_MS ? t("device.changed", { when: ago(now - at) }) : "";
  }
}

customElements.define("ostoja-device", DeviceCard);

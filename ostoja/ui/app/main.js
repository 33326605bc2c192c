// The app: who is signed in, which home, and what is shown of it.

import { t, speak } from "../texts/texts.js";
import { make, mark, write } from "../elements/dom.js";
import * as api from "../home/api.js";
import { forgetWayIn, wayIn } from "../home/fragment.js";
import { Visit } from "../home/visit.js";
import { admitView, endedView } from "../views/admit.js";
import { claimView } from "../views/claim.js";
import { Rooms } from "../views/rooms.js";
import { Sharing } from "../views/sharing.js";

const SIGN_IN = "/accounts/login/?next=/app/";
// Why a link ended that a code can mend; every other end has a page of its own.
const CODE_MENDS = new Set(["unknown_app", "unknown_code", "spent_code", "other_member", "no_code"]);

class App {
  constructor(root) {
    this._root = root;
    this._visit = null;
    this._view = null;
  }

  async begin() {
    this._way = wayIn();
    await speak(navigator.language, "pl");
    try {
      this._me = await this._whoAmI();
    } catch (problem) {
      if (problem.word === "signed_out") location.assign(SIGN_IN);
      else this._show(endedView({ reason: "unreachable", again: () => location.reload() }));
      return;
    }
    await speak(this._me.person.language, navigator.language, "pl");
    this._frame();
    await this._enter();
  }

  async _whoAmI() {
    try {
      return await api.me();
    } catch (problem) {
      if (problem.word !== "signed_out" || this._way?.kind !== "demo") throw problem;
      await api.demoSignIn(this._way.token);
      return api.me();
    }
  }

  async _enter() {
    const way = this._way;
    if (way?.kind === "claim") return this._claim(way.code);
    if (way?.kind === "invite") await this._accept(way.token);
    const wanted = way?.installation ?? this._me.last;
    const installation = this._me.installations.find(({ id }) => id === wanted) ?? this._me.installations[0];
    if (!installation) return this._claim();
    await this._open(installation, way?.installation === installation.id ? way.code : null);
  }

  // A used token may be this person's own, opened a second time: then the home is on the list already.
  async _accept(token) {
    try {
      await api.accept(token);
    } catch (problem) {
      if (!this._me.installations.some(({ id }) => id === this._way.installation)) this._warn(t(`call.${problem.word}`));
    }
    this._me = await api.me();
  }

  _frame() {
    this._homeName = make("div", { class: "bar__home" });
    this._warning = make("p", { class: "notice notice--error page", role: "alert", hidden: true });
    this._main = make("main", { id: "main", tabindex: "-1" });
    const tab = (word, view) => make("button", { type: "button", class: "button button--plain", "data-view": view, onclick: () => this._go(view) }, t(word));
    this._tabs = make("nav", { "aria-label": t("bar.views"), hidden: true }, tab("bar.home", "rooms"), tab("bar.sharing", "sharing"));
    const account = make("a", { class: "button button--plain", href: "/account/" }, t("bar.account"));
    const symbol = make("a", { class: "bar__mark", href: "/", "aria-label": "Ostoja" }, make("img", { src: "/static/icons/mark.svg", alt: "", width: "32", height: "32" }));
    const bar = make("header", { class: "bar" }, make("div", { class: "bar__inner" }, symbol, this._homeName, this._tabs, account));
    this._root.replaceChildren(make("a", { class: "skip", href: "#main", onclick: (event) => this._skip(event) }, t("bar.skip")), bar, this._warning, this._main);
  }

  _skip(event) {
    event.preventDefault();
    this._main.focus();
  }

  _warn(text) {
    write(this._warning, text);
    this._warning.hidden = text === "";
  }

  _drawPicker() {
    const { installations } = this._me;
    const current = this._visit?.installation ?? null;
    const title = make("h1", {}, current?.name ?? "Ostoja");
    if (installations.length < 1) return this._homeName.replaceChildren(title);
    const options = installations.map(({ id, name }) => make("option", { value: id, selected: id === current?.id }, name));
    const add = make("option", { value: "" }, t("bar.add_home"));
    const pick = make("select", { "aria-label": t("bar.pick_home"), onchange: (event) => this._pick(event.target.value) }, ...options, add);
    mark(title, "class", "visually-hidden");
    return this._homeName.replaceChildren(title, pick);
  }

  _pick(id) {
    forgetWayIn();
    this._way = null;
    const installation = this._me.installations.find((one) => one.id === id);
    if (installation) this._open(installation);
    else this._claim();
  }

  _leaveVisit() {
    this._visit?.end();
    this._visit = null;
  }

  // A code that was typed counts; one that came with a link is not needed by a browser that is admitted already.
  async _open(installation, code = null, typed = false) {
    this._leaveVisit();
    api.choose(installation.id).catch(() => {});
    const visit = new Visit(installation);
    this._visit = visit;
    document.title = `${installation.name} – Ostoja`;
    this._drawPicker();
    const admitted = await Visit.isAdmitted(installation);
    if (!admitted && code === null) return this._askForCode(installation, null);
    visit.addEventListener("standing", ({ detail }) => this._visit === visit && detail.standing === "ended" && this._ended(installation, detail.reason));
    visit.addEventListener("admitted", forgetWayIn);
    if (admitted) forgetWayIn();
    await visit.begin(typed || !admitted ? code : null);
    return this._go("rooms");
  }

  async _ended(installation, reason) {
    forgetWayIn();
    this._way = null;
    if (reason === "signed_out") return location.assign(SIGN_IN);
    if (CODE_MENDS.has(reason)) return this._askForCode(installation, reason);
    if (reason === "not_found") return this._gone();
    return this._show(endedView({ reason, again: () => location.reload() }));
  }

  // The home is no longer this person's: say so, and go on with what is left.
  async _gone() {
    this._leaveVisit();
    try {
      this._me = await api.me();
    } catch {
      return location.assign(SIGN_IN);
    }
    const [next] = this._me.installations;
    if (next) await this._open(next);
    else this._claim();
    return this._warn(t("ended.not_found"));
  }

  _askForCode(installation, reason) {
    this._tabs.hidden = true;
    const done = (code) => this._open(installation, code, true);
    this._show(admitView({ name: installation.name, reason, done }));
  }

  _claim(code = "") {
    this._leaveVisit();
    document.title = `${t("claim.title")} – Ostoja`;
    this._tabs.hidden = true;
    this._drawPicker();
    const done = async (installation, typed) => {
      forgetWayIn();
      this._me = await api.me();
      await this._open(installation, typed, true);
    };
    this._show(claimView({ done, code }));
  }

  _go(name) {
    this._warn("");
    this._tabs.hidden = false;
    for (const tab of this._tabs.children) mark(tab, "aria-current", tab.dataset.view === name ? "page" : null);
    if (name === "rooms") return this._show(new Rooms(this._visit));
    return this._show(new Sharing(this._visit, { renamed: (installation) => this._renamed(installation), left: () => this._gone() }));
  }

  _renamed(installation) {
    Object.assign(this._visit.installation, installation);
    const listed = this._me.installations.find(({ id }) => id === installation.id);
    Object.assign(listed, installation);
    document.title = `${installation.name} – Ostoja`;
    this._drawPicker();
  }

  _show(view) {
    this._view?.remove?.();
    this._view = view;
    (this._main ?? this._root).replaceChildren(view.element);
    view.focus?.();
  }
}

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/app/sw.js").catch(() => {});
new App(document.getElementById("app")).begin();

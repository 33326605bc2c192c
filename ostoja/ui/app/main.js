// The app: who is signed in, which home, and what is shown of it.

import { t, speak } from "../texts/texts.js";
import { make, mark, write } from "../elements/dom.js";
import * as api from "../home/api.js";
import { forgetWayIn, onWayIn, wayIn } from "../home/fragment.js";
import { Visit } from "../home/visit.js";
import { callWords } from "../home/words.js";
import { admitView, endedView } from "../views/admit.js";
import { claimView } from "../views/claim.js";
import { joinView } from "../views/join.js";
import { Rooms } from "../views/rooms.js";
import { Sharing } from "../views/sharing.js";

const SIGN_IN = "/accounts/login/?next=/app/";
// Why a link ended that a code can mend; every other end has a page of its own.
const CODE_MENDS = new Set(["unknown_app", "unknown_code", "spent_code", "other_member", "seal"]);
const UNOPENED = "Ostoja nie może się otworzyć. Sprawdź internet i wczytaj stronę ponownie. – Ostoja cannot open. Check the network and load the page again.";

class App {
  constructor(root) {
    this._root = root;
    this._visit = null;
    this._view = null;
  }

  async begin() {
    this._way = wayIn();
    await speak(...navigator.languages);
    try {
      this._me = await this._whoAmI();
    } catch (problem) {
      if (problem.word === "signed_out") location.assign(SIGN_IN);
      else this._show(endedView({ reason: "unreachable", again: () => location.reload() }));
      return;
    }
    await speak(this._me.person.language, ...navigator.languages);
    this._frame();
    onWayIn(() => this._beginAnew());
    await this._enter();
  }

  // A link was opened in this tab: what it carries counts now.
  async _beginAnew() {
    this._leaveVisit();
    this._way = wayIn();
    this._me = await api.me();
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
    if (way?.kind === "invite") return this._invited(way);
    const wanted = way?.installation ?? this._me.last;
    const installation = this._me.installations.find(({ id }) => id === wanted) ?? this._me.installations[0];
    if (!installation) return this._claim();
    await this._open(installation, way?.installation === installation.id ? way.code : null);
  }

  // A used token may be this person's own, opened a second time: then the home is on the list already.
  async _invited(way) {
    const joined = this._me.installations.find(({ id }) => id === way.installation);
    if (joined) return this._open(joined, way.code);
    try {
      this._join(way, await api.look(way.token));
    } catch (problem) {
      this._giveUp();
      this._warn(callWords(problem));
    }
  }

  _join(way, invitation) {
    this._leaveVisit();
    this._tabs.hidden = true;
    this._drawPicker();
    const done = async (installation) => {
      this._me = await api.me();
      await this._open(installation, way.code);
    };
    this._show(joinView({ invitation, token: way.token, done, leave: () => this._giveUp() }));
  }

  // Go on without the link.
  _giveUp() {
    forgetWayIn();
    this._way = null;
    this._enter();
  }

  _frame() {
    this._homeName = make("div", { class: "bar__home" });
    this._warning = make("p", { class: "notice notice--error page", role: "alert", hidden: true });
    this._main = make("main", { id: "main", tabindex: "-1" });
    const tab = (word, view) => make("button", { type: "button", class: "button button--plain", "data-view": view, onclick: () => this._go(view) }, t(word));
    this._tabs = make("nav", { "aria-label": t("bar.views"), hidden: true }, tab("bar.home", "rooms"), tab("bar.sharing", "sharing"));
    const account = make("a", { class: "button button--plain", href: "/accounts/" }, t("bar.account"));
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

  // A code that was typed counts; one that came with a link waits until it is seen whether this browser is admitted.
  async _open(installation, code = null, typed = false) {
    this._leaveVisit();
    api.choose(installation.id).catch(() => {});
    const visit = new Visit(installation);
    this._visit = visit;
    document.title = `${installation.name} – Ostoja`;
    this._drawPicker();
    try {
      const admitted = await Visit.isAdmitted(installation);
      if (this._visit !== visit) return;
      if (!admitted && code === null) return this._askForCode(installation, null);
      const used = typed || !admitted;
      visit.addEventListener("standing", ({ detail }) => this._visit === visit && this._stands(installation, detail, used ? null : code));
      await visit.begin(used ? code : null);
    } catch {
      // No X25519, or no place to keep a key: this browser cannot hold one.
      if (this._visit === visit) this._show(endedView({ reason: "unsupported", again: () => location.reload() }));
      return;
    }
    if (this._visit === visit) this._go("rooms");
  }

  async _stands(installation, { standing, reason }, spare) {
    if (standing === "live") forgetWayIn();
    if (standing !== "ended") return;
    if (reason === "unknown_app" && spare !== null) return this._open(installation, spare, true);
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
    const place = this._main ?? this._root;
    const held = place.contains(document.activeElement);
    place.replaceChildren(view.element);
    if (view.focus) view.focus();
    else if (held) place.focus();
  }
}

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/app/sw.js").catch(() => {});
const root = document.getElementById("app");
new App(root).begin().catch(() => root.replaceChildren(make("p", { class: "notice notice--error page", role: "alert" }, UNOPENED)));

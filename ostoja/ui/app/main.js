// The app: who is signed in, which home, and what is shown of it.

import { t, speak } from "../texts/texts.js";
import { make } from "../elements/dom.js";
import * as api from "../home/api.js";
import * as memory from "../home/memory.js";
import { forgetWayIn, onWayIn, wayIn } from "../home/fragment.js";
import { setPanel } from "../home/panel.js";
import { Visit } from "../home/visit.js";
import { callWords } from "../home/words.js";
import { admitView, endedView } from "../views/admit.js";
import { claimView } from "../views/claim.js";
import { Frame } from "../views/frame.js";
import { Rooms } from "../views/rooms.js";

const SIGN_IN = "/accounts/login/?next=/app/";
// The sign-in page says a word of what waits behind it; its kind alone goes along, never the link's secrets.
const WAITING = { invite: "%23invite", claim: "%23claim" };
const TRY_AGAIN_MS = 5_000;
// Why a link ended that a code can mend; every other end has a page of its own.
const CODE_MENDS = new Set(["unknown_app", "unknown_code", "spent_code", "other_member", "seal"]);
const UNOPENED = "Ostoja nie może się otworzyć. Sprawdź internet i wczytaj stronę ponownie. – Ostoja cannot open. Check the network and load the page again.";

class App {
  constructor(root) {
    this._root = root;
    this._visit = null;
  }

  async begin() {
    this._way = wayIn();
    onWayIn(() => location.reload());
    await speak(...navigator.languages);
    this._me = await this._reached();
    if (this._me === null) return this._signIn(WAITING[this._way?.kind]);
    await speak(this._me.person.language, ...navigator.languages);
    this._frame = new Frame(this._root, { go: (view) => this._go(view), pick: (id) => this._pick(id) });
    return this._enter();
  }

  // Who is signed in, as soon as the server answers, or as this browser remembers; null when nobody is.
  async _reached() {
    for (;;) {
      try {
        return await this._whoAmI();
      } catch (problem) {
        if (problem.final) return null;
        const remembered = this._way ? null : await this._remembered();
        if (remembered) return remembered;
        await this._unreached();
      }
    }
  }

  async _remembered() {
    await memory.expire().catch(() => {});
    const me = await memory.me().catch(() => null);
    this._isRemembered = me !== null;
    return me;
  }

  // The server answers again: what it says counts.
  async _refresh() {
    this._isRemembered = false;
    try {
      this._me = await this._whoAmI();
    } catch (problem) {
      this._isRemembered = true;
      if (problem.word === "signed_out") this._signIn();
    }
  }

  // Whatever ended the sign-in, this browser remembers no home after it.
  async _signIn(waiting = "") {
    await memory.forget().catch(() => {});
    location.assign(SIGN_IN + waiting);
  }

  _unreached() {
    return new Promise((again) => {
      if (!this._again) this._root.replaceChildren(endedView({ reason: "unreachable", again: () => this._again() }).element);
      const timer = setTimeout(again, TRY_AGAIN_MS);
      this._again = () => {
        clearTimeout(timer);
        again();
      };
      addEventListener("online", this._again, { once: true });
    });
  }

  async _whoAmI() {
    try {
      return await this._here();
    } catch (problem) {
      if (problem.word !== "signed_out" || this._way?.kind !== "demo") throw problem;
      await api.demoSignIn(this._way.token);
      return this._here();
    }
  }

  async _here() {
    const me = await api.me();
    await memory.settle(me).catch(() => {});
    return me;
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
      const [{ joinView }, invitation] = await Promise.all([import("../views/join.js"), api.look(way.token)]);
      this._join(way, invitation, joinView);
    } catch (problem) {
      // Only the server's word makes a link useless; a network that fails does not.
      if (!problem.final) return this._frame.show(endedView({ reason: problem.word, again: () => this._invited(way) }));
      this._giveUp();
      this._frame.warn(callWords(problem));
    }
  }

  _join(way, invitation, joinView) {
    this._leaveVisit();
    this._name(t("join.title"), null);
    this._frame.tabs(null);
    const done = async (installation) => {
      this._me = await this._here();
      await this._open(installation, way.code);
    };
    this._frame.show(joinView({ invitation, token: way.token, done, leave: () => this._giveUp() }));
  }

  // Go on without the link.
  _giveUp() {
    forgetWayIn();
    this._way = null;
    this._enter();
  }

  _name(title, chosen) {
    this._frame.name(title, this._me.installations, chosen);
  }

  _pick(id) {
    this._frame.warn("");
    forgetWayIn();
    this._way = null;
    const installation = this._me.installations.find((one) => one.id === id);
    if (installation) this._open(installation);
    else this._claim();
  }

  _leaveVisit() {
    this._visit?.end();
    this._visit = null;
    this._frame.tell(null);
  }

  // A code that was typed counts; one that came with a link waits until it is seen whether this browser is admitted.
  async _open(installation, code = null, typed = false) {
    this._leaveVisit();
    api.choose(installation.id).catch(() => {});
    const visit = new Visit(installation);
    this._visit = visit;
    this._name(installation.name, installation.id);
    visit.house.addEventListener("change", ({ detail }) => detail.devices === null && this._visit === visit && this._frame.tell(visit));
    try {
      const admitted = await Visit.isAdmitted(installation);
      if (this._visit !== visit) return;
      if (!admitted && code === null) return this._askForCode(installation, null);
      const used = typed || !admitted;
      visit.addEventListener("standing", ({ detail }) => this._visit === visit && this._stands(installation, detail, used ? null : code, typed ? code : ""));
      await visit.begin(used ? code : null);
    } catch {
      // No X25519, or no place to keep a key: this browser cannot hold one.
      if (this._visit === visit) this._frame.show(endedView({ reason: "unsupported", again: () => location.reload() }));
      return;
    }
    if (this._visit === visit) this._go("rooms");
    if (await memory.isPanel().catch(() => false)) await setPanel(true);
  }

  async _stands(installation, { standing, reason }, spare, typed) {
    this._frame.tell(this._visit);
    if (standing === "live") {
      forgetWayIn();
      if (this._isRemembered) this._refresh();
    }
    if (standing !== "ended") return;
    if (reason === "unknown_app" && spare !== null) return this._open(installation, spare, true);
    forgetWayIn();
    this._way = null;
    if (reason === "signed_out") return this._signIn();
    if (CODE_MENDS.has(reason) || reason === "not_found") await memory.forgetHome(installation).catch(() => {});
    if (CODE_MENDS.has(reason)) return this._askForCode(installation, reason, typed);
    if (reason === "not_found") return this._gone();
    return this._frame.show(endedView({ reason, again: () => location.reload() }));
  }

  // The home is no longer this person's: say so, and go on with what is left.
  async _gone() {
    const { name } = this._visit.installation;
    this._leaveVisit();
    try {
      this._me = await this._here();
    } catch {
      return this._signIn();
    }
    const [next] = this._me.installations;
    if (next) await this._open(next);
    else this._claim();
    return this._frame.warn(t("ended.gone", { name }));
  }

  _askForCode(installation, reason, typed = "") {
    this._frame.tabs(null);
    const done = (code) => this._open(installation, code, true);
    this._frame.show(admitView({ name: installation.name, reason, typed, done }));
  }

  _claim(code = "") {
    this._leaveVisit();
    this._name(t("claim.title"), "");
    this._frame.tabs(null);
    const done = async (installation, typed) => {
      this._me = await this._here();
      await this._open(installation, typed, true);
    };
    this._frame.show(claimView({ done, code }));
  }

  // Who only switches a lamp is not sent what the view of accesses needs.
  async _go(name) {
    const visit = this._visit;
    this._frame.warn("");
    this._frame.tabs(name);
    this._view = name;
    if (name === "rooms") return this._frame.show(new Rooms(visit));
    const module = await import("../views/sharing.js").catch(() => null);
    if (this._visit !== visit || this._view !== name) return;
    if (module === null) return this._frame.warn(t("call.no_connection"));
    const { Sharing } = module;
    const renamed = (installation) => this._renamed(installation);
    return this._frame.show(new Sharing(visit, { me: this._me, frame: this._frame, renamed, left: () => this._gone() }));
  }

  _renamed(installation) {
    Object.assign(this._visit.installation, installation);
    const listed = this._me.installations.find(({ id }) => id === installation.id);
    Object.assign(listed, installation);
    this._name(installation.name, installation.id);
  }
}

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/app/sw.js").catch(() => {});
const root = document.getElementById("app");
new App(root).begin().catch(() => root.replaceChildren(make("p", { class: "notice notice--error page", role: "alert" }, UNOPENED)));

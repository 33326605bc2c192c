// What stands around every view: the bar with the homes, and the foot where the app says how things are.

import { t } from "../texts/texts.js";
import { make, mark, say, write } from "../elements/dom.js";
import "../elements/standing.js";

const NOTE_MS = 4_000;

/** Draws itself into `root`; `go` is called with the name of a view, `pick` with the id of a home, or "" to add one. */
export class Frame {
  constructor(root, { go, pick }) {
    this._pick = pick;
    this._view = null;
    this._home = make("div", { class: "bar__home" });
    this._main = make("main", { id: "main", tabindex: "-1" });
    this._tabs = this._tabsTo(go);
    this._standing = make("ostoja-standing");
    this._warning = make("p", { class: "notice notice--error", role: "alert", hidden: true });
    this._done = make("p", { class: "notice", hidden: true });
    const skip = make("a", { class: "skip", href: "#main", onclick: (event) => this._skip(event) }, t("bar.skip"));
    const foot = make("div", { class: "foot" }, this._standing, this._warning, this._done);
    root.replaceChildren(skip, this._bar(), this._main, foot);
  }

  _bar() {
    const symbol = make("a", { class: "bar__mark", href: "/", "aria-label": "Ostoja" }, make("img", { src: "/static/icons/mark.svg", alt: "", width: "32", height: "32" }));
    const account = make("a", { class: "button button--plain bar__account", href: "/accounts/" }, t("bar.account"));
    return make("header", { class: "bar" }, make("div", { class: "bar__inner" }, symbol, this._home, this._tabs, account));
  }

  _tabsTo(go) {
    const tab = (word, view) => make("button", { type: "button", class: "button button--plain", "data-view": view, onclick: () => go(view) }, t(word));
    return make("nav", { "aria-label": t("bar.views"), hidden: true }, tab("bar.home", "rooms"), tab("bar.sharing", "sharing"));
  }

  _skip(event) {
    event.preventDefault();
    this._main.focus();
  }

  /** Say what went wrong, until it is said that nothing is. */
  warn(text) {
    write(this._warning, text);
    this._warning.hidden = text === "";
  }

  /** Say for a moment what is done. */
  note(text) {
    write(this._done, text);
    this._done.hidden = false;
    say(text);
    clearTimeout(this._noted);
    this._noted = setTimeout(() => (this._done.hidden = true), NOTE_MS);
  }

  /** Say what the link and the home of this visit say of themselves; nothing while no home is open. */
  tell(visit) {
    const { standing = null, reason, house } = visit ?? {};
    this._standing.show(house ? { standing, reason, online: house.online, since: house.here(house.since), known: house.isKnown } : { standing });
  }

  /** Name the page, and choose the home of this id in the list of them; "" is the adding of one, null is none. */
  name(title, installations, chosen) {
    document.title = title === "Ostoja" ? title : `${title} – Ostoja`;
    const current = installations.find(({ id }) => id === chosen);
    const heading = make("h1", {}, current?.name ?? "Ostoja");
    if (installations.length < 1) return this._home.replaceChildren(heading);
    const options = [...installations, { id: "", name: t("bar.add_home") }].map(({ id, name }) => make("option", { value: id, selected: id === chosen }, name));
    const pick = make("select", { "aria-label": t("bar.pick_home"), onchange: (event) => this._pick(event.target.value) }, ...options);
    // Where none is chosen none may look so: choosing it would not be a change.
    if (chosen === null) pick.selectedIndex = -1;
    mark(heading, "class", "visually-hidden");
    return this._home.replaceChildren(heading, pick);
  }

  /** Show the tabs with this view's as the current one, or none for null. */
  tabs(name) {
    this._tabs.hidden = name === null;
    for (const tab of this._tabs.children) mark(tab, "aria-current", tab.dataset.view === name ? "page" : null);
  }

  /** Show this view in place of the one before. */
  show(view) {
    this._view?.remove?.();
    this._view = view;
    const held = this._main.contains(document.activeElement);
    this._main.replaceChildren(view.element);
    if (view.focus) view.focus();
    else if (held) this._main.focus();
  }
}

// Who may enter the home: its people, the apps that are admitted, and how another is let in.

import { moment, span, t } from "../texts/texts.js";
import { make, write } from "../elements/dom.js";
import * as api from "../home/api.js";
import { linkFor } from "../home/fragment.js";
import { callWords } from "../home/words.js";
import { field, form } from "./form.js";
import { Keeping } from "./keeping.js";
import { Mine } from "./mine.js";

/** Draws sharing and settings of a visit's installation. */
export class Sharing {
  constructor(visit, { me, frame, renamed, left }) {
    this._visit = visit;
    this._me = me;
    this._left = left;
    this._renamed = renamed;
    this._frame = frame;
    this._clock = make("p", { class: "notice notice--warn", hidden: true });
    this._people = make("ul", { class: "list" });
    this._open = make("ul", { class: "list" });
    this._names = new Map();
    this._apps = make("ul", { class: "list" });
    this._made = make("div", { class: "stack" });
    this._keeping = new Keeping(visit, frame);
    this.element = make("div", { class: "page page--narrow" }, ...this._cards());
    this._onStanding = ({ detail }) => detail.standing === "live" && this._showApps();
    visit.addEventListener("standing", this._onStanding);
    this._showPeople()?.then(() => this._showApps());
  }

  remove() {
    this._visit.removeEventListener("standing", this._onStanding);
    this.element.remove();
  }

  get _isOwner() {
    return this._visit.installation.role === "owner";
  }

  _cards() {
    const button = (word, work, style = "") => make("button", { type: "button", class: `button ${style}`, onclick: () => this._try(work) }, t(word));
    const invite = this._isOwner ? [button("sharing.invite_member", () => this._invite("member")), button("sharing.invite_owner", () => this._invite("owner"))] : [];
    return [
      this._card("sharing.people", this._people, this._open, make("div", { class: "row" }, ...invite)),
      this._card("sharing.apps", make("p", { class: "quiet small" }, t("sharing.apps_hint")), this._clock, this._apps, make("div", { class: "row" }, button("sharing.add_app", () => this._admit()))),
      this._made,
      new Mine(this._visit, this._me, this._frame).element,
      ...this._keeping.cards,
      this._strangers(),
      this._isOwner ? this._renaming() : null,
    ].filter(Boolean);
  }

  _card(title, ...parts) {
    return make("section", { class: "card stack" }, make("h2", {}, t(title)), ...parts);
  }

  _strangers() {
    const ask = make("a", { href: `/privacy/ask/${this._visit.installation.id}/` }, t("sharing.strangers_ask"));
    return this._card("sharing.strangers", make("p", { class: "quiet small" }, t("sharing.strangers_hint")), make("p", {}, ask));
  }

  _renaming() {
    const name = field({ label: t("sharing.name"), value: this._visit.installation.name, maxlength: "80", required: true });
    const submit = async () => {
      if (!name.input.value.trim()) return name.error(t("claim.no_name"));
      name.error("");
      await this._try(async () => {
        this._renamed(await api.rename(this._visit.installation.id, name.input.value.trim()));
        this._frame.note(t("sharing.renamed"));
      });
    };
    return this._card("sharing.home", form({ action: t("sharing.save"), submit }, name.element));
  }

  async _try(work) {
    this._frame.warn("");
    try {
      await work();
    } catch (problem) {
      this._frame.warn(callWords(problem));
    }
  }

  _showPeople() {
    return this._try(async () => {
      const people = await api.members(this._visit.installation.id);
      this._names = new Map(people.map((person) => [person.id, `${person.first_name} ${person.last_name}`.trim()]));
      this._people.replaceChildren(...people.map((person) => this._person(person)));
      if (this._isOwner) await this._showInvitations();
    });
  }

  async _showInvitations() {
    const open = await api.invitations(this._visit.installation.id);
    this._open.replaceChildren(...open.map((invitation) => this._invitation(invitation)));
  }

  _invitation({ id, role, expires }) {
    const until = t("sharing.until", { when: moment(expires * 1000) });
    const text = make("span", {}, t("sharing.open_invitation", { role: t(`role.${role}`) }), make("br"), make("span", { class: "quiet small" }, until));
    const cancel = () => this._try(async () => {
      await api.cancelInvitation(this._visit.installation.id, id);
      await this._showInvitations();
    });
    return make("li", {}, text, make("button", { type: "button", class: "button button--danger", onclick: cancel }, t("sharing.cancel")));
  }

  _person(person) {
    const name = `${person.first_name} ${person.last_name}`.trim();
    const text = make("span", {}, name, person.you ? ` (${t("sharing.you")})` : "", make("br"), make("span", { class: "quiet small" }, t(`role.${person.role}`)));
    const may = person.you || this._isOwner;
    const word = person.you ? "sharing.leave" : "sharing.remove";
    const remove = make("button", { type: "button", class: "button button--danger", "aria-label": `${t(word)}: ${name}`, onclick: () => this._remove(person, name) }, t(word));
    return make("li", {}, text, may ? remove : null);
  }

  _remove(person, name) {
    if (!confirm(t(person.you ? "sharing.sure_leave" : "sharing.sure_remove", { name }))) return;
    this._try(async () => {
      await api.removeMember(this._visit.installation.id, person.id);
      if (person.you) this._left();
      else await Promise.all([this._showPeople(), this._showApps()]);
    });
  }

  _showApps() {
    if (this._visit.standing !== "live") return null;
    return this._try(async () => {
      const { apps } = await this._visit.ask({ m: "apps" });
      this._apps.replaceChildren(...apps.map((app) => this._app(app)));
      const { astray } = this._visit.house;
      this._clock.hidden = astray === 0;
      write(this._clock, t("sharing.clock", { by: span(astray) }));
      await this._keeping.show();
    });
  }

  _app(app) {
    const mine = app.app === this._visit.app;
    const seen = app.seen ? t("sharing.seen", { when: moment(this._visit.house.here(app.seen)) }) : t("sharing.never_seen");
    const name = app.label || t("sharing.some_app");
    const whose = [this._names.get(app.member) ?? t("sharing.someone_gone"), seen].join(" · ");
    const text = make("span", {}, name, mine ? ` (${t("sharing.this_app")})` : "", make("br"), make("span", { class: "quiet small" }, whose));
    const remove = make("button", { type: "button", class: "button button--danger", "aria-label": `${t("sharing.remove")}: ${name}`, onclick: () => this._removeApp(app, name) }, t("sharing.remove"));
    return make("li", {}, text, mine ? null : remove);
  }

  _removeApp(app, name) {
    if (!confirm(t("sharing.sure_remove_app", { name }))) return;
    this._try(async () => {
      await this._visit.ask({ m: "remove_app", app: app.app });
      await this._showApps();
    });
  }

  async _admit() {
    const { code, expires } = await this._visit.ask({ m: "admit" });
    this._offer({ title: "sharing.code_for_app", code, expires, link: linkFor({ installation: this._visit.installation.id, code }) });
  }

  // The home's code first: an invitation that the cloud made, but the home did not, would let nobody in.
  async _invite(role) {
    const { code, expires } = await this._visit.ask({ m: "admit", role });
    const { token } = await api.invite(this._visit.installation.id, role);
    this._offer({ title: "sharing.invitation", expires, link: linkFor({ installation: this._visit.installation.id, code, token }) });
    await this._showInvitations();
  }

  _offer({ title, code = null, expires, link }) {
    const address = make("p", { class: "code small" }, link);
    const copy = make("button", { type: "button", class: "button button--primary", onclick: () => this._copy(link) }, t("sharing.copy"));
    const typed = code ? [make("p", {}, t("sharing.or_type")), make("p", { class: "code" }, code)] : [];
    const end = make("p", { class: "quiet small" }, t("sharing.until", { when: moment(this._visit.house.here(expires)) }));
    this._made.replaceChildren(this._card(title, make("p", {}, t("sharing.link_hint")), address, make("div", { class: "row" }, copy), ...typed, end));
    this._made.firstElementChild.tabIndex = -1;
    this._made.firstElementChild.focus();
  }

  async _copy(link) {
    try {
      await navigator.clipboard.writeText(link);
      this._frame.note(t("sharing.copied"));
    } catch {
      // Some browsers let no page write to the clipboard; the text is chosen instead, for the person to copy.
      getSelection().selectAllChildren(this._made.querySelector(".code"));
    }
  }
}

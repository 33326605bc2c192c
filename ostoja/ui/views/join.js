// An invitation: what it is to, from whom, and nothing happens before the person says so.

import { t } from "../texts/texts.js";
import { make } from "../elements/dom.js";
import * as api from "../home/api.js";
import { callWords } from "../home/words.js";
import { form } from "./form.js";

/** The page; `invitation` is what the cloud says of the token, `done` is called with the installation that was joined. */
export function joinView({ invitation, token, done, leave }) {
  const problem = make("p", { class: "notice notice--error", role: "alert", hidden: true });
  const submit = async () => {
    try {
      done(await api.accept(token));
    } catch (refused) {
      problem.textContent = callWords(refused);
      problem.hidden = false;
    }
  };
  const says = t("join.says", { home: invitation.installation, inviter: invitation.inviter, role: t(`role.${invitation.role}`) });
  const not = make("button", { type: "button", class: "button", onclick: leave }, t("join.not"));
  const card = make(
    "div", { class: "card stack" }, make("h2", {}, t("join.title")), make("p", {}, says), make("p", { class: "quiet" }, t("join.told")),
    make("p", {}, make("a", { href: "/privacy/for/app_user/" }, t("join.data"))), problem,
    form({ action: t("join.join"), submit }), make("div", { class: "row" }, not),
  );
  return { element: make("div", { class: "page page--narrow" }, card) };
}

// This browser is not admitted to the home yet, or no longer: a code from the home or from an admitted app lets it in.

import { t } from "../texts/texts.js";
import { make } from "../elements/dom.js";
import { endedWords } from "../home/words.js";
import { readCode } from "../road/codes.js";
import { field, form } from "./form.js";

/** The page; `reason` says why it is shown, `typed` is the code that did not do, `done` is called with the code as typed. */
export function admitView({ name, reason, typed, done }) {
  const code = field({
    label: t("admit.code"), hint: t("admit.code_hint"), value: typed, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true,
  });
  const submit = async () => {
    code.error("");
    if (readCode(code.input.value) === null) code.error(t("claim.bad_code"));
    else await done(code.input.value);
  };
  const why = reason ? make("p", { class: "notice notice--warn", role: "alert" }, t(`admit.${reason}`)) : null;
  const card = make(
    "div", { class: "card stack" }, make("h2", {}, t("admit.title", { name })), why,
    make("p", {}, t("admit.why")), make("p", { class: "quiet" }, t("admit.how")),
    form({ action: t("admit.enter"), submit }, code.element),
  );
  return { element: make("div", { class: "page page--narrow" }, card), focus: () => code.input.focus() };
}

/** The page shown when a home can not be opened at all, and nothing typed here helps. */
export function endedView({ reason, again }) {
  const card = make(
    "div", { class: "card stack" }, make("h2", {}, t("ended.title")), make("p", { role: "alert" }, endedWords(reason)),
    make("div", { class: "row" }, make("button", { type: "button", class: "button button--primary", onclick: again }, t("ended.again"))),
  );
  return { element: make("div", { class: "page page--narrow" }, card), focus: () => {} };
}

// Adding a home: the claim code that its gateway shows. Only the code's number goes to the cloud; its secret half stays here.

import { t } from "../texts/texts.js";
import { make } from "../elements/dom.js";
import * as api from "../home/api.js";
import { callWords } from "../home/words.js";
import { readCode, spelled } from "../road/codes.js";
import { field, form } from "./form.js";

/** The page; `done` is called with the new installation and the code that admits this browser to it. */
export function claimView({ done, code = "" }) {
  const codeField = field({
    label: t("claim.code"), hint: t("claim.code_hint"), value: spelled(code), autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true,
  });
  const nameField = field({ label: t("claim.name"), hint: t("claim.name_hint"), maxlength: "80", autocomplete: "off", required: true });
  const submit = async () => {
    codeField.error("");
    nameField.error("");
    const read = readCode(codeField.input.value);
    if (read === null) return codeField.error(t("claim.bad_code"));
    const name = nameField.input.value.trim();
    if (!name) return nameField.error(t("claim.no_name"));
    try {
      await done(await api.claim(read.number, name), codeField.input.value);
    } catch (problem) {
      codeField.error(callWords(problem));
    }
  };
  const steps = make("p", { class: "quiet" }, t("claim.how"));
  const card = make("div", { class: "card stack" }, make("h2", {}, t("claim.title")), steps, form({ action: t("claim.add"), submit }, codeField.element, nameField.element));
  return { element: make("div", { class: "page page--narrow" }, card), focus: () => codeField.input.focus() };
}

// The sentence for what went wrong: every word that the cloud or the gateway may answer has one, and so has any other.

import { knows, t } from "../texts/texts.js";

/** The sentence for a call that the cloud refused, or a question that the gateway did. */
export function callWords(problem) {
  if (problem.reason) return t(knows(`reason.${problem.reason}`) ? `reason.${problem.reason}` : "reason.no_answer");
  return t(knows(`call.${problem.word}`) ? `call.${problem.word}` : "call.server");
}

/** The sentence for why a command failed. */
export function failureWords({ do: what, reason }) {
  // A home never says that a PIN was wrong: it just does nothing.
  if (reason === "no_echo" && (what.c === "arm" || what.c === "disarm")) return t("alarm.no_echo");
  return t(knows(`reason.${reason}`) ? `reason.${reason}` : "reason.no_answer");
}

/** The sentence for why a home cannot be opened: why its link ended, or the word of a call that was not done. */
export function endedWords(reason) {
  return t([`ended.${reason}`, `call.${reason}`].find(knows) ?? "ended.unreachable");
}

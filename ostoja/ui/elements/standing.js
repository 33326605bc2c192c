// How the link stands, in one line that screen readers are told of; nothing is shown while all is well.

import { moment, t } from "../texts/texts.js";
import { make, mark, say, write } from "./dom.js";

const SHOW_AFTER_MS = 600;

class Standing extends HTMLElement {
  // Shown before it is on the page as well as after, so it is drawn by whichever comes first.
  _draw() {
    if (this._line) return;
    this._line = make("p", { class: "notice standing", hidden: true });
    this.append(this._line);
  }

  /** `standing` is the link's, `online` whether the home answers its gateway, `since` since when; `known` whether a state of it is shown. */
  show({ standing, reason = null, online = true, since = 0, known = false }) {
    this._draw();
    const [tone, problem] = this._words({ standing, reason, online, since, known });
    const words = problem && known && tone !== "wait" ? `${problem} ${t("standing.last_known")}` : problem;
    clearTimeout(this._later);
    // A link that is back within a moment is not worth a word.
    if (words && standing !== this._shown && ["connecting", "opening"].includes(standing)) {
      this._later = setTimeout(() => this._put(standing, tone, words), SHOW_AFTER_MS);
    } else {
      this._put(standing, tone, words);
    }
  }

  _words({ standing, reason, online, since, known }) {
    if (standing === "lost") return ["bad", t(reason ? `standing.${reason}` : "standing.lost")];
    if (standing === "waiting") return ["warn", t("standing.waiting")];
    if (known && (standing === "connecting" || standing === "opening")) return ["wait", t("standing.connecting")];
    if (standing === "live" && !online) return ["warn", t("standing.home_offline", { when: moment(since) })];
    return ["wait", ""];
  }

  _put(standing, tone, words) {
    const before = this._line.textContent;
    this._shown = standing;
    mark(this, "data-standing", standing);
    mark(this._line, "data-tone", tone);
    mark(this._line, "class", `notice standing${{ bad: " notice--error", warn: " notice--warn" }[tone] ?? ""}`);
    write(this._line, words);
    this._line.hidden = words === "";
    if (words && words !== before) say(words);
    else if (!words && before && standing === "live") say(t("standing.live"));
  }
}

customElements.define("ostoja-standing", Standing);

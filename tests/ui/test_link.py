"""The link of the app against roads that are slow, flapping or hostile, with a clock that the test moves."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# A road, a gateway and a session that do what the test says, and write down what the link does.
STAGE = """async (base) => {
  const { Link } = await import(`${base}/road/link.js`);
  const { frame, frameOf, Kind } = await import(`${base}/road/frames.js`);
  const { UnsupportedError } = await import(`${base}/road/session.js`);
  const seen = { sockets: 0, tickets: 0, sent: [], standings: [], messages: [] };
  class Road extends EventTarget {
    static OPEN = 1;
    constructor() {
      super();
      seen.sockets += 1;
      this.readyState = 1;
      window.road = this;
      queueMicrotask(() => this.onopen?.());
    }
    send(bytes) { seen.sent.push(new Uint8Array(bytes)[0]); }
    close() { this.readyState = 3; }
    tell(bytes) { this.onmessage?.({ data: bytes.buffer }); }
    end(code) { this.onclose?.({ code }); }
  }
  window.WebSocket = Road;
  const text = (message) => new TextEncoder().encode(JSON.stringify(message));
  class Session {
    gateway = new Uint8Array(32);
    begin() { return new Uint8Array(1); }
    async answer() { if (seen.lacks) throw new UnsupportedError(); this.open_ = true; return new Uint8Array(1); }
    async seal(body) { if (!this.open_) throw new Error("too early"); return body; }
    async open(body) { return body; }
  }
  const ticket = async () => {
    seen.tickets += 1;
    await window.ticketGate;
    return { ticket: "t", expires: Date.now() / 1000 + 120, road: "ws://road.invalid" };
  };
  const link = new Link({ ticket, session: () => new Session(), hello: { m: "hello" } });
  link.addEventListener("standing", ({ detail }) => seen.standings.push(detail.standing));
  link.addEventListener("message", ({ detail }) => seen.messages.push(detail.m));
  window.stage = {
    seen, link,
    admitted: (expires, now) => window.road.tell(frameOf(Kind.ADMITTED, { expires, now })),
    opened: (channel) => window.road.tell(frame(Kind.OPENED, channel)),
    lacks: () => (seen.lacks = true),
    waiting: () => window.road.tell(frame(Kind.WAITING)),
    pong: () => window.road.tell(frame(Kind.PONG)),
    says: (channel, message) => window.road.tell(frame(Kind.DATA, channel, text(message))),
  };
}"""
SETTLE = """() => new Promise((resolve) => {
  const channel = new MessageChannel();
  let turns = 20;
  channel.port1.onmessage = () => ((turns -= 1) ? channel.port2.postMessage(0) : resolve());
  channel.port2.postMessage(0);
})"""


class Stage:
    """The link in the page, and what it did."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.clock.install()
        page.evaluate(STAGE, address)

    def do(self, script: str) -> Any:
        done = self.page.evaluate(f"() => {{ const {{ seen, link, ...stage }} = window.stage; return {script}; }}")
        self.page.evaluate(SETTLE)
        return done

    def start(self) -> None:
        self.do("void link.start()")

    def live(self, channel: int = 1) -> None:
        self.do(f"stage.opened({channel})")
        self.do(f"stage.says({channel}, {{}})")
        self.do(f"stage.says({channel}, {{ m: 'welcome' }})")

    @property
    def standing(self) -> str:
        return str(self.do("link.standing"))


@pytest.fixture
def stage(page: Page, modules_address: str) -> Stage:
    return Stage(page, modules_address)


def test_a_session_that_opens_makes_the_link_live(stage: Stage) -> None:
    stage.start()
    stage.live()

    assert stage.do("seen.standings") == ["connecting", "opening", "live"]
    assert stage.do("link.say({ m: 'more' })") is True


def test_nothing_is_said_into_a_session_that_is_being_opened_anew(stage: Stage) -> None:
    stage.start()
    stage.live(1)
    stage.do("stage.opened(2)")

    assert stage.do("link.say({ m: 'more' })") is False
    stage.do("stage.says(2, {})")
    stage.do("stage.says(2, { m: 'welcome' })")
    sent = stage.do("seen.sent.length")
    assert stage.do("link.say({ m: 'more' })") is True
    assert stage.do("seen.sent.length") == sent + 1


def test_a_link_that_is_stopped_while_it_asks_for_a_ticket_opens_no_road(stage: Stage) -> None:
    stage.do("window.ticketGate = new Promise((resolve) => { window.letTicket = resolve; }), 0")
    stage.start()
    stage.do("link.stop(), window.letTicket(), 0")

    assert stage.do("seen.sockets") == 0


@pytest.mark.parametrize("expires", ["1e300", "-5", "null", "'soon'"])
def test_a_relay_that_lies_about_times_makes_nobody_ask_all_day(stage: Stage, expires: str) -> None:
    stage.start()
    stage.live()
    stage.do(f"stage.admitted({expires}, 0)")
    for _ in range(10):
        stage.page.clock.fast_forward(100)
        stage.do("stage.pong()")

    assert stage.do("seen.tickets") <= 2


def test_a_relay_that_answers_for_a_silent_gateway_is_not_believed(stage: Stage) -> None:
    stage.start()
    stage.live()
    for _ in range(5):
        stage.page.clock.fast_forward(3_000)
        stage.do("window.road && stage.pong()")

    assert "lost" in stage.do("seen.standings")


def test_a_gateway_that_answers_keeps_the_link_live(stage: Stage) -> None:
    stage.start()
    stage.live()
    for _ in range(6):
        stage.page.clock.fast_forward(3_000)
        stage.do("stage.says(1, { m: 'beat' })")

    assert stage.standing == "live"


def test_a_relay_that_opens_channel_after_channel_and_no_session_is_down(stage: Stage) -> None:
    stage.start()
    for channel in range(1, 5):
        stage.do(f"stage.opened({channel})")
        stage.page.clock.fast_forward(3_000)
        stage.do("stage.pong()")

    assert "lost" in stage.do("seen.standings")
    assert "live" not in stage.do("seen.standings")


def test_a_gateway_that_is_away_is_not_a_link_that_is_lost(stage: Stage) -> None:
    stage.start()
    stage.do("stage.waiting()")
    for _ in range(6):
        stage.page.clock.fast_forward(3_000)
        stage.do("stage.pong()")

    assert stage.standing == "waiting"


def test_a_lost_road_is_dialled_again_within_a_second(stage: Stage) -> None:
    stage.start()
    stage.live()
    stage.do("window.road.end(1006)")
    assert stage.standing == "lost"

    stage.page.clock.fast_forward(1_000)

    assert stage.do("seen.sockets") == 2


def test_a_page_of_another_origin_is_told_for_good(stage: Stage) -> None:
    stage.start()
    stage.do("window.road.end(4006)")
    stage.page.clock.fast_forward(60_000)

    assert stage.standing == "ended"
    assert stage.do("seen.sockets") == 1


def test_a_browser_that_lacks_what_a_session_needs_is_told_so_and_dials_no_more(stage: Stage) -> None:
    stage.start()
    stage.do("stage.opened(1)")
    stage.do("stage.lacks(), stage.says(1, {})")
    stage.page.clock.fast_forward(60_000)

    assert stage.standing == "ended"
    assert stage.do("link.reason") == "unsupported"
    assert stage.do("seen.sockets") == 1

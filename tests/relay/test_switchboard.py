from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ostoja.protocol.frames import HEADER, CloseCode, Kind, read_close_code
from ostoja.protocol.revocations import Revocation, Subject
from ostoja.relay.channels import LAST_NUMBER, App, Gateway
from ostoja.relay.errors import RefusedError
from ostoja.relay.limits import Limits
from tests.relay.doubles import NOON, Bench, ticket, wire_of

SOON = int(NOON.timestamp()) + 1
STRIKE_ALA = Revocation(Subject.MEMBER, "ala", SOON)


def test_an_app_waits_until_its_gateway_comes() -> None:
    bench = Bench()
    app = bench.app()
    assert wire_of(app).kinds() == [Kind.WAITING]

    gateway = bench.gateway()

    assert wire_of(app).kinds() == [Kind.OPENED]
    assert wire_of(gateway).kinds() == [Kind.OPEN]


def test_the_newest_gateway_wins_and_every_app_moves() -> None:
    bench = Bench()
    old, app = bench.gateway(), bench.app()

    new = bench.gateway()

    assert (wire_of(old).closed, old.apps, bench.board.gateway_of(app)) == (CloseCode.REPLACED, {}, new)
    assert wire_of(app).kinds() == [Kind.OPENED, Kind.OPENED]
    assert (bench.counters.replaced, bench.counters.gateways, bench.counters.channels) == (1, 1, 1)


def test_a_replaced_gateway_that_parts_takes_nothing_with_it() -> None:
    bench = Bench()
    old, app = bench.gateway(), bench.app()
    new = bench.gateway()

    bench.board.part(old)

    assert bench.board.gateway_of(app) is new


def test_apps_wait_when_their_gateway_is_gone() -> None:
    bench = Bench()
    gateway, app = bench.gateway(), bench.app()

    bench.board.part(gateway)

    assert wire_of(app).kinds() == [Kind.OPENED, Kind.WAITING]
    assert wire_of(app).closed is None


def test_a_gateway_is_told_when_an_app_leaves() -> None:
    bench = Bench()
    gateway, app = bench.gateway(), bench.app()

    bench.board.leave(app, CloseCode.LEFT)

    told = wire_of(gateway).frames()[-1]
    assert (told.kind, told.channel, read_close_code(told.body)) == (Kind.CLOSE, 1, CloseCode.LEFT)


def test_a_waiting_app_leaves_silently() -> None:
    bench = Bench()
    app = bench.app()

    bench.board.leave(app, CloseCode.LEFT)

    assert (bench.counters.apps, bench.board.gateway_of(app)) == (0, None)


def test_an_ended_session_gets_a_new_channel_a_few_times_a_second() -> None:
    bench = Bench(Limits(reopenings_per_second=2, connections=10))
    gateway, app = bench.gateway(), bench.app()

    channels = []
    for _ in range(2):
        bench.board.reopen(app, gateway, now=0)
        channels.append(app.channel)
    bench.board.reopen(app, gateway, now=0)

    assert channels == [2, 3]
    assert (wire_of(app).closed, bench.counters.apps, gateway.apps) == (CloseCode.SESSION_ENDED, 0, {})


def test_a_worn_gateway_is_asked_to_connect_again() -> None:
    bench = Bench()
    gateway = bench.gateway()
    gateway.last = LAST_NUMBER - 1

    app = bench.app()

    assert wire_of(gateway).closed is CloseCode.GOING_AWAY
    assert wire_of(app).kinds() == [Kind.WAITING]


def test_a_revocation_closes_the_struck_and_tells_the_gateway() -> None:
    bench = Bench()
    gateway, ala, bartek = bench.gateway(), bench.app("ala"), bench.app("bartek")

    bench.board.strike(STRIKE_ALA, "signed", NOON)

    assert (wire_of(ala).closed, wire_of(bartek).closed) == (CloseCode.REVOKED, None)
    said = wire_of(gateway).frames()[2:]
    assert [(frame.kind, frame.body) for frame in said] == [(Kind.REVOKED, b"signed"), (Kind.CLOSE, b"\x0f\xa5")]


def test_a_revocation_of_the_home_closes_all_its_apps_and_no_others() -> None:
    bench = Bench()
    here, there = bench.app("ala", "home"), bench.app("bartek", "elsewhere")

    bench.board.strike(Revocation(Subject.INSTALLATION, "home", SOON), "signed", NOON)

    assert (wire_of(here).closed, wire_of(there).closed) == (CloseCode.REVOKED, None)


def test_a_revocation_is_passed_once_and_only_to_homes_that_it_is_about() -> None:
    bench = Bench()
    here, there = bench.gateway("home"), bench.gateway("elsewhere")
    bench.board.leave(bench.app("ala"), CloseCode.LEFT)

    bench.board.strike(STRIKE_ALA, "signed", NOON)
    bench.board.strike(STRIKE_ALA, "signed", NOON)

    assert wire_of(here).kinds().count(Kind.REVOKED) == 1
    assert wire_of(there).kinds() == []


def test_a_gateway_that_comes_later_hears_what_was_taken_back() -> None:
    bench = Bench()
    bench.app("ala")
    bench.board.strike(STRIKE_ALA, "signed", NOON)

    gateway = bench.gateway()

    assert wire_of(gateway).kinds() == [Kind.REVOKED]


def test_a_home_hears_of_a_member_who_is_gone_though_the_member_was_not_there() -> None:
    bench = Bench()
    first = bench.gateway()
    gone = Revocation(Subject.MEMBER, "bartek", SOON, for_good=True, installation="home")

    bench.board.strike(gone, "signed", NOON)
    second = bench.gateway()

    assert Kind.REVOKED in wire_of(first).kinds()
    assert Kind.REVOKED in wire_of(second).kinds()


def test_a_replaced_gateway_may_part_after_its_home_is_forgotten() -> None:
    bench = Bench()
    replaced, newer = bench.gateway(), bench.gateway()
    bench.board.part(newer)
    bench.board.forget(NOON)
    assert len(bench.board) == 0

    bench.board.part(replaced)

    assert len(bench.board) == 0


def test_a_renewed_ticket_keeps_the_holder_in_mind() -> None:
    bench = Bench()
    app = bench.app("ala")
    app.ticket = ticket("bartek")
    bench.board.renewed(app)
    gateway = bench.gateway()

    bench.board.strike(Revocation(Subject.MEMBER, "bartek", SOON), "signed", NOON)

    assert Kind.REVOKED in wire_of(gateway).kinds()


def test_a_home_without_anybody_is_forgotten() -> None:
    bench = Bench()
    bench.board.leave(bench.app(), CloseCode.LEFT)
    bench.board.strike(STRIKE_ALA, "signed", NOON)

    bench.board.forget(NOON)
    assert len(bench.board) == 1
    bench.board.forget(NOON + timedelta(minutes=10))

    assert (len(bench.board), len(bench.revoked)) == (0, 0)


def test_room_is_checked_before_anybody_enters() -> None:
    bench = Bench(Limits(people=1, connections=10))
    bench.app("ala")

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        bench.board.check_room(ticket("celina"))
    bench.board.check_room(ticket("celina", "elsewhere"))


HOMES = st.sampled_from(["home", "flat"])
PEOPLE = st.sampled_from(["ala", "bartek", "celina"])


class AgainstADictionary(RuleBasedStateMachine):
    """The switchboard beside a model that knows only who is in which home and which gateway is the newest."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench()
        self.gateways: dict[str, Gateway] = {}
        self.parted: list[Gateway] = []
        self.apps: dict[App, str] = {}
        self.numbers: dict[Gateway, set[int]] = {}

    @rule(home=HOMES)
    def a_gateway_joins(self, home: str) -> None:
        if home in self.gateways:
            self.parted.append(self.gateways[home])
        self.gateways[home] = self.bench.gateway(home)

    @rule(home=HOMES)
    def a_gateway_parts(self, home: str) -> None:
        if home in self.gateways:
            self.bench.board.part(self.gateways.pop(home))

    @rule()
    def a_replaced_gateway_parts_late(self) -> None:
        for gateway in self.parted:
            self.bench.board.part(gateway)

    @rule(home=HOMES, member=PEOPLE)
    def an_app_enters(self, home: str, member: str) -> None:
        self.apps[self.bench.app(member, home)] = home

    @rule(data=st.data())
    def an_app_leaves(self, data: st.DataObject) -> None:
        if self.apps:
            app = data.draw(st.sampled_from(list(self.apps)))
            del self.apps[app]
            self.bench.board.leave(app, CloseCode.LEFT)

    @rule(data=st.data())
    def a_session_ends(self, data: st.DataObject) -> None:
        served = [app for app in self.apps if not app.is_waiting]
        if served:
            app = data.draw(st.sampled_from(served))
            self.bench.clock.pass_by(1)
            self.bench.board.reopen(app, self.gateways[self.apps[app]], self.bench.clock.steady())

    @rule(member=PEOPLE)
    def a_member_is_taken_back(self, member: str) -> None:
        self.bench.board.strike(Revocation(Subject.MEMBER, member, SOON), "signed", NOON)
        if any(key == (Subject.MEMBER, member) for key in self.bench.revoked._known):
            self.apps = {app: home for app, home in self.apps.items() if wire_of(app).closed is None}

    @rule()
    def time_passes(self) -> None:
        self.bench.board.forget(NOON)

    @invariant()
    def every_app_is_where_it_belongs(self) -> None:
        for app, home in self.apps.items():
            gateway = self.gateways.get(home)
            assert self.bench.board.gateway_of(app) is gateway
            if gateway is not None:
                assert gateway.apps[app.channel] is app
                header = HEADER.pack(Kind.DATA, app.channel)
                assert gateway.wire.routes[header] is app.wire
                assert app.wire.routes == {header: gateway.wire}

    @invariant()
    def nobody_else_is_anywhere(self) -> None:
        served = [app for app, home in self.apps.items() if home in self.gateways]
        assert sum(len(gateway.apps) for gateway in self.gateways.values()) == len(served)
        counters = self.bench.counters
        assert (counters.channels, counters.apps, counters.gateways) == (
            len(served),
            len(self.apps),
            len(self.gateways),
        )
        assert not any(gateway.apps or gateway.wire.routes for gateway in self.parted)

    @invariant()
    def no_number_was_used_twice(self) -> None:
        for gateway in [*self.gateways.values(), *self.parted]:
            opened = [frame.channel for frame in wire_of(gateway).frames() if frame.kind is Kind.OPEN]
            used = self.numbers.setdefault(gateway, set())
            assert not used & set(opened)
            assert len(set(opened)) == len(opened)
            used.update(opened)


TestAgainstADictionary = AgainstADictionary.TestCase
TestAgainstADictionary.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)

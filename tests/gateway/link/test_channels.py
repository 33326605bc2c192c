from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostoja.gateway.house.driver import Listing
from ostoja.gateway.link import channels as channels_module
from ostoja.gateway.link import news as news_module
from ostoja.gateway.link.news import MOST_BEATS, MOST_COMMANDS, MOST_REPLIES
from ostoja.protocol import messages
from ostoja.protocol.errors import FrameError
from ostoja.protocol.frames import CloseCode, Kind, read_close_code
from ostoja.protocol.messages import (
    Beat,
    Beating,
    Command,
    CommandIs,
    Devices,
    FromApp,
    HomeIs,
    ListApps,
    More,
    Page,
    Rooms,
    States,
    Step,
)
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import Device, OnOff, Room, State, Turn
from ostoja.protocol.traits import Kind as DeviceKind
from tests.gateway.link.guest import LAMP, Guest, Home, plain
from tests.gateway.moving_clock import NOON_MS


def lit(at: int, *, on: bool = True) -> State:
    return State(LAMP.id, at, (OnOff(on),))


def test_what_changes_together_is_told_together(home: Home, ala: Guest) -> None:
    new = Device("m-2", "", DeviceKind.OTHER, ())
    home.house.listed(Listing((LAMP, new), (Room("m-r2", ""),)))
    home.house.shown([lit(1)])
    home.house.shown([lit(2, on=False)])
    home.house.went_offline()

    since = home.house.since
    rooms = Rooms((Room("m-r2", ""),))
    assert ala.heard() == [HomeIs(online=False, since=since), rooms, Devices((new,)), States((lit(2, on=False),))]


def test_a_stranger_is_told_nothing(home: Home) -> None:
    celina = Guest(home, "celina")

    home.house.shown([lit(1)])
    home.turn()

    assert home.on(celina.number) == []


def test_a_paused_channel_is_told_only_the_latest_when_it_goes_on(home: Home, ala: Guest) -> None:
    home.hear(ala.number, Kind.PAUSE)
    for at in range(50):
        home.house.shown([lit(at, on=at % 2 == 0)])
        home.turn()
    assert home.said == []

    home.hear(ala.number, Kind.RESUME)

    assert ala.heard() == [States((lit(49, on=False),))]


def test_one_paused_channel_does_not_delay_another(home: Home, ala: Guest) -> None:
    other = Guest(home, key=ala.key)
    other.welcome()
    home.hear(ala.number, Kind.PAUSE)

    home.house.shown([lit(1)])

    assert other.heard() == [States((lit(1),))]


def test_a_full_connection_holds_news_back(home: Home, ala: Guest) -> None:
    home.has_room = False
    home.house.shown([lit(1)])
    home.turn()
    assert home.said == []

    home.has_room = True
    home.channels.flush()

    assert ala.heard() == [States((lit(1),))]


def test_an_app_that_asks_without_reading_is_cut(home: Home, ala: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_module, "MOST_REPLIES", 2)
    home.hear(ala.number, Kind.PAUSE)
    for _ in range(3):
        ala.say(More())

    home.hear(ala.number, Kind.RESUME)
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]


def test_one_that_always_has_news_does_not_keep_the_others_from_theirs(home: Home, ala: Guest) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))
    home.has_room = False
    for guest in (bartek, ala):
        assert guest.session is not None
        home.hear(guest.number, Kind.DATA, guest.session.seal(messages.write(Beat())))
    left = 1

    def room_for_one() -> bool:
        nonlocal left
        left -= 1
        return left >= 0

    home.channels._has_room = room_for_one
    home.channels.flush()

    assert (bartek.heard(), ala.heard()) == ([Beating(NOON_MS)], [])


FLOODS: dict[str, Callable[[int], FromApp]] = {
    "beats": lambda _: Beat(),
    "commands": lambda number: Command(f"c{number}", "nothing", Turn(on=True), NOON_MS),
    "lists": lambda number: ListApps(f"l{number}"),
    "pages": lambda _: More(),
}


@pytest.mark.parametrize("is_paused", [True, False])
@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_ends_its_own_session_and_nothing_else_suffers(
    home: Home, ala: Guest, flood: Callable[[int], FromApp], *, is_paused: bool
) -> None:
    bartek = Guest(home, "bartek")
    bartek.welcome(home.admission(Role.MEMBER))
    ala.say(Command("kept", LAMP.id, Turn(on=True), NOON_MS))
    if is_paused:
        home.hear(bartek.number, Kind.PAUSE)
    assert bartek.session is not None

    for number in range(1_000):  # The loop does not come round in between.
        home.channels.hear(plain(Kind.DATA, bartek.number, bartek.session.seal(messages.write(flood(number)))))
    bartek.heard()
    home.house.shown([lit(1)])

    assert bartek.closed == ["SESSION_ENDED"]
    assert len(home.channels) == 1
    assert ala.heard() == [States((lit(1),))]
    assert ala.say(Command("kept", LAMP.id, Turn(on=True), NOON_MS)) == [CommandIs("kept", Step.SENT)]
    assert len(home.driver.asked) == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(FLOODS)), max_size=400), st.integers(0, 400))
def test_what_waits_for_an_app_that_does_not_read_is_bounded(home: Home, asked: list[str], read_at: int) -> None:
    guest = Guest(home)
    guest.welcome(home.admission())
    channel = home.channels._all[guest.number]
    assert guest.session is not None

    for number, kind in enumerate(asked):
        home.channels.hear(plain(Kind.DATA, guest.number, guest.session.seal(messages.write(FLOODS[kind](number)))))
        if number == read_at:
            home.turn()
        news = channel.news
        assert len(news._replies) <= MOST_REPLIES
        assert len(news._commands) <= MOST_COMMANDS
        assert news._beats <= MOST_BEATS
        assert channel.is_over == news.is_overrun
    channel.end()
    home.said.clear()


def test_rooms_that_fit_no_frame_end_the_session_so_that_the_app_takes_pages(home: Home, ala: Guest) -> None:
    many = tuple(Room(f"m-r{number}", "x" * 100) for number in range(1_000))

    home.house.listed(Listing((LAMP,), many))
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]
    assert Guest(home, key=ala.key).welcome().app


def test_a_channel_that_the_relay_closed_is_forgotten(home: Home, ala: Guest) -> None:
    home.hear(ala.number, Kind.CLOSE, (4014).to_bytes(2, "big"))

    home.house.shown([lit(1)])
    home.turn()
    ala.raw(b"late")

    assert len(home.channels) == 0
    assert home.said == []


def test_a_connection_that_is_gone_takes_every_session_along(home: Home, ala: Guest) -> None:
    home.channels.disconnect()
    home.house.shown([lit(1)])
    home.turn()
    home.channels.say(b"nobody hears")

    assert (len(home.channels), home.said) == (0, [])


def test_ending_all_channels_tells_the_relay_why(home: Home, ala: Guest) -> None:
    assert home.channels.end_where(lambda _: True, CloseCode.GOING_AWAY) == 1

    assert [read_close_code(said.body) for said in home.on(ala.number)] == [CloseCode.GOING_AWAY]


@pytest.mark.parametrize(
    ("kind", "number", "body"),
    [(Kind.OPEN, 1, b"{}"), (Kind.OPEN, 0, b"{}"), (Kind.OPEN, 9, b"rubbish"), (Kind.READY, 1, b"")],
)
def test_a_relay_that_does_not_follow_the_road_is_refused(
    home: Home, ala: Guest, kind: Kind, number: int, body: bytes
) -> None:
    with pytest.raises(FrameError):
        home.channels.hear(plain(kind, number, body))


def test_there_is_a_bound_to_channels(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels_module, "MOST_CHANNELS", 1)
    Guest(home)

    with pytest.raises(FrameError):
        Guest(home)


def test_a_first_message_that_is_not_hello_ends_the_session(home: Home, ala: Guest) -> None:
    guest = Guest(home, key=ala.key)

    guest.knock(first=messages.write(More()))

    assert guest.closed == ["SESSION_ENDED"]


@pytest.mark.parametrize("wrong", ["lost", "replayed", "reordered", "altered", "plain"])
def test_a_message_that_does_not_follow_its_predecessor_ends_the_session(home: Home, ala: Guest, wrong: str) -> None:
    assert ala.session is not None
    said = [ala.session.seal(messages.write(ListApps(str(number)))) for number in range(3)]
    said = {
        "lost": [said[1]],
        "replayed": [said[0], said[0]],
        "reordered": [said[1], said[0]],
        "altered": [said[0][:-1] + bytes([said[0][-1] ^ 1])],
        "plain": [messages.write(ListApps("1"))],
    }[wrong]

    for body in said:
        ala.raw(body)
    ala.heard()

    assert ala.closed == ["SESSION_ENDED"]
    assert len(home.channels) == 0


ORDERS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 200)), max_size=8)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS)
def test_a_session_hears_exactly_the_unbroken_beginning(home: Home, order: list[tuple[int, int]]) -> None:
    guest = Guest(home)
    guest.welcome(home.admission())
    assert guest.session is not None
    said = [guest.session.seal(messages.write(More())) for _ in range(6)]
    good = 0
    for place, (number, _) in enumerate(order):
        if number != place:
            break
        good += 1

    for number, _ in order:
        guest.raw(said[number])

    assert len([message for message in guest.heard() if isinstance(message, Page)]) == good
    assert bool(guest.closed) == (good < len(order))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=150) | st.binary(min_size=1, max_size=80).map(lambda noise: b"\x03\x01" + noise)))
def test_noise_never_opens_a_session_and_never_breaks_the_gateway(home: Home, noise: list[bytes]) -> None:
    celina = Guest(home, "celina")

    for body in noise:
        celina.raw(body)

    assert all(channel.app is None for channel in home.channels._all.values())
    home.channels.disconnect()
    home.channels.connect("again", lambda _: None, lambda: True)
    home.said.clear()

import pytest

from ostoja.gateway.house.house import House
from ostoja.gateway.link import news as news_module
from ostoja.gateway.link.news import News, pieces
from ostoja.protocol.messages import (
    PAGE_BYTES,
    Beating,
    CommandIs,
    Devices,
    Done,
    HomeIs,
    Page,
    Rooms,
    States,
    Step,
    write,
)
from ostoja.protocol.traits import Device, Kind, Opaque, State
from tests.gateway.moving_clock import MovingClock


@pytest.fixture
def news(clock: MovingClock) -> News:
    return News(House(clock), lambda: 7)


def opaque(device: str, at: int = 1, size: int = 1) -> State:
    return State(device, at, (Opaque("x" * size),))


def test_only_the_latest_of_everything_is_told(news: News) -> None:
    news.states([opaque("a", 1), opaque("b", 1)])
    news.states([opaque("a", 2)])
    for step in (Step.SENT, Step.CONFIRMED):
        news.command(CommandIs("1", step))

    assert list(news.take()) == [States((opaque("a", 2), opaque("b", 1))), CommandIs("1", Step.CONFIRMED)]
    assert list(news.take()) == []


def test_a_page_is_told_before_the_state_that_is_younger(news: News) -> None:
    news.states([opaque("a", 2)])
    news.devices([Device("a", "", Kind.OTHER, ())])
    news.rooms()
    news.home()
    news.reply(Page())

    kinds = [type(message) for message in news.take()]
    assert kinds == [Page, HomeIs, Rooms, Devices, States]


def test_a_beat_is_answered_before_the_pages_that_wait(news: News) -> None:
    news.reply(Page())
    news.beat()
    news.beat()

    assert list(news.take()) == [Beating(7), Beating(7), Page()]
    assert list(news.take()) == []


def test_too_many_beats_unheard_is_an_overrun(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_module, "MOST_BEATS", 1)
    news.beat()
    assert not news.is_overrun

    news.beat()

    assert news.is_overrun


def test_much_is_told_in_pages() -> None:
    states = [opaque(f"d{number}", size=400) for number in range(200)]

    some = list(pieces(states))

    assert [state for piece in some for state in piece] == states
    assert all(len(write(States(piece))) <= PAGE_BYTES for piece in some)


def test_too_much_unheard_is_an_overrun(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_module, "MOST_REPLIES", 1)
    news.reply(Done("1"))
    assert not news.is_overrun

    news.reply(Done("2"))

    assert news.is_overrun


def test_too_many_commands_unheard_is_an_overrun(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_module, "MOST_COMMANDS", 1)
    for step in (Step.SENT, Step.CONFIRMED):
        news.command(CommandIs("1", step))
    assert not news.is_overrun

    news.command(CommandIs("2", Step.SENT))

    assert news.is_overrun

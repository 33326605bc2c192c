import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from ostoja.gateway.house import commands as commands_module
from ostoja.gateway.house import courses as courses_module
from ostoja.gateway.house.commands import GOOD_MS, MOST_WAITING_OF_ONE, Commands
from ostoja.gateway.house.driver import Listing
from ostoja.gateway.house.errors import LostError, NotDoneError
from ostoja.gateway.house.house import House
from ostoja.protocol.messages import Command, Reason, Step
from ostoja.protocol.traits import Arm, Device, Do, Kind, SetBrightness, SetColorTemperature, Trait, TraitName, Turn
from tests.gateway.house.recording import PATIENCE, ObedientDriver, Told, at_once
from tests.gateway.moving_clock import NOON_MS, MovingClock

LAMP = Device(
    "m-1",
    "Lamp",
    Kind.LIGHT,
    (Trait(TraitName.ON_OFF), Trait(TraitName.BRIGHTNESS), Trait(TraitName.COLOR_TEMPERATURE)),
)
ALARM = Device("m-2", "Alarm", Kind.ALARM, (Trait(TraitName.ALARM),))
SENT, DONE = (Step.SENT, None), (Step.CONFIRMED, None)


class Bench:
    """Commands on a house with a lamp, a driver and a clock."""

    def __init__(self, clock: MovingClock) -> None:
        self.clock = clock
        self.driver = ObedientDriver()
        self.house = House(clock)
        self.house.listed(Listing((LAMP, ALARM), ()))
        self.house.went_online()
        self.commands = Commands(self.house, self.driver, clock, at_once)

    def ask(
        self, id_: str, do: Do | None = None, *, who: str = "ala", device: str = LAMP.id, at: int = NOON_MS
    ) -> Told:
        told = Told()
        self.commands.ask(who, Command(id_, device, do or Turn(on=True), at), told)
        return told


@pytest.fixture
def bench(clock: MovingClock) -> Bench:
    return Bench(clock)


def test_a_command_is_sent_and_confirmed_by_its_echo(bench: Bench) -> None:
    told = bench.ask("1")
    bench.driver.echoes[0]()

    assert told.steps == [SENT, DONE]


def test_an_echo_before_the_homes_word_confirms_at_once(bench: Bench) -> None:
    bench.driver.is_quick = True

    assert bench.ask("1").steps == [DONE]


def test_silence_times_out(bench: Bench) -> None:
    told = bench.ask("1")
    bench.commands.expire(bench.clock.now)
    bench.commands.expire(bench.clock.now + PATIENCE)
    bench.driver.echoes[0]()

    assert told.steps == [SENT, (Step.TIMED_OUT, Reason.NO_ECHO)]


def test_what_the_home_can_show_nothing_of_is_not_waited_for(bench: Bench) -> None:
    bench.driver.patience = timedelta(0)
    told = bench.ask("1")

    bench.commands.expire(bench.clock.now)

    assert told.steps == [SENT, (Step.TIMED_OUT, Reason.NO_ECHO)]


def test_the_same_id_heard_again_acts_once_and_learns_the_outcome(bench: Bench) -> None:
    first, second = bench.ask("1"), bench.ask("1")
    bench.driver.echoes[0]()
    third = bench.ask("1")

    assert len(bench.driver.asked) == 1
    assert (first.steps, second.steps, third.steps) == ([SENT, DONE], [SENT, DONE], [DONE])


def test_the_same_id_of_another_person_is_another_command(bench: Bench) -> None:
    bench.ask("1")
    bench.ask("1", who="bartek")

    assert len(bench.driver.asked) == 2


def test_a_newer_command_supersedes_an_unconfirmed_one(bench: Bench) -> None:
    older = bench.ask("1", SetBrightness(10))
    newer = bench.ask("2", Turn(on=False))
    for echo in bench.driver.echoes:
        echo()

    assert older.steps == [SENT, (Step.REFUSED, Reason.SUPERSEDED)]
    assert newer.steps == [SENT, DONE]


def test_a_pin_is_tried_a_few_times_even_when_each_supersedes_the_one_before(bench: Bench) -> None:
    tries = [bench.ask(str(number), Arm("0000"), device=ALARM.id) for number in range(4)]
    bench.clock.move(minutes=14)
    later = bench.ask("5", Arm("0000"), device=ALARM.id, at=bench.commands.instant())

    assert tries[3].steps == later.steps == [(Step.REFUSED, Reason.TOO_MANY_PINS)]
    assert len(bench.driver.asked) == 3
    bench.clock.move(minutes=1)
    assert bench.ask("6", Arm("0000"), device=ALARM.id, at=bench.commands.instant()).steps == [SENT]


def test_a_right_pin_clears_what_was_tried(bench: Bench) -> None:
    bench.driver.is_quick = True
    told = [bench.ask(str(number), Arm("1234"), device=ALARM.id) for number in range(10)]

    assert {tuple(one.steps) for one in told} == {(DONE,)}


def test_another_axis_supersedes_nothing(bench: Bench) -> None:
    older = bench.ask("1", SetBrightness(10))
    bench.ask("2", SetColorTemperature(10))
    bench.driver.echoes[0]()

    assert older.steps == [SENT, DONE]


@pytest.mark.parametrize(
    ("error", "step", "reason"),
    [
        (NotDoneError(Reason.OUT_OF_RANGE), Step.REFUSED, Reason.OUT_OF_RANGE),
        (LostError(), Step.TIMED_OUT, Reason.HOME_OFFLINE),
        (RuntimeError("a driver's own fault"), Step.TIMED_OUT, Reason.NO_ECHO),
    ],
)
def test_what_the_driver_says_is_told(bench: Bench, error: Exception, step: Step, reason: Reason) -> None:
    bench.driver.error = error

    assert bench.ask("1").steps == [(step, reason)]


def test_what_the_house_cannot_do_never_reaches_the_driver(bench: Bench) -> None:
    unknown = bench.ask("1", device="m-9")
    unable = bench.ask("2", Arm("1234"))
    bench.house.went_offline()
    offline = bench.ask("3")

    reasons = [told.steps[0][1] for told in (unknown, unable, offline)]
    assert reasons == [Reason.UNKNOWN_DEVICE, Reason.NOT_ABLE, Reason.HOME_OFFLINE]
    assert bench.driver.asked == []


@pytest.mark.parametrize("do", [Turn(on=True), SetBrightness(10)])
def test_what_was_asked_too_long_ago_is_not_done_any_more(bench: Bench, do: Do) -> None:
    asked = bench.commands.instant()
    bench.clock.move(seconds=GOOD_MS / 1000)
    last = bench.ask("in time", do, at=asked)
    bench.clock.move(milliseconds=1)
    late = bench.ask("late", do, at=asked)

    assert (last.steps, late.steps) == ([SENT], [(Step.REFUSED, Reason.TOO_LATE)])
    assert len(bench.driver.asked) == 1


def test_an_outcome_is_told_however_late_it_is_asked_for(bench: Bench) -> None:
    bench.ask("1")
    bench.driver.echoes[0]()
    bench.clock.move(hours=1)

    assert bench.ask("1").steps == [DONE]


def test_one_person_cannot_have_the_whole_home_wait(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands_module, "MOST_WAITING_OF_ONE", 1)
    bench.ask("1")

    assert bench.ask("2").steps == [(Step.REFUSED, Reason.TOO_MANY)]
    assert bench.ask("3", SetColorTemperature(1), who="bartek").steps == [SENT]


class Errands:
    """What was started and has not come back."""

    def __init__(self) -> None:
        self.out: list[Coroutine[Any, Any, None]] = []

    def start(self, errand: Coroutine[Any, Any, None]) -> None:
        errand.send(None)
        self.out.append(errand)

    def come_back(self) -> None:
        for errand in self.out:
            errand.close()
        self.out.clear()


class SlowDriver(ObedientDriver):
    """Has not yet heard from the home."""

    async def send(self, device: str, do: Do, echoed: Callable[[], None]) -> timedelta:
        self.asked.append((device, do))
        await asyncio.Future()
        raise AssertionError("it never comes back")


async def test_one_person_cannot_have_more_on_its_way_than_a_bound(clock: MovingClock) -> None:
    errands, driver, told = Errands(), SlowDriver(), Told()
    house = Bench(clock).house
    commands = Commands(house, driver, clock, errands.start)

    for number in range(MOST_WAITING_OF_ONE + 5):
        commands.ask("ala", Command(str(number), LAMP.id, Turn(on=True), NOON_MS), told)
    sent = len(driver.asked)
    errands.come_back()
    commands.ask("ala", Command("again", LAMP.id, Turn(on=True), NOON_MS), told)
    errands.come_back()

    assert sent == MOST_WAITING_OF_ONE
    assert told.steps[-6:-1] == [(Step.REFUSED, Reason.TOO_MANY)] * 5
    assert len(driver.asked) == MOST_WAITING_OF_ONE + 1


def test_the_memory_is_bounded_and_keeps_what_waits(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courses_module, "MOST_REMEMBERED", 3)
    bench.ask("waiting", SetColorTemperature(1))
    bench.driver.is_quick = True
    for number in range(10):
        bench.ask(str(number))
    again = bench.ask("waiting", SetColorTemperature(1))

    assert len(bench.commands._courses) <= 3
    assert again.steps == [SENT]


def test_a_pin_is_kept_nowhere(bench: Bench) -> None:
    bench.ask("1", Arm("4711"), device=ALARM.id)
    course = bench.commands._courses.known("ala", "1")
    assert course is not None

    assert "4711" not in repr(course)
    assert all("4711" not in str(getattr(course, name)) for name in course.__dataclass_fields__)
    assert "4711" not in repr(bench.driver.asked)

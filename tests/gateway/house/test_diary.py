import logging
from datetime import datetime, timedelta

import pytest

from ostoja.gateway.house.diary import BATCH, MOST_WAITING, Diary
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.history import keep_for
from ostoja.gateway.store.papers import Papers, drop_papers, take_papers
from ostoja.protocol.traits import OnOff, State
from tests.gateway.log_listener import listening
from tests.gateway.moving_clock import MovingClock
from tests.gateway.store.failing import unwritable, writable
from tests.gateway.store.household import INSTALLATION, claim


@pytest.fixture
def diary(database: Database, clock: MovingClock) -> Diary:
    claim(database)
    return Diary(database, clock)


def shows(number: int, *, on: bool = True) -> State:
    return State(f"m-{number}", number, (OnOff(on=on),))


def rows(database: Database) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in database.rows("SELECT device, trait, value FROM history ORDER BY rowid")]


def ticks(diary: Diary, start: datetime, seconds: int) -> None:
    for second in range(seconds):
        diary.write(start + timedelta(seconds=second))


def test_what_changed_is_written_ten_seconds_later_in_one_go(
    diary: Diary, database: Database, clock: MovingClock
) -> None:
    diary.states_changed([shows(1), shows(2)])
    diary.states_changed([shows(1)])
    diary.states_changed([shows(1, on=False)])

    ticks(diary, clock.now, 10)
    assert rows(database) == []
    diary.write(clock.now + timedelta(seconds=10))

    on, off = '{"t":"on_off","on":true}', '{"t":"on_off","on":false}'
    assert rows(database) == [("m-1", "on_off", on), ("m-2", "on_off", on), ("m-1", "on_off", off)]


def test_what_is_much_is_written_at_once_a_batch_at_a_time(
    diary: Diary, database: Database, clock: MovingClock
) -> None:
    diary.states_changed([shows(number) for number in range(BATCH + 1)])

    diary.write(clock.now)
    assert len(rows(database)) == BATCH
    diary.write(clock.now, at_once=True)

    assert len(rows(database)) == BATCH + 1


def test_a_home_that_nobody_has_claimed_or_that_wants_none_has_no_history(
    diary: Diary, database: Database, clock: MovingClock
) -> None:
    keep_for(database, 0)
    diary.states_changed([shows(1)])
    diary.write(clock.now, at_once=True)
    keep_for(database, 7)
    drop_papers(database)
    diary.states_changed([shows(2)])
    diary.write(clock.now, at_once=True)
    claim(database)
    diary.write(clock.now, at_once=True)

    assert rows(database) == []


def test_what_was_gathered_before_all_was_made_void_is_not_written_afterwards(
    diary: Diary, database: Database, clock: MovingClock
) -> None:
    diary.states_changed([shows(1)])
    keep_for(database, 0)
    keep_for(database, 7)
    diary.write(clock.now, at_once=True)
    assert rows(database) == []

    diary.states_changed([shows(2)])
    diary.write(clock.now, at_once=True)

    assert [device for device, *_ in rows(database)] == ["m-2"]


def test_what_is_shown_to_a_household_that_has_just_come_is_written(database: Database, clock: MovingClock) -> None:
    diary = Diary(database, clock)
    diary.states_changed([shows(1)])
    take_papers(database, Papers("token", "ws://road", INSTALLATION, "ala", 0, 4_000_000_000), clock.now, clock.now)

    diary.states_changed([shows(1), shows(2)])
    diary.write(clock.now, at_once=True)

    assert [device for device, _, _ in rows(database)] == ["m-1", "m-2"]


def test_a_disk_that_takes_nothing_is_said_once_and_the_house_goes_on(
    diary: Diary, database: Database, clock: MovingClock
) -> None:
    unwritable(database)
    with listening("ostoja.gateway.house.diary", logging.INFO) as listener:
        diary.states_changed([shows(number) for number in range(MOST_WAITING + 5)])
        ticks(diary, clock.now, 25)
        was_failing = diary.is_failing
        writable(database)
        ticks(diary, clock.now + timedelta(seconds=25), 60)

    assert listener.levels == [logging.ERROR, logging.INFO]
    assert (was_failing, diary.is_failing) == (True, False)
    assert len(rows(database)) == MOST_WAITING
    assert rows(database)[0][0] == "m-5"

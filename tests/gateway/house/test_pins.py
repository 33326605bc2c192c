from datetime import UTC, datetime, timedelta

from ostoja.gateway.house.pins import MOST_PLACES, TRIES_OF_ALL, TRIES_OF_ONE, WITHIN, Pins

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def tried(pins: Pins, who: str, times: int, now: datetime = NOW) -> None:
    for _ in range(times):
        assert pins.are_open(who, "alarm", now)
        pins.note(who, "alarm", now)


def test_one_person_tries_a_few_times_and_then_waits() -> None:
    pins = Pins()
    tried(pins, "ala", TRIES_OF_ONE)

    assert not pins.are_open("ala", "alarm", NOW + WITHIN - timedelta(seconds=1))
    assert pins.are_open("bartek", "alarm", NOW)
    assert pins.are_open("ala", "another alarm", NOW)
    assert pins.are_open("ala", "alarm", NOW + WITHIN)


def test_many_people_together_try_no_more_than_that_either() -> None:
    pins = Pins()
    for number in range(TRIES_OF_ALL):
        tried(pins, f"person {number}", 1)

    assert not pins.are_open("somebody else", "alarm", NOW)


def test_a_pin_that_was_right_clears_ones_own_tries_and_nobody_elses() -> None:
    pins = Pins()
    tried(pins, "ala", TRIES_OF_ONE - 1)
    tried(pins, "bartek", TRIES_OF_ONE)

    pins.were_right("ala", "alarm")

    tried(pins, "ala", TRIES_OF_ONE)
    assert not pins.are_open("bartek", "alarm", NOW)
    pins.were_right("ala", "alarm")
    pins.were_right("bartek", "alarm")
    assert pins.are_open("bartek", "alarm", NOW)


def test_what_is_remembered_is_bounded() -> None:
    pins = Pins()
    for number in range(MOST_PLACES + 5):
        pins.note("ala", f"alarm {number}", NOW)

    assert len(pins._tries) == MOST_PLACES

import pytest

from ostoja.simulator.things.thing import NEVER, RefusedError, Thing, decimal, whole


def test_a_thing_of_an_unknown_type_shows_its_value_and_does_nothing() -> None:
    thing = Thing("wiatr 3 m/s")

    with pytest.raises(RefusedError):
        thing.act("turnOn", (), 0.0)
    thing.step(1e9)

    assert (thing.shown(), thing.next_at, thing.restoring()) == ({"state": "wiatr 3 m/s"}, NEVER, None)


def test_a_thing_without_a_value_shows_nothing() -> None:
    assert Thing().shown() is None


@pytest.mark.parametrize("text", ["", "x", "1.5", "-1", "256", "1e2"])
def test_what_is_no_whole_number_in_range_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        whole(text, 0, 255)


@pytest.mark.parametrize("text", ["", "ciepło", "nan", "inf", "36"])
def test_what_is_no_decimal_number_in_range_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        decimal(text, 5, 35)

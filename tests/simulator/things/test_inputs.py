import pytest

from ostoja.simulator.things.inputs import AlarmedHalf, ArmedHalf, Button, Partition, Siren
from ostoja.simulator.things.thing import NEVER, RefusedError

NOW = 1_000.0


def test_a_button_is_pressed_for_a_moment() -> None:
    button = Button()
    button.press(NOW)
    button.step(NOW + 0.1)
    assert button.shown() == {"state": "255"}

    button.step(button.next_at)

    assert (button.shown(), button.next_at) == ({"state": "0"}, NEVER)


def test_an_alarm_is_armed_with_its_pin_a_second_later() -> None:
    half = ArmedHalf(Partition(), "1234")
    half.act("arm", ("1234",), NOW)
    half.step(NOW + 0.5)
    assert half.shown() == {"state": "0"}

    half.step(half.next_at)

    assert half.shown() == {"state": "255"}


@pytest.mark.parametrize(("verb", "words"), [("arm", ("4321",)), ("arm", ()), ("turnOn", ()), ("disarm", ("ąę",))])
def test_an_alarm_refuses_a_wrong_pin_and_other_verbs(verb: str, words: tuple[str, ...]) -> None:
    half = ArmedHalf(Partition(), "1234")

    with pytest.raises(RefusedError):
        half.act(verb, words, NOW)

    assert half.next_at == NEVER


def test_what_moves_while_armed_sets_the_alarm_off_until_it_is_disarmed() -> None:
    partition = Partition()
    armed, alarmed = ArmedHalf(partition, "1"), AlarmedHalf(partition)
    siren = Siren(partition)
    partition.disturb()
    assert alarmed.shown() == siren.shown() == {"state": "0"}
    armed.act("arm", ("1",), NOW)
    armed.step(armed.next_at)

    partition.disturb()
    assert alarmed.shown() == siren.shown() == {"state": "255"}

    armed.act("disarm", ("1",), NOW)
    armed.step(armed.next_at)
    assert alarmed.shown() == siren.shown() == {"state": "0"}

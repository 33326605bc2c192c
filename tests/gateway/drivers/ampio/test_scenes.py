from ostoja.gateway.drivers.ampio.rows import scenes
from ostoja.gateway.drivers.ampio.scenes import changed, moving
from ostoja.protocol.traits import Alarm, Measurement, Mode, OnOff, OpenClose, Thermostat

PAYLOAD = b'{"List": [{"id": 1, "Actions": [{"action": "set/7/arm/1234"}, {"action": "set/8/turnOn"}]}]}'


def test_what_is_only_measured_again_is_no_echo() -> None:
    assert not changed((Thermostat(22, 20, Mode.AUTO, active=True),), (Thermostat(22, 20.5, Mode.AUTO, active=True),))
    assert not changed((Measurement(1),), (Measurement(2),))
    assert not changed((OnOff(on=True),), (OnOff(on=True),))


def test_what_can_be_commanded_and_changed_is_an_echo() -> None:
    assert changed((Thermostat(22, 20, Mode.AUTO, active=True),), (Thermostat(23, 20, Mode.AUTO, active=True),))
    assert changed((Alarm(armed=False, alarmed=None),), (Alarm(armed=True, alarmed=None),))
    assert changed((OpenClose(10),), (OpenClose(12),))


def test_a_cover_without_a_position_echoes_by_moving_unless_it_is_blocked() -> None:
    assert moving({1: (OpenClose(None),), 2: (OpenClose(5),)}) == {1}
    assert changed((OpenClose(None),), (OpenClose(None),))
    assert not changed((OpenClose(None),), (OpenClose(None, blocked_open=True),))


def test_a_pin_in_a_scene_is_not_kept() -> None:
    scene = scenes(PAYLOAD).rows[1]

    assert scene.actions == ("set/7/arm", "set/8/turnOn")
    assert "arm" not in repr(scene)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.drivers.ampio import rows
from ostoja.gateway.drivers.ampio.orders import Shown, Values
from ostoja.gateway.drivers.ampio.plan import Plan, Tables, draw
from ostoja.gateway.drivers.ampio.points import POINTS
from ostoja.gateway.drivers.ampio.scenes import foresee
from ostoja.protocol.traits import Alarm, Mode, Number, OnOff, OpenClose, Thermostat, Value
from tests.gateway.drivers.ampio.replies import row, table

ON, OFF = OnOff(on=True), OnOff(on=False)


def plan_of(*types: str) -> Plan:
    """Objects 1, 2 … of these types."""
    listed = [row(id_, type_, leafId=f"0_1_296_3_{id_}") for id_, type_ in enumerate(types, start=1)]
    return draw(Tables(0xAB, rows.objects(table(*listed)).rows, {}, {}, {}, {}))


def still_awaited(type_: str, shown: Values, *actions: str) -> list[int]:
    found = foresee(actions, plan_of(type_), lambda _: Shown(shown))
    assert not found.is_blind
    return [one.object for one in found.awaited]


@pytest.mark.parametrize(
    ("type_", "shown", "actions", "awaited"),
    [
        ("przekaznik", (ON,), ["set/1/turnOn"], []),
        ("przekaznik", (ON,), ["/api/set/1/turnOff"], [1]),
        ("przekaznik", (OFF,), ["set/1/turnOn", "set/1/turnOff"], []),
        ("przekaznik", (OFF,), ["set/1/turnOn", "set/1/switch"], []),
        ("led", (), ["set/1/setValue/0", "set/1/switch"], [1]),
        ("roleta_procenty", (OpenClose(100),), ["set/1/open"], []),
        ("roleta_procenty", (OpenClose(50),), ["set/1/stop"], []),
        ("roleta", (OpenClose(None),), ["set/1/open"], [1]),
        ("flaga_liniowa", (Number(44),), ["set/1/setValue/300"], []),
        ("reg", (Thermostat(20, 20, Mode.SCHEDULE, active=True),), ["set/1/setTemperature/20.04"], []),
        (
            "reg",
            (Thermostat(20, 20, Mode.AUTO, active=True),),
            ["set/1/setTemperature/21", "set/1/setHeatingMode/A"],
            [],
        ),
        ("satel_alarm", (Alarm(armed=True, alarmed=None),), ["set/1/arm"], []),
        ("satel_alarm", (Alarm(armed=True, alarmed=None),), ["set/1/disarm"], [1]),
    ],
)
def test_a_step_is_awaited_unless_it_is_in_place(
    type_: str, shown: Values, actions: list[str], awaited: list[int]
) -> None:
    assert still_awaited(type_, shown, *actions) == awaited


@pytest.mark.parametrize(
    ("type_", "shown", "action", "awaited"),
    [
        ("przekaznik", ON, "set/1/turnOn", [1]),
        ("satel_alarm", Alarm(armed=True, alarmed=None), "set/1/arm", [1]),
        ("roleta_procenty", OpenClose(50), "set/1/stop", []),
        ("przekaznik", ON, "set/1/switch", []),
    ],
)
def test_what_is_about_to_change_is_not_in_place(type_: str, shown: Value, action: str, awaited: list[int]) -> None:
    on_its_way = frozenset({"output", "alarm", "open_close"})

    found = foresee([action], plan_of(type_), lambda _: Shown((shown,), (), on_its_way))

    assert [one.object for one in found.awaited] == awaited
    assert found.is_blind is (action == "set/1/switch")


def test_a_cover_without_a_position_must_move() -> None:
    assert foresee(["set/1/open"], plan_of("roleta"), lambda _: Shown()).awaited[0].moved


@pytest.mark.parametrize(
    "action",
    ["rubbish", "", "set/1/dance", "set/2/turnOn", "set/1/setValue/256", "set/1/setValue/x", "set/1/setColors/1"],
)
def test_what_nobody_here_can_see_is_said(action: str) -> None:
    found = foresee([action], plan_of("led"), lambda _: Shown((ON,)))

    assert found.is_blind
    assert found.awaited == ()


WORDS = st.sampled_from(["", "0", "101", "255", "-1", "300", "21.5", "nan", "S", "x", "9" * 5_000])
VERBS = st.sampled_from(
    [
        *("turnOn", "turnOff", "switch", "setValue", "setColors", "setWW", "setWWPower", "setWWColdness"),
        *("open", "close", "stop", "setRollerPos", "setTemperature", "setHeatingMode", "arm", "disarm"),
    ]
)
ACTIONS = st.builds(
    lambda id_, verb, words: "/".join(["set", str(id_), verb, *words]),
    st.integers(1, 30),
    VERBS,
    st.lists(WORDS, max_size=5),
)


@given(st.lists(ACTIONS, max_size=6))
def test_whatever_a_scene_lists_nothing_raises(actions: list[str]) -> None:
    found = foresee(actions, plan_of(*POINTS, "tekst_can"), lambda _: Shown())

    assert len({one.object for one in found.awaited}) <= len(actions)

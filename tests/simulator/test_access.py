import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.access import Account, covers, may_hear, may_say, may_subscribe

LEVEL = st.sampled_from(["ampio", "fromDB", "x", "y"])
TOPIC = st.lists(LEVEL, min_size=1, max_size=4)
FILTER = st.tuples(st.lists(st.one_of(LEVEL, st.just("+")), min_size=1, max_size=3), st.booleans())


def spelled(levels: list[str], *, open_end: bool = False) -> str:
    return "/".join([*levels, *(["#"] if open_end else [])])


@given(FILTER, FILTER, TOPIC)
def test_a_filter_that_covers_another_matches_whatever_the_other_matches(
    allowed: tuple[list[str], bool], wanted: tuple[list[str], bool], topic: list[str]
) -> None:
    outer, inner = spelled(allowed[0], open_end=allowed[1]), spelled(wanted[0], open_end=wanted[1])

    if covers(outer, inner) and covers(inner, spelled(topic)):
        assert covers(outer, spelled(topic))


@pytest.mark.parametrize(
    ("wanted", "granted"),
    [
        ("ampio/fromDB/ala/#", True),
        ("ampio/fromDB/ala/ob/+/state", True),
        ("#", True),
        ("ampio/fromDB/+/data/info", False),
        ("ampio/fromDB/admin/#", False),
        ("ampio/fromDB/#", False),
        ("ampio/from/#", False),
        ("ampio/control/ala/api", False),
        ("+/#", False),
        ("$SYS/#", False),
    ],
)
def test_a_standard_account_subscribes_to_its_own_and_to_everything_alone(wanted: str, *, granted: bool) -> None:
    assert may_subscribe("ala", wanted) is granted
    assert may_subscribe("admin", wanted)


def test_a_standard_account_hears_its_own_replies_and_the_echo_of_its_commands() -> None:
    assert may_hear("ala", "ampio/fromDB/ala/data/info")
    assert may_hear("ala", "ampio/control/ala/api")
    assert not may_hear("ala", "ampio/control/ala/data")
    assert not may_hear("ala", "ampio/from/CB8F/state/o/1")


def test_a_standard_account_says_things_under_its_own_name_only() -> None:
    assert may_say("ala", "ampio/control/ala/api")
    assert not may_say("ala", "ampio/control/bartek/api")
    assert not may_say("ala", "ampio/to/cb8f/raw")
    assert may_say("admin", "ampio/to/cb8f/raw")


def test_a_printed_account_shows_no_password() -> None:
    assert "tajne" not in repr(Account("ala", "tajne", 7))

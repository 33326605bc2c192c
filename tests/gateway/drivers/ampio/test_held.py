"""Which of two words about an object is the later one."""

from ostoja.gateway.drivers.ampio.held import Held
from ostoja.gateway.drivers.ampio.pushes import Push

EARLY, LATE = Push(1_000, "0"), Push(2_000, "255")


def test_what_is_heard_after_the_asking_counts_unless_the_snapshot_is_younger() -> None:
    held = Held()
    held.asked()
    held.push(1, LATE)
    held.push(2, EARLY)

    assert not held.seed(1, EARLY)
    assert held.seed(2, LATE)
    assert held.pushes == {1: LATE, 2: LATE}


def test_what_was_heard_before_the_asking_gives_way_whatever_the_stamps_say() -> None:
    held = Held()
    held.push(1, LATE)
    held.asked()

    assert held.seed(1, EARLY)


def test_a_snapshot_that_may_be_an_earlier_one_overrides_nothing_heard_since() -> None:
    held = Held()
    held.asked()
    held.push(1, LATE)
    held.asked()
    assert not held.seed(1, EARLY)
    held.answered()

    held.asked()
    assert held.seed(1, EARLY)

from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.mserv.outbox import Outbox, Publication


@given(st.lists(st.integers(0, 5), max_size=20))
def test_what_is_due_earlier_goes_first_and_equals_keep_their_order(moments: list[int]) -> None:
    outbox = Outbox()
    for place, moment in enumerate(moments):
        outbox.put(float(moment), Publication(str(place), b""))

    taken = []
    while (publication := outbox.take(5.0)) is not None:
        taken.append(int(publication.topic))

    assert taken == sorted(range(len(moments)), key=lambda place: moments[place])


def test_nothing_is_taken_before_its_time_and_nothing_after_a_stop() -> None:
    outbox = Outbox()
    outbox.put(5.0, Publication("t", b"x"))
    assert (outbox.take(4.9), outbox.next_at) == (None, 5.0)

    outbox.clear()

    assert (outbox.take(9.0), outbox.next_at) == (None, float("inf"))

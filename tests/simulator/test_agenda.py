from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.agenda import Agenda
from ostoja.simulator.things.thing import NEVER

MOMENTS = st.one_of(st.integers(0, 50).map(float), st.just(NEVER))


@given(st.lists(st.tuples(st.integers(0, 5), MOMENTS), max_size=300))
def test_an_agenda_knows_what_a_plain_table_knows(notes: list[tuple[int, float]]) -> None:
    agenda, table = Agenda(), dict[int, float]()
    for one, at in notes:
        agenda.put(one, at)
        table[one] = at

        assert agenda.next_at == min(table.values())

    assert sorted(agenda.due(25.0)) == sorted(one for one, at in table.items() if at <= 25.0)
    assert agenda.next_at == min((at for at in table.values() if at > 25.0), default=NEVER)


def test_nobody_is_due_in_an_empty_agenda() -> None:
    assert Agenda().due(1e12) == []

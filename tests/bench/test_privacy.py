import pytest

from bench.privacy.gate import beside
from bench.privacy.measuring import figures, missed, rows

QUICK, PLAIN = [[0.0002] * 100] * 3, [[0.0004] * 100] * 3


def test_the_gate_stands_beside_a_plain_query_of_the_same_block() -> None:
    found = figures(QUICK, PLAIN, PLAIN, QUICK)

    assert found["gate"]["p99_ms"] == pytest.approx(0.2)
    assert found["ratio"]["p50"]["median"] == pytest.approx(0.5)
    assert [row.measured for row in rows(found)] == [
        "consent gate, p50",
        "consent gate, p99",
        "two calls of the app behind the privacy layer, p50",
    ]
    assert rows(found)[2].ratio == "2.00 × without it"
    assert rows(found)[1].ratio == "0.50 × a plain query"


def test_a_slow_gate_is_told() -> None:
    assert missed(figures(QUICK, PLAIN, PLAIN, PLAIN)) == []
    slow = [[0.0012] * 100]
    assert missed(figures(slow, slow, slow, slow)) == ["p99 1.20 ms of 1.00 ms"]


def test_a_layer_that_costs_too_much_is_told() -> None:
    assert missed(figures(QUICK, PLAIN, PLAIN, QUICK)) == ["calls 2.00 times of 1.15"]


def test_two_deeds_are_done_in_turn() -> None:
    done: list[str] = []

    taken = beside(lambda: done.append("one"), lambda: done.append("other"), 3)

    assert done == ["one", "other"] * 3
    assert [len(times) for times in taken] == [3, 3]
    assert all(one >= 0 for times in taken for one in times)

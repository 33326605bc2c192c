import pytest
import uvloop

from bench.live import measuring
from bench.live.measuring import Samples, compare, figures, missed, rows
from bench.neighbourhood import claimed_home

SAMPLES = Samples(one=[[0.002] * 4, [0.004] * 4], first=[[0.003] * 4] * 2, last=[[0.020] * 4, [0.020] * 4])


def test_many_pages_stand_beside_one() -> None:
    found = figures(SAMPLES, pages=100)

    assert found["times_one"] == pytest.approx({"median": 7.5, "least": 5.0, "most": 10.0})
    assert (found["changes"], found["last"]["p99_ms"]) == (8, pytest.approx(20.0))
    one, last, first = rows(found)
    assert one.ours == "3.0 / 4.0 / 4.0 ms"
    assert last.cells[1:] == ("20.0 / 20.0 / 20.0 ms", "", "7.5 × one page", "5.0 … 10.0")
    assert first.ours == "3.0 / 3.0 / 3.0 ms"


def test_a_page_that_sees_it_late_misses_the_gate() -> None:
    assert missed(figures(SAMPLES, pages=100)) == []
    late = Samples(one=[[0.002]], first=[[0.002]], last=[[0.7]])
    assert missed(figures(late, pages=100)) == ["the last page sees it after 700 of 500 ms"]


@pytest.mark.story
def test_a_few_pages_are_measured_for_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "WARM_UP", 2)

    with claimed_home(settings=measuring.SETTINGS) as household:
        found = uvloop.run(compare(household, pages=20, blocks=2, changes=4))

    assert (found["pages"], found["changes"]) == (20, 8)
    # The stamp has whole milliseconds, and the first can be no later than the last.
    assert -1 < found["first"]["p50_ms"] <= found["last"]["p50_ms"] < 10_000
    assert found["one"]["p50_ms"] > 0

from typing import Any

import pytest

from bench.discovery.measuring import MIB, figures, rounds, rows


def said(seconds: float, grown: int) -> dict[str, Any]:
    return {"seconds": seconds, "devices": 9, "shown": 8, "before": 50 * MIB, "after": 50 * MIB + grown}


FOUND = {500: [said(0.1, MIB), said(0.2, MIB), said(0.3, MIB)], 5_000: [said(1.0, 20 * MIB)]}


def test_an_object_of_a_large_home_stands_beside_one_of_a_small_one() -> None:
    small, large, light, heavy = rows(figures(FOUND))

    assert small.cells == (
        "gateway, home of 500 objects found, 400 µs an object",
        "200 ms",
        "",
        "1.00 × an object of 500",
        "100 … 300",
    )
    assert (large.ours, large.ratio) == ("1000 ms", "0.50 × an object of 500")
    assert (light.ours, heavy.ours) == ("51 MiB", "70 MiB")
    assert heavy.ratio == "2.00 × an object of 500"


@pytest.mark.story
def test_a_home_is_found_whole_by_real_processes() -> None:
    (found,) = rounds(120, 1)

    assert found["devices"] > 100
    assert found["shown"] > 90
    assert 0 < found["seconds"] < 30
    assert found["before"] < found["after"]

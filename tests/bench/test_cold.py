import pytest
from playwright.sync_api import Browser

from bench.cold import opening
from bench.cold.measuring import figures, late, missed, rows
from bench.cold.opening import home_in, opened, scrolled

FLAT = {"paint_ms": 200.0, "drawn_ms": 500.0, "code_bytes": 102_400, "all_bytes": 204_800}
LARGE = {**FLAT, "drawn_ms": 1_000.0}
FRAMES = {
    "reading": {"pixels": 40, "frames_ms": [16.7, 16.6, 33.4, 16.7]},
    "flick": {"pixels": 400, "frames_ms": [16.7, 50.0, 16.6, 16.7]},
    "bare reading": {"pixels": 40, "frames_ms": [16.7, 16.6, 16.7, 16.7]},
}


def test_a_late_frame_is_one_that_missed_its_tick() -> None:
    assert late(FRAMES["reading"])["beyond_one"] == 0.25
    assert late(FRAMES["reading"])["beyond_two"] == 0
    assert late(FRAMES["flick"])["beyond_two"] == 0.25
    assert late(FRAMES["flick"])["pixels_per_second"] == pytest.approx(4_000)


def test_a_large_home_stands_beside_a_small_one() -> None:
    cells = {row.measured: row.cells[1:] for row in rows(figures({89: [FLAT], 5_000: [LARGE]}, FRAMES))}

    first = "app, cold cache, 5,000 objects, first cards of the home"
    assert cells[first] == ("1000 ms", "", "2.00 × 89 objects", "1000 … 1000")
    assert cells["app, script and style over the wire, with headers"][0] == "100 KiB"
    reading = "app, 5,000 objects scrolled at a reading speed, 480 px/s, frames beyond 16.7 / 33 ms"
    assert (cells[reading][0], cells[reading][3]) == ("25.0% / 0.0%", "worst 33 ms")
    bare = "the same of a page of bare lines, 600 px/s, frames beyond 16.7 / 33 ms"
    assert (cells[bare][0], cells[bare][3]) == ("0.0% / 0.0%", "worst 17 ms")


def test_a_slow_paint_and_a_large_app_miss_the_gate() -> None:
    assert missed(figures({89: [FLAT]}, {})) == []
    assert missed(figures({89: [{**FLAT, "paint_ms": 1_500.0, "code_bytes": 204_800}]}, {})) == [
        "first paint with 89 objects after 1500 of 1000 ms",
        "200 KiB of 150 KiB",
    ]


@pytest.mark.story
@pytest.mark.browser
def test_a_flat_is_opened_cold_and_scrolled_for_real(chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SCROLLED_S", 0.5)

    with home_in(chromium) as (town, context):
        first, again = opened(context, town.origin), opened(context, town.origin)
        frames = scrolled(context, town.origin)

    assert 0 < first["paint_ms"] <= first["drawn_ms"]
    # The second time nearly as cold as the first: what comes late may come by way of the service worker.
    assert again["code_bytes"] > first["code_bytes"] / 2
    assert 10_000 < first["code_bytes"] < first["all_bytes"]
    assert frames["reading"]["pixels"] > 0
    assert frames["flick"]["frames_ms"]
    assert frames["bare flick"]["pixels"] > 0

"""The run: a flat and a building opened with an empty cache again and again, and the building scrolled through.

The first paint is the first that has content, which is the app's name while the rest loads; the home is drawn when the
cards of the first picture are there. A frame is late when it missed its tick of a sixtieth of a second, with a
twentieth of that as its leave for the clock's grain.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import sync_playwright

from bench.cold.opening import home_in, opened, scrolled
from bench.figures import median
from bench.report import Row
from tests.browser import CHROMIUM, SWITCHES

NAME = "cold"
TITLE = "The app opened with an empty cache, and scrolled"

HOMES: dict[int, tuple[str, ...]] = {89: (), 5_000: ("--objects", "5000")}
LARGEST = max(HOMES)
ROUNDS = 7
KIB = 1_024
TICK_MS = 1_000 / 60
GRAIN = 1.05
MOST_PAINT_MS = 1_000.0
MOST_CODE_KIB = 150.0


def measure() -> dict[str, Any]:
    """Open each home in turn, scroll through the largest, and end everything."""
    rounds, frames = {}, {}
    with sync_playwright() as playwright:
        for size, furnished in HOMES.items():
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
            with home_in(chromium, *furnished) as (town, context):
                rounds[size] = [opened(context, town.origin) for _ in range(ROUNDS)]
                if size == LARGEST:
                    frames = scrolled(context, town.origin)
            chromium.close()
    return figures(rounds, frames)


def figures(rounds: Mapping[int, Sequence[Mapping[str, float]]], frames: Mapping[str, Any]) -> dict[str, Any]:
    """The rounds and frames in short.

    Units: milliseconds; KiB; shares from 0 to 1.
    """
    homes = []
    for size, taken in rounds.items():
        each = {key: [one[key] for one in taken] for key in taken[0]}
        homes.append(
            {
                "objects": size,
                "rounds": len(taken),
                **{key: median(values) for key, values in each.items() if key.endswith("_ms")},
                "paint_most_ms": max(each["paint_ms"]),
                "drawn_least_ms": min(each["drawn_ms"]),
                "drawn_most_ms": max(each["drawn_ms"]),
                "code_kib": max(each["code_bytes"]) / KIB,
                "all_kib": max(each["all_bytes"]) / KIB,
            }
        )
    return {"homes": homes, "scrolled": {name: late(one) for name, one in frames.items()}}


def late(scroll: Mapping[str, Any]) -> dict[str, float]:
    """How many of the frames of a scroll were late, and how late the worst was.

    Units: milliseconds, pixels a second; shares from 0 to 1.
    """
    taken = scroll["frames_ms"]
    return {
        "frames": len(taken),
        "pixels_per_second": scroll["pixels"] / (sum(taken) / 1_000),
        "beyond_one": sum(one > TICK_MS * GRAIN for one in taken) / len(taken),
        "beyond_two": sum(one > 2 * TICK_MS * GRAIN for one in taken) / len(taken),
        "most_ms": max(taken),
    }


def rows(found: Mapping[str, Any]) -> Sequence[Row]:
    """What was found, as lines of a table; the smallest home is what the others are compared with."""
    least, lines = found["homes"][0], []
    for one in found["homes"]:
        of = f"cold cache, {one['objects']:,} objects"
        times = "" if one is least else f"{one['drawn_ms'] / least['drawn_ms']:.2f} × {least['objects']} objects"
        spread = f"{one['drawn_least_ms']:.0f} … {one['drawn_most_ms']:.0f}"
        lines += [
            Row(f"app, {of}, first contentful paint", f"{one['paint_ms']:.0f} ms"),
            Row(f"app, {of}, first cards of the home", f"{one['drawn_ms']:.0f} ms", ratio=times, spread=spread),
        ]
    lines.append(Row("app, script and style over the wire, with headers", f"{found['homes'][-1]['code_kib']:.0f} KiB"))
    what = f"app, {LARGEST:,} objects"
    names = {
        "reading": f"{what} scrolled at a reading speed",
        "bare reading": "the same of a page of bare lines",
        "flick": f"{what} scrolled in a flick",
        "bare flick": "the same of a page of bare lines",
    }
    for name in [name for name in names if name in found["scrolled"]]:
        one = found["scrolled"][name]
        said = f"{names[name]}, {one['pixels_per_second']:,.0f} px/s"
        cell = f"{one['beyond_one']:.1%} / {one['beyond_two']:.1%}"
        lines.append(Row(f"{said}, frames beyond 16.7 / 33 ms", cell, spread=f"worst {one['most_ms']:.0f} ms"))
    return lines


def missed(found: Mapping[str, Any]) -> list[str]:
    """What is worse than it may be."""
    slow = [
        f"first paint with {one['objects']} objects after {one['paint_ms']:.0f} of {MOST_PAINT_MS:.0f} ms"
        for one in found["homes"]
        if one["paint_ms"] > MOST_PAINT_MS
    ]
    large = max(one["code_kib"] for one in found["homes"])
    return slow + ([f"{large:.0f} KiB of {MOST_CODE_KIB:.0f} KiB"] if large > MOST_CODE_KIB else [])

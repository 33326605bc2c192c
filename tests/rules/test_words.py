"""Names that say nothing do not occur, and nothing is left for later."""

import re

from tests.rules.code import PRODUCT, ROOT, modules, name, scripts

EMPTY_NAMES = {"utils", "util", "common", "core", "helpers", "helper", "lib", "misc", "services", "managers", "base"}
LEFT_FOR_LATER = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")))
MACHINE = re.compile(r"/(work|farm|root)/")


def test_folders_and_modules_say_what_they_are() -> None:
    empty = [
        name(path)
        for path in PRODUCT.rglob("*")
        if path.stem in EMPTY_NAMES and path.suffix in {"", ".py"} and "vendor" not in path.parts
    ]

    # A template that every page extends is called base the world over.
    assert empty == []


def test_nothing_is_left_for_later() -> None:
    left = [
        f"{name(path)}:{number}"
        for path in (*modules(), *scripts(), *modules(ROOT / "tests"), *modules(ROOT / "tools"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if LEFT_FOR_LATER.search(line) or (MACHINE.search(line) and "tests" not in path.parts)
    ]

    assert left == []

"""The page on the policy's acceptance list says what the tests say."""

import re

from tests.rules.code import ROOT

PAGE = ROOT / "docs" / "policy-status.md"
ROW = re.compile(r"^\| A(\d{3}) \| (proved|partly|waits) \| (.+) \|$", re.MULTILINE)
NUMBER = re.compile(r"\bA(\d{3})\b")
STATEMENTS = 117


def rows() -> list[tuple[str, str, str]]:
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def named(where: str) -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", where)


def carried() -> set[str]:
    files = (path for path in (ROOT / "tests").rglob("*.py") if path.name != "test_policy_status.py")
    return {number for path in files for number in NUMBER.findall(path.read_text(encoding="utf-8"))}


def test_every_statement_stands_on_the_page_once() -> None:
    assert [number for number, _, _ in rows()] == [f"{number:03}" for number in range(1, STATEMENTS + 1)]


def test_what_is_proved_names_tests_that_carry_its_number() -> None:
    for number, stands, where in rows():
        if stands != "waits":
            assert named(where), number
            assert all(f"A{number}" in (ROOT / file).read_text(encoding="utf-8") for file in named(where)), number


def test_what_waits_says_why_and_no_test_carries_its_number() -> None:
    waiting = {number for number, stands, where in rows() if stands == "waits" and where.strip()}

    assert waiting & carried() == set()
    assert carried() <= {number for number, _, _ in rows()}

from datetime import date

import pytest

from ostoja.cloud.statistics.rules import counts, first_shown, is_on, is_past


def test_nothing_is_counted_until_the_adapter_is_on() -> None:
    assert not is_on(())
    assert not is_on(("weather",))
    assert is_on(("weather", "statistics"))


@pytest.mark.parametrize(
    ("method", "status", "kind", "counted"),
    [
        ("GET", 200, "text/html; charset=utf-8", True),
        ("GET", 200, "text/html", True),
        ("HEAD", 200, "text/html", False),
        ("POST", 200, "text/html", False),
        ("GET", 404, "text/html", False),
        ("GET", 200, "application/json", False),
        ("GET", 200, "", False),
        (None, 200, "text/html", False),
    ],
)
def test_a_page_is_what_somebody_opened(method: str | None, status: int, kind: str, *, counted: bool) -> None:
    assert counts(method, status, kind) is counted


def test_the_desk_sees_thirty_days_with_today() -> None:
    assert first_shown(date(2026, 11, 30)) == date(2026, 11, 1)


def test_a_total_goes_after_twenty_five_months() -> None:
    assert not is_past(date(2024, 10, 23), date(2026, 11, 23))
    assert is_past(date(2024, 10, 22), date(2026, 11, 23))

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.cloud.accounts.rules import DEFAULT_TIME_ZONE, address, forgotten_before, one_line, time_zones


def test_an_address_is_compared_in_one_form() -> None:
    assert address(" Ala@Example.ORG ") == "ala@example.org"


def test_time_zones_are_places() -> None:
    zones = time_zones()

    assert DEFAULT_TIME_ZONE in zones
    assert "UTC" in zones
    assert not [zone for zone in zones if zone.startswith(("Etc/", "SystemV/", "posix"))]


def test_a_sign_up_has_a_day() -> None:
    assert forgotten_before(datetime(2026, 11, 22, 12, tzinfo=UTC)) == datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ala  Nowak\n", "Ala Nowak"),
        ("Zażółć-O'Brien", "Zażółć-O'Brien"),
        ("王芳", "王芳"),
        ("Dom \u2764\ufe0f", "Dom \u2764\ufe0f"),
        ("\xa0Ala\u3000", "Ala"),
        ("", ""),
        ("\u202eAla", ""),
        ("A\u200bla", ""),
        ("\u3164", ""),
        ("\u2800\u2800", ""),
        ("\u0301", ""),
        ("\ufe0f", ""),
        ("A\U000e0041", ""),
        ("A\x00", ""),
        ("x" * 21, ""),
    ],
)
def test_a_name_is_one_line_that_people_can_see(typed: str, kept: str) -> None:
    assert one_line(typed, longest=20) == kept


@given(st.text(max_size=30))
def test_no_kept_name_hides_anything(typed: str) -> None:
    kept = one_line(typed, longest=30)

    assert not [sign for sign in kept if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]
    assert kept == one_line(kept, longest=30)

from datetime import UTC, datetime

from ostoja.cloud.accounts.rules import DEFAULT_TIME_ZONE, address, forgotten_before, time_zones


def test_an_address_is_compared_in_one_form() -> None:
    assert address(" Ala@Example.ORG ") == "ala@example.org"


def test_time_zones_are_places() -> None:
    zones = time_zones()

    assert DEFAULT_TIME_ZONE in zones
    assert "UTC" in zones
    assert not [zone for zone in zones if zone.startswith(("Etc/", "SystemV/", "posix"))]


def test_a_sign_up_has_a_day() -> None:
    assert forgotten_before(datetime(2026, 11, 22, 12, tzinfo=UTC)) == datetime(2026, 11, 21, 12, tzinfo=UTC)

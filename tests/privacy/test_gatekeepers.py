"""Proves: A094."""

import pytest

from ostoja.privacy.gatekeepers import gatekeeper_of


@pytest.mark.parametrize(
    ("host", "company"),
    [
        ("google.com", "Alphabet"),
        ("upload.Google.PL", "Alphabet"),
        ("google.co.uk.", "Alphabet"),
        ("dns.google", "Alphabet"),
        ("amazon.com.au", "Amazon"),
        ("api.amazonalexa.com", "Amazon"),
        ("www.icloud.com", "Apple"),
        ("booking.com", "Booking"),
        ("m.tiktok.com", "ByteDance"),
        ("graph.facebook.com", "Meta"),
        ("login.live.com", "Microsoft"),
    ],
)
def test_a_gatekeeper_is_known_by_the_host_at_which_it_receives(host: str, company: str) -> None:
    assert gatekeeper_of(host) == company


@pytest.mark.parametrize(
    "host",
    [
        "energia.example",
        "notgoogle.com",
        "google.com.example.org",
        "amazonka.pl",
        "pineapple.com",
        "localhost",
        "co.uk",
        "",
    ],
)
def test_nobody_else_is(host: str) -> None:
    assert gatekeeper_of(host) is None


def test_who_rents_a_place_from_one_is_not_it() -> None:
    assert gatekeeper_of("energia.s3.eu-central-1.amazonaws.com") is None
    assert gatekeeper_of("energia.azurewebsites.net") is None

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from ostoja.cloud.web.limits import Limit, asker, disguised

NOW = timezone.now().replace(second=5)
LIMIT = Limit("test", most=2, seconds=60)


def test_so_many_are_allowed_in_a_span_and_again_in_the_next() -> None:
    assert [LIMIT.allows("ala", NOW) for _ in range(3)] == [True, True, False]
    assert LIMIT.allows("bartek", NOW)
    assert LIMIT.allows("ala", NOW + timedelta(seconds=60))


@pytest.mark.parametrize("second", [0, 30, 59])
def test_a_span_begins_with_the_first_try_wherever_the_clock_is(second: int) -> None:
    first = NOW.replace(second=second)

    assert [LIMIT.allows("celina", first + timedelta(seconds=after)) for after in (0, 0, 59)] == [True, True, False]


def test_a_count_that_vanishes_meanwhile_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *_, **__: False)

    assert LIMIT.allows("ala", NOW)


def test_nobody_is_named_in_the_cache() -> None:
    assert "ala" not in disguised("ala")
    assert disguised("ala") != disguised("bartek")


def test_who_is_forgotten_begins_anew() -> None:
    assert [LIMIT.allows("ala", NOW) for _ in range(3)][-1] is False

    LIMIT.forget("ala")

    assert LIMIT.allows("ala", NOW)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_an_asker_is_a_line_and_not_one_of_its_addresses(address: str, network: str, rf: RequestFactory) -> None:
    assert asker(rf.get("/", REMOTE_ADDR=address)) == network

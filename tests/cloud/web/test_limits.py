from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from ostoja.cloud.web.limits import Limit, disguised

NOW = timezone.now().replace(second=5)
LIMIT = Limit("test", most=2, seconds=60)


def test_so_many_are_allowed_in_a_span_and_again_in_the_next() -> None:
    assert [LIMIT.allows("ala", NOW) for _ in range(3)] == [True, True, False]
    assert LIMIT.allows("bartek", NOW)
    assert LIMIT.allows("ala", NOW + timedelta(seconds=60))


def test_a_count_that_vanishes_meanwhile_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *_: False)

    assert LIMIT.allows("ala", NOW)


def test_nobody_is_named_in_the_cache() -> None:
    assert "ala" not in disguised("ala")
    assert disguised("ala") != disguised("bartek")

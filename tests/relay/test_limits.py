import resource

import pytest

from ostoja.relay.limits import SPARE_FILES, Limits


def test_connections_leave_some_files_for_the_rest() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)

    assert Limits().connections == soft - SPARE_FILES


def test_a_tiny_limit_on_files_still_lets_one_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (10, 10))

    assert Limits().connections == 1

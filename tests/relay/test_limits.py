import resource

import pytest

from ostoja.relay.limits import SPARE_FILES, Limits


def test_connections_leave_some_files_for_the_rest() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)

    assert Limits().connections == soft - SPARE_FILES


@pytest.mark.parametrize(("pending", "connections", "most"), [(1_000, 20_000, 1_000), (1_000, 960, 240), (5, 1, 1)])
def test_strangers_of_one_kind_take_no_more_than_a_quarter(pending: int, connections: int, most: int) -> None:
    assert Limits(pending=pending, connections=connections).pending_of_a_kind == most


@pytest.mark.parametrize(("channels", "of_members"), [(64, 48), (8, 6), (1, 1)])
def test_a_quarter_of_the_channels_is_kept_for_owners(channels: int, of_members: int) -> None:
    assert Limits(channels=channels).channels_of_members == of_members


def test_a_tiny_limit_on_files_still_lets_one_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (10, 10))

    assert Limits().connections == 1

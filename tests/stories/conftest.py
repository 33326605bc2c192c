from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.town import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    try:
        town.start()
        yield town
    finally:
        town.stop()
    # Proves: A019.
    assert town.slips() == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.story)

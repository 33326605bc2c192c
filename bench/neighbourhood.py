"""A town for the benches: every place a real process, the home behind mosquitto and without a delay of its own."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.stories.households import Household, settle
from tests.stories.town import Place, Town

OWNER = "ala@example.com"


@contextmanager
def claimed_home(*furnished: str, settings: Mapping[str, str] | None = None) -> Iterator[Household]:
    """Ala's claimed home in a town that ends with the block.

    ``furnished`` is told to the simulator besides; ``settings`` are those of every place besides.
    """
    with tempfile.TemporaryDirectory(prefix="ostoja-bench-") as folder:
        town = Town(Path(folder), latency=0, settings=dict(settings or {}))
        at = f"127.0.0.1:{town.home_port}"
        words = ["simulate", "--listen", at, "--broker", "mosquitto", "--latency", "0", "--no-inhabitant", *furnished]
        town.home = Place("simulate", words, town.environment, town.folder)
        try:
            town.start()
            yield settle(town)
        finally:
            town.stop()

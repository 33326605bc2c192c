from datetime import UTC

from ostoja.gateway.house.clock import wall_clock


def test_the_wall_clock_knows_its_zone() -> None:
    assert wall_clock().tzinfo is UTC

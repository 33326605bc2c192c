"""Proves: A094."""

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ostoja.gateway.link.deliveries import BusyError, Carrier
from ostoja.gateway.link.receivers import read_receiver
from ostoja.gateway.store.apps import App, remove_app
from ostoja.gateway.store.catalogue import keep_devices, keep_rooms
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.deliveries import latest
from ostoja.gateway.store.errors import StoreError
from ostoja.gateway.store.history import Reading, record
from ostoja.gateway.store.holdings import MOST_ROWS
from ostoja.protocol.deliveries import Outcome
from ostoja.protocol.tickets import Role
from ostoja.protocol.traits import Device, Kind, Room
from tests.gateway.link.receiving import Service
from tests.gateway.store.failing import unwritable
from tests.gateway.store.test_holdings import admit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROWS = MOST_ROWS * 3 + 1


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with Service(tmp_path) as found:
        yield found


@pytest.fixture
def owner(database: Database) -> App:
    keep_rooms(database, [Room("m-r1", "Hall")])
    keep_devices(database, [Device("m-1", "Lamp", Kind.LIGHT, ())])
    shown = [Reading(NOW + timedelta(seconds=at), "m-1", "on_off", f'{{"on":{at}}}') for at in range(ROWS)]
    record(database, shown)
    return admit(database, "ala", Role.OWNER)


class Delivering:
    """A carrier whose work a test awaits."""

    def __init__(self, database: Database, service: Service | None, stalled: float = 30) -> None:
        self.database = database
        self.works: list[asyncio.Task[None]] = []
        more = {} if service is None else {"connector": service.connector}
        self.carrier = Carrier(database, lambda: NOW, self._start, stalled=stalled, **more)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.works.append(asyncio.create_task(work))

    async def end(self) -> Outcome:
        await asyncio.gather(*self.works)
        return latest(self.database)[0].outcome


async def test_a_chosen_service_gets_everything_of_the_home_and_can_check_it(
    database: Database, owner: App, service: Service
) -> None:
    delivering = Delivering(database, service)

    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))

    assert await delivering.end() is Outcome.TAKEN
    lines = service.heard.splitlines(keepends=True)
    head, *parts, last = [json.loads(line) for line in lines]
    assert (head["format"], head["scope"]) == ("ostoja-home-1", "home")
    assert last == {"rows": ROWS + 2, "sha256": hashlib.sha256(b"".join(lines[:-1])).hexdigest()}
    history = [row for part in parts if part["sheet"] == "history" for row in part["rows"]]
    assert len({tuple(row) for row in history}) == ROWS
    assert {part["sheet"] for part in parts} == {"rooms", "devices", "history"}
    assert parts[-1]["columns"] == ["at_ms", "device", "trait", "value"]
    assert b"ala" not in service.heard
    assert service.types == ["application/x-ndjson"]


async def test_who_receives_is_written_down_before_the_first_byte_leaves(
    database: Database, owner: App, service: Service
) -> None:
    delivering = Delivering(database, service)

    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))

    [held] = latest(database)
    assert (held.receiver, held.host, held.outcome, held.rows) == ("Energia", "localhost", Outcome.GOING, 0)
    assert service.heard == b""
    await delivering.end()
    [done] = delivering.carrier.latest()
    assert (done.rows, done.outcome) == (ROWS + 2, Outcome.TAKEN)


async def test_nothing_leaves_that_cannot_be_written_down(database: Database, owner: App, service: Service) -> None:
    delivering = Delivering(database, service)
    unwritable(database)

    with pytest.raises(StoreError):
        delivering.carrier.deliver(owner, read_receiver("Energia", service.address))

    assert delivering.works == []


@pytest.mark.parametrize("status", [302, 403, 500])
async def test_a_service_that_says_no_has_refused_and_nobody_is_led_elsewhere(
    database: Database, owner: App, service: Service, status: int
) -> None:
    service.status = status
    delivering = Delivering(database, service)

    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))

    assert await delivering.end() is Outcome.REFUSED


async def test_a_service_without_a_trusted_certificate_or_in_the_home_gets_nothing(
    database: Database, owner: App, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    delivering = Delivering(database, None)

    with caplog.at_level(logging.WARNING):
        delivering.carrier.deliver(owner, read_receiver("Energia", service.address))
        assert await delivering.end() is Outcome.UNREACHABLE

    assert service.types == []
    assert not any(word in caplog.text for word in ("Energia", "localhost", "a-secret"))


async def test_one_goes_at_a_time_and_how_far_it_is_is_shown(database: Database, owner: App, service: Service) -> None:
    service.taking.clear()
    delivering = Delivering(database, service)
    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))
    await service.came.wait()

    with pytest.raises(BusyError):
        delivering.carrier.deliver(owner, read_receiver("Woda", service.address))

    [going] = delivering.carrier.latest()
    assert going.outcome is Outcome.GOING
    assert going.rows > 0
    service.taking.set()
    assert await delivering.end() is Outcome.TAKEN


async def test_a_service_that_takes_nothing_is_given_up(database: Database, owner: App, service: Service) -> None:
    service.taking.clear()
    delivering = Delivering(database, service, stalled=0.2)

    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))

    assert await delivering.end() is Outcome.UNREACHABLE
    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))
    await delivering.end()
    assert len(latest(database)) == 2


async def test_it_ends_when_who_asked_is_let_in_no_more(database: Database, owner: App, service: Service) -> None:
    delivering = Delivering(database, service)
    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))
    remove_app(database, owner.id)

    assert await delivering.end() is Outcome.STOPPED

    assert b"sha256" not in service.heard


async def test_it_ends_with_the_gateway(database: Database, owner: App, service: Service) -> None:
    service.taking.clear()
    delivering = Delivering(database, service)
    delivering.carrier.deliver(owner, read_receiver("Energia", service.address))
    await service.came.wait()

    delivering.works[0].cancel()
    with pytest.raises(asyncio.CancelledError):
        await delivering.works[0]

    assert latest(database)[0].outcome is Outcome.STOPPED
